"""Files of questionnaires: taken in and given out."""

from django.urls import path

from . import files

app_name = "bank_files"
urlpatterns = [
    path("import/", files.upload, name="import"),
    path("import/check/", files.check, name="check"),
    path("questionnaire.schema.json", files.schema, name="schema"),
    path("editions/<int:edition>/export/", files.export, name="export"),
]

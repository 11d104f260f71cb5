"""A team's results."""

from django.urls import path

from . import views

app_name = "team"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:team>/", views.latest, name="latest"),
    path("<int:team>/<uuid:campaign>/", views.result, name="result"),
]

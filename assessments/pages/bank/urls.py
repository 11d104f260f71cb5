"""The editors' pages: questionnaires, their editions, and what a draft asks."""

from django.urls import path

from . import diff, editing, history, moving, preview, publishing, translating, views

app_name = "bank"
urlpatterns = [
    # Questionnaires and editions
    path("", views.home, name="home"),
    path("new/", views.new, name="new"),
    path("diff/", diff.diff, name="diff"),
    path("<int:edition>/", views.edition, name="edition"),
    path("<int:edition>/next/", views.begin_next, name="begin_next"),
    path("<int:edition>/discard/", views.discard, name="discard"),
    path("<int:edition>/retire/", views.retire, name="retire"),
    path("<int:edition>/preview/", preview.phone, name="phone"),
    path("<int:edition>/preview/<int:number>/", preview.page, name="preview"),
    path("<int:edition>/preview/<int:number>/keep/", preview.keep, name="preview_keep"),
    path("<int:edition>/publish/", publishing.publish, name="publish"),
    path("<int:edition>/history/", history.history, name="history"),
    # A draft's texts
    path("<int:edition>/texts/", editing.texts, name="texts"),
    path("<int:edition>/practices/new/", editing.new_practice, name="new_practice"),
    path("<int:edition>/practices/<int:practice>/", editing.practice, name="practice"),
    path("<int:edition>/practices/<int:practice>/guide/", editing.guide, name="guide"),
    path("<int:edition>/questions/new/", editing.new_question, name="new_question"),
    path("<int:edition>/questions/<int:question>/", editing.question, name="question"),
    # A draft's order
    path(
        "<int:edition>/practices/<int:practice>/move/", moving.move_practice, name="move_practice"
    ),
    path(
        "<int:edition>/practices/<int:practice>/delete/",
        moving.delete_practice,
        name="delete_practice",
    ),
    path(
        "<int:edition>/questions/<int:question>/move/", moving.move_question, name="move_question"
    ),
    path(
        "<int:edition>/questions/<int:question>/copy/", moving.copy_question, name="copy_question"
    ),
    path(
        "<int:edition>/questions/<int:question>/delete/",
        moving.delete_question,
        name="delete_question",
    ),
    path("<int:edition>/translations/<slug:language>/", translating.translate, name="translate"),
    path("<int:edition>/restore/", moving.restore, name="restore"),
]

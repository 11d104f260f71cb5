"""A survey link, and the sheet that it opens."""

from django.urls import path

from . import views

app_name = "respond"
urlpatterns = [
    # The link as sent: opened by GET, which changes nothing, exchanged by POST
    path("s/<str:token>/", views.link, name="link"),
    # The sheet, under a name that does not give the link away
    path("survey/<slug:sheet>/", views.start, name="start"),
    path("survey/<slug:sheet>/<int:number>/", views.page, name="page"),
    path("survey/<slug:sheet>/<int:number>/keep/", views.keep, name="keep"),
    path("survey/<slug:sheet>/check/", views.check, name="check"),
    path("survey/<slug:sheet>/send/", views.send, name="send"),
]

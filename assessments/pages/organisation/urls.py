"""The organisation for those who lead a part of it."""

from django.urls import path

from . import all_teams, moves, participation, report, targets, views

app_name = "organisation"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:unit>/", views.latest, name="latest"),
    path("<int:unit>/participation/", participation.participation, name="participation"),
    path("<int:unit>/<uuid:campaign>/", views.heatmap, name="heatmap"),
    path("<int:unit>/<uuid:campaign>/teams/", all_teams.overview, name="overview"),
    path("<int:unit>/<uuid:campaign>/history/", views.history, name="history"),
    path("<int:unit>/<uuid:campaign>/report/", report.page, name="report"),
    path("<int:unit>/<uuid:campaign>/report.pdf", report.pdf, name="report_pdf"),
    path("<int:unit>/<uuid:campaign>/moves/", moves.moves, name="moves"),
    path("<int:unit>/<uuid:campaign>/targets/", targets.targets, name="targets"),
]

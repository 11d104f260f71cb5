"""Pages for everybody: home, the trial, the method, privacy."""

from django.urls import path

from . import methods, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("try/", views.try_it, name="try"),
    path("privacy/", views.privacy, name="privacy"),
    path("favicon.ico", views.favicon, name="favicon"),
    # What is behind a score
    path("methods/", methods.overview, name="methods"),
    path("methods/practices/<slug:key>/", methods.practice, name="practice"),
    path("methods/benchmarks/<slug:key>/", methods.benchmark, name="benchmark"),
]

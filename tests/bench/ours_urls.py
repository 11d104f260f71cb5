"""Our addresses and, behind the same middleware, the minimal views."""

from django.urls import include, path

urlpatterns = [path("", include("minimal_views")), path("", include("devops_survey.urls"))]

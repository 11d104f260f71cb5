"""Mounts the app, the operators' admin and sign-in; nothing else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("assessments.urls")),
]
# Never cached: a survey's page that is not there must not outlive the session on a shared computer
handler404 = "assessments.pages.public.errors.not_found"

"""The one app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Nothing is started here: no signals, no imports of numpy, scipy or plotly."""

    name = "assessments"
    verbose_name = "DevOps Survey"

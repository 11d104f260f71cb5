"""The one app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import formats, translation

from assessments.charts import speech
from assessments.content import speech as content_speech


class AssessmentsConfig(AppConfig):
    """Nothing is started here: no imports of numpy, scipy or plotly, no signals for flow."""

    name = "assessments"
    verbose_name = "DevOps Survey"

    def ready(self) -> None:
        """Let migrations work without the guard of published editions; let words be translated."""
        speech.translate_with(translation)
        content_speech.translate_with(translation)
        speech.format_with(date=formats.date_format, number=_number)
        pre_migrate.connect(_unguard, sender=self)
        post_migrate.connect(_guard, sender=self)


def _number(number: int) -> str:
    return formats.number_format(number, force_grouping=True)


def _unguard(using: str, **_: Any) -> None:
    from assessments.models import published_guard

    published_guard.remove(connections[using])


def _guard(using: str, **_: Any) -> None:
    from assessments.models import published_guard

    # Back before the first migration there is nothing to keep.
    connection = connections[using]
    if published_guard.EDITIONS in connection.introspection.table_names():
        published_guard.install(connection)

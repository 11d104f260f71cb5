"""A Django without any middleware around the minimal views; and the bare upsert."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

BENCH = Path(os.environ["BENCH_DIR"])


def databases() -> dict:
    """Return the database as our settings have it, so that only the views differ."""
    from devops_survey import settings as ours  # reads the environment, starts nothing

    return ours.DATABASES


settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="minimal_views",
    MIDDLEWARE=[],
    DATABASES=databases(),
    USE_TZ=True,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent],
        }
    ],
)
django.setup()
application = get_wsgi_application()


def prepare() -> dict:
    """Return the subjects; the sheet is the one that our submission sends."""
    import minimal_views  # models need the settings above

    sheet = json.loads((BENCH / "sheet.json").read_text())
    subjects = minimal_views.prepare(sheet["body"].encode(), sheet["answers"])
    return {**subjects, "bare": minimal_views.bare_upsert(sheet["answers"])}

"""The ASGI entry point; WSGI is the measured default (docs/performance.md)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "devops_survey.settings")
application = get_asgi_application()

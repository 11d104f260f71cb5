"""The product as it would be if nothing kept respondents out of its logs: a negative control."""

from devops_survey import logs
from devops_survey.wsgi import application

__all__ = ["application"]

logs.WithoutRespondents.filter = lambda self, record: True

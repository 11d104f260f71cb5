"""The nouns. Everything but the sheets of answers is exported here."""

from .bank import Edition, Outline, Page, Questionnaire
from .benchmark import Benchmark
from .campaign import (
    GRACE,
    SHOWN_BY_ROLE_FROM,
    SMALLEST_GROUP,
    SMALLEST_ROLE_GROUP,
    Campaign,
    CampaignNode,
    Draft,
    Invitation,
)
from .instrument_result import WHOLE as WHOLE_QUESTIONNAIRE
from .instrument_result import InstrumentResult
from .organisation import Role, Team, Unit
from .pending_import import PendingImport
from .question import OWN_METRIC, Practice, Question
from .response import Response as _Response  # noqa: F401 (registers the tables)
from .result import NOT_PLACED, PERFORMANCE, Comment, Result, released_score
from .role_result import RoleResult
from .target import HIGHEST as HIGHEST_TARGET
from .target import Target

__all__ = [
    "GRACE",
    "HIGHEST_TARGET",
    "NOT_PLACED",
    "OWN_METRIC",
    "PERFORMANCE",
    "SHOWN_BY_ROLE_FROM",
    "SMALLEST_GROUP",
    "SMALLEST_ROLE_GROUP",
    "WHOLE_QUESTIONNAIRE",
    "Benchmark",
    "Campaign",
    "CampaignNode",
    "Comment",
    "Draft",
    "Edition",
    "InstrumentResult",
    "Invitation",
    "Outline",
    "Page",
    "PendingImport",
    "Practice",
    "Question",
    "Questionnaire",
    "Result",
    "Role",
    "RoleResult",
    "Target",
    "Team",
    "Unit",
    "released_score",
]

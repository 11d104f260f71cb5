"""The product as it would be if no key held one link to one row: a test's negative control."""

import secrets

from assessments.actions import links
from devops_survey.wsgi import application

__all__ = ["application"]

_lock = links.draft_lock


def _any_nullifier(campaign_key, seed):
    return secrets.token_hex(32)


def _any_draft(token, revision):
    return _lock(token, secrets.token_hex(8))


links.nullifier, links.draft_lock = _any_nullifier, _any_draft

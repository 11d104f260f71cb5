"""Who may open a page, said once at each view as a decorator.

A view without one of these fails tests/architecture; the middleware asks everybody to sign in
unless the policy says that no account is needed.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.cache import never_cache

from assessments.permissions import RoleKind, Verb, kinds, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]


def _marked(view: View, policy: str) -> View:
    view.policy = policy  # type: ignore[attr-defined]  # read by the tests of every URL
    return view


def public(view: View) -> View:
    """Everybody, without an account."""
    return _marked(login_not_required(view), "public")


def link_holder(view: View) -> View:
    """Whoever holds a survey link; the view itself asks for the cookie. Never cached."""
    return _marked(login_not_required(never_cache(view)), "link holder")


def team_reader(view: View) -> View:
    """Whoever is signed in; the view narrows to the teams this person may read."""
    return _marked(never_cache(view), "team reader")


def unit_reader(view: View) -> View:
    """Whoever is signed in; the view narrows to the units this person may read."""
    return _marked(never_cache(view), "unit reader")


def organiser(view: View) -> View:
    """Organisers; to everybody else the page does not exist."""
    return _only(lambda user: may(user, Verb.RUN_CAMPAIGNS), view, "organiser")


def editor(view: View) -> View:
    """Editors of questionnaires; to everybody else the page does not exist."""
    return _only(lambda user: may(user, Verb.EDIT_BANK), view, "editor")


def publisher(view: View) -> View:
    """Publishers of questionnaires; to everybody else the page does not exist."""
    return _only(lambda user: may(user, Verb.PUBLISH_BANK), view, "publisher")


def bank_reader(view: View) -> View:
    """Editors and publishers, to look; to everybody else the page does not exist."""
    readers = {RoleKind.EDITOR, RoleKind.PUBLISHER}
    return _only(lambda user: bool(kinds(user) & readers), view, "bank reader")


def _only(admits: Callable[[Any], bool], view: View, policy: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not admits(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(never_cache(guarded), policy)

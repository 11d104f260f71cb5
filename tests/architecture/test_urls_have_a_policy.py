"""Every page says who may open it, and the sign-in rule agrees with what it says."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path

from assessments.pages import policy

# What a view's policy may be, and whether the middleware asks for an account.
NEEDS_ACCOUNT = {
    "public": False,
    "link holder": False,
    "team reader": True,
    "unit reader": True,
    "organiser": True,
    "bank reader": True,
    "editor": True,
    "publisher": True,
}
OPERATORS = "admin/"


def patterns(entries, prefix=""):
    for entry in entries:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield where, entry.callback
        elif where != OPERATORS:
            yield from patterns(entry.url_patterns, where)


def against_policy(entries):
    """Return the addresses whose view has no policy, or whose sign-in rule differs from it."""
    for where, view in patterns(entries):
        said = getattr(view, "policy", "none")
        if said not in NEEDS_ACCOUNT:
            yield f"{where}: policy {said}"
        elif getattr(view, "login_required", True) is not NEEDS_ACCOUNT[said]:
            yield f"{where}: {said}, but the sign-in rule says otherwise"


def test_every_page_has_a_policy():
    assert list(against_policy(get_resolver().url_patterns)) == []
    assert list(patterns(get_resolver().url_patterns))


def plain(request):
    return HttpResponse()


@pytest.mark.parametrize("view", [plain, login_not_required(lambda request: HttpResponse())])
def test_page_without_a_policy_is_seen(view):
    assert list(against_policy([path("forgotten/", view)])) == ["forgotten/: policy none"]


def test_organisers_page_open_to_all_is_seen():
    view = login_not_required(policy.organiser(plain))

    assert len(list(against_policy([path("manage/", view)]))) == 1


def test_every_policy_is_known():
    said = {
        decorate(plain).policy
        for decorate in (
            policy.public,
            policy.link_holder,
            policy.team_reader,
            policy.unit_reader,
            policy.organiser,
            policy.bank_reader,
            policy.editor,
            policy.publisher,
        )
    }

    assert said == set(NEEDS_ACCOUNT)

"""The admin shows operators what there is, and nothing done there breaks a rule."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions import bank, organisation, people
from assessments.admin.looking import ReadOnlyAdmin
from assessments.models import (
    Benchmark,
    Edition,
    Practice,
    Question,
    Questionnaire,
    Role,
    Team,
    Unit,
)
from assessments.permissions import RoleKind

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Django's own templates leave variables undefined
]
SHOWN = (Benchmark, Edition, Practice, Question, Questionnaire)
# Whatever holds answers, drafts, links, or what is made of them
SECRET = {
    "Comment",
    "Draft",
    "Invitation",
    "PendingImport",
    "Response",
    "Result",
    "RoleResult",
    "SealedResponse",
}


@pytest.fixture
def operator(db):
    return User.objects.create_superuser("root", password="open-sesame")


@pytest.fixture
def desk(operator, signed_in):
    return signed_in(operator)


@pytest.fixture
def unit(db):
    return organisation.add_unit(name="Harbour", parent=None)


@pytest.fixture
def team(unit):
    return organisation.add_team(name="Red", unit=unit, headcount=7)


def address(page, row):
    model = row if isinstance(row, type) else type(row)
    args = [row.pk] if page in {"change", "delete", "history"} else []
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def delete_all(desk, model):
    """Choose all rows of a list and its action "delete", confirmed."""
    chosen = list(model.objects.values_list("pk", flat=True))
    fields = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    return desk.post(address("changelist", model), fields)


def rows_of(model):
    return list(model.objects.order_by("pk").values())


def test_nothing_that_holds_answers_links_or_results_is_registered():
    registered = {model.__name__ for model in admin.site._registry}

    assert registered & SECRET == set()
    assert {model.__name__ for model in apps.get_app_config("assessments").get_models()} >= SECRET


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_what_is_shown_is_neither_added_changed_nor_deleted(desk, shipped, model):
    row, before = model.objects.first(), rows_of(model)
    fields = {name: str(value) for name, value in before[0].items()} | {"text": "x", "title": "x"}

    refused = [
        desk.post(address("add", model), fields).status_code,
        desk.post(address("change", row), fields).status_code,
        desk.post(address("delete", row), {"post": "yes"}).status_code,
    ]
    delete_all(desk, model)

    assert refused == [403, 403, 403]
    assert rows_of(model) == before
    assert desk.get(address("change", row)).status_code == 200
    assert desk.get(address("changelist", model), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("model", [Edition, Practice, Question], ids=lambda model: model.__name__)
def test_without_the_admins_refusal_the_database_still_keeps_what_is_published(
    desk, shipped, monkeypatch, model
):
    for verb in ("change", "delete"):
        monkeypatch.setattr(ReadOnlyAdmin, f"has_{verb}_permission", lambda *_, **__: True)
    before = rows_of(model)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        delete_all(desk, model)

    assert rows_of(model) == before


def test_without_the_admins_refusal_a_draft_would_go(desk, shipped, operator, monkeypatch):
    """The negative control: it is the refusal that keeps what the database lets go."""
    draft = bank.begin_next(Edition.objects.get(), by=operator)
    delete_one = {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"}
    desk.post(address("changelist", Edition), delete_one)
    kept = Edition.objects.drafts().count()

    monkeypatch.setattr(ReadOnlyAdmin, "has_delete_permission", lambda *_, **__: True)
    desk.post(address("changelist", Edition), delete_one)

    assert (kept, Edition.objects.drafts().count()) == (1, 0)


def test_units_and_teams_are_added_and_renamed_and_never_deleted(desk, team, unit):
    above = organisation.add_unit(name="Sea", parent=None)
    desk.post(address("change", team), {"name": "Crimson", "headcount": 8, "unit": above.pk})
    desk.post(address("change", unit), {"name": "Port", "parent": above.pk})
    refused = [desk.post(address("delete", row), {"post": "yes"}) for row in (team, unit)]
    delete_all(desk, Team)
    delete_all(desk, Unit)
    desk.post(address("add", Team), {"name": "Teal", "headcount": 5, "unit": unit.pk})

    assert [response.status_code for response in refused] == [403, 403]
    assert list(Team.objects.order_by("pk").values_list("name", "unit", "headcount")) == [
        ("Crimson", unit.pk, 8),
        ("Teal", unit.pk, 5),
    ]
    assert set(Unit.objects.values_list("name", "parent")) == {("Port", None), ("Sea", None)}


@pytest.mark.parametrize(
    ("field", "value"), [("name", "a / b"), ("headcount", 0), ("headcount", 501), ("name", "Red")]
)
def test_rules_of_teams_and_units_hold_in_the_admin_too(desk, team, unit, field, value):
    given = {"name": "Teal", "headcount": 5, "unit": unit.pk} | {field: value}

    response = desk.post(address("add", Team), given)

    if field == "name" and value == "a / b":
        response = desk.post(address("add", Unit), {"name": value, "parent": ""})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert list(Team.objects.values_list("name", flat=True)) in (["Red"], ["Red", "a / b"])
    assert Unit.objects.count() == 1


def test_name_that_is_taken_is_refused_when_it_is_changed_too(desk, team, unit):
    other = organisation.add_team(name="Teal", unit=unit, headcount=7)
    inner = [organisation.add_unit(name=name, parent=unit) for name in ("Ships", "Quay")]

    answers = [
        desk.post(address("change", other), {"name": "Red", "headcount": 7}),
        desk.post(address("change", inner[1]), {"name": "Ships"}),
        desk.post(address("add", Unit), {"name": "Harbour", "parent": ""}),
    ]

    for response in answers:
        form = response.context["adminform"].form
        assert "There is already a" in str(form.errors)
    assert set(Team.objects.values_list("name", flat=True)) == {"Red", "Teal"}
    assert set(Unit.objects.values_list("name", flat=True)) == {"Harbour", "Ships", "Quay"}


def test_nothing_new_comes_under_a_retired_unit(desk, unit, clock):
    Unit.objects.filter(pk=unit.pk).update(retired_at=timezone.now())

    response = desk.post(address("add", Team), {"name": "Teal", "headcount": 5, "unit": unit.pk})

    assert "unit" in response.context["adminform"].form.errors
    assert not Team.objects.exists()


def test_role_is_given_and_taken_but_never_turned_into_another(desk, account, team, operator):
    tom, ann = account("tom"), account("ann")
    given = {"user": tom.pk, "kind": RoleKind.TEAM_LEAD, "team": team.pk, "unit": ""}
    desk.post(address("add", Role), given)
    role = Role.objects.get()

    desk.post(address("change", role), given | {"user": ann.pk, "kind": RoleKind.ORGANISER})
    unchanged = Role.objects.get()
    desk.post(address("delete", role), {"post": "yes"})

    assert (unchanged.user, unchanged.kind, unchanged.team) == (tom, RoleKind.TEAM_LEAD, team)
    assert not Role.objects.exists()
    logged = LogEntry.objects.filter(user=operator, object_id=role.pk).order_by("pk")
    assert [entry.action_flag for entry in logged][:: len(logged) - 1] == [1, 3]
    assert {entry.object_repr for entry in logged} == {"tom: team lead of Red"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": RoleKind.TEAM_LEAD},
        {"kind": RoleKind.LEADER},
        {"kind": RoleKind.EDITOR, "team": True},
        {"kind": "emperor"},
    ],
)
def test_role_that_fits_nobody_is_refused_in_words(desk, account, team, wrong):
    given = {"user": account("tom").pk, "team": "", "unit": ""} | wrong
    given["team"] = team.pk if wrong.get("team") else ""

    response = desk.post(address("add", Role), given)

    assert response.context["adminform"].form.errors
    assert not Role.objects.exists()


def test_account_that_has_done_something_is_switched_off_and_not_deleted(
    desk, shipped, account, signed_in, operator
):
    editor, clerk, idle = account("ed"), account("clerk"), account("idle")
    people.make_editor(editor)
    bank.begin_next(Edition.objects.get(), by=editor)
    LogEntry.objects.create(user=clerk, action_flag=1, object_repr="x")

    answers = [
        desk.post(address("delete", one), {"post": "yes"}).status_code
        for one in (editor, clerk, idle)
    ]
    delete_all(desk, User)

    assert answers == [403, 403, 302]
    assert set(User.objects.values_list("username", flat=True)) == {"root", "ed", "clerk"}
    assert Edition.history.filter(history_user=editor).exists()


def test_campaign_is_shown_without_who_was_asked_or_answered(desk, campaign):
    page = desk.get(address("change", campaign)).content.decode()

    assert campaign.name in page
    for name in ("links_made", "turnout_at", "id_teams"):
        assert name not in page
    fields = {name for _, part in admin_of(campaign).fieldsets for name in part["fields"]}
    left = {field.name for field in campaign._meta.get_fields()} - fields
    assert {"nodes", "teams", "turnout_at", "links_made"} <= left


def admin_of(row):
    return admin.site._registry[type(row)]


def test_lists_ask_the_same_few_times_however_long_they_are(
    desk, shipped, operator, django_assert_max_num_queries
):
    for model in (Edition, Practice, Question):
        with django_assert_max_num_queries(12):
            desk.get(address("changelist", model))


@pytest.mark.parametrize("who", ["nobody", "editor"])
def test_people_without_the_staff_flag_only_get_its_sign_in(client, account, signed_in, who):
    editor = account("ed")
    people.make_editor(editor)
    browser = signed_in(editor) if who == "editor" else client

    response = browser.get(address("changelist", Question))

    assert response.status_code == 302
    assert "/login/?next=/admin/" in response.url

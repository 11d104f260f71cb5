"""Our survey, with one team of many people and a draft, made through our own actions."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlencode

import django
from prepared import CSRF, Prepared, Subject, each

os.environ["DJANGO_SETTINGS_MODULE"] = "ours_settings"
django.setup()

from django.conf import settings  # noqa: E402 (all below need the settings)
from django.core import signing  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.utils import timezone  # noqa: E402

from assessments.actions import campaigns, content, links, organisation, responses  # noqa: E402
from assessments.models import Benchmark, Campaign, Edition, Outline, Question  # noqa: E402
from assessments.pages import sheet_access  # noqa: E402
from assessments.pages.respond import views as respond  # noqa: E402

BENCH = Path(os.environ["BENCH_DIR"])
SENDS, WHOLES = 200, 60
COMMENT = "Our changes wait for the weekly meeting, even the small ones."
# Before the application: it looks once, at its start, at what static files there are.
if not settings.STATIC_ROOT.exists():
    call_command("collectstatic", interactive=False, verbosity=0)
application = get_wsgi_application()


def campaign() -> tuple[Campaign, list[str]]:
    """Open a campaign; return it and a fresh token for everybody."""
    now = timezone.now()
    content.load(at=now)
    unit = organisation.add_unit(name="Harbour", parent=None)
    team = organisation.add_team(name="Red", unit=unit, headcount=1 + SENDS + WHOLES)
    plan = campaigns.Plan(
        name="Bench",
        kind=Campaign.Kind.ANONYMOUS,
        edition=Edition.objects.published().latest("number"),
        benchmark=Benchmark.objects.current().get(is_default=True),
        teams=[team],
        opens_at=now - dt.timedelta(days=1),
        closes_at=now + dt.timedelta(days=1),
        time_zone="Europe/Berlin",
    )
    opened = campaigns.open(campaigns.create(plan, at=now), at=now)
    return opened, [link.token for link in campaigns.issue_links(opened)]


def full_sheet(outline: Outline) -> dict[str, int | str]:
    """Return an answer to every question: the second best option, and a comment a practice."""
    return {
        question.code: COMMENT
        if question.kind == Question.Kind.TEXT
        else sorted(question.codes())[-2]
        for question in outline.questions
    }


def address(token: str, rest: str = "") -> str:
    return f"/survey/{links.sheet_name(token)}/{rest}"


def cookie(token: str) -> str:
    signed = signing.dumps(token, salt=sheet_access.SALT)
    return f"{sheet_access.COOKIE}={signed}; csrftoken={CSRF}"


def form(**fields: object) -> bytes:
    return urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()


def send(token: str, answers: dict) -> Prepared:
    return Prepared(address(token, "send/"), cookie(token), form(**answers))


def whole(token: str, asked: Campaign, answers: dict) -> list[Prepared]:
    """Return every request of one person, from the link to the thank-you."""
    visits = [
        Prepared(f"/s/{token}/"),
        Prepared(f"/s/{token}/", f"csrftoken={CSRF}", form()),
        Prepared(address(token), cookie(token)),
    ]
    for page in asked.edition.outline().pages:
        here = address(token, f"{page.number}/")
        given = {question.code: answers[question.code] for question in page.questions}
        posted = form(edition=asked.edition_id, go="on", **given)
        visits += [Prepared(here, cookie(token)), Prepared(here, cookie(token), posted)]
    return [*visits, Prepared(address(token, "check/"), cookie(token)), send(token, answers)]


def hand_over(outline: Outline, answers: dict) -> None:
    """Leave the sheet to the minimal view, questions and database options to the peer."""
    row = responses.stored(answers, outline)
    (BENCH / "sheet.json").write_text(
        json.dumps({"body": form(**answers).decode(), "answers": row})
    )
    asked = [
        {
            "text": question.text,
            "category": question.practice.name if question.practice else "Delivery",
            "options": [option["label"] for option in question.options],
        }
        for question in outline.questions
        if question.kind == Question.Kind.LIKERT or question.metric
    ]
    (BENCH / "questions.json").write_text(json.dumps(asked))
    if connection.vendor == "sqlite":
        options = settings.DATABASES["default"]["OPTIONS"]
        (BENCH / "sqlite.json").write_text(json.dumps(options))


def stored_alone(sends: list[Prepared]) -> Subject:
    """Return the submission up to where the sheet is stored: a word stands for the thank-you."""
    turn = itertools.cycle(sends)
    shown = respond._thanks

    def send_one() -> None:
        said: list[str] = []
        respond._thanks = lambda *_: HttpResponse("ok")
        try:
            application(next(turn).environ(), lambda status, *_: said.append(status)).close()
        finally:
            respond._thanks = shown
        if said != ["200 OK"]:
            sys.exit(f"A sheet was not stored: {said}.")

    return Subject(call=send_one)


def prepare() -> dict[str, Subject]:
    """Migrate, load, open, keep a draft; return the subjects."""
    import minimal_views  # its model needs the settings

    if connection.introspection.table_names():
        sys.exit("The database that DATABASE_URL names is not empty, so the bench leaves it alone.")
    call_command("migrate", verbosity=0)
    asked, tokens = campaign()
    outline = asked.edition.outline()
    answers = full_sheet(outline)
    hand_over(outline, answers)
    reader, senders, wholes = tokens[0], tokens[1 : 1 + SENDS], tokens[1 + SENDS :]
    now = timezone.now()
    sheet = responses.open_sheet(token=reader, at=now)
    responses.save_draft(sheet=sheet, answers=answers, at=now)
    sends = [send(token, answers) for token in senders]
    minimal = minimal_views.prepare(form(**answers), responses.stored(answers, outline))
    return {
        **minimal,
        "survey page": each([Prepared(address(reader, "1/"), cookie(reader))]),
        "stored": stored_alone(sends),
        "submission": each(sends),
        "whole": Subject(sequences=[whole(token, asked, answers) for token in wholes]),
    }

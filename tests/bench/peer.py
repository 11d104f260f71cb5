"""django-survey-and-report with the same 39 questions. Runs in an environment of its own."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import django
from prepared import CSRF, Prepared, Subject, each

BENCH = Path(os.environ["BENCH_DIR"])
django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 (needs the settings)
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from survey.models import Category, Question, Survey  # noqa: E402

application = get_wsgi_application()


def make_survey(asked: list[dict], display: int) -> Survey:
    """Make the survey with the 39 questions; nobody has to sign in, every answer is required."""
    survey = Survey.objects.create(
        name="Bench", need_logged_user=False, editable_answers=False, display_method=display
    )
    names = dict.fromkeys(question["category"] for question in asked)
    categories = {
        name: Category.objects.create(name=name, survey=survey, order=order)
        for order, name in enumerate(names)
    }
    for order, question in enumerate(asked):
        Question.objects.create(
            text=question["text"],
            order=order,
            required=True,
            category=categories[question["category"]],
            survey=survey,
            type=Question.RADIO,
            choices="|".join(question["options"]),
        )
    return survey


def posted(questions: list[Question]) -> bytes:
    """Return the second last option of every question, as its form sends it."""
    chosen = {f"question_{question.pk}": question.get_choices()[-2][0] for question in questions}
    return urlencode({"csrfmiddlewaretoken": CSRF, **chosen}).encode()


def by_category(survey: Survey) -> list[Prepared]:
    """Return every request of one person who is shown one category a page."""
    session = SessionStore()
    session.create()
    cookie = f"csrftoken={CSRF}; sessionid={session.session_key}"
    visits = []
    for step, category in enumerate(survey.non_empty_categories()):
        path = f"/survey/{survey.pk}-{step}/"
        body = posted(list(category.questions.all()))
        visits += [Prepared(path, cookie), Prepared(path, cookie, body)]
    return visits


def prepare() -> dict[str, Subject]:
    """Migrate, make the same survey on one page and by category; return the subjects."""
    call_command("migrate", verbosity=0)
    asked = json.loads((BENCH / "questions.json").read_text())
    survey = make_survey(asked, Survey.ALL_IN_ONE_PAGE)
    steps = make_survey(asked, Survey.BY_CATEGORY)
    cookie = f"csrftoken={CSRF}"
    page = Prepared(f"/survey/{survey.pk}/", cookie)
    send = Prepared(page.path, cookie, posted(list(survey.questions.all())))
    return {
        "survey page": each([page]),
        "one category": each([Prepared(f"/survey/{steps.pk}-0/", cookie)]),
        "submission": replace(each([send]), follow=True),
        "whole": Subject(sequences=[by_category(steps)]),
    }

"""Editors save at the same time, in threads on a real server: nobody's text vanishes unseen."""

import re
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.db.models import F
from django.test import Client
from small_organisation import in_threads, load_content

from assessments.actions import bank, bank_rows, people
from assessments.models import Edition, Question

ROUNDS = 100
CONFLICT = 409
TOKEN = "t" * 32

pytestmark = pytest.mark.django_db(transaction=True)


def session(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def race(live_server):
    """race(): both save one revision, 100 times; return what was told to be saved and is lost."""
    load_content()
    editors = [
        people.add_account(username=name, password="open-sesame", full_name=name)
        for name in ("ed", "eve")
    ]
    for editor in editors:
        people.make_editor(editor)
    sessions = {editor.pk: session(editor) for editor in editors}
    draft = bank.begin_next(Edition.objects.get(), by=editors[0])
    question = draft.questions.get(code="vc1")

    def save(editor, number, revision):
        text = f"{editor.username} {number}"
        sent = {
            "csrfmiddlewaretoken": TOKEN,
            "revision": revision,
            "kind": "text",
            "practice": question.practice_id,
            "text": text,
        }
        connection = HTTPConnection(live_server.thread.host, live_server.thread.port)
        cookies = f"sessionid={sessions[editor.pk]}; csrftoken={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        address = f"/bank/{draft.pk}/questions/{question.pk}/"
        connection.request("POST", address, urlencode(sent), headers)
        status = connection.getresponse().status
        connection.close()
        return text, status

    def run():
        lost, told = [], []
        for number in range(ROUNDS):
            revision = Question.objects.get(pk=question.pk).revision
            jobs = [lambda e=e, n=number, r=revision: save(e, n, r) for e in editors]
            answers = in_threads(jobs, 2)
            said = [text for text, status in answers if status == 302]
            told.append(sorted(status for _, status in answers))
            stored = Question.objects.get(pk=question.pk).text
            lost += [text for text in said if text != stored]
        return lost, told

    return run


def test_nobody_overwrites_what_was_not_seen(race):
    lost, told = race()

    assert lost == []
    assert told == [[302, CONFLICT]] * ROUNDS


def test_without_the_comparison_texts_are_lost(race, monkeypatch):
    """The negative control: a save that asks for no revision overwrites."""

    def overwrite(row, *, revision, values, by):
        Question.objects.filter(pk=row.pk).update(text=values["text"], revision=F("revision") + 1)
        return row

    monkeypatch.setattr(bank_rows, "change", overwrite)

    lost, _ = race()

    assert len(re.findall(r"e[dv]", " ".join(lost))) > 0

"""Two question banks unlike the shipped one, carried in as files and published as editors do.

`wide_bank` has 15 practices with long names and 90 statements, two scales, one practice of two
statements and one of twelve; `six_point_bank` has 5 practices on a scale without a middle.
"""

from io import BytesIO

import orjson

from assessments.actions import bank, bank_order, bank_publishing, bank_rows, carry
from assessments.content import loader
from assessments.models import Edition

WIDE = {
    "requirements": "Requirements that whoever builds, tests and runs the service has agreed on",
    "backlog": "A backlog small enough to be read, with the reasons beside each wish",
    "trunk": "Trunk-based development without branches that live longer than a working day",
    "build": "Reproducible builds that give the same artefact from the same commit every time",
    "tests": "Test automation at every level, from functions to whole journeys through the product",
    "data": "Test data that may be used, is at hand, and resembles what production holds",
    "security": "Security work that is done all along instead of at a gate before the release",
    "supply": "Knowledge of every component that we ship and of who has made and signed it",
    "platform": "An internal platform that teams choose because it saves them work",
    "release": "Releases that can be rolled back within minutes by anybody in the team",
    "observability": "Observability that answers questions nobody thought of beforehand",
    "incidents": "Incident response that is rehearsed, free of blame, and ends with changes",
    "learning": "Time for learning and experiments that nobody has to ask permission for",
    "wellbeing": "Workloads that people can carry for years without harm to themselves",
    "verschlusssachenbearbeitung": "Verschlusssachenbearbeitungsvorschriftenkenntnisse im Betrieb",
}
SIX = {
    "clarity": "Clear goals",
    "quality": "Built-in quality",
    "autonomy": "Autonomous teams",
    "feedback": "Fast feedback",
    "improvement": "Steady improvement",
}
# Up to the 24 characters that a short name may have, one of them a single word
SHORT = {
    "requirements": "Agreed requirements",
    "backlog": "Readable backlog",
    "trunk": "Trunk-based development",
    "build": "Reproducible builds",
    "tests": "Automation of all tests",
    "data": "Usable test data",
    "security": "Continuous security",
    "supply": "Known supply chain",
    "platform": "Internal platform",
    "release": "Releases rolled back",
    "observability": "Observability",
    "incidents": "Rehearsed incidents",
    "learning": "Time for learning",
    "wellbeing": "Bearable workload",
    "verschlusssachenbearbeitung": "Verschlusssachenkenntnis",
}
FIVE_POINTS = ("Never", "Rarely", "Sometimes", "Often", "Always")
SEVEN_POINTS = (
    *("Strongly disagree", "Disagree", "Somewhat disagree", "Neither agree nor disagree"),
    *("Somewhat agree", "Agree", "Strongly agree"),
)
SIX_POINTS = ("Not at all", "Hardly", "Partly", "Mostly", "Almost fully", "Fully")


def wide_bank(**changes):
    """Return the bank of 15 practices as the data of a file."""
    sizes = dict.fromkeys(WIDE, 6) | {"backlog": 2, "tests": 12, "supply": 4}
    practices = [_practice(key, name) for key, name in WIDE.items()]
    statements = [
        _statement(key, number, FIVE_POINTS if key in {"incidents", "learning"} else ())
        for key, size in sizes.items()
        for number in range(1, size + 1)
    ]
    return _bank("wide-bank", SEVEN_POINTS, practices, statements) | changes


def six_point_bank(**changes):
    """Return the bank of 5 practices on six points as the data of a file."""
    practices = [_practice(key, name) for key, name in SIX.items()]
    statements = [_statement(key, number, ()) for key in SIX for number in range(1, 5)]
    return _bank("six-point-bank", SIX_POINTS, practices, statements) | changes


def load(data, by, at):
    """Carry a bank in as a file and publish it."""
    file = BytesIO(orjson.dumps(data))
    return publish(carry.apply(file, "bank.json", by=by), by, at)


def publish(draft, by, at, *, same=()):
    """Publish a draft; of the questions changed, those in `same` still mean the same."""
    found = bank_publishing.look(Edition.objects.get(pk=draft.pk))
    answers = {change.code: change.code in same for change in found.to_decide}
    return bank_publishing.publish(draft, seen=found.seen, still_same=answers, by=by, at=at)


def next_edition(edition, by, at, *, extra=()):
    """Publish the next edition: its first practice asks anew, its second is retired, one is new.

    `extra` are questions to add that belong to no practice.
    """
    draft = bank.begin_next(edition, by=by)
    first, second, *_ = draft.practices.order_by("position")
    broken = first.questions.earliest("position")
    bank_rows.change(broken, revision=1, values={"text": "We ask this in another way."}, by=by)
    bank_rows.change(second, revision=1, values={"active": False}, by=by)
    added = bank_rows.add_practice(draft, values=NEW_PRACTICE, by=by)
    for number in range(1, 4):
        values = {"text": f"New thing {number} is normal here."} | _row_of(broken)
        bank_rows.add_question(draft, values=values | {"practice": added}, by=by)
    bank_order.move_practice(added, to=1, by=by)
    for values in extra:
        bank_rows.add_question(draft, values=values, by=by)
    return publish(draft, by, at)


NEW_PRACTICE = {
    "name": "Documentation that is found, believed, and corrected by those who read it",
    "short_name": "Trusted documentation",
}


def _row_of(question):
    return {
        "kind": question.kind,
        "options": question.options,
        "missing_label": question.missing_label,
        "source": question.source,
    }


def _bank(key, scale, practices, statements):
    shipped = orjson.loads(loader.load_questionnaire().model_dump_json())
    outcomes = [question for question in shipped["questions"] if question["metric"]]
    return {
        "key": key,
        "title": key.replace("-", " ").capitalize(),
        "lead_in": "Think of the last three months.",
        "missing_label": "Don’t know",
        "scale": _options(scale),
        "practices": practices,
        "questions": [*statements, *outcomes],
    }


def _practice(key, name):
    return {
        "key": key,
        "name": name,
        "short_name": SHORT.get(key, name),
        "source": "Made for these tests",
    }


def _statement(key, number, scale):
    return {
        "code": f"{key[:20]}_{number}",
        "kind": "likert",
        "practice": key,
        "text": f"Statement {number} about “{(WIDE | SIX)[key]}” is true of our team.",
        "options": _options(scale),
        "reverse": number == 2,
        "source": "Made for these tests",
        "wording_version": 1,
    }


def _options(labels):
    return [{"code": code, "label": label} for code, label in enumerate(labels, start=1)]

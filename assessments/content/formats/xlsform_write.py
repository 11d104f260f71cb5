"""A questionnaire as XLSForm, the open standard of ODK, KoboToolbox, SurveyCTO and others.

What the standard has no word for (reverse keying, weights, metrics, sources) stands in columns of
ours, which other tools pass over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assessments.content.schema import QuestionnaireContent

from .asking_order import as_asked
from .carried import Note, Written
from .plain import plain
from .workbook import written
from .xlsform_left_out import left_out
from .xlsform_words import COUNTS, DONT_KNOW, language_name

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
OURS = ("kind", "reverse", "weight", "metric", "unit", "source", "wording_version", "short_name")
Record = dict[str, Any]


@dataclass
class _Form:
    """The rows under way."""

    data: dict[str, Any]
    languages: list[str]
    survey: list[Record] = field(default_factory=list)
    choices: list[Record] = field(default_factory=list)
    lists: dict[Any, str] = field(default_factory=dict)
    left_out: list[Note] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)

    def words(self, column: str, own: str, part: Record, name: str) -> Record:
        """Return a text in each language, each in its column."""
        if len(self.languages) == 1:
            return {column: own}
        translations = part.get("translations", {})
        return {
            f"{column}::{language_name(language)}": (
                own if language == self.languages[0] else translations.get(language, {}).get(name)
            )
            for language in self.languages
        }


def write(content: QuestionnaireContent) -> Written:
    """Return the form as a workbook, and say what it cannot hold."""
    data = plain(content)
    # "${" would be read as a question's name
    marked = "${" in str(data)
    if marked:
        data = _without_marks(data)
    parts = [data, *data["practices"], *data["questions"]]
    spoken = {language for part in parts for language in part.get("translations", {})}
    own = data.get("language", "en")
    languages = [own, *sorted((spoken | set(data.get("languages", []))) - {own})]
    form = _Form(data, languages)
    if marked:
        form.left_out.append(Note("", "“${” is written “$ {”, because a form would replace it."))
    form.left_out += left_out(content)
    if data["lead_in"]:
        label = form.words("label", data["lead_in"], data, "lead_in")
        form.survey.append({"type": "note", "name": "lead_in__", **label})
    _write_questions(form)
    settings = {
        "form_title": data["title"],
        "form_id": data["key"],
        "default_language": language_name(own) if len(languages) > 1 else own,
    }
    return Written(
        written(
            [
                _sheet(SURVEY, form.survey, ("type", "name")),
                _sheet(CHOICES, form.choices, ("list_name", "name")),
                _sheet(SETTINGS, [settings], ()),
            ]
        ),
        tuple(form.left_out),
    )


def _sheet(name: str, records: list[Record], first: tuple[str, ...]) -> tuple[str, Any, Any]:
    columns = list(dict.fromkeys([*first, *(key for record in records for key in record)]))
    return name, columns, ([record.get(column) for column in columns] for record in records)


def _write_questions(form: _Form) -> None:
    practices = {practice["key"]: practice for practice in form.data["practices"]}
    begun: dict[str, int] = {}
    open_group: str | None = None
    for question in as_asked(form.data["practices"], form.data["questions"]):
        key = question["practice"]
        if not question.get("active", True) or (key and not practices[key].get("active", True)):
            continue
        if key != open_group:
            _end(form, open_group)
            open_group = key
            if key:
                begun[key] = begun.get(key, 0) + 1
                suffix = "" if begun[key] == 1 else f"__{begun[key]}"
                form.survey.append(_begin(form, practices[key], suffix))
        form.survey.append(_question(form, question))
    _end(form, open_group)


def _begin(form: _Form, practice: Record, suffix: str) -> Record:
    return {
        "type": "begin_group",
        "name": f"{practice['key']}{suffix}",
        **form.words("label", practice["name"], practice, "name"),
        "short_name": practice["short_name"],
        "source": practice["source"],
    }


def _end(form: _Form, group: str | None) -> None:
    if group:
        form.survey.append({"type": "end_group"})


def _question(form: _Form, question: Record) -> Record:
    kind = question["kind"]
    form.kinds[question["code"]] = kind
    types = {"number": "decimal", "short": "text", "text": "text"}
    select = "select_multiple" if kind == "multiple" else "select_one"
    looks = {"likert": "likert", "text": "multiline"}
    return {
        "type": types.get(kind) or f"{select} {_list(form, question)}",
        "name": question["code"],
        **form.words("label", question["text"], question, "text"),
        **form.words("hint", question.get("help", ""), question, "help"),
        "required": "yes" if question.get("required") else "",
        "relevant": _relevant(form, question.get("show_if")),
        "constraint": _constraint(question),
        "appearance": looks.get(kind, ""),
        "kind": kind,
        "reverse": "yes" if question.get("reverse") else "",
        "weight": question.get("weight", ""),
        "metric": question.get("metric") or "",
        "short_name": question.get("short_name", ""),
        "unit": question.get("unit", ""),
        "source": question["source"],
        "wording_version": question["wording_version"],
    }


def _list(form: _Form, question: Record) -> str:
    """Return the name of the question's list of choices, written once for all that share it."""
    own = question.get("options")
    options = own or form.data["scale"]
    missing = question.get("missing_label")
    label = form.data["missing_label"] if missing is None else missing
    records = [
        {
            "name": str(option["code"]),
            **form.words("label", option["label"], question, f"option.{option['code']}"),
            COUNTS: option.get("value"),
        }
        for option in options
    ]
    if label:
        part = form.data if missing is None else question
        records.append({"name": DONT_KNOW, **form.words("label", label, part, "missing_label")})
    shared = str(records)
    if shared not in form.lists:
        name = f"{question['code']}_options" if own else f"scale_{len(form.lists) + 1}"
        form.lists[shared] = name
        form.choices += [{"list_name": name, **record} for record in records]
    return form.lists[shared]


def _relevant(form: _Form, condition: Record | None) -> str:
    # Of a retired practice's question nobody is asked
    if not condition or condition["question"] not in form.kinds:
        return ""
    asked = condition["question"]
    several = form.kinds.get(asked) == "multiple"
    return " or ".join(
        f"selected(${{{asked}}}, '{code}')" if several else f"${{{asked}}} = '{code}'"
        for code in condition["answers"]
    )


def _constraint(question: Record) -> str:
    bounds = [
        f". {sign} {question[name]}"
        for sign, name in ((">=", "minimum"), ("<=", "maximum"))
        if question.get(name) is not None
    ]
    return " and ".join(bounds)


def _without_marks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_marks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_marks(inner) for inner in value]
    return value.replace("${", "$ {") if isinstance(value, str) else value

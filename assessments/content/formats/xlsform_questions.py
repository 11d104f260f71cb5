"""The rows of an XLSForm's survey, one after the other, as practices and questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.content.schema_question import RESERVED

from .asking_order import looking_ahead
from .carried import Note
from .naming import Names, short
from .xlsform_notes import Notes
from .xlsform_options import MOST_OPTIONS, Choices, choices_of
from .xlsform_ours import TRUE, extras, kind_of
from .xlsform_sheets import Record, Sheets
from .xlsform_words import bounds_of, condition_of

METADATA = {"start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit",
            "simserial", "subscriberid", "start-geopoint", "background-audio"}  # fmt: skip
FEWEST = 2
LONGEST_NAME, LONGEST_SHORT = 120, 24
REASONS = {
    "calculate": "calculations are not made here",
    "hidden": "nothing is asked by it",
    "date": "dates are not asked for",
    "time": "times are not asked for",
    "datetime": "dates are not asked for",
    "rank": "ranking is not asked for",
    "range": "ranges are not asked for; a number with bounds is",
    "select_one_from_file": "its answers are in another file",
    "select_multiple_from_file": "its answers are in another file",
    "acknowledge": "a confirmation is not asked for",
    "trigger": "a confirmation is not asked for",
}
_REPEATED = re.compile(r"__\d{1,6}\Z")
_FALSE = {"", "no", "false", "false()", "0", "n"}
# "select one from x", as older forms say it
_PHRASE = re.compile(
    r"\A(?:add )?select (one|multiple|all that apply)(?: prompt using| from)?(?= )", re.IGNORECASE
)


def _as_select(found: re.Match[str]) -> str:
    return "select_one" if found[1].casefold() == "one" else "select_multiple"


@dataclass
class Group:
    """A group that is open, and what holds for all that is in it."""

    record: Record
    key: str
    condition: str = ""
    is_repeat: bool = False


@dataclass
class Reader:
    """What the rows were read into so far."""

    sheets: Sheets
    practices: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[Note] = field(default_factory=list)
    left_out: list[Note] = field(default_factory=list)
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    _groups: list[Group] = field(default_factory=list)
    _known: dict[str, Group] = field(default_factory=dict)
    _names: Names = field(default_factory=lambda: Names("question", RESERVED))
    _group_names: Names = field(default_factory=lambda: Names("practice"))
    _lists: dict[str, Choices] = field(default_factory=dict)
    _asked: dict[str, tuple[dict[str, Any], Choices]] = field(default_factory=dict)
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        own, others = self.sheets.language, self.sheets.others
        self.notes = Notes(own, others, self.decisions, self.left_out)

    def take(self, record: Record) -> None:
        """Read one row of the survey."""
        kind, _, rest = _PHRASE.sub(_as_select, record.get("type")).partition(" ")
        kind = kind.casefold()
        if kind in {"begin", "end"} and rest:
            kind, rest = f"{kind}_{rest.split()[0].casefold()}", ""
        if not kind or record.get("disabled").casefold() in TRUE:
            return
        if kind in {"begin_group", "begin_repeat"}:
            self._begin(record, is_repeat=kind == "begin_repeat")
        elif kind in {"end_group", "end_repeat"}:
            if self._groups:
                self._groups.pop()
        elif any(group.is_repeat for group in self._groups):
            self._leave(record, "it is in a repeat, which is not asked here")
        elif kind == "note":
            self.notes.take(record, opens=not self.questions)
        else:
            self._take_question(record, kind, rest.strip())

    def finish(self) -> None:
        """Make practices of the groups that statements or ordered choices are in."""
        self.notes.finish()
        scored = {q["practice"] for q in self.questions if q["kind"] in {"likert", "ordinal"}}
        for key, group in self._known.items():
            if key in scored:
                self.places["practices", len(self.practices)] = group.record.place
                self.practices.append(self._practice(group))
            elif any(question["practice"] == key for question in self.questions):
                reason = "The group has no statements, so it is no practice."
                self.decisions.append(Note(group.record.place, reason))
        for question in self.questions:
            if question["practice"] not in scored:
                question["practice"] = None
        for question in looking_ahead(self.practices, self.questions):
            place = self.places["questions", self.questions.index(question)]
            asked = question.pop("show_if")["question"]
            reason = f"everybody is asked, because {asked} comes after it here"
            self.left_out.append(Note(place, f"{question['code']}: {reason}."))

    def _leave(self, record: Record, reason: str) -> None:
        name = record.get("name")
        self.left_out.append(Note(record.place, f"{name or record.get('type')}: {reason}."))

    def _begin(self, record: Record, *, is_repeat: bool) -> None:
        name = record.get("name") or "group"
        plain = _REPEATED.sub("", name)
        base = plain if plain != name and self._group_names.key(plain) in self._known else ""
        group = Group(
            record, self._group_names.key(base or name), record.get("relevant"), is_repeat
        )
        self._groups.append(group)
        if not is_repeat:
            self._known.setdefault(group.key, group)

    def _practice(self, group: Group) -> dict[str, Any]:
        record, own = group.record, self.sheets.language
        name = record.text("label", own) or record.get("name") or group.key
        if len(name) > LONGEST_NAME:
            self.decisions.append(Note(record.place, "The name of the group is cut."))
        return {
            "key": group.key,
            "name": short(name, LONGEST_NAME),
            "short_name": record.get("short_name") or short(name, LONGEST_SHORT),
            "source": record.get("source"),
            "translations": self._translations(record, {"label": "name"}),
        }

    def _translations(
        self,
        record: Record,
        names: dict[str, str],
        more: Mapping[str, Mapping[str, str]] | None = None,
    ) -> dict[str, dict[str, str]]:
        made: dict[str, dict[str, str]] = {}
        for language in self.sheets.others:
            texts = {name: record.text(column, language) for column, name in names.items()}
            texts |= more.get(language, {}) if more else {}
            made[language] = {name: text for name, text in texts.items() if text}
        return {language: texts for language, texts in made.items() if texts}

    def _take_question(self, record: Record, kind: str, rest: str) -> None:
        made = self._made(record, kind, rest)
        if isinstance(made, str):
            self._leave(record, made)
            return
        parts, choices = made
        own = self.sheets.language
        text = record.text("label", own)
        if not text:
            text = record.get("name")
            self.decisions.append(Note(record.place, "It has no label, so its name is asked."))
        helps = self.notes.help(record)
        more = choices.in_languages({"help": helps})
        question: dict[str, Any] = {
            "code": self._names.new(record.get("name")),
            "practice": self._practice_key(parts["kind"]),
            "text": text,
            "help": helps.get(own, ""),
            "required": record.get("required").casefold() in TRUE,
            "translations": self._translations(record, {"label": "text"}, more),
            **parts,
        }
        said, strange = extras(record, parts["kind"])
        question |= said
        for column in strange:
            self._leave(record, f"the column “{column}” says nothing that is known here")
        if "${" in text:
            self._leave(record, "an earlier answer in its text is not filled in")
        self._add_condition(record, question)
        self._add_others(record)
        self.places["questions", len(self.questions)] = record.place
        self.questions.append(question)
        self._asked[record.get("name")] = (question, choices)

    def _practice_key(self, kind: str) -> str | None:
        if self._groups or kind != "likert":
            return self._groups[-1].key if self._groups else None
        title = self.sheets.settings.get("form_title", "").strip() or "Statements"
        key = self._group_names.key(title)
        if key not in self._known:
            self._known[key] = Group(Record("settings", {"name": title}, {}), key)
            reason = "Statements outside of groups are one practice, named after the form."
            self.decisions.append(Note("survey", reason))
        return key

    def _made(self, record: Record, kind: str, rest: str) -> tuple[dict[str, Any], Choices] | str:
        """Return what a kind of question needs, or why it cannot be asked."""
        if kind in {"integer", "int", "decimal"}:
            return self._number(record, whole=kind != "decimal"), Choices()
        if kind in {"text", "string"}:
            is_long = "multiline" in record.get("appearance")
            if record.get("constraint"):
                self._leave(record, "the rule for its text is not checked")
            return {"kind": "text" if is_long else "short"}, Choices()
        if kind in {"select_one", "select1", "select_multiple"} and rest:
            return self._choice(record, kind, rest)
        if kind in METADATA:
            return "times, devices and persons are not recorded here"
        return REASONS.get(kind, f"the type “{kind[:40]}” is not asked here")

    def _number(self, record: Record, *, whole: bool) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": "number", "unit": record.get("unit")[:40]}
        if constraint := record.get("constraint"):
            bounds = bounds_of(constraint[:500], whole=whole)
            if bounds is None:
                self._leave(record, "the rule for its number is not checked")
            else:
                made["minimum"], made["maximum"] = bounds
        return made

    def _choice(self, record: Record, kind: str, rest: str) -> tuple[dict[str, Any], Choices] | str:
        name, *more = rest.split()
        if name not in self._lists:
            self._lists[name] = choices_of(name, self.sheets, self.decisions, self.left_out)
        choices = self._lists[name]
        if not FEWEST <= len(choices.options) <= MOST_OPTIONS:
            return f"its list “{name[:40]}” has {len(choices.options)} answers, not 2 to 100"
        if more and more[0].casefold() == "or_other":
            self._leave(record, "the answer “other” in words is not offered")
        if record.get("choice_filter"):
            self._leave(record, "all its answers are offered, whatever was answered before")
        asked = kind_of(record, choices) or self._kind_of(record, kind, choices)
        parts = {
            "kind": asked,
            "options": choices.options
            if asked == "ordinal"
            else [{k: v for k, v in one.items() if k != "value"} for one in choices.options],
            "missing_label": choices.missing,
        }
        return parts, choices

    def _kind_of(self, record: Record, kind: str, choices: Choices) -> str:
        if kind == "select_multiple":
            return "multiple"
        if choices.is_valued and choices.is_scale:
            return "ordinal"
        is_likert = "likert" in record.get("appearance") or choices.is_agreement
        if choices.is_scale and is_likert:
            self.decisions.append(Note(record.place, "It becomes a statement of a practice."))
            return "likert"
        return "choice"

    def _add_condition(self, record: Record, question: dict[str, Any]) -> None:
        outer = [group.condition for group in self._groups if group.condition]
        own = record.get("relevant")
        said = own or (outer.pop() if outer else "")
        if outer:
            self._leave(record, "the condition of its group is left out")
        if not said:
            return
        found = condition_of(said[:500])
        asked = self._asked.get(found[0]) if found else None
        codes = [asked[1].codes.get(answer) for answer in found[1]] if asked and found else [None]
        if asked is None or None in codes:
            self._leave(record, f"everybody is asked; the condition “{said[:80]}” is left out")
            return
        question["show_if"] = {"question": asked[0]["code"], "answers": codes}

    def _add_others(self, record: Record) -> None:
        for column, reason in (
            ("calculation", "its calculation is not made"),
            ("default", "no answer is filled in beforehand"),
        ):
            if record.get(column):
                self._leave(record, reason)
        if record.get("required").casefold() not in TRUE | _FALSE:
            self._leave(record, "nobody has to answer it; when one has to is left out")

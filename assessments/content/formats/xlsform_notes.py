"""The notes of a form: they open the questionnaire, or become the help of the next question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .carried import Note
from .xlsform_sheets import Record

LONGEST_HELP = 2000
OURS = "lead_in__"


@dataclass
class Notes:
    """Those that wait for a question, and the lead-in in each language."""

    language: str
    others: list[str]
    decisions: list[Note]
    left_out: list[Note]
    lead_in: dict[str, list[str]] = field(default_factory=dict)
    _waiting: list[Record] = field(default_factory=list)

    def take(self, record: Record, *, opens: bool) -> None:
        """Read a note; it opens the questionnaire where nothing was asked before it."""
        if not record.text("label", self.language):
            return
        if not opens:
            self._waiting.append(record)
            return
        for language in (self.language, *self.others):
            if text := record.text("label", language):
                self.lead_in.setdefault(language, []).append(text)
        if record.get("name") != OURS:
            self.decisions.append(Note(record.place, "The note opens the questionnaire."))

    def help(self, record: Record) -> dict[str, str]:
        """Return a question's help by language: the notes before it, then its own hint."""
        waiting, self._waiting = self._waiting, []
        found = {language: record.text("hint", language) for language in self._languages()}
        if not waiting:
            return {language: text for language, text in found.items() if text}
        joined = {
            language: "\n\n".join(
                text
                for text in (*(note.text("label", language) for note in waiting), found[language])
                if text
            )
            for language in self._languages()
        }
        if max(map(len, joined.values())) > LONGEST_HELP:
            self._leave(waiting)
            joined = found
        else:
            words = "The note before it becomes its help."
            self.decisions.append(Note(record.place, words))
        return {language: text for language, text in joined.items() if text}

    def finish(self) -> None:
        """Say of the notes after the last question that nothing shows them."""
        self._leave(self._waiting)

    def translations(self) -> dict[str, dict[str, str]]:
        """Return the lead-in in the other languages."""
        return {
            language: {"lead_in": "\n\n".join(texts)}
            for language, texts in self.lead_in.items()
            if language != self.language
        }

    def opening(self) -> str:
        """Return the lead-in in the form's own language."""
        return "\n\n".join(self.lead_in.get(self.language, []))

    def _languages(self) -> Iterator[str]:
        yield self.language
        yield from self.others

    def _leave(self, records: list[Record]) -> None:
        for record in records:
            name = record.get("name") or "note"
            self.left_out.append(Note(record.place, f"{name}: no question takes this note."))

"""Collect the interface's texts from code and templates into locale/, and compile them.

Kept friendly to merging: sorted, one line a text, no line numbers, no dates. What no page says any
more is dropped; a new text stands there untranslated, and a test says so (docs/translating.md).
`--check` writes nothing and fails where something would change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "es", "fr")
HEAD = "# The words of the interface: docs/translating.md"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

Id = str | tuple[str, ...]


class Catalogue(Catalog):
    """Babel's, without the dates, which would differ in every branch."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands in the head."""
        kept = {"Language", "Plural-Forms", "Content-Type", "Content-Transfer-Encoding"}
        return [pair for pair in Catalog._get_mime_headers(self) if pair[0] in kept]  # noqa: SLF001


def collected() -> set[tuple[str | None, Id]]:
    """Return every text of code and templates that is marked for translation, with its context."""
    code = (path.read_bytes() for path in sorted((ROOT / "assessments").rglob("*.py")))
    templates = (path.read_text() for path in sorted((ROOT / "templates").rglob("*.html")))
    found = {one for source in code for one in marked(source)}
    return found | {one for text in templates for one in marked(as_code(text))}


def marked(code: bytes) -> Iterator[tuple[str | None, Id]]:
    """Yield the texts that a piece of Python marks for translation."""
    for _, said, _, context in extract("python", BytesIO(code), keywords=KEYWORDS):
        yield context, said


def as_code(template: str) -> bytes:
    """Return a template as Django shows it to gettext: as code, here without its indents."""
    lines = templatize(template).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()


def catalogue(language: str) -> Catalogue:
    """Return a language's catalogue with all texts, translated as far as they are."""
    path = po(language)
    known = read_po(BytesIO(path.read_bytes()), language) if path.exists() else Catalog(language)
    made = Catalogue(language, header_comment=HEAD, fuzzy=False)
    for context, said in collected():
        old = known.get(said, context)
        made.add(said, old.string if old else "", flags=old.flags if old else (), context=context)
    return made


def po(language: str) -> Path:
    """Return where a language's texts are."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def as_po(made: Catalog) -> bytes:
    """Return a catalogue as the file that people edit."""
    text = BytesIO()
    write_po(text, made, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return text.getvalue()


def as_mo(made: Catalog) -> bytes:
    """Return a catalogue as the file that Django reads."""
    compiled = BytesIO()
    write_mo(compiled, made)
    return compiled.getvalue()


def main() -> int:
    """Write, or with --check compare, both files of every language."""
    check = "--check" in sys.argv[1:]
    stale = []
    for language in LANGUAGES:
        made = catalogue(language)
        path = po(language)
        for file, content in ((path, as_po(made)), (path.with_suffix(".mo"), as_mo(made))):
            if file.exists() and file.read_bytes() == content:
                continue
            stale.append(file)
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        missing = sum(1 for message in made if message.id and not all(_forms(message.string)))
        print(f"{language}: {len(made)} texts, {missing} not translated")
    for file in stale if check else []:
        print(f"{file.relative_to(ROOT)} is out of step: make messages", file=sys.stderr)
    return 1 if check and stale else 0


def _forms(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    sys.exit(main())

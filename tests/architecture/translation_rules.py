"""What is wrong with one translation of a text; lists are empty where nothing is."""

import re
from collections import Counter

NARROW, FIXED = "\u202f", "\u00a0"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdgf]|%%|\{[a-z_]+\}")
TAG = re.compile(r"</?[a-z][^>]*>")
STRAIGHT = re.compile(r"\w'\w|\"")


def faults(language, source, translation):
    """Return the faults of a translation; `source` is the text, or its singular and plural."""
    sources = (source,) if isinstance(source, str) else source
    forms = (translation,) if isinstance(translation, str) else translation
    if not all(forms):
        return ["not translated"]
    found = []
    # A singular may say "one" in words: every form is held against the plural
    for form in forms:
        found += _parts(sources[-1], form, PLACEHOLDER, optional=len(sources) > 1)
        found += _parts(sources[-1], form, TAG)
        words = PLACEHOLDER.sub("0", TAG.sub("", form))
        found += ["straight quote"] * bool(STRAIGHT.search(words))
        found += ["ends otherwise"] * (_end(sources[-1]) != _end(form))
        found += ["percent sign without its space"] * bool(re.search(r"\)[sdg]%%|\d%%", form))
        found += WAYS[language](words)
    return found


def _parts(source, form, pattern, *, optional=False):
    wanted, given = (Counter(pattern.findall(text)) for text in (source, form))
    if optional:
        return [f"{part} is not in the source" for part in given - wanted]
    return [f"{part} differs" for part in (wanted - given) + (given - wanted)]


def _end(text):
    return text[-1] if len(text) > 1 and text[-1] in ".:" else ""


def _german(words):
    return ["quotes are „…“"] * (words.count("„") != words.count("“") or "”" in words)


def _french(words):
    inside = re.search(rf"«(?!{NARROW})|(?<!{NARROW})»", words)
    before = re.search(rf"(?<!{NARROW})[;?!]|(?<!{NARROW}):(?=\s|$)", words)
    return [
        *["quotes are « … »"] * bool(inside or re.search("[„“”]", words)),
        *["no narrow space before : ; ? !"] * bool(before),
    ]


def _spanish(words):
    return [
        *["a question begins with ¿"] * (words.count("?") != words.count("¿")),
        *["an exclamation begins with ¡"] * (words.count("!") != words.count("¡")),
        *["quotes are «…»"] * bool(re.search("[„“”]", words)),
    ]


WAYS = {"de": _german, "fr": _french, "es": _spanish}

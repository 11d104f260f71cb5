"""The small languages inside an XLSForm: conditions, bounds, names of languages, wordings.

The standard: xlsform.org. Only what a questionnaire here can say is understood; the rest is None,
and whoever asks says that it is left out.
"""

from __future__ import annotations

import re

LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "francais": "fr", "spanish": "es", "español": "es", "espanol": "es", "italian": "it",
    "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
    "czech": "cs", "turkish": "tr", "russian": "ru", "ukrainian": "uk", "arabic": "ar",
    "hindi": "hi", "bengali": "bn", "bangla": "bn", "urdu": "ur", "nepali": "ne",
    "swahili": "sw", "kiswahili": "sw", "amharic": "am", "somali": "so", "hausa": "ha",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "vietnamese": "vi", "indonesian": "id",
    "khmer": "km", "lao": "lo", "burmese": "my", "thai": "th", "greek": "el", "hungarian": "hu",
    "romanian": "ro", "farsi": "fa", "persian": "fa", "dari": "prs", "pashto": "ps",
}  # fmt: skip
NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
# Bounded, so that none is slow on a hostile text (ACCEPTANCE 27)
_TAGGED = re.compile(r"\(\s{0,9}([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\s{0,9}\)\Z")
_EQUAL = re.compile(
    r"""(?:\$\{\s{0,9}([^}\s]{1,99})\s{0,9}\}\s{0,9}=\s{0,9}"""
    r"""|selected\(\s{0,9}\$\{\s{0,9}([^}\s]{1,99})\s{0,9}\}\s{0,9},\s{0,9})"""
    r"""(?:'([^']{0,99})'|"([^"]{0,99})"|(-?\d{1,15}))\s{0,9}\)?"""
)
_BOUND = re.compile(r"\.\s{0,9}(>=|<=|>|<)\s{0,9}(-?\d{1,13}(?:\.\d{1,20})?)")
_UNKNOWING = re.compile(
    r"\b(?:don.?t know|do not know|not applicable|does not apply|no answer|no response"
    r"|prefer not|declined?|refused?|unsure|weiß nicht|keine angabe|ne sais? pas|sans objet"
    r"|no sabe|no sé|no aplica)\b|^(?:n\.?/?a\.?|dk)$",
    re.IGNORECASE,
)
_AGREEING = re.compile(
    r"agree|never|always|not at all|extremely|completely|satisfied|likely|very (?:poor|good|true)"
    r"|excellent|zustimm|trifft|immer|d.accord|jamais|toujours|acuerdo|nunca|siempre",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"^(?:strongly agree|completely agree|totally agree|agree|always|very satisfied|extremely"
    r"|very likely|excellent|very good|stimme (?:voll|völlig)|trifft voll|immer|tout à fait"
    r"|toujours|totalmente de acuerdo|muy de acuerdo|siempre)",
    re.IGNORECASE,
)
DONT_KNOW = "dont_know"
COUNTS = "counts_as"  # our column of an ordered choice; "value" is another word for "name"


def language_of(name: str) -> str | None:
    """Return the code of "German (de)" or "German"; None where it is not known."""
    tagged = _TAGGED.search(name.strip())
    if tagged:
        return tagged[1].lower()
    word = name.strip().casefold()
    plain = re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?", word)
    return LANGUAGES.get(word) or (word if plain else None)


def language_name(code: str) -> str:
    """Return "Deutsch (de)"."""
    return f"{NAMES.get(code, code)} ({code})"


def condition_of(text: str) -> tuple[str, list[str]] | None:
    """Return question and answers of "${q} = '1' or selected(${q}, '2')"."""
    whole = text.strip()
    if whole.startswith("(") and whole.endswith(")") and "(" not in whole[1:]:
        whole = whole[1:-1]
    parts = re.split(r"\sor\s", whole, flags=re.IGNORECASE)
    found = [_EQUAL.fullmatch(part.strip()) for part in parts]
    if not all(found):
        return None
    pairs = [
        (one[1] or one[2], next(part for part in one.groups()[2:] if part is not None))
        for one in found
        if one
    ]
    questions = {question for question, _ in pairs}
    return (pairs[0][0], [answer for _, answer in pairs]) if len(questions) == 1 else None


def bounds_of(text: str, *, whole: bool) -> tuple[float | None, float | None] | None:
    """Return the least and the most of ". >= 0 and . <= 100"; `whole` for integers."""
    least: float | None = None
    most: float | None = None
    for part in re.split(r"\sand\s", text.strip().strip("()"), flags=re.IGNORECASE):
        found = _BOUND.fullmatch(part.strip())
        if found is None or (found[1] in "<>" and not whole):
            return None
        number = float(found[2]) + {">": 1, "<": -1}.get(found[1], 0)
        if found[1].startswith(">"):
            least = number
        else:
            most = number
    return least, most


def is_unknowing(label: str) -> bool:
    """Tell whether an answer says that somebody does not know, or will not say."""
    return bool(_UNKNOWING.search(label.strip()))


def is_agreement(labels: list[str]) -> bool:
    """Tell whether answers are degrees of one thing, so that statements take them."""
    return any(_AGREEING.search(label) for label in (labels[0], labels[-1]))


def begins_high(label: str) -> bool:
    """Tell whether a scale that begins with this answer goes down."""
    return bool(_HIGH.search(label.strip()))

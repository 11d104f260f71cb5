"""What a language's typography and form of address ask of a text, as patterns that find a fault."""

import re

STRAIGHT = re.compile(r"[\"']")
NARROW = "\u202f"  # no-break space before high punctuation
FAULTS = {
    "de": {
        "straight quotes": STRAIGHT,
        "English quotes": re.compile(r"[‘«»]|“(?=\w)|”"),
        "the familiar form": re.compile(r"\b(du|dein\w*|dir|dich|euch|euer|eure\w*)\b"),
    },
    "fr": {
        "straight quotes": STRAIGHT,
        "other quotes": re.compile(r"[„“”‘]"),
        "high punctuation without its space": re.compile(rf"[^{NARROW}][;:?!»]|«[^{NARROW}]"),
        "the familiar form": re.compile(r"\b(tu|toi|tes)\b", re.IGNORECASE),
    },
    "es": {
        "straight quotes": STRAIGHT,
        "other quotes": re.compile(r"[„“”‘]|« | »"),
        "a space before punctuation": re.compile(r"\s[;:?!,.]"),
        "another form than tú": re.compile(
            r"\b([Uu]sted(es)?|[Vv]osotr[oa]s|[Vv]uestr[oa]s?|os|\w+[áé]is|\w+[aei]dl[oae]s?)\b"
            r"|(?:^|[.:] )[A-Z]\w+[aei]d\b"
        ),
    },
}
PAIRS = {"de": ("„“",), "fr": ("«»",), "es": ("«»", "¿?", "¡!")}


def faults(language, text):
    """Name what is wrong with a text in a language; a pair's name where one half is missing."""
    found = [name for name, pattern in FAULTS[language].items() if pattern.search(text)]
    return found + [pair for pair in PAIRS[language] if text.count(pair[0]) != text.count(pair[1])]

"""Questionnaires as hypothesis draws them: every part a content can have, in every mixture."""

from formula_corpus import FORMULAS, ODD_TEXTS
from hypothesis import strategies as st

from assessments.content.schema import PracticeContent, QuestionnaireContent
from assessments.content.schema_guides import GuideContent, LevelDraft, LevelsDraft, StepDraft
from assessments.content.schema_question import (
    CHOICES,
    RESERVED,
    SCORED,
    OptionContent,
    OwnMetric,
    QuestionContent,
    QuestionKind,
    ShowIfContent,
)

# What a text is after it was in any file: line breaks are line feeds, nothing is invisible
CORPUS = [text.replace("\r", "\n") for text in (*FORMULAS, *ODD_TEXTS) if text]
ODD = [
    "a | b \\| c",
    "(none)",
    "\\x",
    "1 = x",
    "no",
    "x [2.5]",
    "a: b # c",
    "- x",
    "“ß” 🚢",
    "x\u2028y",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda k: k not in RESERVED)


def texts(most, *, least=0):
    drawn = st.text(CHARACTERS | st.just("\n"), min_size=least, max_size=min(most, 12))
    return st.one_of(st.sampled_from([t for t in (*CORPUS, *ODD) if len(t) <= most]), drawn)


def lines(most=120):
    return texts(most, least=1)


OWN_KINDS = {QuestionKind.ORDINAL, QuestionKind.NUMBER}
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-9, 9).map(float)


@st.composite
def translations(draw, names):
    some = st.dictionaries(st.sampled_from(names), lines(), min_size=1)
    return draw(st.dictionaries(st.sampled_from(["de", "fr", "pt-br"]), some, max_size=2))


@st.composite
def options(draw, kind, fewest=2):
    codes = draw(st.lists(st.integers(1, 100), min_size=fewest, max_size=6, unique=True))
    if kind in SCORED:
        codes = range(1, len(codes) + 1)
    return tuple(
        OptionContent(
            code=code,
            label=draw(lines()),
            value=float(place) / 3 if kind is QuestionKind.ORDINAL else None,
        )
        for place, code in enumerate(codes)
    )


STEPS = st.builds(StepDraft, title=texts(120), text=texts(200), done_when=texts(200))
LEVELS = st.builds(LevelDraft, looks_like=texts(200), steps=st.lists(STEPS, max_size=2).map(tuple))
GUIDES = st.builds(
    GuideContent,
    what=texts(200),
    why=texts(200),
    source_url=st.sampled_from(["", "https://example.org/a"]),
    levels=st.builds(LevelsDraft, low=LEVELS, high=LEVELS),
).filter(lambda guide: guide != GuideContent())


def _rank(practice, practices):
    return practices.index(practice) if practice else len(practices)


@st.composite
def questions(draw, code, practices, earlier):
    kind = draw(st.sampled_from(list(QuestionKind)))
    if kind is QuestionKind.LIKERT and not practices:
        kind = QuestionKind.TEXT
    is_number = kind is QuestionKind.NUMBER
    bounds = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
    practice = draw(st.sampled_from(practices + ([] if kind == "likert" else [None])))
    # Questions of no practice are asked last, so none of a practice depends on them
    earlier = [
        one for one in earlier if _rank(one.practice, practices) <= _rank(practice, practices)
    ]
    asked = draw(st.none() | st.sampled_from(earlier)) if earlier else None
    own = kind in CHOICES or (kind is QuestionKind.LIKERT and draw(st.booleans()))
    metric = draw(st.sampled_from([None, OwnMetric.OWN])) if kind in OWN_KINDS else None
    bounded = is_number and metric is not None
    return QuestionContent(
        code=code,
        kind=kind,
        metric=metric,
        short_name=draw(texts(40)) if metric else "",
        practice=practice,
        text=draw(lines(200)),
        help=draw(texts(200)),
        options=draw(options(kind)) if own else (),
        missing_label=draw(st.none() | texts(120)),
        reverse=kind in {QuestionKind.LIKERT, QuestionKind.ORDINAL} and draw(st.booleans()),
        weight=draw(st.floats(0, 100)),
        source=draw(texts(200)),
        wording_version=draw(st.integers(1, 99)),
        required=draw(st.booleans()),
        unit=draw(texts(40)) if is_number else "",
        minimum=bounds[0] if bounded or (is_number and draw(st.booleans())) else None,
        maximum=bounds[1] if bounded or (is_number and draw(st.booleans())) else None,
        show_if=asked and ShowIfContent(question=asked.code, answers=(asked.options[0].code,)),
        translations=draw(translations(["text", "help", "option.1"])),
    )


@st.composite
def questionnaires(draw):
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    practices = tuple(
        PracticeContent(
            key=key,
            name=draw(lines()),
            short_name=draw(texts(24, least=1)),
            source=draw(texts(200)),
            active=draw(st.booleans()),
            guide=draw(st.none() | GUIDES),
            translations=draw(translations(["name", "short_name"])),
        )
        for key in keys
    )
    asked = []
    for code in draw(st.lists(KEYS, max_size=5, unique=True)):
        earlier = [one for one in asked if one.options]
        asked.append(draw(questions(code, keys, earlier)))
    if draw(st.booleans()):
        # A file may name first what is asked last
        asked.sort(key=lambda one: -_rank(one.practice, keys))
    return QuestionnaireContent(
        key=draw(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)),
        title=draw(lines()),
        lead_in=draw(texts(200)),
        missing_label=draw(texts(120)),
        scale=draw(options(QuestionKind.LIKERT)),
        practices=practices,
        questions=tuple(asked),
        languages=tuple(draw(st.lists(st.sampled_from(["de", "fr"]), unique=True))),
        translations=draw(translations(["title", "lead_in"])),
    )

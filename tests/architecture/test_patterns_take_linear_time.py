"""No pattern of ours, and no reader built on one, is slow on a hostile text (ACCEPTANCE 27)."""

import importlib
import pkgutil
import re
from itertools import product
from time import process_time

import pytest

import assessments
from assessments.charts import theme

LENGTH = 50_000
LIMIT_SECONDS = 0.1
# What patterns repeat over, what may have to come before it, and what makes them fail at the end.
HEADS = ("", "@a{", "a{", "--a:", "var(", "/*", "0.", "<")
PIECES = (
    *("a", "0", "-", " ", "@", "{", "}", ":", ";", "/", "*", "(", "<", "\n"),
    *("@a{", "@a", "a{}", "{a", "{}", "a:", "--a:", "--a: ", "/*", "/*a", "a ", "var(--"),
)
TAIL = "!"


def hostile_texts():
    for head, piece in product(HEADS, PIECES):
        yield (head + piece * LENGTH)[: LENGTH - len(TAIL)] + TAIL


def product_modules():
    for found in pkgutil.walk_packages(assessments.__path__, "assessments."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)


def patterns_in(value, seen):
    """Yield the compiled patterns in a value, whatever our own class or container holds it."""
    if isinstance(value, re.Pattern):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, dict):
            inside = list(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            inside = list(value)
        elif isinstance(value, type) and value.__module__.startswith("assessments."):
            inside = list(vars(value).values())
        else:
            inside = []
        for one in inside:
            yield from patterns_in(one, seen)


def own_patterns():
    seen = set()
    found = {
        (pattern.pattern, pattern.flags): pattern
        for module in product_modules()
        for value in list(vars(module).values())
        for pattern in patterns_in(value, seen)
    }
    return list(found.values())


def seconds(job, text):
    started = process_time()
    job(text)
    return process_time() - started


def slow_on(job, texts):
    """Return the beginning of the first text that takes too long, and how long it took."""
    for text in texts:
        # A second look, because the first may have paid for something else.
        if seconds(job, text) > LIMIT_SECONDS and (took := seconds(job, text)) > LIMIT_SECONDS:
            return text[:12], took
    return None


def test_patterns_are_found_in_modules_and_classes():
    known = {pattern.pattern for pattern in own_patterns()}

    assert {theme._COMMENT.pattern, theme._REFERENCE.pattern, r"(?:null|)$"} <= known


def slow_patterns(patterns):
    return {
        pattern.pattern: found
        for pattern in patterns
        for job in (pattern.findall, pattern.fullmatch)
        if (found := slow_on(job, hostile_texts()))
    }


# Not one test a pattern: the modules may be read only once Django's test settings hold.
def test_own_patterns_take_linear_time():
    assert slow_patterns(own_patterns()) == {}


def test_theme_takes_linear_time():
    def read(text):
        list(theme._rules(theme._COMMENT.sub("", text)))
        dict(theme._declared(text))

    assert slow_on(read, hostile_texts()) is None


@pytest.mark.parametrize(
    "catastrophe",
    [
        r"([^{}]+)\{([^{}]*)\}",  # the theme's own, until somebody timed them
        r"@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}",
        r"/\*.*?\*/",
    ],
)
def test_pattern_that_takes_squared_time_is_seen(catastrophe):
    pattern = re.compile(catastrophe, re.DOTALL)

    # A fifth of the length takes a 25th of the time, and even that is over the limit.
    shorter = (text[: LENGTH // 5] for text in hostile_texts())

    assert slow_on(pattern.findall, shorter) is not None

"""Templates place words; they hold no style, no script, and no variable that is not there."""

import re

import pytest
from django.template import Context, engines
from source_tree import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST = 120
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "an on… attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


def inline(text):
    return [what for what, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_template_is_short_and_holds_nothing_inline(path):
    text = path.read_text()

    assert inline(text) == []
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        '<p\n  class="x" style = "color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_seen(source):
    assert inline(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script src=\"{% static 'js/menu.js' %}\" defer></script>",
        '<p class="style" data-on="1">{% if style == "on" %}on = off{% endif %}</p>',
        '{{ table|json_script:"figure" }}',
    ],
)
def test_what_is_not_inline_passes(source):
    assert inline(source) == []


def render(source, **context):
    return engines["django"].engine.from_string(source).render(Context(context))


def test_undefined_variable_in_a_template_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="missing"):
        render("{{ missing }}")


def test_defined_variable_in_a_template_passes():
    assert render("{{ here }}", here="there") == "there"

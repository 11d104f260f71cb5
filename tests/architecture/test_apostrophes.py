"""Texts on screen have the typographic apostrophe: in templates, content and the code's words."""

import ast
import re

import pytest
import yaml
from source_tree import ROOT

STRAIGHT = re.compile(r"\w'\w|\ws' \w")
NOT_WORDS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
# What the scoring complains of reaches programmers alone
ROOMS = ("actions", "charts", "content", "management", "models", "pages", "reporting")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CONTENT = sorted((ROOT / "assessments/content").rglob("*.yaml"))
CODE = [
    ROOT / "assessments/errors.py",
    *(path for room in ROOMS for path in sorted((ROOT / "assessments" / room).rglob("*.py"))),
]


def template_words(text):
    # Without the arguments of tags, which quote with it; a text given to a part in double quotes is
    # read by itself.
    return [NOT_WORDS.sub(" ", text), *re.findall(r'="([^"{}%]*)"', text)]


def content_words(text):
    def walk(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            for part in value.values() if isinstance(value, dict) else value:
                yield from walk(part)

    return walk(yaml.safe_load(text))


def code_words(text):
    tree = ast.parse(text)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


READERS = {".html": template_words, ".yaml": content_words, ".py": code_words}


def straight(suffix, text):
    return [words for words in READERS[suffix](text) if STRAIGHT.search(words)]


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *CONTENT, *CODE], ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_text_has_a_straight_apostrophe(path):
    assert straight(path.suffix, path.read_text()) == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", "<p>Your team's lead</p>"),
        (".html", '{% include "x.html" with text="the team\'s lead" %}'),
        (".yaml", "steps: [{title: Ask the team's lead}]"),
        (".py", 'TEXT = f"{name}: the teams\' results"'),
    ],
)
def test_straight_apostrophe_is_seen(suffix, text):
    assert straight(suffix, text)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", "{# the team's #}<a href=\"{% url 'public:home' %}\">Your team’s lead</a>"),
        (".yaml", "# the team's\nkey: 'quoted'"),
        (".py", '"""The team\'s."""\nTEXT = "The team’s"'),
    ],
)
def test_other_quotes_pass(suffix, text):
    assert straight(suffix, text) == []

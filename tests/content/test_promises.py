"""The promise that respondents read and its copy in docs/privacy.md say the same."""

import re

import pytest
from django.template.loader import render_to_string

from assessments.models import Campaign

DOCUMENT = "docs/privacy.md"


def plain(text):
    """Words alone: no markup, one kind of apostrophe, no line ends."""
    text = re.sub(r"<[^>]+>|\*", "", text).replace("’", "'")
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["anonymous", "team_sheet"])
def test_promise_is_copied_word_for_word(pytestconfig, kind):
    document = plain((pytestconfig.rootpath / DOCUMENT).read_text())
    context = {"team": "team", "campaign": Campaign(smallest_group=5)}
    page = render_to_string(f"assessments/respond/_promise_{kind}.html", context)
    lines = [plain(line) for line in re.findall(r"<li>(.*?)</li>", page, re.DOTALL)]

    assert len(lines) == 6
    copies = [line.replace("fewer than 5", "fewer than k") for line in lines]
    assert [line for line in copies if line not in document] == []


def test_promise_says_when_results_are_shown_by_role(pytestconfig):
    document = plain((pytestconfig.rootpath / DOCUMENT).read_text())

    def promised(**fields):
        context = {"team": "team", "campaign": Campaign(smallest_group=5, **fields)}
        return plain(render_to_string("assessments/respond/_promise_anonymous.html", context))

    added = promised(result_filter="role").replace(promised(), "")
    said = "Leaders may also see results by role"
    assert said not in promised()
    assert said in added
    sentence = added[added.index(said) : added.index("You need not give yours.") + 24]
    assert "at least 10 people" in sentence
    assert "at least 30 answers" in sentence
    assert sentence in document

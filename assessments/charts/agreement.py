"""How far a group agrees, in the reader's language."""

from __future__ import annotations

from assessments.charts.speech import pgettext
from assessments.scoring.values import AgreementWord


def agreement_word(word: AgreementWord) -> str:
    """Return "none", "weak", "moderate", "strong" or "very strong"."""
    return {
        AgreementWord.NONE: pgettext("agreement", "none"),
        AgreementWord.WEAK: pgettext("agreement", "weak"),
        AgreementWord.MODERATE: pgettext("agreement", "moderate"),
        AgreementWord.STRONG: pgettext("agreement", "strong"),
        AgreementWord.VERY_STRONG: pgettext("agreement", "very strong"),
    }[word]

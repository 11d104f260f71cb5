"""Bands of turnout in words; they are stored in English, as codes."""

from __future__ import annotations

from django.utils.translation import gettext

from assessments.charts import words


def turnout_text(band: str) -> str:
    """Return a stored band, such as "50 to 74%", in the reader's language; "" for none.

    Raises KeyError for what is no band.
    """
    if not band:
        return ""
    return {
        "75% or more": gettext("75%% or more") % (),
        "50 to 74%": gettext("50 to 74%%") % (),
        "25 to 49%": gettext("25 to 49%%") % (),
        "under 25%": gettext("under %(percent)d%%") % {"percent": 25},
    }[band]


def answered_text(band: str) -> str:
    """Return "50 to 74% answered"; "" where no turnout is shown."""
    return gettext("%(turnout)s answered") % {"turnout": turnout_text(band)} if band else ""


def invited_text(band: str) -> str:
    """Return "50 to 74% of those invited answered.", as a sentence."""
    text = gettext("%(turnout)s of those invited answered.")
    return words.opening(text % {"turnout": turnout_text(band)})

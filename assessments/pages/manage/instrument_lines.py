"""What an instrument's figures are read by: the figure, the line, and whose line it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

_OWN = gettext_lazy("our own line; there is no usual one")
LINES = (
    (
        gettext_lazy("Alpha and omega"),
        gettext_lazy("0.70 is acceptable and 0.80 good; over 0.95 is suspiciously redundant"),
        gettext_lazy("Nunnally 1978; Streiner 2003 warns from 0.90 on"),
    ),
    (
        gettext_lazy("Item-rest correlation"),
        gettext_lazy("0.30 or more: the statement goes with the others"),
        gettext_lazy("Nunnally and Bernstein 1994"),
    ),
    (
        gettext_lazy("Score at an end"),
        gettext_lazy("15% or fewer at the lowest or the highest score there is"),
        gettext_lazy("Terwee and others 2007"),
    ),
    (
        gettext_lazy("Same answer throughout"),
        gettext_lazy("10 to 12% careless sheets are usual in a long survey"),
        gettext_lazy("Meade and Craig 2012"),
    ),
    (gettext_lazy("Don’t know"), gettext_lazy("10% or fewer"), _OWN),
    (gettext_lazy("One end of a statement"), gettext_lazy("50% or fewer"), _OWN),
)

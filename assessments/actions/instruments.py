"""How good a campaign's questionnaire is as an instrument: of everybody together, never of a part.

Counted are the people who are in a figure that is shown. In a tree they are a union of residuals
(docs/privacy.md), so nobody is told of here whose group does not show elsewhere.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from assessments.models import (
    WHOLE_QUESTIONNAIRE,
    Campaign,
    InstrumentResult,
    Outline,
    Practice,
    Result,
)
from assessments.scoring import instrument
from assessments.scoring.instrument_sample import Sample

from . import figures, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from assessments.scoring.instrument_values import InstrumentFigures, ReleasedShare
    from assessments.scoring.levelling import Atoms

Shown = dict[str, list[bool]]


def noting(columns: Iterable[list[Result]], shown: Shown) -> Iterator[list[Result]]:
    """Pass columns of cells on, and note of each practice which nodes are shown.

    Deciding that again would cost a large release a second.
    """
    for column in columns:
        if column and column[0].kind == Result.Kind.PRACTICE:
            shown[column[0].column] = [not cell.reason for cell in column]
        yield column


def examine(
    campaign: Campaign, setting: figures.Setting, outline: Outline, shown: Shown
) -> list[InstrumentResult]:
    """Return unsaved figures of each practice that has statements, and of the whole.

    `shown` says by practice of each node whether its score is.
    """
    of_practices = [
        _result(campaign, practice.key, _figures(setting, outline, practice, shown[practice.key]))
        for practice in outline.practices
        if outline.places(practice)
    ]
    if not of_practices:
        return []
    return [*of_practices, _whole(campaign, _straight_lining(setting, outline))]


def keep(campaign: Campaign, results: Sequence[InstrumentResult]) -> None:
    """Write a campaign's figures in place of those of an earlier try; call in a transaction."""
    InstrumentResult.objects.filter(campaign=campaign).delete()
    InstrumentResult.objects.bulk_create(results)


def _figures(
    setting: figures.Setting, outline: Outline, practice: Practice, shown: Sequence[bool]
) -> InstrumentFigures:
    answers, items = figures.statements(setting, outline, practice)
    atoms = groups.atoms_of_rows(setting, [not one for one in shown])
    rows = _inside(atoms)
    unknown = setting.sheets.unknown[np.ix_(rows, np.array(outline.places(practice)))]
    return instrument.examine(Sample(answers[rows], unknown, tuple(items), atoms[rows], setting.k))


def _straight_lining(setting: figures.Setting, outline: Outline) -> ReleasedShare | None:
    places = [place for one in outline.practices for place in outline.places(one)]
    reverse = np.array([outline.questions[place].reverse for place in places], dtype=bool)
    atoms = groups.atoms_of_rows(setting, [not one for one in setting.published])
    rows = _inside(atoms)
    codes = setting.sheets.answers[np.ix_(rows, np.array(places))]
    return instrument.straight_lining(codes, reverse, atoms[rows], setting.k)


def _inside(atoms: Atoms) -> NDArray[np.bool_]:
    """Return of each sheet whether it is in a group that is shown."""
    inside: NDArray[np.bool_] = atoms >= 0
    return inside


def _result(campaign: Campaign, practice: str, found: InstrumentFigures) -> InstrumentResult:
    of_all = found.coefficients
    return InstrumentResult(
        campaign=campaign,
        practice=practice,
        n_band=found.n_band,
        withheld=found.withheld or "",
        alpha=of_all.alpha.value if of_all and of_all.alpha else None,
        omega=of_all.omega.value if of_all and of_all.omega else None,
        detail=dataclasses.asdict(found),
    )


def _whole(campaign: Campaign, share: ReleasedShare | None) -> InstrumentResult:
    detail = {"straight_lining": share and dataclasses.asdict(share)}
    return InstrumentResult(campaign=campaign, practice=WHOLE_QUESTIONNAIRE, detail=detail)

"""Importing units and teams from a file: all or nothing, and nothing is ever taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assessments.errors import ImportOutdatedError
from assessments.models import Team, Unit

from . import tree_rules as rules
from .import_diff import Diff, Path, compare
from .organisation_file import Row

BATCH = 500


def apply(rows: Sequence[Row], *, expected: str | None = None) -> Diff:
    """Import these rows, all or nothing, in a number of queries that grows by batches alone.

    Raises:
        ImportOutdatedError: it would no longer do what was looked at, the expected digest.
        ImportRefusedError: as `import_diff.compare` does.
    """
    with rules.locked():
        diff = compare(rows)
        if expected is not None and diff.digest != expected:
            raise ImportOutdatedError
        _write(diff)
    return diff


def _write(diff: Diff) -> None:
    unit_at = diff.unit_at.copy()
    levels: dict[int, list[Path]] = defaultdict(list)
    for path in diff.new_units:
        levels[len(path)].append(path)
    for _, level in sorted(levels.items()):
        made = [Unit(name=path[-1], parent_id=unit_at.get(path[:-1])) for path in level]
        Unit.objects.bulk_create(made, batch_size=BATCH)
        unit_at |= {path: unit.pk for path, unit in zip(level, made, strict=True)}
    Team.objects.bulk_create(
        (
            Team(name=row.team, unit_id=unit_at[row.path], headcount=row.people)
            for row in diff.new_teams
        ),
        batch_size=BATCH,
    )
    changed = [*diff.resized, *diff.moved]
    for change in changed:
        change.team.unit_id = unit_at[change.row.path]
        change.team.headcount = change.row.people
    Team.objects.bulk_update(
        [change.team for change in changed], ["unit", "headcount"], batch_size=BATCH
    )

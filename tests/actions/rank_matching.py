"""An attacker who holds the tables: every order a row can be put in, matched rank by rank."""

from itertools import product
from math import sqrt

from django.db import connection
from scipy.stats import poisson, spearmanr

# What pure chance passes in all but one of ten million tries.
UNLIKELY = 1e-7


def dump(table, where="1 = 1"):
    """Return a table's rows with all that the database adds to them."""
    system = "rowid" if connection.vendor == "sqlite" else "xmin::text::bigint, cmin, ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {system}, t.* FROM {table} t WHERE {where}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        return [
            {"as read": place} | dict(zip(names, row, strict=True))
            for place, row in enumerate(cursor.fetchall())
        ]


def sortable(value):
    if isinstance(value, str) and value.startswith("(") and value.endswith(")"):
        return tuple(map(int, value[1:-1].split(",")))  # a ctid: page and place
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    return value if isinstance(value, int | float) else str(value)


def orders(rows, who):
    """Return the rows' owners in the order of each column but the team, which both sides name."""
    return {
        name: [who(row) for row in sorted(rows, key=lambda row: sortable(row[name]))]
        for name in rows[0]
        if name != "node_id" and len({str(row[name]) for row in rows}) > 1
    }


def hits(people, sheets):
    """Return how many sheets a match rank by rank gives to their own person."""
    return sum(a == b for a, b in zip(people, sheets, strict=True))


def correlation(people, sheets):
    rank = {owner: place for place, owner in enumerate(sheets)}
    return float(spearmanr(range(len(people)), [rank[owner] for owner in people]).statistic)


def hits_by_chance(groups):
    """Return the hits that matching within so many groups does not exceed by chance."""
    return int(poisson.isf(UNLIKELY, groups))


def correlation_by_chance(n):
    return 5.4 / sqrt(n - 1)


def attacks(people, sheets):
    """Yield (how, hits, rank correlation) for each pair of orders of invitations and sheets."""
    for (left, of_people), (right, of_sheets) in product(people.items(), sheets.items()):
        yield f"{left} / {right}", hits(of_people, of_sheets), correlation(of_people, of_sheets)


def linked(people, sheets):
    """Return the attacks that do better than chance."""
    n = len(next(iter(people.values())))
    return [
        (how, found, round(rank, 2))
        for how, found, rank in attacks(people, sheets)
        if found > hits_by_chance(1) or abs(rank) > correlation_by_chance(n)
    ]


def linked_within(people, sheets, group_of):
    """Return the attacks that do better than chance when each group is matched by itself."""
    groups = set(group_of.values())
    found = []
    for (left, of_people), (right, of_sheets) in product(people.items(), sheets.items()):
        total = sum(
            hits(
                [owner for owner in of_people if group_of[owner] == group],
                [owner for owner in of_sheets if group_of[owner] == group],
            )
            for group in groups
        )
        if total > hits_by_chance(len(groups)):
            found.append((f"{left} / {right}", total))
    return found

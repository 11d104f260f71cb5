"""The published tables and the shared vectors, as the tests read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assessments.scoring.values import Metric, RuleSet, Tier, TierProfile

YEARS = (2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024)
SHORT = {
    "df": Metric.DEPLOYMENT_FREQUENCY,
    "lt": Metric.LEAD_TIME,
    "ttr": Metric.TIME_TO_RESTORE,
    "cfr": Metric.CHANGE_FAIL_RATE,
}
# Upper ends of the eight bands of the question, in percent, best first.
_UPPER_PERCENT = ((5, 8), (10, 7), (15, 6), (30, 5), (45, 4), (60, 3), (75, 2), (100, 1))


def vector(name: str) -> Any:
    path = Path(__file__).parents[1] / "vectors" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def rule_set(year: int) -> RuleSet:
    table = vector("published_tiers")["years"][str(year)]
    in_percent = table["cfr_unit"] == "percent"
    shares = table["shares"] or {}
    profiles = [
        TierProfile(tier, _medians(table["rows"][tier], in_percent), shares.get(tier))
        for tier in Tier
        if tier in table["rows"]
    ]
    return RuleSet(
        key=str(year),
        year=year,
        title=f"Report of {year}",
        profiles=tuple(profiles),
        citation=f"{year} State of DevOps Report",
        change_fail_rate_bands=8 if in_percent else 6,
    )


def _medians(row: list[int], in_percent: bool) -> dict[Metric, int]:
    codes = list(row)
    if in_percent:
        codes[3] = next(code for upper, code in _UPPER_PERCENT if row[3] <= upper)
    return dict(zip(Metric, codes, strict=True))

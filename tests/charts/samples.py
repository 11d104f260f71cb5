"""Released figures that chart tests share: one of each kind that a page can meet."""

import dataclasses

from assessments.charts import metrics, placement, profile, strip
from assessments.charts.distribution import distribution_chart
from assessments.charts.history import Move, Point, PracticeHistory, TierCounts
from assessments.charts.movement import movement_chart
from assessments.charts.overview import overview_chart
from assessments.charts.overview_teams import OverviewTeam, grid_of
from assessments.charts.trend import trend_chart
from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Practice,
    PracticeResult,
    Reason,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedQuickScore,
    ReleasedScore,
    RuleSet,
    SecondOpinions,
    Suppressed,
    Tier,
)

LOW, MEDIUM, HIGH, ELITE = Tier
DF, LT, TTR, CFR = Metric
RULE_SET = RuleSet("dora-2022", 2022, "Tiers of 2022", (), "State of DevOps Report 2022")
DURATIONS = {
    1: "More than six months",
    2: "One to six months",
    3: "One week to one month",
    4: "One day to one week",
    5: "Less than one day",
    6: "Less than one hour",
}
LABELS = {
    DF: {
        1: "Less than once in six months",
        2: "Once in six months to once a month",
        3: "Once a month to once a week",
        4: "Once a week to once a day",
        5: "Once a day to once an hour",
        6: "Whenever we want, several times a day",
    },
    LT: DURATIONS,
    TTR: DURATIONS,
    CFR: {1: "76-100%", 2: "61-75%", 3: "46-60%", 4: "31-45%", 5: "16-30%", 6: "0-15%"},
}
LIMITS = {
    DF: {1: (LOW,), 2: (LOW,), 3: (MEDIUM,), 4: (MEDIUM,), 5: (HIGH,), 6: (HIGH,)},
    LT: {1: (LOW,), 2: (LOW,), 3: (MEDIUM,), 4: (HIGH,), 5: (HIGH,), 6: (HIGH,)},
    TTR: {1: (LOW,), 2: (LOW,), 3: (LOW,), 4: (MEDIUM,), 5: (HIGH,), 6: (HIGH,)},
    CFR: {1: (LOW,), 2: (LOW,), 3: (LOW,), 4: (MEDIUM, LOW), 5: (MEDIUM,), 6: (HIGH,)},
}
TESTING = Practice("automated_testing", "Automated testing")
TRUST = Practice("high_trust_culture", "High-trust culture")
GOALS = Practice("shared_goals", "Shared goals")
MONITORING = Practice("monitoring", "Monitoring <b>& more</b>")

PLACEMENT = ReleasedPlacement(
    rule_set="dora-2022",
    year=2022,
    percents={LOW: 7, MEDIUM: 32, HIGH: 61},
    label=Label(LabelKind.LEANING, (HIGH,)),
    mixed=Mixed(MixedKind.FAST_BUT_UNSTABLE, (DF, LT), (CFR,)),
    n_band="10-19",
    stable=True,
    second_opinions=SecondOpinions(
        MEDIUM,
        ReleasedQuickScore(6.4, Bound.EXACT, 0.1, 4),
        MEDIUM,
    ),
    opinions_differ=True,
)
METRICS = (
    (DF, ReleasedMetric(DF, 4.5, Bound.EXACT, 4, 5, "10-19")),
    (LT, ReleasedMetric(LT, 6, Bound.AT_LEAST, None, None, "10-19")),
    (TTR, Suppressed(Reason.TOO_FEW)),
    (CFR, ReleasedMetric(CFR, 4, Bound.EXACT, 3, 5.5, "10-19", opinions_differ=True)),
)
RESULTS = (
    PracticeResult(TRUST, ReleasedScore(88, Bound.AT_LEAST, "5-9", peers=70)),
    PracticeResult(GOALS, Suppressed(Reason.TOO_FEW), ReleasedScore(60, Bound.EXACT, "5-9")),
    PracticeResult(
        TESTING,
        ReleasedScore(
            38,
            Bound.EXACT,
            "20-49",
            Interval(30, 46),
            agreement=AgreementWord.MODERATE,
            change=Change(12, real=True),
            peers=52,
        ),
        ReleasedScore(26, Bound.EXACT, "20-49", Interval(20, 32)),
    ),
    PracticeResult(
        MONITORING,
        ReleasedScore(
            55,
            Bound.EXACT,
            "10-19",
            Interval(41, 69),
            opinions_differ=True,
            change=Change(-2, real=False),
        ),
        Suppressed(Reason.PROTECTS_NEIGHBOUR),
    ),
)
PEERS = "Median of the organisation's teams"


def chances():
    return placement.chances_chart(PLACEMENT, as_of="14 March 2026")


def four_metrics(released=METRICS):
    return metrics.metrics_chart(
        released, rule_set=RULE_SET, limits=LIMITS, labels=LABELS, as_of="14 March 2026"
    )


def practices(results=RESULTS, before="September 2025"):
    return strip.practices_strip(results, as_of="14 March 2026", before=before, peers_name=PEERS)


def own():
    return profile.own_profile([(TRUST, 66.7), (GOALS, None), (TESTING, 33.3)])


UNPLACED = Suppressed(Reason.TOO_FEW)
TEAMS = (
    OverviewTeam(
        "Team <1>",
        "Payments & cards",
        "/teams/1/",
        PLACEMENT,
        (
            ReleasedScore(67, Bound.EXACT, "10-19", Interval(58.2, 75.8)),
            Suppressed(Reason.PROTECTS_NEIGHBOUR),
        ),
    ),
    OverviewTeam(
        "Team two",
        "Payments & cards",
        "/teams/2/",
        UNPLACED,
        (ReleasedScore(20, Bound.EXACT, "5-9"), ReleasedScore(88, Bound.AT_LEAST, "50+")),
    ),
    OverviewTeam(
        "Team three",
        "Search",
        "/teams/3/",
        dataclasses.replace(PLACEMENT, label=Label(LabelKind.CERTAIN, (LOW,))),
        (Suppressed(Reason.TOO_FEW), ReleasedScore(0, Bound.EXACT, "5-9", Interval(0, 12))),
    ),
)


def overview(teams=TEAMS, **rows):
    return overview_chart(grid_of(teams, [TESTING, MONITORING]), as_of="14 March 2026", **rows)


DISTRIBUTION = (
    TierCounts("March 2025", {LOW: 6, MEDIUM: 3, HIGH: 1}),
    TierCounts("March 2026", {LOW: 4, MEDIUM: 4, HIGH: 3, None: 1}),
)
MOVES = (
    Move(LOW, MEDIUM, 2),
    Move(MEDIUM, MEDIUM, 5),
    Move(HIGH, MEDIUM, 1),
    Move(MEDIUM, HIGH, 3),
    Move(LOW, None, 1),
)


def distribution(campaigns=DISTRIBUTION):
    return distribution_chart(campaigns)


def movement(moves=MOVES):
    return movement_chart(moves, before="March 2025", now="March 2026")


CAMPAIGNS = ("March 2025", "September 2025", "March 2026")
HISTORIES = (
    PracticeHistory(
        TESTING,
        (
            Point(ReleasedScore(26, Bound.EXACT, "20-49", Interval(20, 32))),
            Point(UNPLACED),
            Point(
                ReleasedScore(
                    38, Bound.EXACT, "20-49", Interval(30, 46), change=Change(12, real=True)
                )
            ),
        ),
    ),
    PracticeHistory(
        MONITORING,
        (
            Point(ReleasedScore(50, Bound.EXACT, "10-19", Interval(40, 60))),
            Point(ReleasedScore(55, Bound.EXACT, "10-19", Interval(45, 65))),
            Point(ReleasedScore(88, Bound.AT_LEAST, "10-19"), breaks=True),
        ),
    ),
)


def trend(histories=HISTORIES, campaigns=CAMPAIGNS):
    return trend_chart(histories, campaigns=campaigns)


CHARTS = {
    "chances": chances,
    "metrics": four_metrics,
    "practices": practices,
    "profile": own,
    "overview": overview,
    "distribution": distribution,
    "movement": movement,
    "trend": trend,
}


def texts(layout):
    """Return the texts drawn by a layout's annotations, lines joined."""
    return [note["text"].replace("<br>", " ") for note in layout["annotations"]]

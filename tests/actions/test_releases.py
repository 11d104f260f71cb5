import pytest
from django.db import IntegrityError, connection, transaction
from small_organisation import (
    AFTER,
    CLOSES,
    DURING,
    alike,
    grow,
    later,
    opened,
    send,
    send_all,
    text_questions,
    tokens,
)

from assessments.actions import campaigns, comparisons, keyring, releases, responses
from assessments.errors import WrongStateError
from assessments.models import (
    PERFORMANCE,
    Campaign,
    Comment,
    Draft,
    Invitation,
    Result,
)
from assessments.models.response import Response, SealedResponse
from assessments.scoring.values import (
    Bound,
    Metric,
    Reason,
    ReleasedQuickScore,
    ReleasedScore,
    SecondOpinions,
    Suppressed,
    Tier,
)

WHOLE = pytest.mark.django_db(transaction=True)  # finish() vacuums, which no transaction may hold
PRACTICE = "version_control"
SHOWN = 67  # "somewhat agree" to everything: (5 - 1) / 6


@pytest.fixture
def campaign(teams):
    return opened(teams)


@pytest.fixture
def outline(campaign):
    return campaign.edition.outline()


def everybody(outline, share=0.7):
    return {
        name: [alike(outline, share) for _ in range(people)]
        for name, people in [("Red", 12), ("White", 6), ("Blue", 6), ("Green", 3)]
    }


def scored(campaign):
    return releases.score(campaigns.close(campaign, at=CLOSES))


def cells(campaign, column=PRACTICE):
    """Return one column's cells by the name of their node."""
    found = Result.objects.filter(node__campaign=campaign, column=column).select_related("node")
    return {cell.node.name: cell for cell in found}


def figures(campaign, column=PRACTICE):
    """Return one column as its reasons or scores."""
    return {name: cell.reason or cell.score for name, cell in cells(campaign, column).items()}


@WHOLE
def test_finish_releases_every_figure_and_leaves_no_way_back(campaign, outline):
    issued = send_all(campaign, everybody(outline))
    sheet = responses.open_sheet(token=issued["Red"][0], at=DURING)
    responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)

    campaign = releases.finish(campaign, at=AFTER)

    assert (campaign.state, campaign.released_at) == (Campaign.State.RELEASED, AFTER)
    columns = {practice.key for practice in outline.practices} | set(Metric) | {PERFORMANCE}
    assert Result.objects.count() == campaign.nodes.count() * len(columns)
    assert set(Result.objects.values_list("column", flat=True)) == columns
    assert not Response.objects.exists()
    assert not Invitation.objects.exists()
    assert not Draft.objects.exists()
    assert not keyring.exists(campaign)
    assert SealedResponse.objects.count() == 27


@WHOLE
def test_finishing_again_changes_nothing(campaign, outline):
    send_all(campaign, everybody(outline))
    campaign = releases.finish(campaign, at=AFTER)
    before = list(Result.objects.order_by("pk").values()), campaign.released_at

    for stale in (campaign, Campaign(pk=campaign.pk, state=Campaign.State.SEALED)):
        stale.public_id = campaign.public_id
        again = releases.finish(stale, at=AFTER + (AFTER - CLOSES))
        assert (list(Result.objects.order_by("pk").values()), again.released_at) == before


@WHOLE
def test_campaign_that_nobody_answered_is_released_without_a_figure(campaign):
    campaign = releases.finish(campaign, at=AFTER)

    assert campaign.state == Campaign.State.RELEASED
    assert set(Result.objects.values_list("reason", flat=True)) == {Reason.TOO_FEW}
    assert not SealedResponse.objects.exists()


@pytest.mark.django_db
def test_small_group_and_its_complement_are_hidden(campaign, outline):
    """Green is under k; with Blue shown, Shore minus Blue would be Green."""
    send_all(campaign, everybody(outline))

    shown = figures(scored(campaign))

    assert shown == {
        "Harbour": SHOWN,
        "Ships": SHOWN,
        "Red": SHOWN,
        "White": SHOWN,
        "Shore": SHOWN,
        "Blue": Reason.PROTECTS_NEIGHBOUR,
        "Green": Reason.TOO_FEW,
    }


@pytest.mark.django_db
def test_larger_k_hides_more(teams):
    campaign = opened(teams, smallest_group=7)
    send_all(campaign, everybody(campaign.edition.outline()))

    shown = figures(scored(campaign))

    assert {name for name, figure in shown.items() if figure == Reason.TOO_FEW} == {
        "White",
        "Blue",
        "Green",
    }


@pytest.mark.django_db
def test_each_practice_is_counted_by_itself(campaign, outline):
    sheets = everybody(outline)
    places = set(outline.places(outline.practices[0]))
    skipped = {outline.questions[place].code for place in places}
    for sheet in sheets["White"]:
        for code in skipped:
            del sheet[code]
    send_all(campaign, sheets)

    scored(campaign)

    assert figures(campaign, outline.practices[0].key)["White"] == Reason.TOO_FEW
    assert figures(campaign, outline.practices[1].key)["White"] == SHOWN


@pytest.mark.django_db
def test_hidden_cell_holds_no_figure(campaign, outline):
    send_all(campaign, everybody(outline))
    scored(campaign)
    hidden = Result.objects.exclude(reason="")
    empty = {"n_band": "", "score": None, "low": None, "high": None, "bound": "", "detail": {}}
    empty |= {"standard_error": None, "change": None, "peers": None, "agreement": ""}

    assert hidden.exists()
    assert all({name: getattr(cell, name) for name in empty} == empty for cell in hidden)
    assert {type(cell.value()) for cell in hidden} == {Suppressed}
    with pytest.raises(IntegrityError, match="hidden_has_no_figure"), transaction.atomic():
        Result.objects.filter(pk=hidden[0].pk).update(score=50)


@pytest.mark.django_db
def test_unanimous_group_shows_as_a_limit(campaign, outline):
    sheets = everybody(outline)
    sheets["White"] = 6 * [alike(outline, 1.0)]
    sheets["Red"] = 12 * [alike(outline, 1.0)]
    send_all(campaign, sheets)

    scored(campaign)

    value = {name: cell.value() for name, cell in cells(campaign).items()}
    assert value["White"] == ReleasedScore(88, Bound.AT_LEAST, "5-9", peers=value["White"].peers)
    assert (value["Red"].score, value["Red"].bound) == (95, Bound.AT_LEAST)


@pytest.mark.django_db
def test_participation_is_kept_in_bands_of_shown_groups_only(campaign, outline):
    sheets = everybody(outline)
    sheets["Red"] = sheets["Red"][:8]
    send_all(campaign, sheets)

    scored(campaign)

    bands = {
        node.name: (node.answered, node.answers_band, node.turnout_band)
        for node in campaign.nodes.all()
    }
    assert bands["Harbour"] == (True, "20-49", "75% or more")
    assert bands["Red"] == (True, "5-9", "50 to 74%")
    assert bands["Green"] == (False, "", "")


@pytest.mark.django_db
def test_low_turnout_withholds_the_placement_but_not_the_practices(campaign, outline):
    sheets = everybody(outline)
    sheets["Red"] = sheets["Red"][:5]
    send_all(campaign, sheets)

    scored(campaign)

    assert figures(campaign, PERFORMANCE)["Red"] == Reason.LOW_TURNOUT
    assert figures(campaign, PERFORMANCE)["White"] is None
    assert figures(campaign)["Red"] == SHOWN


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", [6, 1])
def test_second_opinions_do_not_depend_on_a_hidden_metric(campaign, outline, hidden):
    """Two of six answer the failure rate: it is hidden, and no score may move with it."""
    sheets = everybody(outline)
    code = outline.questions[outline.metric_places()[Metric.CHANGE_FAIL_RATE]].code
    for sheet in sheets["White"][:4]:
        del sheet[code]
    for sheet in sheets["White"][4:]:
        sheet[code] = hidden
    send_all(campaign, sheets)

    scored(campaign)

    placed = cells(campaign, PERFORMANCE)
    assert cells(campaign, Metric.CHANGE_FAIL_RATE)["White"].reason == Reason.TOO_FEW
    assert placed["White"].value().second_opinions == SecondOpinions(
        tier_2019=None,
        score=ReleasedQuickScore(8.0, Bound.EXACT, 0.5, 3),
        by_share=Tier.HIGH,
    )
    assert placed["Harbour"].value().second_opinions.score.metrics == 4


@pytest.mark.django_db
def test_placement_rests_on_shown_metrics_only(campaign, outline):
    """Four of six answer two of the metrics: too few to show, and so too few to place by."""
    sheets = everybody(outline)
    metrics = outline.metric_places()
    for sheet in sheets["White"][:2]:
        for metric in (Metric.LEAD_TIME, Metric.CHANGE_FAIL_RATE):
            del sheet[outline.questions[metrics[metric]].code]
    send_all(campaign, sheets)

    scored(campaign)

    assert figures(campaign, Metric.LEAD_TIME)["White"] == Reason.TOO_FEW
    assert figures(campaign, PERFORMANCE)["White"] == Reason.NOT_ENOUGH_ANSWERS
    assert figures(campaign, PERFORMANCE)["Harbour"] is None


def commented(outline, name, people, practices=(PRACTICE,)):
    questions = text_questions(outline)
    return [
        alike(outline, **{questions[key]: f"{name} {number} {key}" for key in practices})
        for number in range(people)
    ]


@pytest.mark.django_db
def test_comments_are_kept_where_ten_or_more_answered(campaign, outline):
    sheets = {name: commented(outline, name, len(of)) for name, of in everybody(outline).items()}
    send_all(campaign, sheets)

    scored(campaign)

    kept = Comment.objects.select_related("node")
    assert {(comment.node.name, comment.practice) for comment in kept} == {("Red", PRACTICE)}
    assert sorted(comment.text for comment in kept) == sorted(
        f"Red {number} {PRACTICE}" for number in range(12)
    )


@pytest.mark.django_db
def test_nine_answers_are_too_few_for_comments(campaign, outline):
    send_all(campaign, {"Red": commented(outline, "Red", 9)})

    scored(campaign)

    assert figures(campaign)["Red"] == SHOWN
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_comments_wait_for_a_larger_k(teams):
    campaign = opened(teams, smallest_group=12)
    send_all(campaign, {"Red": commented(campaign.edition.outline(), "Red", 12)})

    scored(campaign)

    assert figures(campaign)["Red"] == SHOWN
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_comments_of_one_person_share_no_id_and_no_order(shipped):
    campaign = opened(grow({"Harbour": {"Red": 40}}))
    outline = campaign.edition.outline()
    other = outline.practices[1].key
    send_all(campaign, {"Red": commented(outline, "Red", 40, (PRACTICE, other))})

    scored(campaign)

    names = {field.name for field in Comment._meta.get_fields()}
    assert names == {"id", "node", "practice", "text"}
    people = [authors_as_stored(key) for key in (PRACTICE, other)]
    assert [sorted(order) for order in people] == 2 * [list(range(40))]
    # 40 shuffled by chance keep 12 places less often than once in a thousand million times.
    assert kept_places(people[0], sorted(people[0])) < 12
    assert kept_places(*people) < 12
    assert kept_places(people[0], people[0]) == 40


def authors_as_stored(practice):
    """Return who wrote the comments on a practice, in the order of the database's file."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT text FROM assessments_comment WHERE practice = %s ORDER BY {place}",  # noqa: S608
            [practice],
        )
        return [int(text.split()[1]) for (text,) in cursor.fetchall()]


def kept_places(first, second):
    return sum(a == b for a, b in zip(first, second, strict=True))


@pytest.mark.django_db
def test_sealed_sheets_hold_no_text(campaign, outline):
    sheets = {name: commented(outline, name, len(of)) for name, of in everybody(outline).items()}
    send_all(campaign, sheets)

    releases.seal(scored(campaign))

    rows = SealedResponse.objects.values_list("answers", flat=True)
    assert len(rows) == 27
    assert not any(isinstance(answer, str) for row in rows for answer in row)


@pytest.mark.django_db
def test_peers_are_the_median_from_five_teams_on(shipped):
    tree = {"Harbour": {f"Team {n}": 12 for n in range(5)} | {"Small": 6}}
    teams = grow(tree)
    shares = [0.2, 0.4, 0.5, 0.7, 0.9]
    four, five = opened([*teams[:4], teams[5]]), opened(teams)
    outline = five.edition.outline()
    send_all(four, {f"Team {n}": 12 * [alike(outline, shares[n])] for n in range(4)})
    send_all(five, {f"Team {n}": 12 * [alike(outline, shares[n])] for n in range(5)})

    scored(four)
    scored(five)

    assert {cell.peers for cell in cells(four).values()} == {None}
    shown = {name: cell.peers for name, cell in cells(five).items() if not cell.reason}
    assert shown == dict.fromkeys(["Harbour", *(f"Team {n}" for n in range(5))], 50)


def befores(campaign):
    """Return for each node the campaign that its changes are measured against."""
    nodes = campaign.nodes.select_related("before__campaign")
    return {node.name: node.before and node.before.campaign for node in nodes}


@WHOLE
def test_change_is_measured_against_the_last_released_campaign(teams):
    first = opened(teams)
    outline = first.edition.outline()
    send_all(first, everybody(outline, 0.5))
    first = releases.finish(first, at=AFTER)
    second = opened(teams, **later(first, 60))
    send_all(second, everybody(outline, 0.7), at=second.opens_at)

    second = releases.finish(second, at=second.closes_at)

    assert befores(second) == dict.fromkeys(befores(first), first)
    red = cells(second)["Red"]
    assert red.score - cells(first)["Red"].score == red.change
    assert (red.change, red.change_is_real) == (17, True)
    hidden = [cell for cell in cells(second).values() if cell.reason]
    assert {cell.change for cell in hidden} == {None}
    assert {cell.change for cell in cells(first).values()} == {None}


@pytest.mark.django_db
def test_change_ignores_campaigns_that_are_not_released(teams):
    first = opened(teams)
    send_all(first, everybody(first.edition.outline(), 0.5))
    scored(first)
    second = opened(teams, **later(first, 60))
    send_all(second, everybody(first.edition.outline()), at=second.opens_at)

    second = releases.score(campaigns.close(second, at=second.closes_at))

    assert set(befores(second).values()) == {None}
    assert {cell.change for cell in cells(second).values()} == {None}


@WHOLE
def test_another_teams_survey_in_between_takes_no_change_away(teams):
    white = next(team for team in teams if team.name == "White")
    first, between = opened(teams), None
    outline = first.edition.outline()
    send_all(first, everybody(outline, 0.5))
    first = releases.finish(first, at=AFTER)
    between = opened([white], **later(first, 30))
    send_all(between, {"White": everybody(outline, 0.6)["White"]}, at=between.opens_at)
    between = releases.finish(between, at=between.closes_at)
    last = opened(teams, **later(first, 60))
    send_all(last, everybody(outline, 0.7), at=last.opens_at)

    last = releases.finish(last, at=last.closes_at)

    others = dict.fromkeys(befores(last), first)
    assert befores(last) == others | {"White": between}
    assert cells(last)["Red"].change == 17


@pytest.mark.django_db
def test_reworded_practice_shows_no_change(teams, thawed):
    first = opened(teams)
    outline = first.edition.outline()
    send_all(first, everybody(outline, 0.5))
    releases.seal(scored(first))
    Campaign.objects.filter(pk=first.pk).update(state="released", released_at=AFTER)
    reworded = outline.questions[outline.places(outline.practices[0])[0]]
    first.edition.digest = "another"
    first.edition.save()
    type(reworded).objects.filter(pk=reworded.pk).update(wording_version=2)
    second = opened(teams, **later(first, 60))
    send_all(second, everybody(outline), at=second.opens_at)

    # One edition stands for two here: the first campaign is read with the old wording.
    before = comparisons.before(second, list(second.nodes.in_order()))
    earlier = comparisons.cells_before(before, outline)
    reread = comparisons.cells_before(before, second.edition.outline())

    assert {column for *_, column in earlier.results}.isdisjoint({outline.practices[0].key})
    assert {column for *_, column in reread.results} == {p.key for p in outline.practices}


@pytest.fixture
def team_sheets(teams):
    return opened(teams, kind=Campaign.Kind.TEAM_SHEET)


@pytest.mark.django_db
def test_team_sheet_has_its_results_at_once(team_sheets):
    outline = team_sheets.edition.outline()
    sheet = send(tokens(team_sheets)["Green"][0], alike(outline))

    releases.score_sheet(sheet.node)

    (cell,) = Result.objects.filter(column=PRACTICE)
    assert (cell.node.name, cell.score, cell.low, cell.reason) == ("Green", SHOWN, None, "")
    assert {n.name for n in team_sheets.nodes.filter(answered=True)} == {"Green"}


@pytest.mark.django_db
def test_team_sheet_sent_again_has_new_results(team_sheets):
    token = tokens(team_sheets)["Green"][0]
    for share in (0.2, 1.0):
        releases.score_sheet(send(token, alike(team_sheets.edition.outline(), share)).node)

    assert Result.objects.get(column=PRACTICE).score == 100


@pytest.mark.django_db
def test_people_asked_one_by_one_have_no_results_at_once(campaign, outline):
    sheet = send(tokens(campaign)["Red"][0], alike(outline))

    with pytest.raises(WrongStateError):
        releases.score_sheet(sheet.node)

    assert not Result.objects.exists()


@WHOLE
def test_team_sheets_are_all_shown_at_the_end(team_sheets):
    outline = team_sheets.edition.outline()
    send_all(team_sheets, {"Red": [alike(outline, 1.0)], "Green": commented(outline, "Green", 1)})

    campaign = releases.finish(team_sheets, at=AFTER)

    shown = figures(campaign)
    assert (shown["Red"], shown["Green"], shown["Harbour"]) == (100, SHOWN, 83)
    assert (shown["White"], shown["Blue"]) == (Reason.NOT_ENOUGH_ANSWERS, Reason.NOT_ENOUGH_ANSWERS)
    assert [comment.text for comment in Comment.objects.all()] == [f"Green 0 {PRACTICE}"]
    with pytest.raises(WrongStateError):
        releases.score_sheet(campaign.nodes.get(name="Red"))


@pytest.mark.django_db
def test_mixed_mark_leaves_out_what_a_small_team_shows_as_a_limit(teams):
    campaign = opened(teams)
    outline = campaign.edition.outline()
    torn = alike(outline, 0.5) | {"change_fail_rate": 8, "time_to_restore": 1}
    steady = torn | {"change_fail_rate": 5, "time_to_restore": 3}
    send_all(campaign, {"Red": [torn] * 12, "White": [torn] * 6, "Blue": [steady] * 6})
    scored(campaign)

    placed, rates = cells(campaign, PERFORMANCE), cells(campaign, "change_fail_rate")

    assert (rates["White"].bound, rates["White"].detail["position"]) == ("at least", 5)
    assert placed["White"].detail["mixed"] is None
    assert placed["Red"].detail["mixed"]["high"] == ["change_fail_rate"]

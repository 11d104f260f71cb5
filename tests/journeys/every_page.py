"""Every page of the product in every state worth looking at, for the sweeps over all of them.

A tour is a list of stops of one person: what the stop is called, and how to get there.
"""

from dataclasses import dataclass

from django.utils import timezone
from looking import choose_everywhere, follow
from small_organisation import alike, drafted, send, tokens
from surveys import (
    answered_by_all,
    editor,
    grown,
    lead,
    leader,
    organiser,
    released_last_year,
    under_way,
)

from assessments.actions import bank, carry, organisation, participation, releases
from assessments.content.formats.files import Format
from assessments.models import Campaign

# Addresses that answer with another page or with none.
WITHOUT_PAGE = {
    "organisation:report_pdf",
    "public:favicon",
    "bank_files:schema",
    "manage:import_current",
    "manage:import_sample",
    "manage:bring_back_team",
    "manage:bring_back_unit",
    "respond:keep",
    "bank:begin_next",
    "bank:move_practice",
    "bank:delete_practice",
    "bank:move_question",
    "bank:copy_question",
    "bank:delete_question",
    "bank:restore",
    "bank:preview_keep",
    "manage:open",
    "logout",
}


FILE = "unit,team,people\nHarbour / Ships,Red,12\nHarbour / Quay,Teal,9\n"


@dataclass(frozen=True)
class World:
    """An organisation with a survey in every state, and who looks at it."""

    teams: dict
    token: str
    sheet_token: str
    released: Campaign
    draft: Campaign
    asking: Campaign
    sheets: Campaign
    lead: object
    leader: object
    newcomer: object
    organiser: object
    editor: object
    edition: object
    bank_draft: object
    retired: object
    retired_unit: object


def build():
    """Make the world; the shipped content is loaded."""
    teams = grown()
    asked = list(teams.values())
    released_last_year(asked)
    this_year = answered_by_all(asked, name="This year", result_filter=Campaign.Filter.ROLE)
    released = releases.finish(this_year, at=timezone.now())
    asking = under_way(asked, name="Next year", result_filter=Campaign.Filter.ROLE)
    participation.count(asking, at=timezone.now())
    sheets = under_way(asked, name="Sheets", kind=Campaign.Kind.TEAM_SHEET)
    sheet_token = tokens(sheets)["Red"][0]
    sheet = send(sheet_token, alike(sheets.edition.outline()), at=timezone.now())
    releases.score_sheet(sheet.node)
    teams["Grey"] = organisation.add_team(name="Grey", unit=teams["Red"].unit, headcount=7)
    author = editor()
    now = timezone.now()
    retired_unit = organisation.add_unit(name="Closed", parent=teams["Red"].unit.parent)
    retired = organisation.add_team(name="Gone", unit=retired_unit, headcount=7)
    organisation.retire_team(retired, at=now)
    organisation.retire_unit(retired_unit, at=now)
    return World(
        teams=teams,
        token=tokens(asking)["Red"][0],
        sheet_token=sheet_token,
        released=released,
        draft=drafted(asked, name="Planned"),
        asking=asking,
        sheets=sheets,
        lead=lead(*teams.values()),
        leader=leader(teams["Red"].unit.parent),
        newcomer=lead(username="nora"),
        organiser=organiser(),
        editor=author,
        edition=released.edition,
        bank_draft=bank.begin_next(released.edition, by=author),
        retired=retired,
        retired_unit=retired_unit,
    )


def go(address):
    return lambda page: page.goto(address)


def press(name):
    return lambda page: follow(page.get_by_role("main").get_by_role("button", name=name))


def steps(*several):
    def take(page):
        for step in several:
            step(page)

    return take


def write(label, text):
    return lambda page: page.get_by_label(label).fill(text)


def choose_file(text, label="CSV file"):
    file = {"name": "teams.csv", "mimeType": "text/csv", "buffer": text.encode()}
    return lambda page: page.get_by_label(label, exact=True).set_input_files(file)


def forge(page):
    """Give an answer that is not offered, as a page changed by hand would."""
    page.locator("input[type=radio]").first.evaluate("(one) => { one.value = 99; one.click(); }")


def visitor():
    """Return the stops of somebody without an account."""
    addresses = [
        "/",
        "/privacy/",
        "/methods/",
        "/methods/practices/automated_testing/",
        "/methods/benchmarks/dora-2022/",
        "/methods/benchmarks/dora-2018/",
        "/nothing-here/",
        "/try/",
    ]
    return [
        *((address, go(address)) for address in addresses),
        ("trial, forged", steps(forge, press("Show where we stand"))),
        ("trial, result", steps(go("/try/"), _choose(4), press("Show where we stand"))),
        ("sign-in", go("/accounts/login/")),
        ("sign-in, refused", press("Sign in")),
    ]


def _choose(place):
    return lambda page: choose_everywhere(page, place)


def respondent(world):
    """Return the stops of somebody with a link, and of a team with a sheet."""
    last = 8
    return [
        ("link, unknown", steps(go("/s/AAAAAAAAAAAAAAAAAAAAAA/"), press("Open the survey"))),
        ("link", go(f"/s/{world.token}/")),
        ("start", press("Open the survey")),
        ("page", lambda page: follow(page.get_by_role("link", name="Start"))),
        ("page, forged", steps(forge, press("Continue"))),
        ("page, last", lambda page: page.goto(page.url.replace("/1/", f"/{last}/"))),
        ("check", press("Check and send")),
        ("check, nothing answered", press("Send my answers")),
        ("page, again", lambda page: page.goto(page.url.replace("/send/", "/1/"))),
        ("link needed", steps(_choose(5), _lose_cookie, press("Continue"))),
        (
            "thanks",
            steps(
                write("Your survey link", f"/s/{world.token}/"),
                press("Go on"),
                lambda page: page.goto(page.url.replace("/2/", "/check/")),
                press("Send my answers"),
            ),
        ),
        ("sheet, start", steps(go(f"/s/{world.sheet_token}/"), press("Open the survey"))),
        ("sheet, result", lambda page: page.goto(f"{page.url}result/")),
    ]


def _lose_cookie(page):
    page.context.clear_cookies(name="sheet")


def reader(world):
    """Return the stops of a lead of every team."""

    def result(name, campaign):
        return go(f"/teams/{world.teams[name].pk}/{campaign.public_id}/")

    return [
        ("teams", go("/teams/")),
        ("team, all shown", result("Red", world.released)),
        ("team, hidden", result("Green", world.released)),
        ("team, sheet", result("Red", world.sheets)),
        ("team, none yet", go(f"/teams/{world.teams['Grey'].pk}/")),
    ]


def newcomer():
    """Return the stops of somebody whom nobody has given a team or a unit."""
    return [("teams, none", go("/teams/")), ("organisation, none", go("/organisation/"))]


def heatmaps(world):
    """Return the stops of the leader of the whole organisation."""
    top, ships = world.teams["Red"].unit.parent, world.teams["Red"].unit

    def unit(one, page=""):
        return go(f"/organisation/{one.pk}/{world.released.public_id}/{page}")

    return [
        ("heatmap", unit(top)),
        ("heatmap, one row hidden", unit(world.teams["Green"].unit)),
        ("heatmap, sorted and filtered", unit(ships, "?sort=-version_control&tier=high")),
        ("heatmap, nothing matches", unit(ships, "?q=nobody")),
        ("heatmap, found further below", unit(top, "?q=red")),
        ("overview, searched", unit(top, "teams/?q=red")),
        ("overview, nothing found", unit(top, "teams/?q=nobody")),
        ("heatmap by role", unit(top, "?role=5")),
        ("overview", unit(top, "teams/")),
        ("history", unit(top, "history/")),
        ("board report", unit(top, "report/")),
        ("board report, some hidden", unit(world.teams["Green"].unit, "report/")),
        ("targets", unit(top, "targets/")),
        (
            "targets, refused",
            steps(write("Version control: score", "101"), press("Save the targets")),
        ),
        (
            "gap to target",
            steps(
                go(f"/organisation/{top.pk}/{world.released.public_id}/targets/"),
                write("Version control: score", "90"),
                write("Version control: by", "2090-06-30"),
                press("Save the targets"),
            ),
        ),
        ("teams that moved", unit(top, "moves/")),
        ("teams that moved up", unit(top, "moves/?way=up")),
        ("participation", go(f"/organisation/{top.pk}/participation/")),
        (
            "participation, small team",
            go(f"/organisation/{world.teams['Green'].unit.pk}/participation/"),
        ),
        ("participation, none", go(f"/organisation/{world.retired_unit.pk}/participation/")),
        ("unit, none yet", go(f"/organisation/{world.retired_unit.pk}/")),
    ]


def editing(world):
    """Return the stops of an editor."""
    changed = carry.write(world.edition, Format.JSON).data.replace(b"Our ", b"My ", 3)

    def choose(data):
        file = {"name": "bank.json", "mimeType": "application/json", "buffer": data}
        return lambda page: page.get_by_label("File", exact=True).set_input_files(file)

    look = press("Look what it would change")
    return [
        ("questionnaire, export", go(f"/bank/editions/{world.edition.pk}/export/")),
        ("questionnaire, import", go("/bank/import/")),
        ("questionnaire, refused", steps(choose(b"{}"), look)),
        ("questionnaire, replaces a draft", steps(choose(changed), look)),
        (
            "questionnaire, new",
            steps(go("/bank/import/"), choose(changed.replace(b"devops-", b"other-")), look),
        ),
    ]


def manager(world):
    """Return the stops of an organiser."""

    def campaign(one, page=""):
        return go(f"/manage/campaigns/{one.public_id}/{page}")

    def unit(page, one=world.teams["Red"].unit):
        return go(f"/manage/organisation/units/{one.pk}/{page}")

    def team(page, one=world.teams["Red"]):
        return go(f"/manage/organisation/teams/{one.pk}/{page}")

    return [
        ("campaigns", go("/manage/campaigns/")),
        ("new campaign", go("/manage/campaigns/new/")),
        ("new campaign, refused", steps(write("Closes", "2020-01-01T10:00"), press("Save"))),
        ("draft", campaign(world.draft)),
        ("draft, change", campaign(world.draft, "change/")),
        ("draft, delete", campaign(world.draft, "delete/")),
        ("closing", campaign(world.draft, "closing/")),
        (
            "closing, refused",
            steps(write("New closing", "2020-01-01T10:00"), press("Move the closing time")),
        ),
        *_collected(world),
        ("released", campaign(world.released)),
        ("instrument", campaign(world.released, "instrument/")),
        ("instrument, not released", campaign(world.asking, "instrument/")),
        ("sheets", campaign(world.sheets)),
        ("asking", campaign(world.asking)),
        ("links again", go(f"/manage/campaigns/{world.asking.public_id}/links/")),
        ("links", press("Make new links and show them")),
        ("release", campaign(world.asking, "release/")),
        ("organisation", go("/manage/organisation/")),
        ("new unit", go("/manage/organisation/units/new/")),
        ("new unit, refused", press("Add the unit")),
        *((f"unit{page}", unit(page)) for page in ("", "rename/", "move/", "merge/", "retire/")),
        ("unit, retired", unit("", world.retired_unit)),
        *((f"team, {page}", team(page)) for page in ("move/", "merge/", "retire/")),
        ("team, retired", team("", world.retired)),
        ("import", go("/manage/organisation/import/")),
        ("import, refused", steps(choose_file("nothing"), press("Look what it would change"))),
        ("import, looked at", steps(choose_file(FILE), press("Look what it would change"))),
        ("new team", go("/manage/organisation/teams/new/")),
        ("team, changed", go(f"/manage/organisation/teams/{world.teams['Red'].pk}/")),
    ]


def _collected(world):
    """Return the steps that bring in answers collected elsewhere, up to the look."""
    code = next(one.code for one in world.edition.outline().questions if not one.is_text)
    rows = "Red,5,2020-03-02,x\n" * 6 + "Rust,Totally,2020-03-02,y\n"
    file = f"Team,{code},Timestamp,Comment\n{rows}"
    said = steps(
        choose_file(file, "File"),
        write("Name", "Before"),
        write("First day", "2020-03-01"),
        write("Last day", "2020-03-31"),
        press("Read the columns"),
    )
    start = "/manage/campaigns/collected/"
    leave_out = steps(
        lambda page: page.get_by_label("Count what is still").check(),
        lambda page: page.get_by_label("Leave out the rows of teams").check(),
        press("Look what would come in"),
    )
    return [
        ("collected elsewhere", go(start)),
        ("collected elsewhere, refused", press("Read the columns")),
        ("collected elsewhere, columns", said),
        ("collected elsewhere, values", press("Go on to the values")),
        ("collected elsewhere, in the way", press("Look what would come in")),
        (
            "collected elsewhere, looked at",
            steps(go("/manage/campaigns/collected/values/"), leave_out),
        ),
    ]


def _change_text(question):
    return lambda _: type(question).objects.filter(pk=question.pk).update(text="Changed")


def author(world):
    """Return the stops of somebody who edits and publishes questionnaires."""
    draft = world.bank_draft
    practice = draft.practices.earliest("position")
    question = draft.questions.earliest("position")

    def page(address, edition=draft):
        return go(f"/bank/{edition.pk}/{address}")

    return [
        ("questionnaires", go("/bank/")),
        ("new questionnaire", go("/bank/new/")),
        ("new questionnaire, refused", press("Add the questionnaire")),
        ("edition, published", page("", world.released.edition)),
        ("edition, draft", page("")),
        ("lead-in", page("texts/")),
        ("practice", page(f"practices/{practice.pk}/")),
        ("coaching texts", page(f"practices/{practice.pk}/guide/")),
        ("new practice", page("practices/new/")),
        ("question", page(f"questions/{question.pk}/")),
        ("question, refused", steps(write("Question or statement", ""), press("Save"))),
        (
            "question, changed by two",
            steps(
                page(f"questions/{question.pk}/"),
                write("Question or statement", "Mine"),
                lambda _: type(question).objects.filter(pk=question.pk).update(revision=99),
                press("Save"),
            ),
        ),
        ("new question", page("questions/new/")),
        ("preview", page("preview/1/")),
        ("preview on a phone", page("preview/")),
        ("publish", page("publish/")),
        ("publish, refused", steps(_change_text(question), page("publish/"), press("Publish"))),
        ("difference", go(f"/bank/diff/?from={draft.based_on_id}&to={draft.pk}")),
        ("history", page("history/")),
        (
            "translations",
            steps(
                page("texts/"),
                write("Translated into", "de"),
                press("Save"),
                page(f"translations/de/?part={practice.key}"),
            ),
        ),
        ("draft, delete", page("discard/")),
        ("published, retire", page("retire/", world.released.edition)),
    ]

"""What a server wrote while people answered says nothing about them (ACCEPTANCE 11)."""

import pytest
from live_survey import Web, environment
from small_organisation import alike
from test_one_row_over_http import survey_that_is_open_now
from throwaway_servers import WebServer

from assessments.actions import campaigns

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
# This machine too, and not the address that the server itself writes down when it starts.
RESPONDENT = "127.0.0.77"
FORWARDED = "203.0.113.9"
BROWSER = "Lighthouse-Keeper/7.3"


def run(folder, application, options):
    """Let people answer, well and badly, on a server that writes a log; return their secrets."""
    campaign = survey_that_is_open_now(10)
    answers = alike(campaign.edition.outline())
    links = campaigns.issue_links(campaign)[:3]
    secrets = {"address": [RESPONDENT, FORWARDED], "browser": [BROWSER], "tokens": []}
    secrets |= {"sheets": [], "cookies": []}
    with (folder / "server.log").open("w") as log:
        server = WebServer(environment(), application, log, options)
        web = Web(server.port, RESPONDENT, User_Agent=BROWSER, X_Forwarded_For=FORWARDED)
        try:
            for link in links:
                sheet, cookie = answer(web, link.token, answers, campaign.edition_id)
                secrets["tokens"].append(link.token)
                secrets["sheets"].append(sheet.strip("/").rpartition("/")[2])
                secrets["cookies"].append(cookie.partition("=")[2])
        finally:
            server.stop()
    return secrets


def answer(web, token, answers, edition):
    """Do what a respondent may do, then what goes wrong on the same addresses."""
    web.get(f"/s/{token}/")
    sheet, cookie = web.open(token)
    page = {"edition": edition} | answers
    for route in ("1/", "1/keep/", "send/"):
        web.post(sheet + route, page, cookie)
    for path in (sheet, f"{sheet}check/", f"{sheet}99/", f"/s/{token}x/", f"/s/{token}/nothing/"):
        web.get(path, cookie)
    web.post(f"{sheet}send/", {}, cookie)  # nothing answered
    web.post(f"{sheet}1/", page)  # without the cookie
    web.post(f"/s/{token}x/")  # no such link
    web.ask("PUT", f"/s/{token}/")  # no such method, and no CSRF token
    web.ask("POST", f"{sheet}send/", headers={"Cookie": cookie})
    return sheet, cookie


def written(folder):
    """Return all that lies in the folder, the database left out."""
    files = [path for path in folder.rglob("*") if path.is_file() and "sqlite3" not in path.name]
    return "\n".join(path.read_bytes().decode(errors="replace") for path in files)


def traces(secrets, text):
    return {kind: n for kind, of in secrets.items() if (n := sum(one in text for one in of))}


@pytest.fixture
def folder(tmp_path, settings):
    """The server's data folder: its keys, its log and whatever else it puts there."""
    settings.CAMPAIGN_KEYS_DIR = tmp_path / "campaign-keys"
    return tmp_path


def test_shipped_server_writes_nothing_about_respondents(shipped, folder):
    secrets = run(folder, "devops_survey.wsgi", options=())

    text = written(folder)
    assert "Listening at" in text
    assert {kind for kind, of in secrets.items() if all(of)} == set(secrets)
    assert traces(secrets, text) == {}


@pytest.mark.long
def test_server_without_filter_and_with_an_access_log_is_seen(shipped, folder):
    access = ("--access-logfile", "-", "--access-logformat", '%(h)s "%(r)s" "%(a)s" %({cookie}i)s')

    secrets = run(folder, "wsgi_without_the_log_filter", access)

    found = traces(secrets, written(folder))
    assert found == {"address": 1, "browser": 1, "tokens": 3, "sheets": 3, "cookies": 3}


def test_server_without_its_filter_alone_is_seen(shipped, folder):
    secrets = run(folder, "wsgi_without_the_log_filter", options=())

    assert {"tokens", "sheets"} <= set(traces(secrets, written(folder)))

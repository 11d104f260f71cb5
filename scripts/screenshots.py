"""Take the README's pictures from the running demo: docs/pictures/*.png.

The demo lives in a folder of its own for as long as this runs, so the pictures show what a new
user sees and nobody's data.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 300_000  # bytes: a README is read on phones too


class Demo:
    """A demo organisation and the server that shows it."""

    def __init__(self, data_dir: str) -> None:
        self.environment = {**os.environ, "DEBUG": "1", "DATA_DIR": data_dir}
        self.environment.pop("DATABASE_URL", None)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{self.address}"
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_content")
        said = self.manage("seed_demo", "--base-url", self.url)
        self.link = found(rf"{re.escape(self.url)}/s/\S+", said).group()
        account = found(r"as (\S+) / (\S+) \(lead of ([^,)]+)", said)
        self.lead, self.password, self.team = account.groups()
        self.leader = found(r"as (\S+) / \S+ \(CIO", said).group(1)

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a management command."""
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def manage(self, *arguments: str) -> str:
        """Run a management command and return what it said."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the demo; ready when the server says so."""
        server = subprocess.Popen(
            self.command("runserver", self.address, "--noreload"),
            env={**self.environment, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            if server.stdout is None or not any("Starting" in line for line in server.stdout):
                raise SystemExit("The demo's server did not start.")
            yield
        finally:
            server.terminate()
            server.wait()


def found(pattern: str, text: str) -> re.Match[str]:
    """Return the match, or stop with what was looked for and where."""
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"seed_demo did not print {pattern!r}:\n{text}")
    return match


def new_page(browser: Browser, height: int = 800) -> Page:
    """Open a desktop of its own, in light."""
    return browser.new_page(
        viewport={"width": 1280, "height": height}, color_scheme="light", reduced_motion="reduce"
    )


def sign_in(page: Page, demo: Demo, username: str) -> None:
    """Sign in to the demo."""
    page.goto(f"{demo.url}/accounts/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", demo.password)
    with page.expect_navigation():
        page.locator("main form button").first.click()


def home(browser: Browser, demo: Demo) -> Page:
    """Open what a new user sees first."""
    page = new_page(browser, height=640)
    page.goto(demo.url)
    return page


def respondent(browser: Browser, demo: Demo) -> Page:
    """Go from the link to the second page, and answer its first statements."""
    page = new_page(browser, height=1000)
    page.goto(demo.link)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.goto(f"{page.url}2/")
    for question, place in enumerate((4, 5, 2)):
        answer = page.locator("fieldset.question").nth(question).locator("label").nth(place)
        with page.expect_response("**/keep/"):
            answer.click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    return page


def team(browser: Browser, demo: Demo) -> Page:
    """Open the results of the lead's first team."""
    page = new_page(browser, height=1400)
    sign_in(page, demo, demo.lead)
    page.goto(f"{demo.url}/teams/")
    with page.expect_navigation():
        page.get_by_role("link", name=demo.team, exact=True).click()
    page.locator("[data-chart-drawing] .main-svg").first.wait_for()
    return page


def heatmap(browser: Browser, demo: Demo) -> Page:
    """Open the organisation as its leader sees it."""
    page = new_page(browser, height=1320)
    sign_in(page, demo, demo.leader)
    page.goto(f"{demo.url}/organisation/")
    return page


def take(browser: Browser, demo: Demo) -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = {"demo": home, "respondent": respondent, "team": team, "heatmap": heatmap}
    for name, opened in pages.items():
        path = PICTURES / f"{name}.png"
        opened(browser, demo).screenshot(path=path)
        if path.stat().st_size > LARGEST:
            raise SystemExit(f"{path.name} is larger than {LARGEST // 1000} kB.")


def main() -> None:
    """Make the demo, show it, take the pictures."""
    chromium = subprocess.run(
        [str(ROOT / "scripts" / "chromium.sh")], check=True, capture_output=True, text=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as data_dir:
        demo = Demo(data_dir)
        with demo.serving(), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            take(browser, demo)
            browser.close()
    print(f"Pictures are in {PICTURES.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()

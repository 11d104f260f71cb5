"""Take the README's pictures from the running demo: docs/images/*.png.

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
IMAGES = ROOT / "docs" / "images"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


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
        self.lead, self.password = found(r"as (\S+) / (\S+) \(lead", said).groups()

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


def new_page(browser: Browser, size: dict[str, int], scheme: str) -> Page:
    """Open a device of its own."""
    return browser.new_page(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )


def survey(page: Page, demo: Demo) -> None:
    """Go from the link to the first practice, and answer its first two statements."""
    page.goto(demo.link)
    page.locator("main form button").first.click()
    page.goto(f"{page.url}1/")
    for name in page.locator("main input[type=radio]").evaluate_all(
        "radios => [...new Set(radios.map((radio) => radio.name))].slice(0, 2)"
    ):
        page.locator(f"input[name='{name}']").nth(4).check()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def team(page: Page, demo: Demo) -> None:
    """Sign in as a lead and open the first team that may be shown."""
    page.goto(f"{demo.url}/accounts/login/")
    page.fill("[name=username]", demo.lead)
    page.fill("[name=password]", demo.password)
    page.locator("main form button").first.click()
    page.goto(f"{demo.url}/teams/")
    for link in page.locator("main a").evaluate_all("links => links.map((link) => link.href)"):
        page.goto(link)
        if page.locator("[data-chart]").count():
            page.locator("[data-chart-drawing] .main-svg").first.wait_for()
            return
    raise SystemExit(f"No team of {demo.lead} has a figure to show.")


def take(browser: Browser, demo: Demo) -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)

    home = new_page(browser, DESKTOP, "light")
    home.goto(demo.url)
    home.screenshot(path=IMAGES / "home.png")

    for name, size in (("survey", DESKTOP), ("survey-phone", PHONE)):
        page = new_page(browser, size, "light")
        survey(page, demo)
        page.screenshot(path=IMAGES / f"{name}.png")

    for scheme in ("light", "dark"):
        page = new_page(browser, DESKTOP, scheme)
        team(page, demo)
        page.screenshot(path=IMAGES / f"team-{scheme}.png")


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
    print(f"Pictures are in {IMAGES.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()

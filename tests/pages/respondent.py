"""A browser that holds a survey link, and what a browser would read and send again."""

import re
from html.parser import HTMLParser

from django.test import Client

from assessments.actions import links

CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


class Respondent:
    """Somebody who answers, page by page."""

    def __init__(self, token, edition=None, **options):
        self.client = Client(**options)
        self.token = token
        self.edition = edition
        self.sheet = links.sheet_name(token)

    def open(self):
        return self.client.post(f"/s/{self.token}/")

    def get(self, where=""):
        return self.client.get(f"/survey/{self.sheet}/{where}")

    def post(self, where, answers=()):
        return self.client.post(f"/survey/{self.sheet}/{where}", dict(answers))

    def fill(self, number, answers=(), go="on"):
        """Send a page as its form does."""
        return self.post(f"{number}/", {"edition": self.edition, "go": go, **dict(answers)})

    def lose_cookie(self):
        self.client.cookies.clear()


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.values = {}
        self._textarea = None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "textarea":
            self._textarea = found["name"]
            self.values[self._textarea] = ""
        elif tag == "input" and (found["type"] != "radio" or "checked" in found):
            self.values[found["name"]] = found.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data


def form_values(response):
    """What the page's form would send as it stands, without the CSRF token."""
    form = _Form()
    form.feed(response.content.decode())
    form.values.pop("csrfmiddlewaretoken", None)
    return form.values


def answered(response):
    """The answers in the page's form: chosen options and written texts."""
    skip = {"edition", "link"}
    return {k: v for k, v in form_values(response).items() if v and k not in skip}


def without_csrf(content):
    return CSRF.sub(b"", content)

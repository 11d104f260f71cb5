"""Everything that a signed-in person can fetch: pages by their links and forms, and all exports."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

# Only an order, or a word that is looked for: it shows what its page shows without.
ORDERS = {"sort", "q", "o"}
# Each value of these is a kind of its own
FILES = {"csv", "table", "format"}
NEVER = {"logout", "admin:logout", "admin:autocomplete"}
# What differs from one answer to the next and says nothing
MOMENTARY = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"')


class Page:
    """One answer: its address, what it is, and its bytes."""

    def __init__(self, address, response):
        self.address, self.type = address, response.headers.get("Content-Type", "").split(";")[0]
        self.body = b"".join(response) if response.streaming else response.content
        self.body = MOMENTARY.sub(b"", self.body)
        self.match = resolve(urlsplit(address).path)


def crawl(user, *, most=None, starts=()):
    """Return all pages of a user by address; `most` limits those of one kind (None: all).

    A kind is a view with the names of its query; `most` has limits by view and first name, for all
    others that of None. Every view that needs no argument is a start.
    """
    client, found, kinds = Client(), {}, Counter()
    client.force_login(user)
    waiting = deque(dict.fromkeys([*addresses_without_arguments(), *starts]))
    seen = set(waiting)
    while waiting:
        address = waiting.popleft()
        if not _is_wanted(address, kinds, most):
            continue
        response = client.get(address)
        if response.status_code in {301, 302, 303}:
            links = [response.headers["Location"]]
        elif response.status_code == 200:
            page = found[address] = Page(address, response)
            links = links_of(page)
        else:
            continue
        for link in links:
            place = urlsplit(urljoin(address, link))
            target = place.path + (f"?{place.query}" if place.query else "")
            if not place.netloc and target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def _is_wanted(address, kinds, most):
    place = urlsplit(address)
    query = parse_qsl(place.query)
    if any(name in ORDERS for name, _ in query):
        return False
    try:
        match = resolve(place.path)
    except Resolver404:
        return False
    if match.view_name in NEVER:
        return False
    named = tuple(sorted(pair if pair[0] in FILES else (pair[0], "") for pair in query))
    kind = (match.view_name or match.route, named)
    kinds[kind] += 1
    if most is None:
        return True
    # A picture takes a browser, and shows what its page does
    if ("format", "png") in query:
        return False
    name = "admin" if match.namespace == "admin" else match.view_name
    limit = most.get((name, query[0][0] if query else ""), most[None])
    return limit is None or kinds[kind] <= limit


def addresses_without_arguments():
    """Return the address of each view, of whatever room, that takes no argument."""
    found = []
    _collect(get_resolver(), "", found)
    return found


def _collect(resolver, namespace, found):
    for name in filter(lambda key: isinstance(key, str), resolver.reverse_dict):
        if f"{namespace}{name}" not in NEVER and _is_plain(resolver, name):
            found.append(reverse(f"{namespace}{name}"))
    for inner, (_, below) in resolver.namespace_dict.items():
        _collect(below, f"{namespace}{inner}:", found)


def _is_plain(resolver, name):
    return any(
        not params for forms in resolver.reverse_dict.getlist(name) for _, params in forms[0]
    )


def links_of(page):
    """Return where a page leads: links, and each choice of its search forms."""
    if page.type != "text/html":
        return []
    reader = _Links()
    reader.feed(page.body.decode())
    return reader.found


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.form, self.select = [], None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and attrs.get("href"):
            self.found.append(attrs["href"])
        elif tag == "form":
            self.form = attrs.get("action", "") if attrs.get("method", "get") == "get" else None
            self.select = None
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and self.form is not None and self.select and attrs.get("value"):
            self.found.append(f"{self.form}?{urlencode({self.select: attrs['value']})}")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

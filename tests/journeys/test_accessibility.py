"""Every page at WCAG 2.2 AA: wide and narrow, light, dark and in forced colours."""

from urllib.parse import urlsplit

import every_page
import pytest
from django.urls import URLPattern, get_resolver, resolve
from django.urls.exceptions import Resolver404
from looking import overflow, wait_for_charts

NARROWEST = 320  # WCAG 1.4.10, reflow


@pytest.fixture
def world(shipped):
    return every_page.build()


def addresses(patterns, prefix=""):
    """Return the names of all addresses but the admin's."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        elif pattern.namespace != "admin":
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, inner)


def name_of(url):
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def barriers(page, axe, look):
    """Return what keeps people out of this page, in each way of showing it."""
    wait_for_charts(page)
    found = [f"{look}: {line}" for line in axe(page)]
    if look.width > 1000:
        page.emulate_media(forced_colors="active")
        wait_for_charts(page)
        found += [f"forced colours: {line}" for line in axe(page, colours_only=True)]
        page.emulate_media(forced_colors="none")
    return found + too_wide(page, look)


def too_wide(page, look):
    widths = [look.width] if look.width > 1000 else [look.width, NARROWEST]
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": look.height})
        if overflow(page) > 0:
            found.append(f"{width} px: the page is {overflow(page)} px too wide")
    page.set_viewport_size({"width": look.width, "height": look.height})
    return found


@pytest.fixture
def sweep(new_page, world, sign_in, axe):
    """sweep(look): what was found at every stop, and the addresses seen."""
    tours = [
        (None, every_page.visitor()),
        (None, every_page.respondent(world)),
        (world.lead, every_page.reader(world)),
        (world.leader, every_page.heatmaps(world)),
        (world.newcomer, every_page.newcomer()),
        (world.organiser, every_page.manager(world)),
        (world.editor, every_page.editing(world)),
        (world.editor, every_page.author(world)),
    ]

    def sweep_all(look):
        found, seen = {}, set()
        for person, stops in tours:
            page = new_page(look)
            if person is not None:
                sign_in(page, person)
            for name, arrive in stops:
                arrive(page)
                seen.add(name_of(page.url))
                if lines := barriers(page, axe, look):
                    found[name] = lines
            page.context.close()
        return found, seen

    return sweep_all


# Each width and each scheme with every change, all four together in `make test-long`
@pytest.mark.parametrize(
    "number",
    [0, 3, pytest.param(1, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.long)],
    ids=["1280px-light", "390px-dark", "1280px-dark", "390px-light"],
)
def test_every_page_is_accessible(sweep, looks, number):
    found, seen = sweep(looks[number])

    assert found == {}
    assert set(addresses(get_resolver().url_patterns)) - seen == every_page.WITHOUT_PAGE


def test_pale_text_is_found_in_the_scheme_that_has_it(page, shipped, axe, change):
    change("**/tokens.css", "--muted: #a5b2c0", "--muted: #2e3a48")
    page.goto("/")

    found = [axe(page)]
    page.emulate_media(color_scheme="dark")
    found.append(axe(page, colours_only=True))

    assert [line.split()[0] for lines in found for line in lines] == ["color-contrast"]
    assert found[0] == []


def test_pale_text_is_found_in_forced_colours(page, shipped, axe, change):
    pale = ".lead { forced-color-adjust: none; color: #a0a0a0 !important;"
    change("**/base.css", ".lead {", pale)
    page.goto("/")

    page.emulate_media(forced_colors="active", color_scheme="light")

    assert [line.split()[0] for line in axe(page, colours_only=True)] == ["color-contrast"]

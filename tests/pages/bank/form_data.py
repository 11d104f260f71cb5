"""What a browser sends of a form as it stands on a page."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self._area, self._select = {}, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "textarea":
            self._area = given["name"]
            self.found[self._area] = ""
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "option" and self._select and "selected" in given:
            self.found[self._select] = given["value"]
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.found[given["name"]] = given.get("value", "on")
        elif tag == "input" and "name" in given:
            self.found[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        self._area = None if tag == "textarea" else self._area
        self._select = None if tag == "select" else self._select

    def handle_data(self, data):
        if self._area:
            self.found[self._area] += (
                data.removeprefix("\n") if not self.found[self._area] else data
            )


def fields(response):
    """Return the names and values of a page's fields, as typed so far."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return {name: value for name, value in parser.found.items() if name != "csrfmiddlewaretoken"}

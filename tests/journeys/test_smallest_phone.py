"""A phone of 320 px: the words of the four metrics' chart stay whole and apart."""

import pytest
from conftest import Look
from looking import choose_everywhere, follow, overflow, wait_for_charts

PHONES = [Look(320, 640, scheme, touch=True) for scheme in ("light", "dark")]

# What is cut at the drawing's edge, runs over another text, or spills over its band.
FAULTS = """() => {
  const drawing = document.querySelector("[data-chart='metrics-figure'] [data-chart-drawing]");
  const found = (at) => [...drawing.querySelectorAll(at)];
  const box = (one) => one.getBoundingClientRect();
  const edge = box(drawing);
  const texts = found("text.annotation-text").map((one) => [one.textContent, box(one)]);
  const bands = found(".shapelayer path").map(box);
  const meet = (a, b, least) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > least &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > least;
  const within = (a, b) => a.left >= b.left && a.right <= b.right;
  const middle = (a) => ({
    left: (a.left + a.right) / 2,
    right: (a.left + a.right) / 2 + 2,
    top: (a.top + a.bottom) / 2,
    bottom: (a.top + a.bottom) / 2 + 2,
  });
  return [
    ...(texts.length < 8 || bands.length < 8 ? ["nothing is drawn"] : []),
    ...texts.filter(([, a]) => !within(a, edge)).map(([text]) => `cut: ${text}`),
    ...texts.flatMap(([text, a], place) => texts.slice(place + 1)
      .filter(([, b]) => meet(a, b, 3)).map(([other]) => `over each other: ${text}, ${other}`)),
    ...texts.flatMap(([text, a]) => bands
      .filter((b) => meet(middle(a), b, 1) && !within(a, b)).map(() => `over its band: ${text}`)),
  ];
}"""


@pytest.mark.parametrize("phone", PHONES, ids=str)
@pytest.mark.parametrize("place", [0, 1, 5])
def test_words_of_the_four_metrics_stay_whole_and_apart(new_page, shipped, phone, place):
    page = new_page(phone)
    page.goto("/try/")
    choose_everywhere(page, place)
    follow(page.get_by_role("button", name="Show where we stand"))
    wait_for_charts(page)

    assert page.evaluate(FAULTS) == []
    assert overflow(page) == 0

"""What a page shows, asked of the browser: focus, targets, charts; and two things to do there."""

# The marks of focus are an outline on the element, or on the whole row of a radio button.
FOCUS = """() => {
  const at = document.activeElement;
  const marked = [at, at.closest(".option")].filter(Boolean);
  const box = marked.at(-1).getBoundingClientRect();
  const outlined = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    tag: at.localName,
    type: at.type ?? "",
    name: at.name ?? "",
    value: at.value ?? "",
    text: at.innerText ?? "",
    visible: marked.some(outlined) && box.bottom > 0 && box.top < innerHeight,
  };
}"""

# Links within a sentence are as large as its line, as WCAG 2.5.8 allows.
SMALL_TARGETS = """(least) => {
  const all = "a[href], button, input:not([type=hidden]), textarea, select, summary";
  const target = (one) => one.closest("label") ?? one;
  const inSentence = (one) => one.localName === "a" && one.closest("p:not(.actions), dd, td");
  return [...document.querySelector("main").querySelectorAll(all)]
    .filter((one) => one.checkVisibility() && !inSentence(one))
    .map((one) => [one, target(one).getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least - 0.01)
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);
}"""


def focus(page):
    """Return what has the focus, and whether a person can see that."""
    return page.evaluate(FOCUS)


def small_targets(page, least=44):
    """Return what in the page's main part is smaller than this many pixels."""
    return page.evaluate(SMALL_TARGETS, least)


def overflow(page):
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def wait_for_charts(page):
    """Scroll to every chart of the page and wait until it is drawn; return how many there are."""
    stages = page.locator("[data-chart-stage]").all()
    for stage in stages:
        stage.scroll_into_view_if_needed()
        stage.locator(".js-plotly-plot .bglayer").first.wait_for(state="attached")
    if stages:
        page.evaluate("scrollTo(0, 0)")
    return len(stages)


def follow(target):
    """Click on what leads to another page, and wait until that page is there."""
    with target.page.expect_navigation():
        target.click()


def choose_everywhere(page, place):
    """Choose the answer at that place in every question of the page, in one go."""
    page.locator("fieldset.question").evaluate_all(
        "(groups, place) => groups.forEach((group) =>"
        " group.querySelectorAll('input')[place].click())",
        place,
    )

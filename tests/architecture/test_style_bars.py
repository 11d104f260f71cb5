"""The bars of the house's style, counted. Each has a source that must fail it."""

import pytest
from source_tree import ROOT, Module, modules
from style_measures import (
    code_lines,
    functions,
    middle,
    ninth_decile,
    unannotated,
    undocumented,
)

LONGEST_FUNCTION = 50
LONGEST_MODULE = 400
SOURCE = list(modules())


def long_functions(sources):
    return [
        f"{module.name}:{node.lineno} {node.name} ({size})"
        for module in sources
        for node, size in functions(module)
        if size > LONGEST_FUNCTION
    ]


def long_modules(sources):
    return [m.name for m in sources if len(m.text.splitlines()) > LONGEST_MODULE]


def function_sizes(sources):
    return [size for module in sources for _, size in functions(module)]


def module_sizes(sources):
    return [lines for m in sources if (lines := code_lines(m.text)) > 3]


def test_no_function_is_longer_than_a_screen():
    assert long_functions(SOURCE) == []


def test_long_function_is_seen():
    body = "\n".join("    x = 1" for _ in range(50))

    assert long_functions([Module("assessments/x.py", f"def long():\n{body}\n")])


def test_no_module_is_too_long():
    assert long_modules(SOURCE) == []


def test_long_module_is_seen():
    assert long_modules([Module("assessments/x.py", "x = 1\n" * 401)])


def test_functions_are_small():
    sizes = function_sizes(SOURCE)

    assert (middle(sizes) <= 8, ninth_decile(sizes) <= 25) == (True, True), (
        f"median {middle(sizes)}, 90% up to {ninth_decile(sizes)}"
    )


@pytest.mark.xfail(strict=True, reason="a median of 62 since editors and files came")
def test_modules_are_small():
    sizes = module_sizes(SOURCE)

    assert (middle(sizes) <= 60, ninth_decile(sizes) <= 200) == (True, True), (
        f"median {middle(sizes)}, 90% up to {ninth_decile(sizes)}"
    )


def test_everything_is_annotated():
    assert [where for module in SOURCE for where in unannotated(module)] == []


@pytest.mark.parametrize(
    "source", ["def f(x) -> int: ...", "def f(*x) -> int: ...", "def f(x: int): ..."]
)
def test_missing_annotation_is_seen(source):
    assert list(unannotated(Module("assessments/x.py", source)))


def test_public_functions_are_documented():
    assert [where for module in SOURCE for where in undocumented(module)] == []


@pytest.mark.parametrize("source", ["def f(): ...", "class C:\n    def f(self): ..."])
def test_missing_docstring_is_seen(source):
    assert list(undocumented(Module("assessments/scoring/x.py", source)))


@pytest.mark.xfail(strict=True, reason="1.04 since editors and files came")
def test_tests_outweigh_the_code():
    code = sum(code_lines(module.text) for module in SOURCE)
    tests = sum(code_lines(module.text) for module in modules(ROOT / "tests"))

    assert tests >= 1.2 * code, f"{tests} lines of tests for {code} lines of code"

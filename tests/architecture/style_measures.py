"""Counts what STYLE's bars speak of. Sizes are lines from the first to the last, all counted."""

import ast
from statistics import median, quantiles

PUBLIC_ROOMS = {"scoring", "charts", "actions"}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(module):
    """Every function and method of the module, with its size."""
    for node in ast.walk(module.tree):
        if isinstance(node, FUNCTION):
            yield node, node.end_lineno - node.lineno + 1


def code_lines(text):
    """How many lines are not blank."""
    return sum(1 for line in text.splitlines() if line.strip())


def unannotated(module):
    """The arguments and returns without an annotation, as module:line name."""
    for node, _ in functions(module):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        arguments += [a for a in (node.args.vararg, node.args.kwarg) if a]
        bare = [a.arg for a in arguments if not a.annotation and a.arg not in {"self", "cls"}]
        if not node.returns:
            bare.append("return")
        yield from (f"{module.name}:{node.lineno} {node.name}({name})" for name in bare)


def promised(node):
    """Tell whether the function owes a docstring: a property's name says what it is."""
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return not node.name.startswith("_") and not decorators & {"property", "cached_property"}


def undocumented(module):
    """The public functions and methods without a docstring, in the rooms that promise them."""
    if module.room not in PUBLIC_ROOMS:
        return
    scopes = [module.tree, *(n for n in module.tree.body if isinstance(n, ast.ClassDef))]
    for scope in scopes:
        for node in scope.body:
            if isinstance(node, FUNCTION) and promised(node) and not ast.get_docstring(node):
                yield f"{module.name}:{node.lineno} {node.name}"


def ninth_decile(sizes):
    """Return the size that nine of ten do not exceed."""
    return quantiles(sizes, n=10)[-1]


def middle(sizes):
    """Return the median size."""
    return median(sizes)

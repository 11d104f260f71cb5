"""Reads the product's own source for the tests in this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "assessments"


@dataclass(frozen=True)
class Module:
    """One Python file, parsed; its name is its path from the root."""

    name: str
    text: str

    @property
    def tree(self):
        return ast.parse(self.text, self.name)

    @property
    def room(self):
        parts = Path(self.name).parts
        return parts[1].removesuffix(".py") if parts[0] == "assessments" else parts[0]


def modules(*folders: Path) -> Iterator[Module]:
    """Every module of the product, migrations left out."""
    for folder in folders or (APP, ROOT / "devops_survey"):
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield Module(str(path.relative_to(ROOT)), path.read_text())


def imported_names(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import statement with the full dotted name it brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node, f"{start}.{alias.name}") for alias in node.names)

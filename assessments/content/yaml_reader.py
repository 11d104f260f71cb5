"""Reads YAML that nobody has to trust: limits first, then plain data, never objects.

PyYAML composes by recursion, so deep nesting overflows it, and an alias lets a small text
stand for a huge one. Its stream of events is flat: the limits are held there, before anything
is built. Of the values only null, true and false and decimal numbers are recognised;
anything else stays text ("no" and "1:30" included), so that a label cannot turn into a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import yaml

from assessments.content.schema_base import ContentError

MAX_BYTES = 262_144
MAX_DEPTH = 12
MAX_NODES = 20_000

# The C loader is ten times faster and part of every wheel; the events are the same.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Base):  # type: ignore[misc,unused-ignore] # Any only where strict
    """A safe loader that recognises only the values a content file needs."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("null", r"(?:null|)$", ["n", ""]),
    ("bool", r"(?:true|false)$", list("tf")),
    ("int", r"-?(?:0|[1-9][0-9]{0,12})$", list("-0123456789")),
    # As many digits as the smallest number needs, because files carry numbers unrounded
    ("float", r"-?[0-9]{1,13}\.[0-9]{1,350}$", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file, and where in the file each part of it stands."""

    source_name: str
    data: Any
    root: yaml.Node

    def place(self, path: Sequence[str | int]) -> str:
        """Return "file, line 12 (questions, 3, text)" for a path into the data."""
        node = self.root
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        inside = ", ".join(str(step)[:60] for step in path)
        line = f"{self.source_name}, line {node.start_mark.line + 1}"
        return f"{line} ({inside})" if inside else line


def decode(raw: bytes, source_name: str, *, limit: int = MAX_BYTES) -> str:
    """Return the text of a file; raise ContentError when it is not plain UTF-8."""
    _check_size(len(raw), source_name, limit)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(
            f"{source_name}, byte {error.start + 1}: this is not UTF-8 text. "
            "Please save the file as UTF-8 without a byte order mark."
        ) from error


def read(text: str, source_name: str, *, limit: int = MAX_BYTES) -> Document:
    """Return the plain data of a YAML text; raise ContentError when it breaks a limit or rule."""
    _check_text(text, source_name, limit)
    try:
        _check_events(text, source_name)
        loader = _PlainLoader(text)
        try:
            root = loader.get_single_node()
            _check_keys(root, source_name)
            data = loader.construct_document(root)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise ContentError(_syntax_sentence(error, source_name)) from error
    return Document(source_name, data, root)


def _check_size(size: int, source_name: str, limit: int) -> None:
    if size > limit:
        raise ContentError(
            f"{source_name} is too large: at most {limit:,} bytes are read. "
            "Please shorten it or split it."
        )


def _check_text(text: str, source_name: str, limit: int) -> None:
    _check_size(len(text), source_name, limit)
    if "\ufeff" in text:
        line = text.count("\n", 0, text.index("\ufeff")) + 1
        raise ContentError(
            f"{source_name}, line {line}: there is a byte order mark. "
            "Please save the file as UTF-8 without it."
        )
    bad = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        raise ContentError(
            f"{source_name}, line {line}: the character U+{ord(bad.group()):04X} cannot stand in "
            "a text. Please remove it."
        )
    _check_size(len(text.encode("utf-8")), source_name, limit)


def _check_events(text: str, source_name: str) -> None:
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        problem = _event_problem(event) or _limit_problem(depth, nodes, documents)
        if problem:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ContentError(f"{source_name}, line {line}: {problem}")
    if not nodes:
        raise ContentError(f"{source_name} is empty. Please put the content back.")


def _event_problem(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchors and aliases (& and *) are not allowed. Please write the text out."
    if getattr(event, "tag", None):
        return "type tags (! and !!) are not allowed. Please remove the tag."
    return None


def _limit_problem(depth: int, nodes: int, documents: int) -> str | None:
    if depth > MAX_DEPTH:
        return f"lists and mappings are nested deeper than {MAX_DEPTH}. Please flatten them."
    if nodes > MAX_NODES:
        return f"there are more than {MAX_NODES:,} values. Please shorten the file."
    if documents > 1:
        return "a second document starts here (---). Please keep one document in a file."
    return None


def _check_keys(node: yaml.Node, source_name: str) -> None:
    """Refuse a mapping that says one thing twice: YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            problem = _key_problem(key, seen)
            if problem:
                raise ContentError(f"{source_name}, line {key.start_mark.line + 1}: {problem}")
            seen.add(key.value)
    for child in _children(node):
        _check_keys(child, source_name)


def _key_problem(key: yaml.Node, seen: set[str]) -> str | None:
    if not isinstance(key, yaml.ScalarNode):
        return "a list or mapping cannot be a key. Please use a word."
    if key.value in seen:
        return f'the key "{key.value[:60]}" is there twice. Please keep one of the two.'
    return None


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (value for _, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _syntax_sentence(error: yaml.YAMLError, source_name: str) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"{source_name}, line {mark.line + 1}" if mark else source_name
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"{place}: this is not valid YAML ({problem}). Please check indents, quotes and colons."

"""The shipped content as values: read, checked, and never half right.

Each file has a `parse` function, which takes text so that it can be tried with any, and a
`load` function for the file that ships. Both raise ContentError.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessments.content import yaml_reader
from assessments.content.schema import QuestionnaireContent
from assessments.content.schema_base import ContentError
from assessments.content.schema_benchmarks import BenchmarksContent, HistoryYearContent
from assessments.content.schema_guides import CoachingContent, MetricContent, MetricsContent
from assessments.content.yaml_reader import Document
from assessments.scoring.values import Metric, RuleSet

__all__ = [
    "ContentError",
    "load_benchmarks",
    "load_coaching",
    "load_default_rule_set",
    "load_guided_questionnaire",
    "load_history",
    "load_metrics",
    "load_questionnaire",
    "load_rule_sets",
    "parse_benchmarks",
    "parse_coaching",
    "parse_metrics",
    "parse_questionnaire",
    "read_as",
]

FOLDER = Path(__file__).parent
_Model = TypeVar("_Model", bound=BaseModel)


def parse_questionnaire(text: str, source_name: str) -> QuestionnaireContent:
    """Return the question bank of a YAML text."""
    return _validated(QuestionnaireContent, yaml_reader.read(text, source_name))


def parse_benchmarks(text: str, source_name: str) -> BenchmarksContent:
    """Return the published tables and the history of a YAML text."""
    return _validated(BenchmarksContent, yaml_reader.read(text, source_name))


def parse_coaching(text: str, source_name: str) -> CoachingContent:
    """Return the guidance for one practice of a YAML text."""
    return _validated(CoachingContent, yaml_reader.read(text, source_name))


def parse_metrics(text: str, source_name: str) -> MetricsContent:
    """Return the guidance for the four metrics of a YAML text."""
    return _validated(MetricsContent, yaml_reader.read(text, source_name))


@cache
def load_questionnaire() -> QuestionnaireContent:
    """Return the question bank that ships, its guidance in files of their own."""
    return parse_questionnaire(*_file(FOLDER / "questionnaire.yaml"))


def load_guided_questionnaire() -> QuestionnaireContent:
    """Return the question bank that ships, each practice with its guidance."""
    questionnaire, guides = load_questionnaire(), load_coaching()
    practices = tuple(
        practice.model_copy(update={"guide": guides[practice.key].guide()})
        for practice in questionnaire.practices
    )
    return questionnaire.model_copy(update={"practices": practices})


@cache
def load_benchmarks() -> BenchmarksContent:
    """Return the published tables as they are written down, printed values included."""
    return parse_benchmarks(*_file(FOLDER / "benchmarks.yaml"))


@cache
def load_rule_sets() -> tuple[RuleSet, ...]:
    """Return the published tables as the values that score, oldest first."""
    tables = sorted(load_benchmarks().rule_sets, key=lambda table: (table.year, table.key))
    return tuple(table.rule_set() for table in tables)


def load_default_rule_set() -> RuleSet:
    """Return the rule set that a new campaign starts with."""
    default = load_benchmarks().default
    return next(rules for rules in load_rule_sets() if rules.key == default)


def load_history() -> tuple[HistoryYearContent, ...]:
    """Return the printed multipliers year by year, oldest first."""
    return tuple(sorted(load_benchmarks().history, key=lambda entry: entry.year))


def load_coaching() -> dict[str, CoachingContent]:
    """Return the guidance by practice key, in the order of the question bank."""
    return {entry.key: entry for entry in _coaching(FOLDER / "coaching")}


def load_metrics() -> dict[Metric, MetricContent]:
    """Return the guidance by metric, in the order of the published tables."""
    return {metric: _metrics().root[metric] for metric in Metric}


@cache
def _metrics() -> MetricsContent:
    return parse_metrics(*_file(FOLDER / "metrics.yaml"))


@cache
def _coaching(folder: Path) -> tuple[CoachingContent, ...]:
    found = {path.stem: _one_coaching(path) for path in sorted(folder.glob("*.yaml"))}
    practices = load_questionnaire().practices
    unknown = sorted(set(found) - {practice.key for practice in practices})
    if unknown:
        raise ContentError(
            f"{folder.name}/{unknown[0]}.yaml: the questionnaire has no practice of this name. "
            "Please rename the file or add the practice."
        )
    for practice in practices:
        if practice.key not in found:
            raise ContentError(
                f"{folder.name}/{practice.key}.yaml is missing. "
                "Please write the guidance for this practice, or take the practice out."
            )
    return tuple(found[practice.key] for practice in practices)


def _one_coaching(path: Path) -> CoachingContent:
    text, source_name = _file(path)
    content = parse_coaching(text, source_name)
    if content.key != path.stem:
        raise ContentError(
            f"{source_name}: its key is {content.key}. "
            "Please give the file and its key the same name."
        )
    return content


def read_as(model: type[_Model], path: Path) -> _Model:
    """Return what a file says, in the shape of a model."""
    return _validated(model, yaml_reader.read(*_file(path)))


def _file(path: Path) -> tuple[str, str]:
    source_name = str(path.relative_to(FOLDER)) if path.is_relative_to(FOLDER) else path.name
    try:
        with path.open("rb") as file:
            raw = file.read(yaml_reader.MAX_BYTES + 1)
    except OSError as error:
        raise ContentError(
            f"{source_name} cannot be read ({error.strerror}). Please put the file back."
        ) from error
    return yaml_reader.decode(raw, source_name), source_name


def _validated(model: type[_Model], document: Document) -> _Model:
    try:
        # As JSON, because pydantic's strict mode then takes lists for tuples, and nothing else.
        return model.model_validate_json(json.dumps(document.data))
    except ValidationError as error:
        raise ContentError(_sentence(error, document)) from error


def _sentence(error: ValidationError, document: Document) -> str:
    problems = error.errors(include_url=False, include_input=False)
    first = problems[0]
    more = f" Problems in the file: {len(problems)}." if len(problems) > 1 else ""
    return f"{document.place(first['loc'])}: {advice(first)}{more}"


def advice(problem: Any) -> str:
    """Return what one of pydantic's problems says, and what to do."""
    name = str(problem["loc"][-1])[:60] if problem["loc"] else "the file"
    if problem["type"] == "missing":
        return f'"{name}" is missing. Please add it.'
    if problem["type"] == "extra_forbidden":
        return f'"{name}" is not known here. Please check its spelling or remove it.'
    if problem["type"] == "string_pattern_mismatch":
        return (
            f'"{name}" is not written as it must be. Please use a to z, 0 to 9 and _ or - in keys '
            "(a letter first), and https:// in addresses."
        )
    reason = str(problem.get("ctx", {}).get("error", problem["msg"]))
    return f"{reason[:300]}. Please correct it."

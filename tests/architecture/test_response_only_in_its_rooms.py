"""The sheets of answers are named in few places; a page that reads them breaks this first."""

import ast
import re

import pytest
from django.apps import apps
from source_tree import Module, modules

MODELS = {"Response", "SealedResponse"}
ALLOWED = {
    "assessments/models/__init__.py",  # the registry
    "assessments/models/response.py",
    "assessments/actions/responses.py",
    "assessments/actions/releases.py",
}
# "Response" for get_model, "assessments.Response" for a key, assessments_response for SQL
IN_TEXT = re.compile(
    r"^(assessments\.)?(sealed)?response$|\bassessments_(sealed)?response\b", re.IGNORECASE
)


def names_of_answers(module):
    """Return how this module names the answer tables: names, imports, model paths, table names."""
    found = set()
    for node in ast.walk(module.tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in MODELS:
                found.add(name)
            case ast.ImportFrom(module=origin, names=aliases):
                found |= {alias.name for alias in aliases if alias.name in {*MODELS, "_Response"}}
                if (origin or "").endswith("models.response"):
                    found.add(origin)
                elif (origin or "").endswith("models"):
                    found |= {alias.name for alias in aliases if alias.name == "response"}
            case ast.Import(names=aliases):
                found |= {a.name for a in aliases if a.name.endswith("models.response")}
            case ast.Constant(value=str(text)) if IN_TEXT.search(text):
                found.add(text)
    return found


def test_answers_are_named_only_in_their_rooms():
    found = {module.name: names_of_answers(module) for module in modules()}

    assert {name: names for name, names in found.items() if names and name not in ALLOWED} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from assessments.models.response import Response",
        "from assessments.models.response import Response as Sheet",
        "from assessments.models import response",
        "import assessments.models.response",
        "from assessments import models\nmodels.response.SealedResponse.objects.all()",
        "from django.apps import apps\napps.get_model('assessments', 'response')",
        "apps.get_model('assessments.SealedResponse')",
        "cursor.execute('select answers from assessments_response')",
    ],
)
def test_naming_the_answers_is_seen(source):
    assert names_of_answers(Module("assessments/pages/team/views.py", source))


def test_other_responses_are_no_matter():
    source = "from django.http import HttpResponse\nresponse = HttpResponse('Your response')"

    assert names_of_answers(Module("assessments/pages/team/views.py", source)) == set()


def keys_of_answers():
    for name in MODELS:
        for field in apps.get_model("assessments", name)._meta.get_fields():
            if field.is_relation and field.concrete:
                yield f"{name}.{field.name}", field.remote_field


def test_no_other_model_leads_to_the_answers():
    assert [name for name, relation in keys_of_answers() if not relation.hidden] == []
    assert list(keys_of_answers())

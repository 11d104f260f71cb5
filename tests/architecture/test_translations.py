"""Every catalogue holds every text of the interface, well translated, and its compiled twin."""

import ast
import gettext
import importlib.util
import sys
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from source_tree import ROOT, modules
from translation_rules import faults

from devops_survey import settings

LANGUAGES = ["de", "es", "fr"]


def loaded():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts/messages.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


messages = loaded()


def stored(language):
    return read_po(BytesIO(messages.po(language).read_bytes()), locale=language)


def test_settings_and_script_name_the_same_languages():
    assert sorted(code for code, _ in settings.LANGUAGES) == sorted(["en", *messages.LANGUAGES])
    assert list(messages.LANGUAGES) == LANGUAGES


@pytest.fixture(scope="module")
def collected():
    return messages.collected()


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_every_text_and_no_other(language, collected):
    known = {(one.context, one.id) for one in stored(language) if one.id}

    assert known == collected


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_whole_and_sound(language):
    wrong = {one.id: faults(language, one.id, one.string) for one in stored(language) if one.id}

    assert {said: what for said, what in wrong.items() if what} == {}
    assert not [one.id for one in stored(language) if one.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_in_step(language):
    path = messages.po(language)
    made = messages.catalogue(language)

    assert path.read_bytes() == messages.as_po(made)
    assert path.with_suffix(".mo").read_bytes() == messages.as_mo(made)
    compiled = gettext.GNUTranslations(BytesIO(path.with_suffix(".mo").read_bytes()))
    assert compiled.gettext("Method") == stored(language).get("Method").string


def test_collector_sees_every_way_of_marking():
    code = b'_("a"); ngettext("b", "bs", n); pgettext("c", "d"); gettext_noop("e"); _(variable)'
    template = (
        '{% load i18n %}<p>It\'s\n  {% translate "f" %} {% blocktranslate trimmed count n=x %}\n  g'
        "\n  {% plural %} {{ n }} gs {% endblocktranslate %}</p> {{ _('h')|lower }}"
    )

    assert set(messages.marked(code)) == {(None, "a"), (None, ("b", "bs")), ("c", "d"), (None, "e")}
    assert set(messages.marked(messages.as_code(template))) == {
        (None, "f"),
        (None, ("g", "%(n)s gs")),
        (None, "h"),
    }


@pytest.mark.parametrize(
    ("language", "source", "translation"),
    [
        ("de", "Send", ""),
        ("de", ("%(n)s team", "%(n)s teams"), ("%(n)s Team", "")),
        ("de", "%(n)s teams", "%(m)s Teams"),
        ("de", ("one team", "%(n)s teams"), ("ein Team", "%(m)s Teams")),
        ("de", "<strong>All</strong>", "Alle"),
        ("de", "Say “yes”", "Sagen Sie “ja”"),
        ("de", "Say “yes”", 'Sagen Sie "ja"'),
        ("de", "Done.", "Fertig"),
        ("de", "%(n)s%% of all", "%(n)s%% von allen"),
        ("fr", "Done?", "Fini ?"),
        ("fr", "Note: done", "Note : fini"),
        ("fr", "Say “yes”", "Dites « oui »"),
        ("fr", "The team", "L'équipe"),
        ("es", "Done?", "Listo?"),
        ("es", "Say “yes”", "Di “sí”"),
    ],
)
def test_fault_is_seen(language, source, translation):
    assert faults(language, source, translation)


@pytest.mark.parametrize(
    ("language", "source", "translation"),
    [
        ("de", ("one team", "%(n)s teams"), ("ein Team", "%(n)s Teams")),
        ("de", "Say “yes”, <b>%(n)s%%</b>", "Sagen Sie „ja“, <b>%(n)s\u00a0%%</b>"),
        ("fr", "Say “yes”: at 10:30?", "Dites «\u202foui\u202f»\u202f: à 10:30\u202f?"),
        ("es", "Say “yes”?", "¿Di «sí»?"),
    ],
)
def test_good_translation_passes(language, source, translation):
    assert faults(language, source, translation) == []


# A call within an f-string is no call to the collector: the text would never be translated
def hidden_in_f_strings(code):
    texts = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.JoinedStr))
    calls = (node for text in texts for node in ast.walk(text) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if getattr(call.func, "id", "") in messages.KEYWORDS]


def test_no_text_is_hidden_from_the_collector():
    found = {module.name: hidden_in_f_strings(module.text) for module in modules()}

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_text_hidden_in_an_f_string_is_seen():
    assert hidden_in_f_strings("f\"({gettext('read')})\"") == [1]
    assert hidden_in_f_strings("f\"({read})\"; gettext('read')") == []

import shutil

import pytest
from small_organisation import OPENS, opened

from assessments.actions import content
from assessments.content import loader, translated
from assessments.content.schema_base import ContentError
from assessments.models import Benchmark, Edition, Practice, Question, Questionnaire

pytestmark = pytest.mark.django_db

CACHED = ("load_questionnaire", "load_benchmarks", "load_rule_sets", "_coaching", "_metrics")


def forget():
    for name in CACHED:
        getattr(loader, name).cache_clear()
    translated.load_questionnaire.cache_clear()


@pytest.fixture
def edit(tmp_path, monkeypatch):
    """Replace a text in a copy of the shipped files, and load from the copy from then on."""
    copy = tmp_path / "content"
    shutil.copytree(loader.FOLDER, copy)
    monkeypatch.setattr(loader, "FOLDER", copy)

    def replace(name, old, new):
        text = (copy / name).read_text()
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1))
        forget()

    forget()
    yield replace
    forget()


def everything():
    """All loaded rows; what is there must not change when something is added."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Questionnaire, Edition, Practice, Question, Benchmark)
    }


def without_default(rows):
    """Return the rows without the mark of the default, which alone may move."""
    return {
        model: [{name: row[name] for name in row if name != "is_default"} for row in of_model]
        for model, of_model in rows.items()
    }


def changed_rows(before, after):
    """Return the rows that were there before and are not there as they were."""
    return [row for model, rows in before.items() for row in rows if row not in after[model]]


def test_load_adds_the_questionnaire_and_every_benchmark():
    loaded = content.load(at=OPENS)

    assert loaded.edition == Edition.objects.published().get()
    assert loaded.edition.published_at == OPENS
    assert {benchmark.key for benchmark in loaded.benchmarks} == {
        rules.key for rules in loader.load_rule_sets()
    }
    assert Benchmark.objects.filter(is_default=True).count() == 1


def test_loading_again_changes_nothing():
    content.load(at=OPENS)
    before = everything()

    again = content.load(at=OPENS)

    assert again == content.Loaded(None, ())
    assert everything() == before


def test_loaded_edition_holds_the_questions_as_written(shipped):
    outline = Edition.objects.get().outline()
    written = loader.load_questionnaire()
    active = {practice.key for practice in written.practices if practice.active}

    assert [practice.key for practice in outline.practices] == [
        practice.key for practice in written.practices if practice.active
    ]
    assert [(q.code, q.text, q.reverse) for q in outline.questions] == [
        (q.code, q.text, q.reverse)
        for q in written.questions
        if q.practice is None or q.practice in active
    ]


def test_loaded_benchmark_gives_back_the_rule_set(shipped):
    stored = {benchmark.key: benchmark.rule_set() for benchmark in Benchmark.objects.all()}

    assert stored == {rules.key: rules for rules in loader.load_rule_sets()}


def test_changed_question_becomes_the_next_edition(shipped, edit):
    before = everything()
    question = Question.objects.order_by("position").first()
    edit("questionnaire.yaml", question.text, "We keep the code in version control.")

    loaded = content.load(at=OPENS)

    assert loaded.edition.number == 2
    assert loaded.edition.questions.order_by("position").first().text == (
        "We keep the code in version control."
    )
    assert loaded.benchmarks == ()
    assert changed_rows(before, everything()) == []


def test_change_in_place_is_seen(shipped, thawed):
    before = everything()

    Question.objects.filter(position=3).update(text="Something else")

    assert len(changed_rows(before, everything())) == 1


def test_changed_guidance_becomes_the_next_edition(shipped, edit):
    edit("coaching/version_control.yaml", "Everything that decides", "All that decides")

    assert content.load(at=OPENS).edition.number == 2


def test_changed_benchmark_becomes_the_next_version(shipped, edit):
    before = everything()
    default = loader.load_default_rule_set()
    edit("benchmarks.yaml", default.title, "A better title")

    loaded = content.load(at=OPENS)

    assert [(b.key, b.version, b.title) for b in loaded.benchmarks] == [
        (default.key, 2, "A better title")
    ]
    assert loaded.edition is None
    assert changed_rows(without_default(before), without_default(everything())) == []
    assert Benchmark.objects.default().version == 2
    assert Benchmark.objects.filter(is_default=True).count() == 1


def test_campaign_keeps_its_edition_and_benchmark(teams, edit):
    campaign = opened(teams)
    held = (campaign.edition_id, campaign.benchmark_id, campaign.edition.outline())
    edit("questionnaire.yaml", held[2].questions[0].text, "Another statement.")
    edit("benchmarks.yaml", campaign.benchmark.title, "Another title")

    content.load(at=OPENS)
    campaign.refresh_from_db()

    assert (campaign.edition_id, campaign.benchmark_id, campaign.edition.outline()) == held


def test_broken_file_loads_nothing(edit):
    edit("benchmarks.yaml", "year: ", "yaer: ")

    with pytest.raises(ContentError):
        content.load(at=OPENS)

    assert not any(everything().values())


def test_default_moves_to_another_benchmark_whose_content_is_the_same(shipped, edit):
    old = loader.load_default_rule_set().key
    new = next(r.key for r in loader.load_rule_sets() if r.placeable and r.key != old)
    edit("benchmarks.yaml", f"default: {old}", f"default: {new}")

    loaded = content.load(at=OPENS)

    assert loaded.benchmarks == ()
    assert Benchmark.objects.default().key == new
    assert Benchmark.objects.filter(is_default=True).count() == 1

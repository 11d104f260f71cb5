"""The tables are what the models say, by one line of migrations."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.test.utils import isolate_apps


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_missing_migration_is_seen():
    with isolate_apps("assessments"):

        class Forgotten(models.Model):
            class Meta:
                app_label = "assessments"

            def __str__(self):
                return "forgotten"

    apps.register_model("assessments", Forgotten)
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    finally:
        del apps.all_models["assessments"]["forgotten"]
        apps.clear_cache()


def parents_within_app(loader):
    graph = loader.graph
    own = [key for key in graph.nodes if key[0] == "assessments"]
    return {
        name: sorted(p.key[1] for p in graph.node_map[app, name].parents if p.key[0] == app)
        for app, name in own
    }


def test_migrations_are_one_line():
    parents = parents_within_app(MigrationLoader(None))

    assert parents
    assert [len(found) for _, found in sorted(parents.items())] == [0] + [1] * (len(parents) - 1)
    assert len({tuple(found) for found in parents.values()}) == len(parents)


def test_migration_numbers_are_unique():
    numbers = [name.split("_")[0] for name in parents_within_app(MigrationLoader(None))]

    assert len(set(numbers)) == len(numbers)

"""All that the database holds, to compare before and after."""

from django.apps import apps


def stored():
    return {
        model._meta.label: sorted(
            repr([_plain(value) for value in row]) for row in model.objects.values_list()
        )
        for model in apps.get_models()
    }


def _plain(value):
    # PostgreSQL's driver gives bytes as a view, which tells where they lie, not what they are.
    return bytes(value) if isinstance(value, memoryview) else value

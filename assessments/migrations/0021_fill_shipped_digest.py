"""Every edition there is came with the product: only that could make one until now."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    editions = apps.get_model("assessments", "Edition").objects
    editions.filter(shipped_digest="").exclude(state="draft").update(shipped_digest=F("digest"))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_editors_bank")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

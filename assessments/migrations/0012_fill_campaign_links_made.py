"""Whoever opened a campaign before has probably made its links: better to ask once too often."""

from django.db import migrations


def fill(apps, schema_editor):
    campaigns = apps.get_model("assessments", "Campaign").objects
    campaigns.exclude(state="draft").update(links_made=1)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_campaign_links_made")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

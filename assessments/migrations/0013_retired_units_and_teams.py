"""Units and teams can be retired: the new place; what is there is active, so nothing is to fill."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_fill_campaign_links_made")]
    operations = [
        migrations.AddField("unit", "retired_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("team", "retired_at", models.DateTimeField(blank=True, null=True)),
    ]

"""Changes are measured node by node, no longer campaign by campaign: the new place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_unsampled_secrets")]
    operations = [
        migrations.AddField(
            "campaignnode",
            "before",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="assessments.campaignnode",
            ),
        ),
    ]

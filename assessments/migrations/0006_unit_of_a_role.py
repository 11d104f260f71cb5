"""A leader holds a role on a unit: the new place; no role has one yet, so nothing is to fill."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_remove_campaign_before")]
    operations = [
        migrations.AddField(
            "role",
            "unit",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="roles",
                to="assessments.unit",
            ),
        ),
        migrations.AlterField(
            "role",
            "kind",
            models.CharField(
                choices=[
                    ("organiser", "Organiser"),
                    ("team lead", "Team lead"),
                    ("leader", "Leader"),
                ],
                max_length=20,
            ),
        ),
    ]

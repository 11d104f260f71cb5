"""A node of a frozen tree knows where its subtree ends: always, and not before itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0009_fill_end_of_a_subtree")]
    operations = [
        migrations.AlterField("campaignnode", "end", models.PositiveIntegerField()),
        migrations.AddConstraint(
            "campaignnode",
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("position")), name="node_ends_after_it_begins"
            ),
        ),
    ]

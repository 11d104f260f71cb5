"""How often links were made, so that a page loaded again does not make them again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_every_subtree_ends")]
    operations = [
        migrations.AddField(
            "campaign", "links_made", models.PositiveSmallIntegerField(default=0)
        ),
    ]

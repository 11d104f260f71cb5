"""A node of a frozen tree knows where its subtree ends: the new place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_role_fits_its_kind")]
    operations = [
        migrations.AddField("campaignnode", "end", models.PositiveIntegerField(null=True)),
    ]

"""Campaigns whose answers another survey tool collected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0022_instrument_results")]
    operations = [
        migrations.AddField(
            model_name="campaign",
            name="collected_elsewhere",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(collected_elsewhere=False)
                | models.Q(kind="anonymous", result_filter="none"),
                name="campaign_collected_is_anonymous",
            ),
        ),
    ]

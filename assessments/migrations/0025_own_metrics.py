"""Editors name, order and retire metrics, and add their own."""

from django.db import migrations, models

PUBLISHED = ("deployment_frequency", "lead_time", "time_to_restore", "change_fail_rate")
METRICS = [(name, name) for name in (*PUBLISHED, "own")]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0023_collected_elsewhere")]

    operations = [
        operation
        for model in ("question", "historicalquestion")
        for operation in (
            migrations.AddField(model, "active", models.BooleanField(default=True)),
            migrations.AddField(model, "short_name", models.CharField(blank=True, max_length=40)),
            migrations.AlterField(
                model, "metric", models.CharField(blank=True, choices=METRICS, max_length=30)
            ),
        )
    ] + [
        migrations.AlterField(
            "result",
            "kind",
            models.CharField(
                choices=[
                    ("practice", "Practice"),
                    ("metric", "Metric"),
                    ("own metric", "Own Metric"),
                    ("performance", "Performance"),
                ],
                max_length=12,
            ),
        ),
    ]

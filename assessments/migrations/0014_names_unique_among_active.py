"""Units and teams can be retired: a name is unique among those that are not."""

from django.db import migrations, models

ACTIVE = models.Q(retired_at__isnull=True)
UNIT_TAKEN = "There is already a unit of that name there."


class Migration(migrations.Migration):
    dependencies = [("assessments", "0013_retired_units_and_teams")]
    operations = [
        migrations.RemoveConstraint("unit", "unit_name_unique_in_parent"),
        migrations.RemoveConstraint("unit", "unit_name_unique_at_top"),
        migrations.RemoveConstraint("team", "team_name_unique_in_unit"),
        migrations.AddConstraint(
            "unit",
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=ACTIVE,
                name="unit_name_unique_in_parent",
                violation_error_message=UNIT_TAKEN,
            ),
        ),
        migrations.AddConstraint(
            "unit",
            models.UniqueConstraint(
                fields=["name"],
                condition=ACTIVE & models.Q(parent__isnull=True),
                name="unit_name_unique_at_top",
                violation_error_message=UNIT_TAKEN,
            ),
        ),
        migrations.AddConstraint(
            "team",
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=ACTIVE,
                name="team_name_unique_in_unit",
                violation_error_message="There is already a team of that name in this unit.",
            ),
        ),
    ]

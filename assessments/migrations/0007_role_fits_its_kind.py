"""A leader holds a role on a unit: the rules."""

from django.db import migrations, models

FITS = (
    models.Q(kind="team lead", team__isnull=False, unit__isnull=True)
    | models.Q(kind="leader", team__isnull=True, unit__isnull=False)
    | models.Q(kind="organiser", team__isnull=True, unit__isnull=True)
)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_unit_of_a_role")]
    operations = [
        migrations.RemoveConstraint("role", "role_without_team_held_once"),
        migrations.RemoveConstraint("role", "role_team_fits_kind"),
        migrations.AddConstraint(
            "role",
            models.UniqueConstraint(fields=["user", "kind", "unit"], name="role_on_unit_held_once"),
        ),
        migrations.AddConstraint(
            "role",
            models.UniqueConstraint(
                condition=models.Q(team__isnull=True, unit__isnull=True),
                fields=["user", "kind"],
                name="role_without_team_held_once",
            ),
        ),
        migrations.AddConstraint(
            "role",
            models.CheckConstraint(
                condition=FITS,
                name="role_team_fits_kind",
                violation_error_message=(
                    "A team lead needs a team, a leader a unit; an organiser has neither."
                ),
            ),
        ),
    ]

"""PostgreSQL's planner keeps no samples of what the seal destroys.

ANALYZE copies values into pg_statistic, where they outlive their rows, VACUUM FULL and DROP.
"""

from django.db import migrations

SECRETS = {
    "assessments_response": ("nullifier", "answers", "revision"),
    "assessments_invitation": ("id", "address", "seed_encrypted", "token_hash"),
    "assessments_draft": ("address", "ciphertext"),
}


def take_no_samples(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in SECRETS.items():
        for column in columns:
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [migrations.RunPython(take_no_samples, migrations.RunPython.noop)]

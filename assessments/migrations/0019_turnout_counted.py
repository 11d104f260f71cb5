"""An open campaign keeps when its turnout was counted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0018_results_by_role'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='turnout_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

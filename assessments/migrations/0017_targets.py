"""Units may set a target score and a day for a practice."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0015_pending_import'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.SlugField(max_length=60)),
                ('score', models.PositiveSmallIntegerField()),
                ('by', models.DateField()),
                ('set_at', models.DateTimeField()),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.questionnaire')),
                ('set_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='assessments.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'questionnaire', 'practice'), name='target_once'), models.CheckConstraint(condition=models.Q(('score__lte', 100)), name='target_score_to_100')],
            },
        ),
    ]

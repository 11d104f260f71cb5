"""Figures of how good a questionnaire is as an instrument."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0021_fill_shipped_digest'),
    ]

    operations = [
        migrations.CreateModel(
            name='InstrumentResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.SlugField(blank=True, max_length=60)),
                ('n_band', models.CharField(blank=True, max_length=10)),
                ('withheld', models.CharField(blank=True, max_length=12)),
                ('alpha', models.FloatField(blank=True, null=True)),
                ('omega', models.FloatField(blank=True, null=True)),
                ('detail', models.JSONField(blank=True, default=dict)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'practice'), name='instrument_result_once'), models.CheckConstraint(condition=models.Q(('withheld', ''), models.Q(('alpha__isnull', True), ('omega__isnull', True)), _connector='OR'), name='instrument_withheld_has_no_figure')],
            },
        ),
    ]

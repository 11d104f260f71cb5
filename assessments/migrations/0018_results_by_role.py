"""Results by role: chosen with the campaign, kept apart from the results of everybody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0017_targets'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoleResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assessments.campaignnode')),
                ('column', models.SlugField(max_length=60)),
                ('role', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, choices=[('too few', 'too few'), ('protects a neighbour', 'protects a neighbour'), ('not asked', 'not asked'), ('not released', 'not released'), ('low turnout', 'low turnout'), ('not enough answers', 'not enough answers')], max_length=30)),
                ('n_band', models.CharField(blank=True, max_length=10)),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('bound', models.CharField(blank=True, choices=[('exact', 'exact'), ('at least', 'at least'), ('at most', 'at most')], max_length=10)),
                ('low', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('high', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('agreement', models.CharField(blank=True, max_length=12)),
                ('opinions_differ', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name='campaign',
            name='filter_dropped',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='campaign',
            name='result_filter',
            field=models.CharField(choices=[('none', 'Not filtered: everybody together'), ('role', 'By role: what people mainly do in their team')], default='none', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('result_filter', 'none'), ('kind', 'anonymous'), _connector='OR'), name='campaign_sheet_has_no_filter'),
        ),
        migrations.AddConstraint(
            model_name='roleresult',
            constraint=models.UniqueConstraint(fields=('node', 'column', 'role'), name='role_result_once'),
        ),
        migrations.AddConstraint(
            model_name='roleresult',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), models.Q(('low__isnull', True), ('n_band', ''), ('score__isnull', True)), _connector='OR'), name='role_result_hidden_has_no_figure'),
        ),
    ]

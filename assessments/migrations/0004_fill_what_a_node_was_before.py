"""Changes are measured node by node: what campaigns said so far, said by their teams.

Units are left without: whether they had the same teams was not looked at.
"""

from django.db import migrations


def fill(apps, schema_editor):
    nodes = apps.get_model("assessments", "CampaignNode").objects
    teams = nodes.filter(campaign__before__isnull=False, team__isnull=False)
    for node in teams.select_related("campaign").iterator():
        node.before = nodes.filter(campaign=node.campaign.before_id, team=node.team_id).first()
        node.save(update_fields=["before"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_what_a_node_was_before")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

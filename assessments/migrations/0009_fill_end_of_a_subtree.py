"""A node of a frozen tree knows where its subtree ends: for the trees that are there."""

from django.db import migrations


def fill(apps, schema_editor):
    node_model = apps.get_model("assessments", "CampaignNode")
    for campaign in apps.get_model("assessments", "Campaign").objects.all():
        nodes = list(node_model.objects.filter(campaign=campaign).order_by("position"))
        of_pk = {node.pk: node for node in nodes}
        for node in reversed(nodes):
            node.end = max(node.end or 0, node.position)
            if parent := of_pk.get(node.parent_id):
                parent.end = max(parent.end or 0, node.end)
        node_model.objects.bulk_update(nodes, ["end"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_end_of_a_subtree")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

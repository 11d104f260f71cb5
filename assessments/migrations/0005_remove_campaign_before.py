"""Changes are measured node by node: the old place goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_fill_what_a_node_was_before")]
    operations = [migrations.RemoveField("campaign", "before")]

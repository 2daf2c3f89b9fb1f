"""Names with numbers sort by their size: their sort keys are made anew."""

from django.db import migrations

from thidua.common.text import sort_key


def sort_numbers(apps, schema_editor):
    Unit = apps.get_model("organisation", "Unit")
    found = []
    for unit in Unit.objects.filter(name__regex="[0-9]").only("pk", "name").iterator():
        unit.name_key = sort_key(unit.name)[:500]
        found.append(unit)
    Unit.objects.bulk_update(found, ["name_key"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_import_states")]

    operations = [migrations.RunPython(sort_numbers, migrations.RunPython.noop)]

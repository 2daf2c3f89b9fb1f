"""The indicators that the product ships; names that a unit made for itself stay beside them."""

from django.db import migrations

from thidua.plans.actions.indicator_rows import INDICATORS


def load(apps, schema_editor):
    indicator = apps.get_model("plans", "Indicator")
    for code, name, kind, unit_word, fields in INDICATORS:
        indicator.objects.update_or_create(
            code=code, defaults={"name": name, "kind": kind, "unit_word": unit_word, "owner": None, **fields}
        )


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_allocations")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

"""Names with numbers sort by their size: their sort keys are made anew."""

from django.db import migrations

from thidua.common.text import name_key


def sort_numbers(apps, schema_editor):
    for model, name in (("DossierLine", "full_name"), ("Award", "recipient")):
        rows = apps.get_model("awards", model).objects
        found = []
        for row in rows.filter(**{f"{name}__regex": "[0-9]"}).only("pk", name).iterator():
            row.name_key = name_key(getattr(row, name))[:500]
            found.append(row)
        rows.bulk_update(found, ["name_key"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_verdict_words")]

    operations = [migrations.RunPython(sort_numbers, migrations.RunPython.noop)]

"""The sign of a statistical form, and those of the shipped ones."""

from django.db import migrations, models

SIGNS = {"mau-thong-ke-6-thang": "01-TĐKT/6T", "mau-thong-ke-nam": "02-TĐKT/N"}


def name(apps, schema_editor):
    for code, sign in SIGNS.items():
        apps.get_model("reporting", "ReportForm").objects.filter(owner=None, code=code).update(sign=sign)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0013_targets_as_of_a_time")]
    operations = [
        migrations.AddField(
            model_name="reportform",
            name="sign",
            field=models.CharField(blank=True, max_length=30, verbose_name="ký hiệu biểu"),
        ),
        migrations.RunPython(name, migrations.RunPython.noop),
    ]

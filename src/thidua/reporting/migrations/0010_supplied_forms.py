"""The supplied report forms."""

import datetime as dt

from django.db import migrations

from thidua.reporting.actions.form_rows import form_rows, line_rows, question_rows


def load(apps, schema_editor):
    model = {name: apps.get_model("reporting", name) for name in ("ReportForm", "FormQuestion", "FormLine")}
    ids = dict(apps.get_model("plans", "Indicator").objects.filter(owner=None).values_list("code", "pk"))
    for row in form_rows():
        form = model["ReportForm"].objects.create(valid_from=dt.date(2020, 1, 1), **row)
        for fields in question_rows(row["code"]):
            model["FormQuestion"].objects.create(form=form, **fields)
        for code, fields in line_rows(row["code"]):
            model["FormLine"].objects.create(form=form, indicator_id=ids[code], **fields)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0009_figures_from_excel"), ("plans", "0011_shipped_indicators")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

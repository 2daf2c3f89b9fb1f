"""The supplied award forms and rules."""

from django.db import migrations

from thidua.awards.actions.rows import FORMS, RULES, form_fields, rule_fields


def load(apps, schema_editor):
    form_model = apps.get_model("awards", "AwardForm")
    rule_model = apps.get_model("awards", "EligibilityRule")
    norms = dict(apps.get_model("norms", "LegalNorm").objects.values_list("code", "pk"))
    forms = {
        row[0]: form_model.objects.create(code=row[0], **form_fields(row, order)).pk
        for order, row in enumerate(FORMS, start=1)
    }
    for order, rule in enumerate(RULES, start=1):
        rule_model.objects.create(
            code=rule[0], form_id=forms.get(rule[1]), norm_id=norms.get(rule[7]), **rule_fields(rule, order)
        )


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial"), ("norms", "0002_register")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

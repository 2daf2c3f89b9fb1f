"""The supplied register in its new shape: names and sources of norms, founding days, figures."""

from django.db import migrations

from thidua.common.text import search_text
from thidua.norms.actions.rows import NORMS, REPLACED, norm_fields
from thidua.norms.actions.rows_of_days import FOUNDINGS, PARAMETERS, founding_fields, parameter_fields
from thidua.norms.models import number_key


def load(apps, schema_editor):
    norm_model = apps.get_model("norms", "LegalNorm")
    for row in NORMS:
        fields = norm_fields(row)
        words = search_text(fields["number"], fields["kind"], fields["title"], fields["issuer"])
        fields |= {"number_key": number_key(fields["number"])[:80], "search_text": words[:600]}
        norm_model.objects.update_or_create(code=row[0], defaults=fields)
    ids = dict(norm_model.objects.values_list("code", "pk"))
    for old, new in REPLACED.items():
        norm_model.objects.filter(code=old).update(replaced_by_id=ids[new])
    founding_model = apps.get_model("norms", "FoundingYear")
    founding_model.objects.bulk_create(founding_model(name=row[0], **founding_fields(row)) for row in FOUNDINGS)
    parameter_model = apps.get_model("norms", "Parameter")
    parameter_model.objects.bulk_create(
        parameter_model(kind=row[0], valid_from=row[1], **parameter_fields(row)) for row in PARAMETERS
    )


class Migration(migrations.Migration):
    dependencies = [("norms", "0003_kept_by_administrators")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

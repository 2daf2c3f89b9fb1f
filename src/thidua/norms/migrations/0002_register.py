"""The supplied register of norms; founding days and figures follow with their tables in 0003."""

from django.db import migrations

from thidua.common.text import search_text
from thidua.norms.actions.rows import NORMS, REPLACED, day


def load(apps, schema_editor):
    norm_model = apps.get_model("norms", "LegalNorm")
    for code, number, kind, title, issuer, signed, start, end, confidence, note in NORMS:
        norm_model.objects.create(
            code=code,
            number=number,
            number_key=search_text(number)[:80],
            kind=kind,
            title=title,
            issuer=issuer,
            signed_on=day(signed),
            effective_from=day(start),
            effective_to=day(end),
            confidence=confidence,
            note=note,
            search_text=search_text(number, kind, title, issuer)[:600],
        )
    ids = dict(norm_model.objects.values_list("code", "pk"))
    for old, new in REPLACED.items():
        norm_model.objects.filter(code=old).update(replaced_by_id=ids[new])


class Migration(migrations.Migration):
    dependencies = [("norms", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

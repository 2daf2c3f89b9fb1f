import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def fill_in(apps, schema_editor):
    """Movements belong to the unit of their plan; the uppermost one is found by going up the links."""
    movement = apps.get_model("plans", "Movement")
    plan = apps.get_model("plans", "Plan")
    units = plan.objects.filter(pk=OuterRef("plan_id")).values("unit_id")[:1]
    movement.objects.update(unit_id=Subquery(units), root_id=F("responds_to_id"))
    upper = movement.objects.filter(pk=OuterRef("root_id"))
    while movement.objects.filter(root__responds_to__isnull=False).update(
        root_id=Subquery(upper.values("responds_to_id")[:1])
    ):
        continue


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0003_import_states"),
        ("plans", "0004_discarded_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="movement",
            name="document",
            field=models.CharField(blank=True, max_length=300, verbose_name="văn bản phát động"),
        ),
        migrations.AddField(
            model_name="movement",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="phát động từ ngày"),
        ),
        migrations.AddField(
            model_name="movement",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
        ),
        migrations.AddField(
            model_name="movement",
            name="root",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="family",
                to="plans.movement",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]

"""Questions in words become rows: the three fixed texts of a report and of its revisions move over to them."""

import django.db.models.deletion
from django.db import migrations, models

OLD = (
    ("results", "Kết quả nổi bật", True),
    ("difficulties", "Khó khăn, nguyên nhân", False),
    ("proposals", "Kiến nghị, đề xuất", False),
)
CODES = [code for code, _, _ in OLD]
AT_ONCE = 500


def in_batches(rows, write):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) >= AT_ONCE:
            write(batch)
            batch = []
    write(batch)


def move_texts(apps, schema_editor):
    """Every request so far asked these three; a report's words go to rows, a revision's to its mapping.

    Words to figures were not kept by revision: each gets those that stand now.
    """
    model = {name: apps.get_model("reporting", name) for name in ("ReportRequest", "Question", "Report", "ReportText")}
    revisions = apps.get_model("reporting", "ReportRevision").objects
    questions = model["Question"].objects
    in_batches(
        (
            model["Question"](request_id=pk, order=order, code=code, label=label, is_required=is_required)
            for pk in model["ReportRequest"].objects.values_list("pk", flat=True)
            for order, (code, label, is_required) in enumerate(OLD, start=1)
        ),
        questions.bulk_create,
    )
    asked = {(one.request_id, one.code): one.pk for one in questions.all()}
    told = model["Report"].objects.exclude(results="", difficulties="", proposals="")
    in_batches(
        (
            model["ReportText"](report_id=pk, question_id=asked[request_id, code], text=text)
            for pk, request_id, *texts in told.values_list("pk", "request_id", *CODES).iterator(AT_ONCE)
            for code, text in zip(CODES, texts, strict=True)
            if text
        ),
        model["ReportText"].objects.bulk_create,
    )

    words = apps.get_model("reporting", "FigureWords").objects

    def keep(batch):
        found = words.filter(report_id__in=[one.report_id for one in batch]).exclude(text="")
        lines = list(found.values_list("report_id", "slot__num", "text"))
        for one in batch:
            one.texts = {code: getattr(one, code) for code in CODES if getattr(one, code)}
            one.texts |= {f"#{num}": text for report_id, num, text in lines if report_id == one.report_id}
        revisions.bulk_update(batch, ["texts"])

    in_batches(revisions.order_by("pk").iterator(AT_ONCE), keep)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def move_back(apps, schema_editor):
    """The three texts go back to their columns; answers to other questions have no place there."""
    reports = apps.get_model("reporting", "Report").objects
    rows = apps.get_model("reporting", "ReportText").objects.filter(question__code__in=CODES)
    for report_id, code, text in rows.values_list("report_id", "question__code", "text"):
        reports.filter(pk=report_id).update(**{code: text})
    for one in apps.get_model("reporting", "ReportRevision").objects.all():
        for code in CODES:
            setattr(one, code, one.texts.get(code, ""))
        one.save()


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0004_index_of_what_is_not_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportrevision",
            name="texts",
            field=models.JSONField(default=dict, verbose_name="phần lời"),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("code", models.CharField(max_length=60, verbose_name="mã")),
                ("label", models.CharField(max_length=200, verbose_name="mục")),
                ("help", models.CharField(blank=True, max_length=300, verbose_name="gợi ý")),
                ("is_required", models.BooleanField(default=False, verbose_name="phải trả lời")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="reporting.reportrequest",
                        verbose_name="yêu cầu",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục trả lời bằng lời",
                "verbose_name_plural": "các mục trả lời bằng lời",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, verbose_name="trả lời")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.question",
                        verbose_name="mục",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="reporting.report",
                        verbose_name="báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "phần lời của báo cáo",
                "verbose_name_plural": "phần lời của báo cáo",
            },
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("request", "code"), name="one_question_per_code_and_request"),
        ),
        migrations.AddConstraint(
            model_name="reporttext",
            constraint=models.UniqueConstraint(fields=("report", "question"), name="one_text_per_report_and_question"),
        ),
        migrations.RunPython(move_texts, move_back),
        migrations.RemoveField(
            model_name="report",
            name="difficulties",
        ),
        migrations.RemoveField(
            model_name="report",
            name="proposals",
        ),
        migrations.RemoveField(
            model_name="report",
            name="results",
        ),
        migrations.RemoveField(
            model_name="reportrevision",
            name="difficulties",
        ),
        migrations.RemoveField(
            model_name="reportrevision",
            name="proposals",
        ),
        migrations.RemoveField(
            model_name="reportrevision",
            name="results",
        ),
    ]

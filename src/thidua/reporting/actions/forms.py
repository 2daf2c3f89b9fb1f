"""Keep report forms: make one, change one (a new version), put one out of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.organisation.actions import checked
from thidua.plans.models import Indicator
from thidua.reporting import policies
from thidua.reporting.actions.asking import MOST_FIGURES, MOST_QUESTIONS, question_code
from thidua.reporting.actions.form_rows import form_rows, line_rows, question_rows
from thidua.reporting.models import FormLine, FormQuestion, ReportForm

SUPPLIED_SINCE = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class AskedQuestion:
    """A question of a form. ``code`` "" makes one out of the label."""

    label: str
    help: str = ""
    is_required: bool = False
    code: str = ""


@dataclass(frozen=True)
class AskedLine:
    """An indicator of a form, under a heading, with the figures of whom."""

    indicator: Indicator
    heading: str = ""
    women: bool = False
    direct: bool = False


@transaction.atomic
def load_forms() -> None:
    """The report forms that the product brings along, where they are not there yet."""
    ids = dict(Indicator.objects.filter(owner=None).values_list("code", "pk"))
    there = set(ReportForm.objects.values_list("code", flat=True))
    for row in form_rows():
        code = str(row["code"])
        if code in there:
            continue
        form = ReportForm.objects.create(valid_from=SUPPLIED_SINCE, **row)
        FormQuestion.objects.bulk_create([FormQuestion(form=form, **fields) for fields in question_rows(code)])
        lines = [FormLine(form=form, indicator_id=ids[name], **fields) for name, fields in line_rows(code)]
        FormLine.objects.bulk_create(lines)


@transaction.atomic
def save_form(
    *,
    by: Actor,
    name: str,
    kind: str,
    valid_from: dt.date,
    questions: Sequence[AskedQuestion],
    lines: Sequence[AskedLine],
    of: ReportForm | None = None,
    seen: int = 0,
    sign: str = "",
) -> ReportForm:
    """Make a form of the actor's unit, or (``of`` one of its own) the next version of it; what was used stays as it is.

    A form of another unit or of the product is copied. ``seen`` is the version that stood last when the page was
    opened (0 = not asked), ``sign`` what its statistics are known by on paper. Errors: Refusal of ``may_keep_forms``;
    without a name or anything to ask; an indicator or question twice; too many; ``changed_meanwhile`` where somebody
    made a version since.
    """
    require(policies.may_keep_forms(by))
    is_own = of is not None and of.owner_id == by.unit_id
    code = of.code if of is not None and is_own else f"u{by.unit_id}-{_forms_of(by) + 1}"
    last = ReportForm.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
    if is_own and seen and seen != last:
        raise Refusal(f"Mẫu này vừa có bản {last}. Hãy mở bản mới nhất rồi sửa lại.", "changed_meanwhile")
    _refuse_faults(questions, lines)
    ReportForm.objects.filter(code=code).update(is_current=False)
    form = ReportForm(
        owner_id=by.unit_id, code=code, version=last + 1, name=squeeze(name)[:200], sign=squeeze(sign)[:30], kind=kind,
        valid_from=valid_from, made_by_token=by.token,
    )  # fmt: skip
    checked(form)
    form.save()
    _add_contents(form, questions, lines)
    record(
        by=by,
        event="report_form.made",
        subject_kind="report_form",
        subject_id=form.pk,
        text=f"{form.name}, bản {form.version}",
        data={"code": code, "questions": len(questions), "figures": len(lines)},
    )
    return form


@transaction.atomic
def retire_form(*, by: Actor, form: ReportForm) -> None:
    """Put a form of the unit out of use: no new request takes it; saving it anew brings it back."""
    require(policies.may_change_form(by, form))
    ReportForm.objects.filter(code=form.code).update(is_current=False)
    form.is_current = False
    record(by=by, event="report_form.retired", subject_kind="report_form", subject_id=form.pk, text=form.name)


def _forms_of(by: Actor) -> int:
    return ReportForm.objects.filter(owner_id=by.unit_id).values("code").distinct().count()


def _refuse_faults(questions: Sequence[AskedQuestion], lines: Sequence[AskedLine]) -> None:
    if not questions and not lines:
        raise Refusal("Mẫu báo cáo phải có ít nhất một mục hoặc một chỉ tiêu.", "nothing_asked")
    if len(questions) > MOST_QUESTIONS or len(lines) > MOST_FIGURES:
        words = f"Một mẫu có nhiều nhất {MOST_QUESTIONS} mục bằng lời và {MOST_FIGURES} chỉ tiêu."
        raise Refusal(words, "too_much")
    twice = _first_twice([squeeze(one.label).lower() for one in questions])
    if twice is not None:
        raise Refusal(f"Mục “{questions[twice].label}” ghi hai lần.", "twice")
    twice = _first_twice([one.indicator.pk for one in lines])
    if twice is not None:
        raise Refusal(f"Chỉ tiêu “{lines[twice].indicator.name}” ghi hai lần.", "twice")


def _first_twice(found: Sequence[object]) -> int | None:
    return next((index for index, one in enumerate(found) if one in found[:index]), None)


def _add_contents(form: ReportForm, questions: Sequence[AskedQuestion], lines: Sequence[AskedLine]) -> None:
    FormQuestion.objects.bulk_create(
        [
            FormQuestion(
                form=form,
                order=order,
                code=one.code or question_code(one.label),
                label=squeeze(one.label)[:200],
                help=squeeze(one.help)[:300],
                is_required=one.is_required,
            )
            for order, one in enumerate(questions, start=1)
        ]
    )
    FormLine.objects.bulk_create(
        [
            FormLine(
                form=form,
                order=order,
                heading=squeeze(one.heading)[:200],
                indicator=one.indicator,
                women=one.women,
                direct=one.direct,
            )
            for order, one in enumerate(lines, start=1)
        ]
    )

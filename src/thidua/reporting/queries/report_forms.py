"""Report forms: those in use for a unit, the versions of one."""

from __future__ import annotations

from django.db.models import Count, F, Max

from thidua.common.actor import Actor
from thidua.reporting.models import ReportForm


def forms_in_use(by: Actor) -> list[ReportForm]:
    """The current forms that the unit may use: its own first, then those of the units above, then the shipped ones.

    Each with ``n_questions`` and ``n_lines``.
    """
    found = ReportForm.objects.visible_to(by).current().select_related("owner")
    counted = found.annotate(n_questions=Count("questions", distinct=True), n_lines=Count("lines", distinct=True))
    return list(counted.order_by(F("owner__path").desc(nulls_last=True), "kind", "name", "id")[:50])


def versions_of(form: ReportForm) -> list[ReportForm]:
    """All versions of a form, newest first, each with ``n_requests`` made from it."""
    found = ReportForm.objects.filter(code=form.code).annotate(n_requests=Count("requests"))
    return list(found.order_by("-version")[:30])


def last_version(form: ReportForm) -> int:
    """The number of its newest version."""
    return int(ReportForm.objects.filter(code=form.code).aggregate(last=Max("version"))["last"] or 0)


def usual_form(by: Actor, kind: str) -> ReportForm | None:
    """The form to offer first for a period: the unit's own, else of the nearest unit above, else the shipped one."""
    return (
        ReportForm.objects.visible_to(by)
        .current()
        .filter(kind=kind)
        .order_by(F("owner__path").desc(nulls_last=True), "id")
        .first()
    )

"""What a report that consolidates was signed on is kept with it; when the units below tell something else later, the
report stays as it was signed, and its people and those above are told."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_by_unit
from thidua.common import clock
from thidua.notices.actions import Tiding, tell_each
from thidua.notices.queries import told_by_key
from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import SENT
from thidua.reporting.models import Difference, Report, Rollup, SignedPart
from thidua.reporting.queries.corrections import same_figures
from thidua.reporting.queries.rows import child_rows
from thidua.reporting.queries.totals import live_total


def keep_parts(report: Report) -> None:
    """Keep what the units below had told when this revision was signed. Called by the signing, in its transaction; of
    a report that takes in nobody nothing is kept. What differed before is settled by the new signature."""
    if report.place.is_leaf:
        return
    Difference.objects.filter(report=report).delete()
    total = live_total(report.request_id, report.unit_id)
    parts = [
        SignedPart(
            report=report,
            number=report.revision,
            unit_id=row.unit_id,
            figures=row.figures,
            counts=row.counted or [],
            n_all=row.n_all,
            n_done=row.n_done,
            child_revision=row.report_revision or 0,
        )
        for row in child_rows(report.place)
    ]
    whole = SignedPart(report=report, number=report.revision, unit_id=report.unit_id)
    if total is not None:
        whole.figures, whole.counts, whole.n_all, whole.n_done = total.sums, total.counts, total.n_all, total.n_done
    SignedPart.objects.bulk_create([*parts, whole], batch_size=500)


def note_differences(*, request_id: int, unit_ids: Iterable[int]) -> int:
    """After a merge: which signed reports of these units no longer say what the units below add up to. Tells the
    unit's people, and those above who received the report, once until they agree again (corrections may cancel out);
    then whoever was told is told of that. Output: how many reports differ newly."""
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(
            request_id=request_id, place__is_leaf=False, unit_id__in=list(unit_ids), state__in=SENT
        ).select_related("request", "unit", "place")
    }
    if not reports:
        return 0
    kept = {
        part.unit_id: part
        for part in SignedPart.objects.filter(report__in=list(reports.values()), unit_id__in=list(reports))
        if part.number == reports[part.unit_id].revision and part.report_id == reports[part.unit_id].pk
    }
    totals = dict(
        Rollup.objects.filter(request_id=request_id, basis=Basis.LIVE, unit_id__in=list(reports)).values_list(
            "unit_id", "sums"
        )
    )
    differing = [reports[pk] for pk, part in kept.items() if not same_figures(part.figures, totals.get(pk))]
    known = {one.report_id: one for one in Difference.objects.filter(report__in=list(reports.values()))}
    _settle([one for pk, one in known.items() if pk not in {report.pk for report in differing}])
    fresh = [report for report in differing if report.pk not in known]
    moment = clock.now()
    _tell(
        Difference.objects.bulk_create(
            [Difference(report=report, number=report.revision, since=moment) for report in fresh]
        )
    )
    return len(fresh)


def _key(difference: Difference) -> str:
    """The occasion of one difference: where a report agrees again and differs later, that is another one."""
    return f"report.differs:{difference.report_id}:{difference.number}:{difference.pk}"


def _settle(differences: list[Difference]) -> None:
    """The units below add up to what was signed again: the difference goes, and whoever was told of it is told."""
    if not differences:
        return
    told = told_by_key(_key(one) for one in differences)
    found = Report.objects.select_related("request", "unit").in_bulk([one.report_id for one in differences])
    Difference.objects.filter(pk__in=[one.pk for one in differences]).delete()
    tell_each([_settled(found[one.report_id], told.get(_key(one), []), f"{_key(one)}:settled") for one in differences])


def _settled(report: Report, users: list[User], key: str) -> Tiding:
    text = (
        f"“{report.request.title}” của {report.unit.title}: số liệu cấp dưới sau khi sửa cộng lại đã khớp với báo cáo "
        "đã ký. Không còn chênh lệch, không phải làm gì thêm."
    )
    return Tiding(users, text, reverse("report_difference", args=[report.pk]), key)


def _tell(differences: list[Difference]) -> None:
    reports = [one.report for one in differences]
    units = {report.unit_id for report in reports} | {report.place.parent_id or 0 for report in reports}
    people = users_by_unit(units, Verb.PREPARE, Verb.RECEIVE) if reports else {}
    tell_each([tiding for one in differences for tiding in _tidings(one.report, people, _key(one))])


def _tidings(report: Report, people: dict[int, list[User]], key: str) -> list[Tiding]:
    url = reverse("report_difference", args=[report.pk])
    title = report.request.title
    own = f"Cấp dưới đã sửa số liệu sau khi đơn vị nộp “{title}”. Báo cáo đã ký giữ nguyên; hãy xem chênh lệch."
    above = f"{report.unit.title}: cấp dưới đã sửa số liệu sau khi nộp “{title}”. Báo cáo đã ký giữ nguyên."
    return [
        Tiding(people.get(report.unit_id, []), own, url, key),
        Tiding(people.get(report.place.parent_id or 0, []), above, url, key),
    ]

"""The lists of this room: columns, filters, order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.awards.choices import Track
from thidua.awards.lifecycle import AWARD, DOSSIER, DRAFT
from thidua.awards.models import Award, AwardForm, Decision, Dossier
from thidua.awards.models.decisions import AwardQuerySet, DecisionQuerySet
from thidua.awards.models.dossiers import DossierQuerySet
from thidua.awards.queries.awards import GROUPS
from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.numbers import format_share
from thidua.common.text import search_text
from thidua.ui.components.basics import chip
from thidua.ui.tables import Column, Filter, Table

GROUP_WORDS = (
    ("person", "Cá nhân"),
    ("direct", "Lao động trực tiếp, không giữ chức vụ"),
    ("women", "Nữ"),
    ("collective", "Tập thể"),
)


def _link(name: str, pk: int, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(name, args=[pk]), words)


def _words(rows: Any, value: str) -> Any:
    for word in search_text(value).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _unit_words(rows: Any, value: str) -> Any:
    for word in search_text(value).split():
        rows = rows.filter(unit__search_text__contains=word)
    return rows


def _years(first: int = 0) -> list[tuple[str, str]]:
    now = clock.today().year
    return [(str(year), str(year)) for year in range(now + 1, min(first or now - 6, now - 6), -1)]


def _of_year(rows: Any, value: str) -> Any:
    return rows.filter(year=int(value))


def award_table(params: QueryDict, rows: AwardQuerySet) -> Table:
    """Everybody awarded; ``total`` is the figure that led here."""
    forms = [(form.code, form.name) for form in AwardForm.objects.filter(track=Track.UNION)]
    return Table(
        params,
        rows.select_related("form", "decision__document", "unit"),
        [
            Column("recipient", "Họ tên, tập thể", _recipient, sort="name_key", phone="title", export="recipient"),
            Column("unit", "Đơn vị", "unit_name", phone="line"),
            Column("form", "Hình thức", "form.heading", phone="figure"),
            Column("decision", "Quyết định", _decision_number, phone="line"),
            Column("on", "Ngày", lambda award: format_date(award.awarded_on), sort="awarded_on", kind="date"),
            Column("state", "Trạng thái", lambda award: chip(award.state_info), phone="figure"),
        ],
        caption="Danh sách được khen thưởng",
        filters=[
            Filter("nam", "Năm", _of_year, _years(2010)),
            Filter("nhom", "Đối tượng", lambda found, value: found.filter(GROUPS[value]), GROUP_WORDS),
            Filter("hinh-thuc", "Hình thức", lambda found, value: found.filter(form__code=value), forms),
            Filter("trang-thai", "Trạng thái", lambda found, value: found.filter(state=value), AWARD.choices),
            Filter("q", "Tên, không cần gõ dấu", _words),
        ],
        sort="-on",
        exports=[("Tải Excel", f"{reverse('award_sheet')}{_kept(params, 'don-vi')}")],
        empty=("Chưa có ai được khen", "Khi quyết định khen thưởng được ghi, người được khen sẽ hiện ở đây."),
    )


def _kept(params: QueryDict, name: str) -> str:
    """A value that is no filter of the list, as the beginning of a query string."""
    return f"?{urlencode({name: params[name]})}" if params.get(name) else ""


def _recipient(award: Award) -> SafeString:
    return _link("award_page", award.pk, award.recipient)


def _decision_number(award: Award) -> str:
    return award.decision.document.number_text if award.decision.document else "–"


def inbox_table(params: QueryDict, rows: DossierQuerySet) -> Table:
    """Nominations sent to the unit."""
    states = [choice for choice in DOSSIER.choices if choice[0] != DRAFT]
    return Table(
        params,
        rows,
        [
            Column("unit", "Đơn vị đề nghị", _inbox_link, sort="unit__name_key", phone="title"),
            Column("form", "Hình thức", "form.heading", phone="line"),
            Column("lines", "Số đề nghị", "line_count", kind="number", phone="figure"),
            Column("direct", "Trực tiếp", _direct_of, kind="number", phone="figure"),
            Column("sent", "Gửi ngày", _sent, sort="submitted_at", kind="date"),
            Column("state", "Trạng thái", lambda dossier: chip(dossier.state_info)),
        ],
        caption="Hồ sơ đề nghị gửi đến đơn vị",
        filters=[
            Filter("trang-thai", "Trạng thái", lambda found, value: found.filter(state=value), states),
            Filter("nam", "Năm", _of_year, _years()),
            Filter("q", "Đơn vị, không cần gõ dấu", _unit_words),
        ],
        exports=[("Tải Excel", reverse("dossier_sheet"))],
        sort="sent",
        empty=(
            "Chưa có đề nghị nào gửi đến",
            "Khi đơn vị cấp dưới gửi danh sách, hồ sơ sẽ hiện ở đây và ở việc cần làm.",
        ),
    )


def _inbox_link(dossier: Dossier) -> SafeString:
    return _link("dossier_appraise", dossier.pk, dossier.unit.title)


def _direct_of(dossier: Any) -> str:
    return f"{dossier.direct_count}/{dossier.people_count} · {format_share(dossier.direct_count, dossier.people_count)}"


def _sent(dossier: Dossier) -> str:
    return format_date(clock.local(dossier.submitted_at).date()) if dossier.submitted_at else "–"


def own_table(params: QueryDict, rows: DossierQuerySet) -> Table:
    """The unit's own nominations."""
    return Table(
        params,
        rows,
        [
            Column("title", "Đề nghị", lambda one: _link("dossier_page", one.pk, one.title), phone="title"),
            Column("form", "Nơi khen", lambda one: one.to_unit.title, phone="line"),
            Column("lines", "Số đề nghị", "line_count", kind="number", phone="figure"),
            Column("direct", "Trực tiếp", _direct_of, kind="number", phone="figure"),
            Column("state", "Trạng thái", lambda one: chip(one.state_info, since=one.state_since)),
            Column("made", "Lập ngày", _made, sort="created_at", kind="date", phone="hide"),
        ],
        caption="Đề nghị khen thưởng của đơn vị",
        filters=[
            Filter("trang-thai", "Trạng thái", lambda found, value: found.filter(state=value), DOSSIER.choices),
            Filter("nam", "Năm", _of_year, _years()),
        ],
        sort="-made",
        empty=("Chưa có đề nghị khen thưởng nào", "Bấm “Lập danh sách đề nghị” để chọn hình thức khen và thêm người."),
    )


def _made(dossier: Dossier) -> str:
    return format_date(clock.local(dossier.created_at).date())


def decision_table(params: QueryDict, rows: DecisionQuerySet) -> Table:
    """Recorded decisions."""
    return Table(
        params,
        rows,
        [
            Column("number", "Quyết định", _decision_link, phone="title"),
            Column("title", "Trích yếu", "title"),
            Column("count", "Số được khen", "award_count", kind="number", phone="figure"),
            Column(
                "on", "Ngày", lambda one: format_date(one.document.issued_on), sort="document__issued_on", kind="date"
            ),
            Column("paper", "Bản ký", lambda one: one.document.state_info.label, phone="figure"),
        ],
        caption="Quyết định khen thưởng",
        filters=[Filter("nam", "Năm", _of_year, _years())],
        sort="-on",
        empty=("Chưa có quyết định nào", "Chọn các hồ sơ đã thẩm định ở trên để ghi quyết định."),
    )


def _decision_link(decision: Decision) -> SafeString:
    number = decision.document.number_text if decision.document else "–"
    return _link("decision_page", decision.pk, number)

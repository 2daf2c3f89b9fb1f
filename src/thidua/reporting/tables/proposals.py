"""Lists of difficulties and proposals: those that came and were sent, the answers for everybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.reporting.choices import ProposalKind
from thidua.reporting.lifecycle import ASSIGNED, PROPOSAL, UNANSWERED
from thidua.reporting.models import Proposal
from thidua.reporting.queries.proposals import AGES
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

LONGEST = 140


def proposal_table(params: QueryDict, rows: QuerySet[Proposal], by: Actor) -> Table:
    """All that the unit sent or that came to it; what waits for longest first."""
    columns = [
        Column("title", "Nội dung", _link, phone="title", export="title"),
        Column("unit", "Đơn vị kiến nghị", lambda row: row.unit.title, sort="unit__name_key", phone="line"),
        Column("kind", "Loại", lambda row: row.get_kind_display(), phone="hide"),
        Column("state", "Trạng thái", _chip, phone="figure", export=lambda row: row.state_info.label),
        Column("age", "Chờ", _age, sort="queue_on", phone="figure", export="age_words"),
        Column("where", "Đang ở đâu", lambda row: row.stand_words, phone="line"),
        Column("sent", "Ngày gửi", lambda row: row.sent_on, kind="date", phone="hide"),
        Column("due", "Hạn trả lời", lambda row: row.due_on, kind="date", phone="hide"),
    ]
    filters = [
        Filter("vai", "Chiều", _by_side(by), [("den", "Gửi tới đơn vị"), ("di", "Đơn vị gửi đi")]),
        Filter("trang-thai", "Trạng thái", _by_state, _state_choices()),
        Filter("cho", "Đã chờ", _by_age, [(str(days), f"từ {days} ngày") for days in AGES]),
        Filter("loai", "Loại", lambda found, value: found.filter(kind=value), ProposalKind.choices),
        Filter("tim", "Đơn vị hoặc nội dung", _by_words),
    ]
    return Table(
        params,
        rows,
        columns,
        caption="Khó khăn, kiến nghị",
        filters=filters,
        sort="age",
        exports=[
            ("Tải bảng Excel", reverse("proposal_sheet")),
            ("Tải CSV", reverse("proposal_sheet") + "?dang=csv"),
        ],
        empty=("Chưa có kiến nghị nào", "Kiến nghị của đơn vị và của cấp dưới gửi lên hiện ở đây."),
    )


def _state_choices() -> list[tuple[str, str]]:
    several = [("chua-tra-loi", "Chưa trả lời (tất cả)"), ("qua-han", "Quá hạn trả lời")]
    return several + [(code, state.label) for code, state in PROPOSAL.states.items()]


def _by_side(by: Actor) -> Any:
    def narrowed(found: QuerySet[Proposal], value: str) -> QuerySet[Proposal]:
        own = Q(unit_id=by.unit_id)
        return found.filter(own) if value == "di" else found.exclude(own)

    return narrowed


def _by_state(found: QuerySet[Proposal], value: str) -> QuerySet[Proposal]:
    if value == "chua-tra-loi":
        return found.filter(state__in=UNANSWERED)
    if value == "qua-han":
        return found.filter(state=ASSIGNED, due_on__lt=clock.today())
    return found.filter(state=value)


def _by_age(found: QuerySet[Proposal], value: str) -> QuerySet[Proposal]:
    return found.filter(state__in=UNANSWERED, sent_on__lte=clock.today() - dt.timedelta(days=int(value)))


def _by_words(found: QuerySet[Proposal], value: str) -> QuerySet[Proposal]:
    for word in search_text(value).split():
        found = found.filter(Q(search_text__contains=word) | Q(unit__search_text__contains=word))
    return found


def _link(proposal: Proposal) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("proposal_page", args=[proposal.pk]), proposal.title)


def _chip(proposal: Proposal) -> Any:
    return tone_chip(proposal.state_info.label, proposal.state_info.tone)


def _age(proposal: Proposal) -> Any:
    return tone_chip(proposal.age_words, "late") if proposal.is_late else proposal.age_words


def answer_table(params: QueryDict, rows: QuerySet[Proposal]) -> Table:
    """Answers for everybody below, latest first."""
    columns = [
        Column("question", "Câu hỏi", _answer_link, phone="title"),
        Column("by", "Nơi trả lời", lambda row: row.answered_by.title if row.answered_by else "", phone="line"),
        Column("on", "Ngày trả lời", lambda row: row.answered_on, kind="date", phone="figure"),
    ]
    return Table(
        params,
        list(rows[:500]),
        columns,
        caption="Giải đáp của cấp trên",
        empty=("Chưa có giải đáp nào", "Khi cấp trên trả lời chung cho mọi đơn vị, câu hỏi và lời giải đáp ở đây."),
    )


def _answer_link(proposal: Proposal) -> Any:
    words = Truncator(proposal.shown_question).chars(LONGEST)
    return format_html('<a href="{}">{}</a>', reverse("answer_page", args=[proposal.pk]), words)

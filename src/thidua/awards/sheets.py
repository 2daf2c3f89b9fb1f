"""Excel out: the nominations sent to a unit, and everybody awarded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from thidua.awards.models import Award, Dossier
from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.sheets_on_paper import on_a4
from thidua.common.workbooks import PLAIN

AWARD_HEADS = (
    *("Họ tên, tập thể", "Chức vụ, đơn vị", "Đơn vị khi được khen", "Đối tượng", "Lao động trực tiếp"),
    *("Hình thức", "Thành tích", "Số quyết định", "Ngày", "Số sổ vàng", "Trạng thái", "Mã xác minh"),
)
DOSSIER_HEADS = (
    *("Đơn vị đề nghị", "Nội dung", "Hình thức", "Năm", "Số đề nghị", "Cá nhân", "Trực tiếp, không giữ chức vụ"),
    *("Đạt", "Chưa thẩm định", "Gửi lúc", "Trạng thái", "Từ lúc"),
)


def award_workbook(awards: Iterable[Award], codes: dict[int, Any]) -> bytes:
    """One row an award; ``codes`` are the verification codes by award id."""
    return _workbook("Được khen", AWARD_HEADS, (_award_row(award, codes.get(award.pk)) for award in awards))


def dossier_workbook(dossiers: Iterable[Dossier]) -> bytes:
    """One row a nomination, as ``queries.inbox`` counts its lines."""
    return _workbook("Hồ sơ đề nghị", DOSSIER_HEADS, (_dossier_row(dossier) for dossier in dossiers))


def _award_row(award: Award, code: Any) -> tuple[Any, ...]:
    document = award.decision.document
    return (
        award.recipient,
        award.recipient_line,
        award.unit_name,
        "cá nhân" if award.person_id else "tập thể",
        "x" if award.is_direct_worker else "",
        award.form.heading,
        award.achievement,
        document.number_text if document else "",
        format_date(award.awarded_on),
        award.golden_book_number,
        award.state_info.label,
        code.grouped if code else "",
    )


def _dossier_row(dossier: Any) -> tuple[Any, ...]:
    return (
        dossier.unit.name,
        dossier.title,
        dossier.form.name,
        dossier.year,
        dossier.line_count,
        dossier.people_count,
        dossier.direct_count,
        dossier.passed_count,
        dossier.pending_count,
        format_date(clock.local(dossier.submitted_at).date()) if dossier.submitted_at else "",
        dossier.state_info.label,
        format_date(clock.local(dossier.state_since).date()),
    )


def _workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bottom": 1, "text_wrap": True}))
    last = 0
    for last, row in enumerate(rows, start=1):
        sheet.write_row(last, 0, row)
    sheet.freeze_panes(1, 1)
    on_a4(sheet, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(heads) - 1, 18)
    book.close()
    return buffer.getvalue()

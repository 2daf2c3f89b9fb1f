"""A report as an official paper (Decree 30/2020): what it tells in words, with its figures against targets; and its
statistics as a form of their own, for one unit and for the total of a level."""

from __future__ import annotations

from thidua.common.dates import format_date
from thidua.documents.actions.numbering import symbol_of
from thidua.documents.choices import DocumentKind
from thidua.documents.models import OfficialDocument
from thidua.documents.papers import (
    Block,
    Heading,
    OfficialPaper,
    Paragraph,
    Signature,
    Table,
    letterhead,
    signature_for,
)
from thidua.organisation.models import Unit
from thidua.plans.choices import IndicatorKind
from thidua.reporting.models import Report
from thidua.reporting.queries.detail import Detail, Line
from thidua.reporting.queries.printed_form import PrintedForm, without_words

FORM_HEADS = ("TT", "Chỉ tiêu", "Mã số", "Đơn vị tính", "Mức đề ra", "Kỳ trước", "Thực hiện")
FORM_MARKS = ("A", "B", "C", "D", "1", "2", "3")


def report_paper(report: Report, detail: Detail, document: OfficialDocument | None = None) -> OfficialPaper:
    """The report as it was last sent (or as it stands, to the unit itself).

    Number, day and signer are those of ``document``, and left blank without one.
    """
    asked, unit = report.request, report.unit
    receiver = report.place.parent
    title = without_words(asked.title, "báo cáo ", "kèm ")
    return OfficialPaper(
        **letterhead(unit),
        number=document.number if document else None,
        symbol=document.symbol if document else symbol_of(unit, DocumentKind.REPORT),
        day=document.issued_on if document else None,
        year=asked.ends_on.year,
        kind="BÁO CÁO",
        subject=title[:1].upper() + title[1:],
        blocks=tuple(_blocks(report, detail)),
        to=(receiver.name,) if receiver else (),
        recipients=("Như trên;", "Lưu: VT."),
        signer=signature_for(
            unit,
            post=document.signer_post if document else "CHỦ TỊCH",
            name=document.signer_name if document else "",
        ),
        sample_mark="MẪU" if asked.is_sample else "",
    )


def _blocks(report: Report, detail: Detail) -> list[Block]:
    asked = report.request
    period = f"Số liệu từ ngày {format_date(asked.starts_on)} đến ngày {format_date(asked.ends_on)}"
    basis = f", thực hiện {asked.plan.name} của {asked.unit.name}" if asked.plan else ""
    blocks: list[Block] = [Paragraph(f"{period}{basis}, {report.unit.name} báo cáo như sau:")]
    for number, answer in enumerate(detail.answers):
        blocks.append(Heading(answer.question.label.upper()))
        blocks += _paragraphs(answer.text or "Không có.")
        if not number:
            blocks += _figures(detail)
    return blocks if detail.answers else [*blocks, *_figures(detail)]


def _figures(detail: Detail) -> list[Block]:
    """A table for each section of the form, under its heading; figures are numbered through."""
    blocks: list[Block] = []
    rows: dict[str, list[tuple[str, ...]]] = {}
    for number, line in enumerate(detail.lines, 1):
        row = (str(number), line.slot.label, _bound(line), _told(line))
        rows.setdefault(line.slot.heading, []).append(row)
    for heading, found in rows.items():
        if heading:
            blocks.append(Paragraph(heading))
        blocks.append(
            Table(
                columns=("TT", "Chỉ tiêu", "Mức đề ra", "Kết quả"),
                rows=tuple(found),
                widths=(1, 7, 4, 5),
                align=("center", "left", "left", "left"),
            )
        )
    return blocks


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _bound(line: Line) -> str:
    return line.own_target or line.bound or "–"


def _told(line: Line) -> str:
    told = line.told.own_text
    if line.slot.kind == IndicatorKind.WORDS or line.words:
        told = f"{told}. {line.words}".strip()
    parts = [f"nữ {line.women}"] if line.women is not None else []
    parts += [f"lao động trực tiếp {line.direct}"] if line.direct is not None else []
    return f"{told}; trong đó {', '.join(parts)}" if parts else told


def statistics_paper(
    form: PrintedForm, unit: Unit, *, to: Unit | None, maker: str, document: OfficialDocument | None = None
) -> OfficialPaper:
    """A statistical form. It goes with the report, whose number, day and signer it bears once there are any.

    ``maker``: who filled it in, or who takes the total out.
    """
    asked = form.request
    return OfficialPaper(
        **letterhead(unit),
        number=document.number if document else None,
        symbol=document.symbol if document else symbol_of(unit, DocumentKind.REPORT),
        day=document.issued_on if document else None,
        year=asked.ends_on.year,
        kind="BIỂU THỐNG KÊ",
        subject=form.title,
        blocks=tuple(_form_blocks(form)),
        to=(to.name,) if to else (),
        recipients=("Như trên;", "Lưu: VT.") if to else ("Lưu: VT.",),
        signer=signature_for(
            unit,
            post=document.signer_post if document else "CHỦ TỊCH",
            name=document.signer_name if document else "",
        ),
        co_signer=Signature("", "NGƯỜI LẬP BIỂU", maker),
        sample_mark="MẪU" if asked.is_sample else "",
        form_mark=f"Biểu số: {form.sign}" if form.sign else "",
    )


def _form_blocks(form: PrintedForm) -> list[Block]:
    asked = form.request
    period = f"từ ngày {format_date(asked.starts_on)} đến ngày {format_date(asked.ends_on)}."
    blocks: list[Block] = [Paragraph(period, lead="Kỳ số liệu:")]
    if form.scope:
        blocks.append(Paragraph(f"{form.scope}.", lead="Phạm vi:"))
    rows: list[tuple[str, ...]] = []
    for section in form.sections:
        rows.append((section.heading,))
        rows += [(row.number, row.label, row.code, row.unit, row.target, row.before, row.told) for row in section.rows]
    table = Table(
        columns=FORM_HEADS,
        rows=tuple(rows),
        widths=(11, 58, 19, 22, 21, 18, 20),
        align=("center", "left", "center", "center", "left", "right", "right"),
        marks=FORM_MARKS,
    )
    return [*blocks, table]

"""The plan as an official paper (Decree 30/2020, Appendix I), for Word and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.common.dates import format_date
from thidua.documents.papers import (
    Block as PaperBlock,
)
from thidua.documents.papers import (
    BulletList,
    Heading,
    OfficialPaper,
    Paragraph,
    Point,
    Signature,
)
from thidua.plans.choices import Section, Sector
from thidua.plans.models import Commemoration, Phase, Plan, PlanDuty, Target
from thidua.plans.queries.contents import Contents

_NUMBER = re.compile(r"(\d+)\s*/\s*(\S.*)$")
_COUNTED = re.compile(r"\d+ năm")
_SECTOR_HEADS = {
    Sector.ENTERPRISE: "Đối với khu vực doanh nghiệp",
    Sector.PUBLIC: "Đối với khu vực hành chính, sự nghiệp",
}


def plan_paper(contents: Contents) -> OfficialPaper:
    """The whole plan in the official order: bases, purposes, contents, targets, phases, measures, duties, awards."""
    plan = contents.plan
    number, symbol = _number(plan)
    return OfficialPaper(
        parent_body=plan.unit.letterhead_parent or (plan.unit.parent.name if plan.unit.parent else ""),
        issuer=plan.unit.name,
        number=number,
        symbol=symbol,
        place=plan.place or plan.unit.place,
        day=plan.issued_on,
        kind=plan.kind,
        subject=plan.title,
        bases=tuple(f"Thực hiện {_bare(basis.text)}" for basis in contents.bases),
        blocks=tuple(_blocks(contents)),
        recipients=tuple(recipient.headline for recipient in contents.recipients),
        signer=_signature(plan),
        year=plan.year,
        sample_mark="MẪU" if plan.is_sample else "",
    )


def _signature(plan: Plan) -> Signature:
    """ "TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH", as the head of a plan holds it, in two lines."""
    on_behalf, _, delegation = plan.signer_on_behalf.partition(";")
    return Signature(on_behalf.strip(), plan.signer_post, plan.signer_name, delegation.strip())


def _blocks(contents: Contents) -> Iterator[PaperBlock]:
    for block in contents.section(Section.PREAMBLE):
        yield Paragraph(block.text)
    if contents.plan.year_theme:
        yield Paragraph(contents.plan.year_theme, lead=f"Chủ đề năm {contents.plan.year}:")
    if contents.plan.theme:
        yield Paragraph(contents.plan.theme, lead="Chủ đề:")
    if contents.purposes:
        yield Heading("MỤC ĐÍCH, YÊU CẦU")
        yield from _points([block.text for block in contents.purposes])
    yield from _contents(contents)
    if contents.targets:
        yield Heading("CHỈ TIÊU")
        yield from _points([_target(target) for target in contents.targets])
    if contents.phases:
        yield Heading("THỜI GIAN THỰC HIỆN")
        for phase in contents.phases:
            theme = f", chủ đề “{phase.theme.strip('“”')}”" if phase.theme else ""
            yield Paragraph(f"từ {phase.span_words.replace(' – ', ' đến ')}{theme}.", lead=f"{phase.name}:")
            if celebrated := _celebrated(contents, phase):
                yield Paragraph(f"Lập thành tích chào mừng: {_listed(celebrated)}.")
    if others := _celebrated(contents, None):
        yield Paragraph(f"Lập thành tích chào mừng: {_listed(others)}.")
    yield from _work(contents)
    for block in contents.section(Section.CLOSING):
        yield Paragraph(block.text)


def _points(texts: list[str]) -> Iterator[PaperBlock]:
    """Numbered points; a lone one bears no number."""
    yield from (Point(text) if len(texts) > 1 else Paragraph(text) for text in texts)


def _target(target: Target) -> str:
    """ "Đoàn viên kết nạp mới: từ 1.800 đến 2.000 người"; without a number its words alone."""
    subject = target.subject[:1].upper() + target.subject[1:]
    return subject if target.is_qualitative else f"{subject}: {target.bound_words}"


def _celebrated(contents: Contents, phase: Phase | None) -> list[Commemoration]:
    """The anniversaries in a phase; for None those that stand in no phase."""
    at = {
        found.pk: next((one.pk for one in contents.phases if _holds(one, found)), None)
        for found in contents.commemorations
    }
    return [found for found in contents.commemorations if at[found.pk] == (phase.pk if phase else None)]


def _holds(phase: Phase, found: Commemoration) -> bool:
    day = found.celebrated_on
    return bool(day and phase.starts_on and phase.ends_on and phase.starts_on <= day <= phase.ends_on)


def _listed(found: list[Commemoration]) -> str:
    """ "kỷ niệm 91 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2021); …"."""
    return "; ".join(
        ("" if _COUNTED.search(one.event) or not one.years else f"kỷ niệm {one.years} năm ")
        + one.event
        + (f" ({one.date_range})" if one.date_range else "")
        for one in found
    )


def _contents(contents: Contents) -> Iterator[PaperBlock]:
    blocks = contents.section(Section.CONTENT)
    if not blocks and not contents.movements:
        return
    yield Heading("NỘI DUNG THI ĐUA")
    sectors = list(dict.fromkeys(block.sector for block in blocks))
    for sector in sectors:
        mine = [block for block in blocks if block.sector == sector]
        if len(sectors) > 1 and sector in _SECTOR_HEADS:
            yield Heading(_SECTOR_HEADS[Sector(sector)], level=2)
            yield from (Paragraph(block.text) for block in mine)
        else:
            yield from (Point(block.text) for block in mine)
    if contents.movements:
        names = "; ".join(f"“{movement.name}”" for movement in contents.movements)
        yield Point(f"Các phong trào thi đua: {names}.")


def _work(contents: Contents) -> Iterator[PaperBlock]:
    if contents.measures:
        yield Heading("GIẢI PHÁP")
        yield from _points([block.text for block in contents.measures])
    if contents.duties:
        yield Heading("TỔ CHỨC THỰC HIỆN")
        for actor in dict.fromkeys(duty.actor_text for duty in contents.duties):
            yield Heading(actor, level=2)
            yield BulletList(tuple(_duty(duty) for duty in contents.duties if duty.actor_text == actor))
    awards = contents.section(Section.AWARD)
    if contents.awards or awards:
        yield Heading("KHEN THƯỞNG")
        if contents.awards:
            yield Paragraph("Hình thức khen thưởng:")
            yield BulletList(tuple(award.name for award in contents.awards))
        yield from (Paragraph(block.text) for block in awards)


def _duty(duty: PlanDuty) -> str:
    """The duty with its day, where the text does not tell one itself."""
    if duty.due_on is None or str(duty.due_on.year) in duty.text:
        return duty.text
    return f"{duty.text.rstrip('.;')} (hạn {format_date(duty.due_on)})."


def _number(plan: Plan) -> tuple[int | None, str]:
    found = _NUMBER.match(plan.number_text)
    if found:
        return int(found.group(1)), found.group(2)
    return None, f"KH-{plan.unit.symbol}" if plan.unit.symbol else "KH"


def _bare(text: str) -> str:
    """A basis without a second "Thực hiện" or "Căn cứ" before it."""
    return re.sub(r"^(?:Thực hiện|Căn cứ)\s+", "", text.strip())

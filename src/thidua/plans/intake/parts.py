"""Puts the draft together: one parser per subject, each given the same outline."""

from __future__ import annotations

import re

from thidua.plans.intake import (
    awards,
    bases,
    commemorations,
    deadlines,
    duties,
    ending,
    head,
    movements,
    phases,
    press,
    targets,
)
from thidua.plans.intake.draft import Fact, Find, Paragraph, PlanDraft, Span
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import CONTENTS, MEASURES, PURPOSE, TARGETS, Outline, Para, outline


def assemble(text: str) -> PlanDraft:
    """A normalised text → the draft. An empty text gives an empty draft."""
    skeleton = outline(text)
    told = press.told(skeleton)
    number = head.doc_number(skeleton) or told.number
    titled, issued = head.title(skeleton), head.issue_date(skeleton) or told.date
    body = told.body or head.issuing_body(skeleton)
    for_year = head.year(skeleton, titled, issued)
    year = int(for_year.value) if for_year else None
    lend = deadlines.lent_years(year, _is_school_year(titled))
    based, cited = bases.bases(skeleton, number)
    found_phases = phases.phases(skeleton, year)
    anniversaries = commemorations.commemorations(skeleton)
    actors = duties.actors(skeleton)
    who_of = {para.start: actor.name for actor in actors for para, _ in actor.texts}
    return PlanDraft(
        doc_number=number,
        issue_date=issued,
        issuing_body=body,
        place=head.place(skeleton),
        doc_type=head.doc_type(skeleton) or told.kind,
        title=titled,
        year=for_year,
        theme=head.theme(skeleton),
        parent_plan=bases.parent_plan(based, body),
        signer=ending.signer(skeleton),
        legal_bases=based,
        cited_documents=cited,
        **_paragraphs_of(skeleton),
        targets=targets.targets(skeleton),
        phases=found_phases,
        movements=movements.movements(skeleton),
        duties=duties.duties(skeleton, actors, body, lend),
        deadlines=deadlines.deadlines(skeleton, _places(based, cited, found_phases, anniversaries), who_of, lend),
        recurring=deadlines.recurring(skeleton, who_of),
        award_forms=awards.award_forms(skeleton),
        award_quotas=awards.award_quotas(skeleton),
        recipients=ending.recipients(skeleton),
        commemorations=anniversaries,
        messages=_messages(titled, issued),
    )


def _is_school_year(titled: Fact | None) -> bool:
    return bool(titled and re.search(r"năm học|NĂM HỌC", titled.value))


def _places(*found: tuple[Find, ...]) -> list[Span]:
    return [find.span for finds in found for find in finds]


def _paragraphs_of(skeleton: Outline) -> dict[str, tuple[Paragraph, ...]]:
    return {
        "purposes": _paragraphs(skeleton, PURPOSE),
        "contents": _paragraphs(skeleton, CONTENTS, TARGETS),
        "measures": _paragraphs(skeleton, MEASURES),
    }


def _paragraphs(skeleton: Outline, *kinds: str) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    for para in skeleton.sections():
        if para.kind not in kinds or para.is_heading:
            continue
        heading = skeleton.parent_heading(para)
        if para.kind == TARGETS and not _is_content(skeleton, para):
            continue
        title = heading.lead if heading else ""
        out.append(
            Paragraph(text=para.words, sector=_sector(skeleton, para), heading=title, span=(para.body, para.end))
        )
    return tuple(out)


def _is_content(skeleton: Outline, para: Para) -> bool:
    return any("noi dung" in folded(skeleton.paras[index].lead) for index in para.parents)


def _sector(skeleton: Outline, para: Para) -> str:
    """Which sector a paragraph of contents is for, by the headings above it."""
    for index in reversed(para.parents):
        bare = folded(skeleton.paras[index].lead)
        if re.search(r"hanh chinh|su nghiep|co quan|cong chuc|vien chuc", bare):
            return "administrative"
        if re.search(r"doanh nghiep|san xuat|kinh doanh|hop tac xa", bare):
            return "enterprise"
    return "general"


def _messages(titled: Fact | None, issued: Fact | None) -> tuple[str, ...]:
    out = []
    if titled is None:
        out.append("Không thấy tên kế hoạch. Hãy kiểm tra xem tệp này có đúng là kế hoạch không.")
    if issued is None:
        out.append("Không thấy ngày ban hành trong văn bản. Hãy điền ngày nếu kế hoạch đã có.")
    return tuple(out)

"""The papers of this room: the decision with its list, and the certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from thidua.awards.choices import body_in_words
from thidua.awards.models import Award, AwardForm, Decision
from thidua.awards.queries.certificates import codes_of
from thidua.awards.queries.decisions import DecisionDraft
from thidua.documents.models import OfficialDocument
from thidua.documents.papers import (
    Annex,
    Article,
    CertificatePaper,
    OfficialPaper,
    Signature,
    Table,
    authority_of,
    letterhead,
    signature_for,
)
from thidua.documents.queries import verification_url
from thidua.norms.choices import Force
from thidua.norms.models import LegalNorm
from thidua.organisation.models import Unit
from thidua.plans.models import Plan

PREFIX_PERSON, PREFIX_COLLECTIVE = "Đồng chí", "Tập thể"
SAMPLE = "MẪU"
# Norms that a decision may cite, in order; only those in force on its day are printed.
CITED = ("L-TDKT-2003", "L-TDKT-2022", "QC-1564", "QC-2106", "QC-1689", "QC-999")
COLUMNS = ("Số sổ vàng", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Thành tích")


def signature_of(unit: Unit, document: OfficialDocument | None, post: str = "", name: str = "") -> Signature:
    """ "TM. BAN THƯỜNG VỤ / CHỦ TỊCH / name", from the recorded document where there is one."""
    if document is not None:
        post, name = document.signer_post, document.signer_name
    return signature_for(unit, post=post.upper() or "CHỦ TỊCH", name=name)


def decision_paper(decision: Decision, awards: Iterable[Award]) -> OfficialPaper:
    """The recorded decision as it is signed, with number and date and the list as its annex."""
    rows = [
        (f"{award.golden_book_number:02d}", award.recipient, award.recipient_line or award.unit_name, award.achievement)
        for award in awards
    ]
    people = sum(award.person_id is not None for award in awards)
    plans = [dossier.plan for dossier in decision.dossiers.select_related("plan__parent__unit", "plan__unit")]
    return _paper(decision.unit, decision.form, decision.year, decision.title, rows, people, decision.document, plans)


def drafted_paper(draft: DecisionDraft, *, title: str = "", post: str = "", name: str = "") -> OfficialPaper:
    """The decision before it is recorded: number and date blank, for signing on paper."""
    rows = [
        (f"{one.number:02d}", one.line.name_on_paper, one.line.line_on_paper, one.line.achievement_on_paper)
        for one in draft.awards
    ]
    title = title or f"Về việc tặng {draft.form.heading.lower()} năm {draft.year}"
    plans = [dossier.plan for dossier in draft.dossiers]
    return _paper(draft.unit, draft.form, draft.year, title, rows, draft.people, None, plans, (post, name))


def _paper(
    unit: Unit,
    form: AwardForm,
    year: int,
    title: str,
    rows: list[tuple[str, str, str, str]],
    people: int,
    document: OfficialDocument | None,
    plans: Sequence[Plan | None],
    signer: tuple[str, str] = ("", ""),
) -> OfficialPaper:
    return OfficialPaper(
        **letterhead(unit),
        number=document.number if document else None,
        symbol=document.symbol if document else f"QĐ-{unit.symbol}".rstrip("-"),
        day=document.issued_on if document else None,
        year=year,
        kind="Quyết định",
        subject=title,
        authority=authority_of(unit),
        enacting="QUYẾT ĐỊNH:",
        bases=tuple(_bases(unit, document.issued_on if document else None, plans)),
        blocks=_articles(unit, form, year, len(rows), people),
        signer=signature_of(unit, document, *signer),
        recipients=("Như Điều 3", unit.parent.name + " (để báo cáo)" if unit.parent else "", "Lưu: VT"),
        annexes=(
            Annex(
                f"Danh sách được tặng {form.heading.lower()}",
                (Table(COLUMNS, tuple(rows), widths=(1.1, 2.6, 3.6, 4.2), align=("center", "left", "left", "left")),),
                is_landscape=True,
            ),
        ),
    )


def _articles(unit: Unit, form: AwardForm, year: int, count: int, people: int) -> tuple[Article, ...]:
    body = f"{body_in_words(unit.collective_body)} {unit.name}"
    parts = (
        f"{count - people:02d} tập thể" if count > people else "",
        f"{people:02d} cá nhân" if people else "",
    )
    counted = " và ".join(part for part in parts if part)
    return (
        Article(f"{form.verb} {form.heading} của {body} cho {counted} {_merit(year)} (có danh sách kèm theo)."),
        Article("Tập thể, cá nhân được khen thưởng nhận giấy và hiện vật kèm theo (nếu có) theo quy định hiện hành."),
        Article(
            "Văn phòng, ban nghiệp vụ, các đơn vị và cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
            "Quyết định này."
        ),
    )


def _merit(year: int) -> str:
    return f"có thành tích xuất sắc trong phong trào thi đua năm {year}"


def _bases(unit: Unit, day: dt.date | None, plans: Sequence[Plan | None]) -> list[str]:
    norms = {norm.code: norm for norm in LegalNorm.objects.filter(code__in=CITED)}
    held = [norms[code] for code in CITED if code in norms]
    if day is not None:
        held = [norm for norm in held if norm.force_on(day) == Force.IN_FORCE]
    else:
        held = [norm for norm in held if norm.effective_to is None]
    bases = [f"Căn cứ {norm.title} số {norm.number}" for norm in held]
    carried_out = {plan for one in plans if (plan := _plan_above(one, unit))}
    bases += sorted(f"Thực hiện {plan.name} của {plan.unit.name}" for plan in carried_out)
    bases.append("Xét đề nghị của các đơn vị và kết quả thẩm định hồ sơ khen thưởng")
    return bases


def certificate_papers(awards: Sequence[Award], *, sample: bool = False) -> list[CertificatePaper]:
    """The certificates of these awards (``form``, ``decision__unit``, ``decision__document`` loaded). One query."""
    codes = codes_of([award.pk for award in awards])
    papers = []
    for award in awards:
        unit, document = award.decision.unit, award.decision.document
        papers.append(
            CertificatePaper(
                authority=authority_of(unit),
                verb=award.form.verb,
                form=award.form.heading,
                prefix=PREFIX_PERSON if award.person_id else PREFIX_COLLECTIVE,
                recipient=award.recipient,
                recipient_lines=tuple(line for line in (award.recipient_line,) if line),
                achievement=award.achievement,
                decision_number=document.number_text if document else "",
                decided_on=award.awarded_on,
                golden_book_number=award.golden_book_number,
                place=unit.place,
                signer=signature_of(unit, document),
                verification_url=verification_url(codes[award.pk]) if award.pk in codes else "",
                reissue=award.reissue,
                sample_mark=SAMPLE if sample else "",
            )
        )
    return papers


def sample_certificates(draft: DecisionDraft, on: dt.date, *, post: str = "", name: str = "") -> list[CertificatePaper]:
    """The certificates that a decision would make, marked "MẪU" and without number and code, to read them through."""
    unit = draft.unit
    return [
        CertificatePaper(
            authority=authority_of(unit),
            verb=draft.form.verb,
            form=draft.form.heading,
            prefix=PREFIX_PERSON if one.line.is_person else PREFIX_COLLECTIVE,
            recipient=one.line.name_on_paper,
            recipient_lines=tuple(line for line in (one.line.line_on_paper,) if line),
            achievement=one.line.achievement_on_paper,
            decision_number=f"…/QĐ-{unit.symbol}",
            decided_on=on,
            golden_book_number=one.number,
            place=unit.place,
            signer=signature_of(unit, None, post, name),
            verification_url="",
            sample_mark=SAMPLE,
        )
        for one in draft.awards
    ]


def _plan_above(plan: Plan | None, unit: Unit) -> Plan | None:
    """The plan that a decision of ``unit`` cites: its own or one from above, never that of the proposing unit below."""
    while plan is not None and unit.path != plan.unit.path and plan.unit.path.startswith(unit.path):
        plan = plan.parent
    return plan

"""What a reading finds. Every find shows its place in the normalised text, how sure it is, and why not if it is not.

Dates are ISO texts and may be partial: "2021-01-07", "2024-03" (a month alone), "2025" (a year alone).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]

SURE = 0.95
LIKELY = 0.8
DOUBTFUL = 0.5

COMPARATORS = (">", ">=", "=", "<=", "<", "between")
SECTORS = ("enterprise", "administrative", "general")
# Codes of thidua.organisation.choices.UnitLevel, and "own" (the issuing body), "department" (its office), "other".
LEVELS = ("confederation", "province", "upper", "base", "section", "own", "department", "other")
RECURRENCES = ("after_phase", "monthly", "quarterly", "half_yearly", "yearly", "other")


@dataclass(frozen=True, kw_only=True)
class Find:
    """``span``: place in the normalised text; ``confidence`` 0–1; ``why``: a Vietnamese remark when doubtful."""

    span: Span
    confidence: float = SURE
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact(Find):
    """One value of the head: number, date, place, title …"""

    value: str


@dataclass(frozen=True, kw_only=True)
class Basis(Find):
    """A document that the plan carries out, or only mentions. ``number`` is the law's name where it has no number."""

    number: str | None
    date: str | None
    issuer: str | None
    kind: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Target(Find):
    """A figure to reach. ``value_high`` is set for "between" only. ``unit``: "%" or the counted noun."""

    quote: str
    comparator: str
    value: float
    value_high: float | None
    unit: str
    subject: str
    in_target_section: bool


@dataclass(frozen=True, kw_only=True)
class Phase(Find):
    """A stretch of the movement. ``start``/``end`` None when only told in words (then in ``relative_*``)."""

    name: str
    start: str | None
    end: str | None
    theme: str | None
    raw: str
    content: str = ""
    relative_start: str = ""
    relative_end: str = ""


@dataclass(frozen=True, kw_only=True)
class Movement(Find):
    """A movement or campaign by its quoted name, once."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Deadline(Find):
    """A day (or month) by which somebody has to do something. ``relation``: "before", "by" or "in"."""

    date: str
    action: str
    who: str | None
    quote: str
    relation: str


@dataclass(frozen=True, kw_only=True)
class Recurring(Find):
    """A report or review without a date: after each phase, every six months …; ``recurrence`` is of RECURRENCES."""

    quote: str
    recurrence: str
    who: str | None


@dataclass(frozen=True, kw_only=True)
class AwardForm(Find):
    """A form of commendation that the plan offers."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Quota(Find):
    """How many awards a unit may propose; several values where one line counts collectives and persons."""

    quote: str
    comparator: str
    values: tuple[float, ...]
    unit: str


@dataclass(frozen=True, kw_only=True)
class Duty(Find):
    """What one actor has to do. ``level`` is a guess of LEVELS; ``deadline`` a date or None; ``recurrence`` or ""."""

    actor: str
    level: str
    text: str
    deadline: str | None
    recurrence: str


@dataclass(frozen=True, kw_only=True)
class Recipient(Find):
    """One line of "Nơi nhận". ``remark`` is what stands in brackets ("để b/c")."""

    name: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Signer(Find):
    """Who signs. ``on_behalf`` keeps "TM. BAN THƯỜNG VỤ", several lines joined by "; "."""

    title: str | None
    name: str | None
    on_behalf: str | None


@dataclass(frozen=True, kw_only=True)
class Commemoration(Find):
    """An anniversary. ``date_range`` as printed ("28/7/1929 - 28/7/2024") or None; ``years`` the counted years."""

    event: str
    years: int | None
    date_range: str | None


@dataclass(frozen=True, kw_only=True)
class Paragraph(Find):
    """A paragraph of purposes, contents or measures. ``sector`` is of SECTORS; ``heading`` the nearest heading."""

    text: str
    sector: str = "general"
    heading: str = ""


@dataclass(frozen=True)
class PlanDraft:
    """All that was read from one plan. Empty rather than guessed: a missing value is None or an empty tuple."""

    doc_number: Fact | None = None
    issue_date: Fact | None = None
    issuing_body: Fact | None = None
    place: Fact | None = None
    doc_type: Fact | None = None
    title: Fact | None = None
    year: Fact | None = None
    theme: Fact | None = None
    parent_plan: Basis | None = None
    signer: Signer | None = None
    legal_bases: tuple[Basis, ...] = ()
    cited_documents: tuple[Basis, ...] = ()
    purposes: tuple[Paragraph, ...] = ()
    contents: tuple[Paragraph, ...] = ()
    measures: tuple[Paragraph, ...] = ()
    targets: tuple[Target, ...] = ()
    qualitative_targets: tuple[Paragraph, ...] = ()
    phases: tuple[Phase, ...] = ()
    movements: tuple[Movement, ...] = ()
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    award_forms: tuple[AwardForm, ...] = ()
    award_quotas: tuple[Quota, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    commemorations: tuple[Commemoration, ...] = ()
    messages: tuple[str, ...] = field(default=())

"""What waits for one person: what others have sent that her verbs let her answer, and the duties of her unit.

The menu's badge and the first column of the desk are counts of the same things.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet, Value
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.awards.models import Dossier
from thidua.common.actor import Actor
from thidua.desk.queries.administrator import lists_of, only_administers
from thidua.desk.queries.duty_pages import INTERNAL
from thidua.duties.models import Duty
from thidua.duties.queries import open_duties_of
from thidua.journal.models import MoveLog
from thidua.notices.queries import unread_notices
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.plans.models import Plan
from thidua.plans.queries import waiting_counter_proposals
from thidua.registrations.models import Registration
from thidua.reporting.queries import reports_to_sign, waiting_asks, waiting_proposals, waiting_reports
from thidua.ui.counting import length_of
from thidua.ui.kept import Kept

GRASSROOTS = (UnitLevel.BASE, UnitLevel.SECTION)
"""Units whose first page is the chair's desk: their duties and nothing else."""


@dataclass(frozen=True)
class Waiting:
    """Things of one kind that wait for this person: how many, since when the oldest, where they are."""

    label: str
    count: int
    since: dt.datetime
    url: str
    action: str


@dataclass(frozen=True)
class _Source:
    """One kind of things that wait: its words, the things, the page and the verb of its button; ``one`` names the page
    of a single thing, opened at once where only one waits."""

    label: str
    rows: QuerySet[Any]
    page: str
    action: str
    one: str = ""

    def url(self, count: int, first: int) -> str:
        """Where the things are."""
        return reverse(self.one, args=[first]) if self.one and count == 1 else reverse(self.page)


def _sources(by: Actor) -> list[_Source]:
    found = []
    if by.can(Verb.PREPARE):
        returned = MoveLog.objects.filter(kind="plan", move="return").values("subject_id")
        plans = Plan.objects.filter(unit_id=by.unit_id, state="draft", pk__in=returned)
        found.append(_Source("Kế hoạch được trả lại, chờ sửa", plans, "plan_list", "Xem và sửa", "plan_page"))
        others = waiting_counter_proposals(by)
        found.append(_Source("Đề nghị mức giao khác chờ trả lời", others, "counter_proposals", "Trả lời"))
    if by.can(Verb.APPROVE):
        plans = Plan.objects.filter(unit_id=by.unit_id, state="in_review")
        found.append(_Source("Kế hoạch chờ duyệt", plans, "plan_list", "Xem và duyệt", "plan_page"))
    if by.can(Verb.SUBMIT):
        found.append(_Source("Báo cáo của đơn vị chờ ký", reports_to_sign(by), "report_list", "Xem và ký"))
    if by.can(Verb.ISSUE):
        plans = Plan.objects.filter(unit_id=by.unit_id, state="approved")
        found.append(_Source("Kế hoạch chờ ban hành", plans, "plan_list", "Ban hành", "plan_page"))
    if by.can(Verb.RETURN):
        sent = Registration.objects.filter(state="submitted", unit__parent_id=by.unit_id)
        found.append(_Source("Đề nghị về báo cáo chờ trả lời", waiting_asks(by), "report_inbox", "Trả lời"))
        found.append(_Source("Báo cáo chờ xem", waiting_reports(by), "report_inbox", "Xem báo cáo"))
        found.append(_Source("Kiến nghị chờ giải quyết", waiting_proposals(by), "proposal_list", "Xem kiến nghị"))
        found.append(_Source("Đăng ký danh hiệu chờ duyệt", sent, "registration_list", "Duyệt đăng ký"))
    if by.can(Verb.RECEIVE):
        dossiers = Dossier.objects.sent_to(by).filter(state__in=("submitted", "under_appraisal"))
        found.append(_Source("Hồ sơ khen thưởng chờ thẩm định", dossiers, "dossier_inbox", "Thẩm định"))
    if by.can(Verb.DECIDE):
        ready = Dossier.objects.sent_to(by).filter(state="appraised")
        found.append(_Source("Hồ sơ chờ quyết định", ready, "decision_list", "Quyết định"))
    return found


def waiting_for(by: Actor) -> list[Waiting]:
    """What others have sent and this person's verbs allow her to answer; kinds with nothing waiting are left out. One
    query for all kinds."""
    sources = _sources(by)
    counts = [
        source.rows.order_by()
        .annotate(source_index=Value(index))
        .values("source_index")
        .annotate(count=Count("pk"), since=Min("state_since"), first=Min("pk"))
        .values_list("source_index", "count", "since", "first")
        for index, source in enumerate(sources)
    ]
    if not counts:
        return []
    rows = sorted(row for row in counts[0].union(*counts[1:], all=True) if row[1])
    found = [(sources[index], count, since, first) for index, count, since, first in rows]
    return [Waiting(one.label, count, since, one.url(count, first), one.action) for one, count, since, first in found]


def own_duties(by: Actor) -> QuerySet[Duty]:
    """What her unit still has to do, soonest due first. Steps inside an upper unit (approve, appraise, decide) wait
    for whoever holds the verb and stand among what ``waiting_for`` tells her."""
    duties = open_duties_of(by.unit_id)
    return duties if by.unit_level in GRASSROOTS else duties.exclude(kind__in=INTERNAL)


def badges(by: Actor) -> tuple[int, int]:
    """How many things wait for this person (what the first column of her desk adds up to) and how many notices she
    has not read, in one statement."""
    if only_administers(by):
        found = _lengths(by, lists_of(by)).get()
    else:
        (found,) = _counts_for(by.verbs, by.unit_level)(by.unit_id, by.user_id or 0)
    unread, *waiting = found
    return sum(waiting), unread


@functools.lru_cache(maxsize=256)
def _counts_for(verbs: frozenset[str], level: str) -> Kept[tuple[int, ...]]:
    """The statement behind the badges of everybody with these verbs at a unit of that level: every page asks it. What
    waits hangs on unit and person alone, on nothing else of the actor."""

    def build(unit_id: int, user_id: int) -> QuerySet[Unit, tuple[int, ...]]:
        by = Actor(user_id, "", unit_id, "", unit_path="none", unit_level=level, verbs=verbs)
        sources = [] if level in GRASSROOTS else [one.rows for one in _sources(by)]
        return _lengths(by, (own_duties(by), *sources))

    return Kept(build)


def _lengths(by: Actor, waits: Iterable[QuerySet[Any]]) -> QuerySet[Unit, tuple[int, ...]]:
    """One row: how many notices are unread, how long each list is."""
    return Unit.objects.filter(pk=by.unit_id).values_list(*map(length_of, (unread_notices(by), *waits)))

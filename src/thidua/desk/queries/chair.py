"""The desk of a grassroots chair: what is to be done, the year as a strip, what was done, what was honoured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua.awards.models import Award
from thidua.awards.queries.awards import AwardFilter, award_list
from thidua.common.actor import Actor
from thidua.desk.queries.duties_below import told_with_state
from thidua.desk.queries.duty_pages import INTERNAL, DutyPage, page_of
from thidua.desk.queries.strip import issued_plans, year_line
from thidua.duties.queries import done_duties_of, open_duties_of
from thidua.ui.charts import Timeline

MOST_OPEN, MOST_DONE, MOST_HONOURS = 30, 6, 5


@dataclass(frozen=True)
class ChairDesk:
    """Everything on the page, already read."""

    cards: list[DutyPage]
    done: list[DutyPage]
    honours: list[Award]
    line: Timeline

    @property
    def note(self) -> str:
        """How much is left, in words."""
        return f"còn {len(self.cards)} việc"


def chair_desk(by: Actor, *, on: dt.date) -> ChairDesk:
    """The unit's open duties (soonest due first), its year, its latest done duties, its latest awards."""
    plan = issued_plans(by.unit_id, year=on.year).first()
    return ChairDesk(
        cards=[page_of(duty) for duty in told_with_state(open_duties_of(by.unit_id))[:MOST_OPEN]],
        done=[page_of(duty) for duty in done_duties_of(by.unit_id).exclude(kind__in=INTERNAL)[:MOST_DONE]],
        honours=list(award_list(by, AwardFilter(year=on.year))[:MOST_HONOURS]),
        line=year_line(by.unit_id, title=f"Năm {on.year}", on=on, plan=plan),
    )

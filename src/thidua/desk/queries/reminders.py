"""The lines of a person's digest of the day: her duties of all units she acts for, and who below is late."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_by_unit
from thidua.common.dates import due_in_words, format_date
from thidua.common.numbers import format_number
from thidua.desk.queries.duties_below import LATE, list_url, of_year, state_condition
from thidua.desk.queries.duty_pages import INTERNAL, page_of
from thidua.duties.models import Duty
from thidua.duties.queries import DueReminder
from thidua.organisation.models import Unit, path_end, paths_above

MONDAY = 0
HEADINGS = ("Đang chậm", "Hạn hôm nay", "Sắp đến hạn")
WORDS = ("việc đang chậm", "việc hạn hôm nay", "việc sắp đến hạn")
BELOW = "Đơn vị cấp dưới"
Line = tuple[str, str, str]


@dataclass(frozen=True)
class LateBelow:
    """How many units below one of the person's units are late, with how many duties; ``is_news``: since yesterday, or
    it is Monday."""

    unit: Unit
    units: int
    duties: int
    is_news: bool

    @property
    def words(self) -> str:
        """The sentence of the digest: a count, not the names."""
        return f"{format_number(self.units)} đơn vị dưới {self.unit.title} đang chậm {format_number(self.duties)} việc"


def late_below(day: dt.date) -> dict[User, list[LateBelow]]:
    """Everybody who reminds units below, with what is late below each of her units. Three queries in all."""
    late = Duty.objects.filter(of_year(day.year), state_condition(LATE, day), withdrawn_at__isnull=True)
    counted = late.exclude(kind__in=INTERNAL).values_list("unit__path")
    rows = list(counted.annotate(duties=Count("id"), newest=Max("due_on")).order_by("unit__path"))
    if not rows:
        return {}
    paths = [path for path, _, _ in rows]
    found: dict[User, list[LateBelow]] = {}
    above = {upper for path in paths for upper in paths_above(path)}
    units = list(Unit.objects.filter(path__in=above))
    people = users_by_unit([unit.pk for unit in units], Verb.REMIND)
    for unit in sorted(units, key=lambda unit: unit.path):
        start, end = bisect.bisect_right(paths, unit.path), bisect.bisect_left(paths, path_end(unit.path))
        under = rows[start:end]
        is_news = day.weekday() == MONDAY or any(newest == day - dt.timedelta(days=1) for _, _, newest in under)
        for user in people[unit.pk]:
            found.setdefault(user, []).append(LateBelow(unit, len(under), sum(row[1] for row in under), is_news))
    return found


def digest_lines(reminders: Iterable[DueReminder], below: Iterable[LateBelow], day: dt.date) -> tuple[list[Line], str]:
    """(the lines in order, their summary) of one person's digest."""
    groups: tuple[list[DueReminder], ...] = ([], [], [])
    for one in reminders:
        groups[0 if one.due_on < day else 1 if one.due_on == day else 2].append(one)
    names_units = len({one.duty.unit_id for group in groups for one in group}) > 1
    lines: list[Line] = []
    for heading, group in zip(HEADINGS, groups, strict=True):
        lines += [(heading, _words(one, day, names_units), _url(one.duty)) for one in group]
    summary = [f"{len(group)} {words}" for words, group in zip(WORDS, groups, strict=True) if group]
    for one_below in below:
        lines.append((BELOW, one_below.words, list_url(state=LATE)))
        summary.append(f"{format_number(one_below.units)} đơn vị cấp dưới chậm")
    return lines, ", ".join(summary)


def _words(one: DueReminder, day: dt.date, names_unit: bool) -> str:
    duty = one.duty
    date = format_date(one.due_on)
    due = f"hạn hôm nay, {date}" if one.due_on == day else f"{due_in_words(one.due_on, day)} (hạn {date})"
    parts = [page_of(duty).title, due]
    parts += [duty.origin_words] if duty.origin_words else []
    parts += [duty.unit.title] if names_unit else []
    return " · ".join(parts)


def _url(duty: Duty) -> str:
    return reverse("duty_open", args=[duty.pk])

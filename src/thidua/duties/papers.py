"""The duties of a unit as a calendar that other programs subscribe to (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from icalendar import Calendar, Event

from thidua.common.dates import format_date
from thidua.duties.models import Duty

PRODUCT = "-//Thi dua//Viec phai lam//VI"
REFRESH = dt.timedelta(hours=6)
MOST_LETTERS = 160


def calendar_paper(name: str, duties: Iterable[Duty], *, host: str, address_of: Callable[[Duty], str]) -> bytes:
    """A calendar with one all-day event a duty: UTF-8, lines of at most 75 octets.

    ``host`` makes the events' identifiers unique in the world; ``address_of`` gives the page of a duty. Nothing but
    the duty, its paper and its day is in it. The same duties make the same bytes. No CLASS: Google shows the private
    events of a subscribed address as "busy", without their words. No METHOD: this is a calendar, not a message.
    """
    paper = Calendar()
    paper.add("prodid", PRODUCT)
    paper.add("version", "2.0")
    paper.add("calscale", "GREGORIAN")
    paper.add("name", name)
    paper.add("x-wr-calname", name)
    paper.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    paper.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    paper.add("x-published-ttl", "PT6H")
    for duty in duties:
        if duty.due_on:
            paper.add_component(_event(duty, duty.due_on, host, address_of(duty)))
    return paper.to_ical()


def _event(duty: Duty, due_on: dt.date, host: str, address: str) -> Event:
    event = Event()
    is_dropped = bool(duty.withdrawn_at or duty.exempted_at) and not duty.fulfilled_at
    event.add("uid", f"viec-{duty.pk}@{host}")
    event.add("dtstamp", duty.changed_at)
    event.add("created", duty.given_at)
    event.add("last-modified", duty.changed_at)
    event.add("sequence", duty.revision)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + dt.timedelta(days=1))
    event.add("summary", _summary(duty, is_dropped=is_dropped))
    event.add("description", _description(duty, due_on, address, is_dropped=is_dropped))
    event.add("url", address)
    event.add("status", "CANCELLED" if is_dropped else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(duty: Duty, *, is_dropped: bool) -> str:
    title = duty.title if len(duty.title) <= MOST_LETTERS else f"{duty.title[: MOST_LETTERS - 1].rstrip()}…"
    words = f"{title} ({duty.occasion})" if duty.occasion else title
    if duty.fulfilled_at:
        return f"Đã xong: {words}"
    return f"Không phải làm nữa: {words}" if is_dropped else words


def _description(duty: Duty, due_on: dt.date, address: str, *, is_dropped: bool) -> str:
    lines = [duty.title] if len(duty.title) > MOST_LETTERS else []
    lines += [f"Theo {duty.origin_words}"] if duty.origin_words else []
    lines.append(f"Hạn: hết ngày {format_date(due_on)}")
    if duty.is_extended and duty.first_due_on:
        lines.append(f"Đã gia hạn, hạn ban đầu {format_date(duty.first_due_on)}")
    if is_dropped:
        lines.append("Đơn vị được miễn việc này" if duty.exempted_at else "Việc này đã được thu hồi")
    return "\n".join([*lines, f"Mở việc: {address}"])

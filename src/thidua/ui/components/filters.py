"""Filters: numbers, shares, money and dates as Vietnamese people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template

from thidua.common import clock, dates, numbers

register = template.Library()


@register.filter
def vn_number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """``{{ 1234567|vn_number }}`` → 1.234.567; ``{{ x|vn_number:1 }}`` fixes the decimals; None → "–"."""
    return numbers.format_number(value, places)


@register.filter
def vn_share(numerator: int | None, denominator: int | None) -> str:
    """``{{ direct|vn_share:all }}`` → 98,5 %; "–" where nothing can be divided."""
    return numbers.format_share(numerator, denominator)


@register.filter
def vn_money(amount: int | None) -> str:
    """``{{ amount|vn_money }}`` → 12.000.000 đồng."""
    return numbers.format_money(amount)


@register.filter
def vn_date(day: dt.date | dt.datetime | None) -> str:
    """``{{ day|vn_date }}`` → 30/06/2021, on a Vietnamese clock for an instant; "–" for none."""
    if isinstance(day, dt.datetime):
        day = clock.local(day).date()
    return dates.format_date(day)


@register.filter
def vn_time(moment: dt.datetime | None) -> str:
    """``{{ moment|vn_time }}`` → 10:32 ngày 30/06/2021, on a Vietnamese clock; "–" for none."""
    if moment is None:
        return "–"
    return clock.local(moment).strftime("%H:%M ngày %d/%m/%Y")


@register.filter
def due_words(due_on: dt.date | None, today: dt.date | None = None) -> str:
    """``{{ duty.due_on|due_words }}`` → "còn 5 ngày", "hạn hôm nay", "chậm 3 ngày", counted from today."""
    return dates.due_in_words(due_on, today or clock.today())


@register.filter
def due_tone(due_on: dt.date | None, today: dt.date | None = None) -> str:
    """The tone that goes with ``due_words``: late, waiting (7 days or fewer) or quiet."""
    if due_on is None:
        return "quiet"
    days = (due_on - (today or clock.today())).days
    return "late" if days < 0 else "waiting" if days <= 7 else "quiet"


@register.filter
def figure(value: object) -> str:
    """A number as Vietnamese; words as they are; None as "–"."""
    if value is None or isinstance(value, int | float | Decimal):
        return numbers.format_number(value)
    return str(value)

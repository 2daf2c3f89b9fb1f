"""What can be counted: the indicators that a unit may use, and the one that fits a target's words."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator

_MONEY = ("dong", "trieu dong", "ty dong", "vnd")


def indicators_for(by: Actor) -> QuerySet[Indicator]:
    """Those that the unit may ask now: shipped, its own, those of the line of units above; by name."""
    return Indicator.objects.visible_to(by).in_use().order_by("name", "id")


def matching_indicator(by: Actor, name: str, kind: str = "") -> Indicator | None:
    """The indicator with the same folded name (and kind, where given)."""
    return match_among(list(indicators_for(by)), name, kind)


def match_among(indicators: list[Indicator], name: str, kind: str = "") -> Indicator | None:
    """As ``matching_indicator``, among indicators already read."""
    wanted = search_text(name)
    for indicator in indicators:
        if search_text(indicator.name) == wanted and kind in ("", indicator.kind):
            return indicator
    return None


def kind_for(unit_word: str) -> str:
    """How a target with that unit adds up, as a first guess: "%" is a ratio, "đồng" is money, the rest are counts."""
    if unit_word.strip() == "%":
        return IndicatorKind.RATIO
    return IndicatorKind.MONEY if search_text(unit_word) in _MONEY else IndicatorKind.COUNT

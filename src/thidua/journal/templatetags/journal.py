"""The story of a thing, for any page."""

from __future__ import annotations

from typing import Any

from django import template

from thidua.journal.queries import Step

register = template.Library()


@register.inclusion_tag("journal/_story.html")
def story(steps: list[Step], title: str = "Đã qua những bước nào") -> dict[str, Any]:
    """``{% load journal %}{% story steps %}``: the moves of a thing with names, oldest first.

    ``steps`` come from ``journal.queries.story_of(thing)``, called by the view.
    """
    return {"steps": steps, "title": title}

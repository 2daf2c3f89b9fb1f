"""Words, chips, heads and boxes: the components without forms and charts."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Protocol

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.lifecycle import TONES, State
from thidua.ui.sprite import icon_names

register = template.Library()
NAMES = icon_names()
SHAPES = {
    "quiet": "circle-dashed",
    "active": "circle-dot",
    "waiting": "hourglass",
    "done": "circle-check",
    "late": "alert-triangle",
    "honour": "rosette-discount-check",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decorative unless ``label`` says what it means. Errors: ValueError for an unknown name."""
    return _drawn(name, label)


@functools.lru_cache(maxsize=512)
def _drawn(name: str, label: str) -> SafeString:
    if name not in NAMES:
        raise ValueError(f"no icon named {name}; add its outline file to static/vendor and run build_icons")
    use = format_html('<use href="{}#{}"/>', static("ui/icons.svg"), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, use)
    return format_html('<svg class="icon" aria-hidden="true">{}</svg>', use)


@register.simple_tag
def tone_chip(words: str, tone: str = "quiet", shape: str = "") -> SafeString:
    """A chip of word, shape and colour for anything that is not a lifecycle state. ``tone`` is one of TONES."""
    if tone not in TONES:
        raise ValueError(f"no tone named {tone}")
    return format_html('<span class="chip chip-{}">{}<span>{}</span></span>', tone, icon(shape or SHAPES[tone]), words)


@register.simple_tag
def chip(state: State, since: dt.date | dt.datetime | None = None, holder: str = "") -> SafeString:
    """The chip of a state: word, shape, colour; with ``since`` also who holds it and since when.

    ``holder`` replaces the state's own words for whose turn it is ("Công đoàn Công ty May Đức Giang").
    """
    made = tone_chip(state.label, state.tone)
    if since is None and not holder:
        return made
    day = clock.local(since).date() if isinstance(since, dt.datetime) else since
    who = holder or state.holder
    words = [f"đang ở: {who}"] if who and not state.is_final else []
    if day:
        words.append(f"từ {format_date(day)}")
    return format_html('<span class="chip-line">{} <span class="chip-note">{}</span></span>', made, " · ".join(words))


class Judged(Protocol):
    """How a target stands, as the room of reports says it."""

    @property
    def words(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def shape(self) -> str: ...
    @property
    def why(self) -> str: ...


@register.simple_tag
def target_chip(state: Judged | None, otherwise: str = "", with_why: bool = False) -> SafeString:
    """The state of a target as icon and word, each state with an icon of its own; ``otherwise`` where nothing can be
    judged. ``with_why`` adds the figures that it was judged by."""
    if state is None:
        return tone_chip(otherwise, "quiet") if otherwise else SafeString("")
    made = tone_chip(state.words, state.tone, state.shape)
    if not with_why or not state.why:
        return made
    return format_html('<span class="chip-line">{} <span class="chip-note">{}</span></span>', made, state.why)


@register.simple_block_tag
def page_head(
    content: str,
    title: str,
    kicker: str = "",
    kicker_url: str = "",
    state: State | None = None,
    since: dt.date | dt.datetime | None = None,
    holder: str = "",
    note: str = "",
) -> SafeString:
    """``{% page_head "Kế hoạch 03/KH" kicker="Kế hoạch" kicker_url=… state=… since=… %}actions{% endpage_head %}``.

    ``kicker`` says where I am and leads back; ``state`` shows the chip; the content holds the actions, the primary
    one first. On a phone, wrap the primary one in ``{% sticky %}`` at the end of the page instead.
    """
    return render_to_string(
        "ui/parts/page_head.html",
        {
            "title": title,
            "kicker": kicker,
            "kicker_url": kicker_url,
            "state": state,
            "since": since,
            "holder": holder,
            "note": note,
            "actions": mark_safe(content.strip()),
        },
    )


@register.simple_block_tag
def sticky(content: str) -> SafeString:
    """``{% sticky %}one primary button{% endsticky %}``: above the bottom bar of a phone, in place on a desktop.
    Nothing where the button is not this person's."""
    if not content.strip():
        return SafeString("")
    return format_html('<div class="sticky-action">{}</div>', mark_safe(content.strip()))


@register.simple_block_tag
def panel(content: str, title: str = "", note: str = "", anchor: str = "", tone: str = "") -> SafeString:
    """A box with a heading. ``anchor`` is its id; ``tone`` "honour", "late" or "done" colours its edge."""
    head = format_html('<h2 class="panel-title">{}</h2>', title) if title else SafeString("")
    if note:
        head = format_html('{}<p class="panel-note">{}</p>', head, note)
    if head:
        head = format_html('<div class="panel-head">{}</div>', head)
    ident = format_html(' id="{}"', anchor) if anchor else SafeString("")
    return format_html(
        '<section class="panel{}"{}>{}{}</section>', f" panel-{tone}" if tone else "", ident, head, mark_safe(content)
    )


@register.simple_block_tag
def notice(content: str, tone: str = "active", title: str = "") -> SafeString:
    """A sentence to be seen in place: ``tone`` "active" (to know), "waiting" (to heed), "late" (wrong), "done"."""
    head = format_html("<strong>{}</strong> ", title) if title else SafeString("")
    mark = {"active": "info-circle", "waiting": "alert-circle"}.get(tone, SHAPES[tone])
    return format_html(
        '<div class="notice notice-{}">{}<div>{}{}</div></div>', tone, icon(mark), head, mark_safe(content)
    )


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(
    title: str, text: str, action_label: str = "", action_url: str = "", icon_name: str = "notes"
) -> dict[str, Any]:
    """What will be here and the first step: ``{% empty_state "Chưa có kế hoạch" "…" "Tải kế hoạch lên" url %}``."""
    return {
        "title": title,
        "text": text,
        "action_label": action_label,
        "action_url": action_url,
        "icon_name": icon_name,
    }


@register.inclusion_tag("ui/parts/stat_tile.html")
def stat_tile(
    label: str, value: Any, unit: str = "", on: dt.date | None = None, url: str = "", note: str = "", tone: str = ""
) -> dict[str, Any]:
    """A figure with its unit, its date and the list it is made of: number, "người", day, address.

    ``value`` is a number (shown as Vietnamese) or words already made ("98,5 %"). ``tone``: "late", "done", "honour".
    """
    return {"label": label, "value": value, "unit": unit, "on": on, "url": url, "note": note, "tone": tone}


@register.simple_tag
def definition_list(pairs: list[tuple[str, Any]]) -> SafeString:
    """``[("Số, ký hiệu", "03/KH-LĐLĐ"), …]`` as terms and values; an empty value shows "–"."""
    rows = format_html_join(
        "",
        "<div><dt>{}</dt><dd>{}</dd></div>",
        ((term, value if value not in (None, "") else "–") for term, value in pairs),
    )
    return format_html('<dl class="terms">{}</dl>', rows)


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: list[tuple[str, str, bool]], label: str = "Các phần của trang") -> dict[str, Any]:
    """Links that look like tabs: ``[(words, address, is this the present one), …]``; a count goes into the words."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: list[str], current: int, label: str = "Các bước") -> dict[str, Any]:
    """Where one is in a chain of steps; ``current`` counts from 1; steps before it are done."""
    marked = [(number, words, number < current, number == current) for number, words in enumerate(items, start=1)]
    return {"items": marked, "label": label, "current": current, "total": len(items)}


@register.inclusion_tag("ui/parts/duty_card.html")
def duty_card(
    title: str,
    origin: str,
    due_on: dt.date | None,
    url: str,
    action: str = "Làm ngay",
    note: str = "",
    today: dt.date | None = None,
) -> dict[str, Any]:
    """One thing to do: what, from which plan, when due in words, one button."""
    return {
        "title": title,
        "origin": origin,
        "due_on": due_on,
        "url": url,
        "action": action,
        "note": note,
        "today": today or clock.today(),
    }


@register.inclusion_tag("ui/parts/toasts.html")
def toasts(messages: Any) -> dict[str, Any]:
    """Django's messages of this request: said politely, stay until dismissed, without JavaScript too."""
    return {"messages": messages}


@register.inclusion_tag("ui/parts/reasons.html")
def reasons(reasons: Any, title: str = "Chưa làm được việc này") -> dict[str, Any]:
    """The reasons of a refusal or verdict as a list beside what was refused."""
    return {"reasons": getattr(reasons, "reasons", reasons), "title": title}

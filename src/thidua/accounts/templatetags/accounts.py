"""Filters of the account pages."""

from __future__ import annotations

from django import template

register = template.Library()
_SYSTEMS = (("Android", "điện thoại Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "máy tính Windows"))
_LAST = (("Safari", "Safari"),)
_MORE = (("Mac OS", "máy Mac"), ("Linux", "máy tính Linux"))
_BROWSERS = (
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@register.filter
def device(user_agent: str) -> str:
    """A user agent in words: "Chrome trên điện thoại Android"."""
    system = next((words for mark, words in _SYSTEMS + _MORE if mark in user_agent), "thiết bị không rõ")
    browser = next((words for mark, words in _BROWSERS + _LAST if mark in user_agent), "Trình duyệt")
    return f"{browser} trên {system}"

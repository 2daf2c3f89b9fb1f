"""Fonts of an RTF file that tell an encoding from before Unicode: their runs are marked before the words are read."""

from __future__ import annotations

import re

from thidua.plans.intake.legacy import CLOSE, opener_of

_FONT = re.compile(r"\{\\f(?P<n>\d+)\\[^{};]*?(?:\{[^{}]*\})*\s(?P<name>[^\\{};]+);?\}")
_SWITCH = re.compile(r"(?P<open>\{)|(?P<close>\})|\\f(?P<n>\d+)(?![\da-z])(?P<blank> ?)|\\plain(?![a-z])|\\['\\{}]")


def with_fonts(text: str) -> str:
    """The RTF with a private letter before and after the runs of each such font; unchanged where none is named."""
    fonts = {match["n"]: opener_of(match["name"]) for match in _FONT.finditer(text[:200_000])}
    if not any(fonts.values()):
        return text
    start = max((match.end() for match in _FONT.finditer(text[:200_000])), default=0)
    out = [text[:start]]
    stack: list[str] = []
    now, at = "", start
    for match in _SWITCH.finditer(text, start):
        out.append(text[at : match.end()])
        at = match.end()
        before = now
        if match["open"]:
            stack.append(now)
            continue
        if match["close"]:
            now = stack.pop() if stack else ""
        elif match["n"]:
            now = fonts.get(match["n"], "")
        elif match[0].startswith("\\plain"):
            now = ""
        if now != before:
            out.append(_written(now))
    out.append(text[at:])
    return "".join(out)


def _written(opener: str) -> str:
    """The private letter that opens a run (or closes one, where the font is a Unicode one) as RTF writes it."""
    return f"\\u{ord(opener or CLOSE) - 0x10000}?"

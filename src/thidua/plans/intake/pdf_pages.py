"""Pages of a PDF put one after the other: a row of a table that was broken over two pages is one row again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.plans.intake.grid import CUT, EMPTY
from thidua.plans.intake.pdf_lines import Line

_SAME_PLACE = 3.0


def over_pages(pages: Iterable[list[Line]]) -> list[Line]:
    """The lines of all pages. Where a table goes on at the top of a page, its heading row that is told again is
    dropped, and the rest of the last row is put to its cells."""
    out: list[Line] = []
    for page in pages:
        following = list(page)
        if out and following and _is_same_table(out[-1], following[0]):
            if len(following) > 1 and following[0].text == _heading(out) and CUT in following[1].text:
                del following[0]
            if _goes_on(out[-1], following[0]):
                out[-1] = _joined(out[-1], following.pop(0))
        out += following
    return out


def _is_same_table(before: Line, line: Line) -> bool:
    return (
        CUT in before.text
        and before.text.count(CUT) == line.text.count(CUT)
        and abs(before.left - line.left) < _SAME_PLACE
        and abs(before.right - line.right) < _SAME_PLACE
    )


def _heading(lines: list[Line]) -> str:
    """The first row of the table that the lines end with."""
    first = lines[-1]
    for line in reversed(lines):
        if CUT not in line.text:
            break
        first = line
    return first.text


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a row holds but the rest of the one before: its first cell stays empty and another's words are all told,
    or each of its cells goes on inside a sentence."""
    row, rest = before.text.split(CUT), line.text.split(CUT)
    if len(row) != len(rest):
        return False
    told = [cell for cell in rest if cell != EMPTY]
    is_lost = any(one != EMPTY and two == EMPTY for one, two in zip(row[1:], rest[1:], strict=True))
    begins_small = [cell[:1].islower() for cell in told]
    if rest[0] == EMPTY and row[0] != EMPTY:
        return is_lost or any(begins_small)
    return bool(told) and all(begins_small)


def _joined(before: Line, rest: Line) -> Line:
    pairs = zip(before.text.split(CUT), rest.text.split(CUT), strict=True)
    told = (" ".join(part for part in pair if part != EMPTY) or EMPTY for pair in pairs)
    return replace(before, text=CUT.join(told))

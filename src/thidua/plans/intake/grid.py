"""Tables of any format → lines of text: columns that only lay out the page one under the other, rows as "a | b | c"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# What stands in the two-column heading and in the signature of an official document.
_LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ|oà|òa)|Cộng h(?:òa|oà) xã hội|[ĐÐ]ộc lập|Nơi nhận|NƠI NHẬN|\bTM\s*\.|\bKT\s*\.|\bTL\s*\."
    r"|ĐẢNG CỘNG SẢN"
)
EMPTY = "–"
CUT = " | "
_LONGEST_CELL = 2000


def lines_of(rows: Sequence[Sequence[str]], *, are_drawn: bool = False) -> Iterator[str]:
    """The text of a table. A layout table gives its columns one after the other, any other one line a row, a blank
    cell shown as a dash so that columns stay columns. ``are_drawn``: somebody drew the rows with bars, so that no
    table is a layout for its small size alone."""
    width = max((len(row) for row in rows), default=0)
    is_small = width < 2 or (width == 2 and len(rows) <= 3 and not are_drawn)
    if is_small or any(_LAYOUT.search(cell) for row in rows for cell in row):
        for column in range(width):
            said = [row[column] for row in rows if column < len(row) and row[column].strip()]
            # A cell merged over rows is told in each of them.
            yield from (cell for above, cell in zip(["", *said], said, strict=False) if cell != above)
        return
    for row in rows:
        cells = [re.sub(r"[\s|]+", " ", cell[:_LONGEST_CELL]).strip() or EMPTY for cell in row]
        if any(cell != EMPTY for cell in cells):
            yield CUT.join(cells)


def piped(text: str) -> str:
    """A text whose tables are drawn with bars (Markdown; cells of RTF), each table set as ``lines_of`` sets it."""
    out: list[str] = []
    rows: list[list[str]] = []
    for line in text.split("\n"):
        cells = _cells(line)
        if cells:
            rows.append(cells)
            continue
        if rows and _is_ruled(line):
            continue
        out += _table(rows)
        rows = []
        out.append(line)
    return "\n".join(out + _table(rows))


def _cells(line: str) -> list[str]:
    """The cells of a row that is drawn with bars; none for other lines, and for a bar that stands alone."""
    bare = line.strip()
    if bare.count("|") < 2 or _is_ruled(bare):
        return []
    return [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]


def _is_ruled(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|-: \t")


def _table(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    lines = list(lines_of(rows, are_drawn=True))
    return ["", *(part for line in lines for part in (line, ""))]

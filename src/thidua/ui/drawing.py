"""Charts as strings of SVG: places in percent of the width, so that one drawing fits a phone, a desk and a file.

Every function gives a ``Drawing``: what stands inside ``<svg>``, its height, and its words for who cannot see it. A
page puts it into its own frame with the colours of the style sheet; ``standalone`` makes a whole file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from thidua.ui.charts import BarChart, Bullet, GridRow, PairChart

WIDTH = 960
FONT = "'Be Vietnam Pro','Segoe UI','Noto Sans','DejaVu Sans',Arial,sans-serif"
STYLE = (
    f"text{{font:14px {FONT};fill:#24211d}}.ch-title{{font-size:20px;font-weight:600}}.ch-note,.ch-quiet"
    "{fill:#5c564d}.ch-strong{font-weight:600}.bl-back{fill:#f1eee8;stroke:#e3ded5}.bl-actual,.bl-active{fill:#0b4ea2}"
    ".bl-done{fill:#1a6b3a}.bl-late{fill:#b3261e}.bl-quiet{fill:#8b8478}.bl-bound{stroke:#24211d;stroke-width:3}"
    ".bl-expected{fill:#5c564d}.ch-base{stroke:#8b8478}.ch-now{fill:#0b4ea2}.ch-before{fill:#fff;stroke:#8b8478;"
    "stroke-width:1.5}.ch-tile{stroke:#8b8478}.ch-done{fill:#e5f3ea}.ch-late{fill:#fcecea}.ch-quiet-tile{fill:#f1eee8}"
    ".ch-active{fill:#e9f0fa}.ch-waiting{fill:#e2f1f3}"
)
LETTER = 7.2
"""About how wide a letter of 14 px is, for shortening words in a file; a page lets the browser break lines."""


@dataclass(frozen=True)
class Drawing:
    """What stands inside ``<svg>``, how high it is (px), and the same in words."""

    inner: str
    height: int
    words: str


def number(value: float | Decimal) -> str:
    """A place in the drawing: "12.5", never "12,5"."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def shortened(text: str, width: float) -> str:
    """Words that fit into so many px, with "…" where they were longer."""
    most = max(4, int(width / LETTER))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def standalone(drawing: Drawing, *, title: str, note: str) -> bytes:
    """A file of its own: title, below it ``note`` (of what, of when), white ground, fonts that any machine has."""
    top, height = 76, drawing.height + 76 + 20
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">'
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(drawing.words)}</desc><style>{STYLE}</style>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text class="ch-title" x="24" y="34">{escape(shortened(title, WIDTH - 250))}</text>'
        f'<text class="ch-note" x="24" y="58">{escape(shortened(note, WIDTH - 40))}</text>'
        f'<svg x="24" y="{top}" width="{WIDTH - 48}" height="{drawing.height}" overflow="visible">{drawing.inner}</svg>'
        "</svg>\n"
    ).encode()


def bar_art(at: float, bound_at: float | None, tone: str) -> str:
    """One lying bar with its bound, 14 px high."""
    line = ""
    if bound_at is not None:
        line = f'<line class="bl-bound" x1="{number(bound_at)}%" x2="{number(bound_at)}%" y1="0" y2="14"/>'
    return (
        '<rect class="bl-back" y="2" width="100%" height="10" rx="3"/>'
        f'<rect class="bl-{tone}" y="2" width="{number(at)}%" height="10" rx="3"/>{line}'
    )


def bars_drawing(chart: BarChart) -> Drawing:
    """A whole ranking with its words, one line of 44 px a unit."""
    bound_at = chart.at(chart.bound) if chart.bound is not None else None
    lines = []
    for place, bar in enumerate(chart.bars):
        mark = f"{bar.mark}  " if bar.mark else ""
        lines.append(
            f'<svg y="{44 * place}" height="44" width="100%" overflow="visible">'
            f'<text y="14">{escape(shortened(mark + bar.label, 620))}</text>'
            f'<text class="ch-strong" x="100%" y="14" text-anchor="end">{escape(bar.words)}</text>'
            f'<svg y="20" height="14" width="100%">{bar_art(chart.at(bar.value), bound_at, bar.tone)}</svg></svg>'
        )
    words = "; ".join(f"{bar.mark} {bar.label}: {bar.words}".strip() for bar in chart.bars)
    return Drawing("".join(lines), max(44, 44 * len(chart.bars)), f"{chart.title}: {words}")


def bullet_art(bullet: Bullet) -> str:
    """One target, 34 px high: the bar is the actual figure, the upright line the bound, the triangle where one should
    be by now."""
    bound, tone = number(bullet.at(bullet.bound)), bullet.tone
    expected = ""
    if bullet.expected is not None:
        expected = (
            f'<svg x="{number(bullet.at(bullet.expected))}%" overflow="visible">'
            '<path class="bl-expected" d="M-5 0h10l-5 8z"/></svg>'
        )
    return (
        '<rect class="bl-back" y="10" width="100%" height="16" rx="4"/>'
        f'<rect class="bl-actual bl-{tone}" y="13" width="{number(bullet.at(bullet.actual))}%" height="10" rx="3"/>'
        f'<line class="bl-bound" x1="{bound}%" x2="{bound}%" y1="5" y2="31"/>{expected}'
    )


def bullets_drawing(bullets: Sequence[Bullet]) -> Drawing:
    """Targets one under the other: name and state, bar with bound and expected place, figures in words."""
    lines, told = [], []
    for place, bullet in enumerate(bullets):
        words, figures = bullet.words, bullet.figures
        lines.append(
            f'<svg y="{84 * place}" height="84" width="100%" overflow="visible">'
            f'<text class="ch-strong" y="14">{escape(shortened(bullet.label, 700))}</text>'
            f'<text x="100%" y="14" text-anchor="end">{escape(words)}</text>'
            f'<svg y="20" height="34" width="100%" overflow="visible">{bullet_art(bullet)}</svg>'
            f'<text class="ch-quiet" y="68">{escape(figures)}</text></svg>'
        )
        told.append(f"{bullet.label}: {figures}, {words}" if words else f"{bullet.label}: {figures}")
    return Drawing("".join(lines), max(84, 84 * len(bullets)), "; ".join(told))


def pair_art(chart: PairChart, height: int = 96) -> str:
    """The bars of one figure: this year's solid, the year before hollow; the figure of this year above them."""
    width = 100 / max(1, len(chart.pairs))
    parts = [f'<line class="ch-base" x1="0" x2="100%" y1="{height + 20}" y2="{height + 20}"/>']
    for place, pair in enumerate(chart.pairs):
        left = width * place
        for value, offset, name in ((pair.before, 0.18, "before"), (pair.now, 0.5, "now")):
            if value is None:
                continue
            tall = max(1.5, chart.at(value) * height / 100)
            parts.append(
                f'<rect class="ch-{name}" x="{number(left + width * offset)}%" y="{number(height + 20 - tall)}" '
                f'width="{number(width * 0.3)}%" height="{number(tall)}" rx="2"/>'
            )
        at = number(left + width * 0.65)
        top = number(height + 14 - (chart.at(pair.now) * height / 100 if pair.now else 0))
        parts.append(
            f'<text class="ch-strong" x="{at}%" y="{top}" text-anchor="middle">{escape(pair.now_words)}</text>'
            f'<text class="ch-quiet" x="{number(left + width / 2)}%" y="{height + 38}" text-anchor="middle">'
            f"{escape(pair.label)}</text>"
        )
    return "".join(parts)


def pairs_drawing(charts: Sequence[PairChart]) -> Drawing:
    """Several figures over the periods, two in a row."""
    parts = []
    for place, chart in enumerate(charts):
        x, y = ("0", "52%")[place % 2], 190 * (place // 2)
        parts.append(
            f'<svg x="{x}" y="{y}" width="48%" height="190" overflow="visible">'
            f'<text class="ch-strong" y="14">{escape(shortened(chart.title, 420))}</text>'
            f'<svg y="22" width="100%" height="150" overflow="visible">{pair_art(chart)}</svg></svg>'
        )
    rows = (len(charts) + 1) // 2
    y = 190 * rows
    if charts:
        parts.append(
            f'<rect class="ch-now" x="0" y="{y}" width="14" height="14"/><text x="22" y="{y + 12}">'
            f'{escape(charts[0].now_words)}</text><rect class="ch-before" x="140" y="{y}" width="14" height="14"/>'
            f'<text x="162" y="{y + 12}">{escape(charts[0].before_words)}</text>'
        )
    return Drawing("".join(parts), y + 24, " ".join(f"{chart.summary}." for chart in charts))


def grid_drawing(rows: Sequence[GridRow], columns: int = 5) -> Drawing:
    """The grid of completeness: a tile a unit with its name and words."""
    parts, told, y = [], [], 0
    for row in rows:
        parts.append(f'<text class="ch-strong" y="{y + 14}">{escape(row.label)}</text>')
        y += 26
        for place, tile in enumerate(row.tiles):
            tone = "quiet-tile" if tile.tone == "quiet" else tile.tone
            x, top = 100 / columns * (place % columns), y + 58 * (place // columns)
            parts.append(
                f'<svg x="{number(x)}%" y="{top}" width="{number(100 / columns - 1)}%" height="52">'
                f'<rect class="ch-tile ch-{tone}" x="1" y="1" width="98%" height="50" rx="6"/>'
                f'<text x="10" y="22">{escape(shortened(tile.label, 150))}</text>'
                f'<text class="ch-quiet" x="10" y="41">{escape(shortened(tile.words, 150))}</text></svg>'
            )
            told.append(f"{tile.label}: {tile.words}")
        y += 58 * ((len(row.tiles) + columns - 1) // columns) + 14
    return Drawing("".join(parts), max(40, y), "; ".join(told))

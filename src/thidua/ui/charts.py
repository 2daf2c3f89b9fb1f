"""What the charts are given: small frozen values, and where things stand on them in percent of the width."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from thidua.common.dates import format_date
from thidua.common.numbers import format_number, format_share
from thidua.ui.components.basics import SHAPES

Number = Decimal | int | float


def _decimal(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class Phase:
    """A stretch of the time line: its words, first and last day, and the page it opens."""

    label: str
    starts_on: dt.date
    ends_on: dt.date
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """A commemoration or another day to remember. ``is_honour`` draws it in gold (only for somebody honoured)."""

    label: str
    on: dt.date
    url: str = ""
    is_honour: bool = False


@dataclass(frozen=True)
class Dot:
    """A duty with its day: ``tone`` done, late, waiting or quiet; ``words`` say the same ("đã nộp", "còn 5 ngày")."""

    label: str
    due_on: dt.date
    tone: str = "quiet"
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Timeline:
    """A year or campaign: from ``starts_on`` to ``ends_on``, with ``today`` drawn as a line when it lies within."""

    title: str
    starts_on: dt.date
    ends_on: dt.date
    today: dt.date
    phases: tuple[Phase, ...] = ()
    marks: tuple[Mark, ...] = ()
    dots: tuple[Dot, ...] = ()

    def at(self, day: dt.date) -> float:
        """Where a day stands, in percent of the width, kept within 0 and 100."""
        whole = max(1, (self.ends_on - self.starts_on).days + 1)
        return round(min(100.0, max(0.0, (day - self.starts_on).days * 100 / whole)), 2)

    def months(self) -> list[tuple[dt.date, float]]:
        """The first day of each month within, and where it stands."""
        day = self.starts_on.replace(day=1)
        found = []
        while day <= self.ends_on:
            if day >= self.starts_on:
                found.append((day, self.at(day)))
            day = (day + dt.timedelta(days=32)).replace(day=1)
        return found


@dataclass(frozen=True)
class Bullet:
    """A target: ``bound`` promised, ``actual`` reached, ``expected`` = where one should be by ``on``.

    ``is_ceiling`` = the bound must not be passed (accidents); else it is to be reached. ``url`` opens what the actual
    figure is made of. A share says itself in words: ``told`` ("98,4 % (1.815/1.845)") and ``bound_words`` ("từ 90 %
    trở lên") stand for the two numbers, and no share of a share is told. ``said`` is its state in (words, tone, shape)
    as the room that knows the target has judged it; None where it was not judged. Nothing is judged here.
    """

    label: str
    actual: Number | None
    bound: Number
    unit: str
    on: dt.date
    expected: Number | None = None
    is_ceiling: bool = False
    url: str = ""
    told: str = ""
    bound_words: str = ""
    said: tuple[str, str, str] | None = None

    @property
    def figures(self) -> str:
        """The figures in one line: reached, promised, the share of it, where one should be, of what day."""
        if self.told:
            parts = [self.told, f"chỉ tiêu {self.bound_words}"]
        else:
            parts = [
                f"{format_number(_decimal(self.actual))} / {format_number(_decimal(self.bound))} {self.unit}".strip()
            ]
            if self.actual is not None and not self.is_ceiling:
                parts.append(f"{format_share(_decimal(self.actual), _decimal(self.bound))} chỉ tiêu")
        if self.expected is not None:
            parts.append(f"lẽ ra đến nay {format_number(_decimal(self.expected))}")
        return " · ".join([*parts, f"tính đến {format_date(self.on)}"])

    @property
    def words(self) -> str:
        """The state in words; "" where it was not judged."""
        return self.said[0] if self.said else ""

    @property
    def tone(self) -> str:
        """The tone of its chip and of the bar."""
        return self.said[1] if self.said else "active"

    @property
    def shape(self) -> str:
        """The icon of its chip."""
        return self.said[2] if self.said else ""

    def at(self, value: Number | None) -> float:
        """Where a figure stands, in percent of the width; the largest figure stands at 92."""
        top = max(Decimal(str(one)) for one in (self.actual or 0, self.bound, self.expected or 0))
        if value is None or not top:
            return 0.0
        return round(min(100.0, max(0.0, float(Decimal(str(value)) * 92 / top))), 2)


@dataclass(frozen=True)
class Tile:
    """One unit in the grid of completeness: its short name, tone (done, waiting, late, quiet, active), words, page.

    ``still_counts``: done before and asked for once more (a returned report), so counted among the done until then.
    ``shade``: of a unit with others below it how much is done, 0 (nothing) to 4 (all).
    """

    label: str
    tone: str
    words: str
    url: str
    still_counts: bool = False
    shade: int | None = None

    @property
    def shape(self) -> str:
        """The icon of its tone."""
        return SHAPES[self.tone]


@dataclass(frozen=True)
class GridRow:
    """One duty in the grid of completeness, with a tile for each unit that bears it."""

    label: str
    tiles: tuple[Tile, ...]
    note: str = ""
    url: str = ""

    @property
    def done(self) -> int:
        """How many tiles are done."""
        return sum(tile.tone == "done" or tile.still_counts for tile in self.tiles)


@dataclass(frozen=True)
class Bar:
    """One line of a ranking: what, its figure in words, how long (in per cent of ``top`` of the chart), its page.

    ``mark`` stands before the name ("1", "2"); ``tone`` done = reached, else active.
    """

    label: str
    value: Number
    words: str
    tone: str = "active"
    url: str = ""
    mark: str = ""


@dataclass(frozen=True)
class BarChart:
    """Lines one under the other on one scale. ``bound`` is drawn as an upright line on all of them ("100 %")."""

    title: str
    bars: tuple[Bar, ...]
    bound: Number | None = None
    bound_words: str = ""

    def at(self, value: Number) -> float:
        """Where a figure stands, in percent of the width; the largest figure stands at 94."""
        top = max(Decimal(str(one)) for one in (*(bar.value for bar in self.bars), self.bound or 0))
        return round(min(100.0, max(0.0, float(Decimal(str(value)) * 94 / top))), 2) if top else 0.0


@dataclass(frozen=True)
class Pair:
    """Two bars beside each other: this year's figure and that of the year before, each with its words."""

    label: str
    now: Number | None
    before: Number | None
    now_words: str = "–"
    before_words: str = "–"


@dataclass(frozen=True)
class PairChart:
    """One figure over the periods of a year and of the year before. ``url`` opens what it is made of."""

    title: str
    pairs: tuple[Pair, ...]
    now_words: str
    before_words: str
    url: str = ""

    @property
    def summary(self) -> str:
        """The chart in words, for who cannot see it."""
        told = [
            f"{pair.label}: {pair.now_words}" + (f" ({self.before_words}: {pair.before_words})" if pair.before else "")
            for pair in self.pairs
        ]
        return f"{self.title}, {self.now_words}. {'; '.join(told)}"

    def at(self, value: Number | None) -> float:
        """How high a figure stands, in percent of the height of the tallest."""
        top = max(Decimal(str(one)) for pair in self.pairs for one in (pair.now or 0, pair.before or 0))
        return round(float(Decimal(str(value)) * 100 / top), 2) if value and top else 0.0

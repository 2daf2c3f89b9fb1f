"""Sums by slot of packed rows, many at a time: a row is added as one large whole number, not figure by figure.

Pure functions of bytes. Python adds two numbers of 488 bytes in one step, so that a row of 61 figures costs about as
much as unpacking two of them; what comes out is what ``adding.over_units`` gives, to the last digit.
"""

from __future__ import annotations

import functools
import sys
from array import array
from dataclasses import dataclass

from thidua.reporting.models.figures import NOTHING, Figures

WIDTH = 8
"""Bytes of a figure."""
LANE = 2 * WIDTH
"""Bytes in which a figure is summed, so that no sum of 64-bit figures runs into its neighbour."""
SMALL = 48
"""Bits of a figure that is added without looking: 2^16 of them fit into a figure's own 64."""
MOST_SMALL = 2 ** (64 - SMALL) - 1
SHIFT = 2 ** (8 * WIDTH - 1)


@dataclass(frozen=True)
class _Masks:
    """For rows of one length: ``above`` the bits no small figure has; ``sign`` and ``rest`` the first and the other
    bits of each figure; ``even`` every second figure."""

    above: int
    sign: int
    rest: int
    even: int


@functools.lru_cache(maxsize=64)
def _masks(size: int) -> _Masks:
    def each(bits: int, count: int = size, width: int = WIDTH) -> int:
        return int.from_bytes(bits.to_bytes(width, "little") * count, "little")

    whole = 2 ** (8 * WIDTH) - 1
    return _Masks(
        above=each(whole ^ (2**SMALL - 1)),
        sign=each(SHIFT),
        rest=each(SHIFT - 1),
        even=each(whole, (size + 1) // 2, LANE),
    )


def at_length(packed: bytes, size: int) -> bytes:
    """The packed row with as many figures: cut, or filled up with "not answered"."""
    missing = size - len(packed) // WIDTH
    return (packed + NOTHING.to_bytes(WIDTH, "little", signed=True) * missing)[: size * WIDTH] if missing else packed


def _halves(lanes: int, count: int) -> array[int]:
    """That many lanes of 128 bits as 64-bit numbers, the lower half of each first."""
    found = array("Q", lanes.to_bytes(count * LANE, "little"))
    if sys.byteorder == "big":
        found.byteswap()
    return found


class ColumnSums:
    """The running sums by place of packed rows of figures, and how many rows answered at each place.

    Negative figures, "not answered", rows that are shorter (slots appended later) or longer are all read as
    ``adding.over_units`` reads them.
    """

    __slots__ = ("_answered", "_bytes", "_even", "_full", "_masks", "_odd", "_plain", "_waiting", "size")

    def __init__(self, size: int) -> None:
        self.size, self._bytes, self._masks = size, size * WIDTH, _masks(size)
        self._plain = self._waiting = 0  # rows of small figures, added as they are, and how many
        self._even = self._odd = self._answered = self._full = 0

    def add(self, packed: bytes) -> None:
        """One more row."""
        row = int.from_bytes(packed, "little")
        if row & self._masks.above or len(packed) != self._bytes:
            self._add_with_care(packed)
            return
        self._plain += row
        self._waiting += 1
        if self._waiting == MOST_SMALL:
            self._fold()

    def absorb(self, other: ColumnSums) -> None:
        """All rows of another sum of the same length."""
        other._fold()
        self._even += other._even
        self._odd += other._odd
        self._answered += other._answered
        self._full += other._full

    def result(self) -> tuple[Figures, list[int]]:
        """The sums by place and how many answered there; nobody answered → None, 0."""
        self._fold()
        even, odd = (_halves(side, self.size // 2 + 1) for side in (self._even, self._odd))
        low = [half for pair in zip(even[0::2], odd[0::2], strict=True) for half in pair]
        high = [half for pair in zip(even[1::2], odd[1::2], strict=True) for half in pair]
        with_care = _halves(self._answered, self.size)[: self.size]
        counts = [self._full + answers for answers in with_care]
        sums: Figures = [
            low[place] + (high[place] << 8 * WIDTH) - with_care[place] * SHIFT if count else None
            for place, count in enumerate(counts)
        ]
        return sums, counts

    def _fold(self) -> None:
        """Take the small rows over into the wide sums."""
        self._even += self._plain & self._masks.even
        self._odd += (self._plain >> 8 * WIDTH) & self._masks.even
        self._full += self._waiting
        self._plain = self._waiting = 0

    def _add_with_care(self, packed: bytes) -> None:
        """A row with large, negative or missing figures: each figure is raised by 2^63, so that none is below zero and
        only "not answered" is zero; ``result`` takes as much away again as there were answers."""
        masks = self._masks
        raised = int.from_bytes(at_length(packed, self.size), "little") ^ masks.sign
        self._answered += ((((raised & masks.rest) + masks.rest) | raised) & masks.sign) >> (8 * WIDTH - 1)
        self._even += raised & masks.even
        self._odd += (raised >> 8 * WIDTH) & masks.even

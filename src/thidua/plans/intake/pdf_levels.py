"""What stands on one height of a page, from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.plans.intake.pdf_lines import SAME_HEIGHT, Line


@dataclass
class Level:
    """The lines on one height and their places in the file; once a table holds them, the cells by their columns."""

    base: float
    lines: list[Line]
    indexes: frozenset[int]
    cells: dict[int, Line] = field(default_factory=dict)


@dataclass
class Column:
    """From where to where the cells of a column stand."""

    left: float
    right: float


@dataclass(frozen=True)
class Block:
    """A table: which lines of the page it took, and its rows."""

    indexes: frozenset[int]
    rows: list[Line]


def by_height(lines: list[Line]) -> list[Level]:
    """The levels of a page from the top down."""
    levels: list[list[int]] = []
    for index in sorted(range(len(lines)), key=lambda index: -lines[index].base):
        if levels and abs(lines[levels[-1][0]].base - lines[index].base) < SAME_HEIGHT:
            levels[-1].append(index)
        else:
            levels.append([index])
    return [
        Level(
            lines[level[0]].base,
            sorted((lines[index] for index in level), key=lambda line: line.left),
            frozenset(level),
        )
        for level in levels
    ]


def over(piece: Line, columns: list[Column]) -> list[int]:
    """Which columns a piece stands over."""
    return [i for i, one in enumerate(columns) if piece.left < one.right + 1 and one.left < piece.right + 1]

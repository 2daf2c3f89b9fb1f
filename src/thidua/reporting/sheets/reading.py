"""Cells of a filled-in form, read and checked: what is wrong is said by sheet, row and column.

Reading is quick on purpose (682 units × 50 figures in a tenth of a second): whole numbers go the short way, and only a
row in which something does not fit is looked at by the rules that make sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from thidua.common.numbers import NotANumber, format_number, parse_number
from thidua.common.text import normalise, search_text
from thidua.common.workbooks import Book, Unreadable, cell_text, refused
from thidua.reporting.checks import faults_of_figures
from thidua.reporting.models import Figures, Slot
from thidua.reporting.sheets.layout import KEY, Asked

MOST_FIGURE = 10**15
"""No figure of a union is larger; Excel itself keeps fifteen digits."""
ROWS_WITH_KEYS = 5
UNIT_KEY = re.compile(r"u([0-9]{1,18})$")
Row = Sequence[object]


@dataclass(frozen=True)
class Place:
    """Where a cell stands, for a sentence."""

    sheet: str
    row: int
    column: int
    name: str

    def __str__(self) -> str:
        """ "Trang “Số liệu”, dòng 7, cột F (Đoàn viên kết nạp mới)"."""
        return f"Trang “{self.sheet}”, dòng {self.row}, cột {xl_col_to_name(self.column)} ({self.name})"


@dataclass(frozen=True)
class Lines:
    """A sheet of a form: its name, the columns by their keys, and the rows under the row of keys with their numbers."""

    sheet: str
    columns: dict[str, int]
    rows: list[tuple[int, Row]]


def lines_of(book: Book, sheet: str) -> Lines:
    """The rows of a sheet made here. Errors: Refusal when the sheet or its row of keys is gone."""
    table = book.table(sheet) if sheet in book.names else []
    for number, row in enumerate(table[:ROWS_WITH_KEYS]):
        if row and row[0] == KEY:
            columns = {cell_text(cell): index for index, cell in enumerate(row) if cell != ""}
            return Lines(sheet, columns, list(enumerate(table[number + 1 :], start=number + 2)))
    raise refused(
        "sheet_gone",
        f"Tệp “{book.file_name}” không còn trang “{sheet}” như khi tải về (thiếu trang hoặc đã xoá dòng, cột ẩn). "
        "Hãy tải biểu mới rồi chép số liệu sang.",
    )


def unit_of(row: Row) -> int | None:
    """The unit whose key stands in the hidden first cell; None for another row."""
    found = UNIT_KEY.match(row[0]) if row and isinstance(row[0], str) else None
    return int(found[1]) if found else None


def is_empty(row: Row) -> bool:
    """Nothing stands in the row but, perhaps, its hidden key."""
    return not any(cell != "" for cell in row[1:])


def unit_finder(names: Mapping[int, Sequence[str]]) -> Callable[[str], list[int]]:
    """A function that finds the units called so (in any case, with or without accents), by all their names."""
    by_name: dict[str, list[int]] = {}
    for unit_id, all_names in names.items():
        for name in dict.fromkeys(search_text(one) for one in all_names if one):
            by_name.setdefault(name, []).append(unit_id)
    return lambda text: by_name.get(search_text(text), [])


def read_figure(cell: object, asked: Asked) -> int | None:
    """A cell's figure × 10^scale; None for an empty cell. Errors: Unreadable with what was expected."""
    if asked.is_answer:
        return _answer(cell)
    text = cell_text(cell)
    if not text:
        return None
    try:
        number = parse_number(text)
    except NotANumber as error:
        raise Unreadable("cần một số, ví dụ 1.800") from error
    whole = number.scaleb(asked.slot.scale)
    if number < 0:
        raise Unreadable("số liệu không thể âm")
    if whole != whole.to_integral_value():
        most = (
            f"nhiều nhất {asked.slot.scale} chữ số sau dấu phẩy" if asked.slot.scale else "cần số nguyên, ví dụ 1.800"
        )
        raise Unreadable(most)
    if whole > MOST_FIGURE:
        raise Unreadable("số quá lớn, hãy xem lại đơn vị tính")
    return int(whole)


def _answer(cell: object) -> int | None:
    text = search_text(cell_text(cell))
    if not text:
        return None
    if text in ("co", "1", "x"):
        return 1
    if text in ("khong", "0"):
        return 0
    raise Unreadable("cần chọn Có hoặc Không")


class FigureReader:
    """Reads the figures of one row after another into whole lists of figures, and checks them."""

    def __init__(self, sheet: str, slots: Sequence[Slot], columns: Mapping[str, int], cells: Sequence[Asked]) -> None:
        self.sheet, self.slots = sheet, slots
        self.cells = [(columns[one.key], one.place, one) for one in cells if one.key in columns]
        self.column_of = {place: (column, one.name) for column, place, one in self.cells}
        self._plain = [
            (column, place, one, not one.is_answer and not one.slot.scale) for column, place, one in self.cells
        ]
        self._pairs = [
            (part, whole)
            for slot in slots
            for part, whole in ((slot.num, slot.den), (slot.women, slot.num), (slot.direct, slot.num))
            if part is not None and whole is not None
        ]

    def read(self, number: int, row: Row, values: Figures, problems: list[str]) -> int:
        """Put the figures of a row into ``values``; empty cells leave what is there. Output: how many were changed."""
        changed, width = 0, len(row)
        for column, place, asked, is_plain in self._plain:
            cell = row[column] if column < width else ""
            if cell == "" or cell is None:
                continue
            if is_plain and type(cell) is float and 0 <= cell <= MOST_FIGURE and cell.is_integer():
                figure: int | None = int(cell)
            else:
                try:
                    figure = read_figure(cell, asked)
                except Unreadable as error:
                    where = Place(self.sheet, number, column, asked.name)
                    problems.append(f"{where}: thấy “{cell_text(cell)}”, {error}.")
                    continue
            if figure is not None and figure != values[place]:
                values[place] = figure
                changed += 1
        for part, whole in self._pairs:
            low, high = values[part], values[whole]
            if low is not None and high is not None and low > high:
                problems += self._faults(number, values)
                break
        return changed

    def _faults(self, number: int, values: Figures) -> Iterator[str]:
        for fault in faults_of_figures(self.slots, values):
            place = int(fault.field.rpartition("-")[2])
            column, name = self.column_of.get(place, (0, ""))
            yield f"{Place(self.sheet, number, column, name)}: {fault.text}"


def read_text(cell: object, most: int, where: Place, problems: list[str]) -> str:
    """A text with its lines kept; "" where there is none or it is too long (which is told)."""
    text = normalise(cell).strip() if isinstance(cell, str) else cell_text(cell)
    if len(text) > most:
        problems.append(
            f"{where}: dài {format_number(len(text))} ký tự, nhiều nhất {format_number(most)}. Hãy viết gọn lại."
        )
        return ""
    return text

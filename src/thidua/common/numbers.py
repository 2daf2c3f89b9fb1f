"""Numbers, money and shares as Vietnamese people write and read them: 1.800 · 98,5 % · 12.000.000 đồng."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?$")
_PLAIN = re.compile(r"-?\d+(,\d+)?$")


class NotANumber(ValueError):
    """The text is not a Vietnamese number. ``str(error)`` is the sentence for the person."""


def parse_number(text: str) -> Decimal:
    """Read "1.800", "98,5", "1 800" as Vietnamese. Doubtful spellings ("1,800.5", "1.8") are asked about, not guessed.

    Errors: NotANumber with a Vietnamese sentence that says what was found and what is expected.
    """
    found = text.strip()
    bare = re.sub(r"[\s\u00a0]+", "", found)
    if not bare:
        raise NotANumber("Chưa có số. Hãy nhập số, ví dụ 1.800 hoặc 98,5.")
    if _GROUPED.match(bare):
        bare = bare.replace(".", "")
    elif not _PLAIN.match(bare):
        raise NotANumber(
            f"Không chắc “{found}” là số nào. Dùng dấu chấm để tách hàng nghìn, dấu phẩy cho phần lẻ: 1.800 hoặc 98,5."
        )
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation as error:
        raise NotANumber(f"“{found}” không phải là số.") from error


MOST_KEY = 10**18 - 1
"""Every number up to here fits a key of both databases."""


def whole_number(text: str, *, least: int = 0, most: int = MOST_KEY) -> int | None:
    """The whole number of an address, a hidden field or a list of choices; None for whatever is none within the bounds,
    however long it is. Not for what people type: that is ``parse_number``."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_KEY))):
        return None
    number = int(text)
    return number if least <= number <= most else None


def format_number(number: Decimal | int | float | None, places: int | None = None) -> str:
    """1234567.5 → "1.234.567,5"; None → "–". ``places`` fixes the number of decimals."""
    if number is None:
        return "–"
    if places is None and type(number) is int:
        return f"{number:,}".replace(",", ".")
    value = Decimal(str(number))
    if places is not None:
        text = f"{value:,.{places}f}"
    else:
        text = f"{value:,f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def format_share(numerator: int | Decimal | None, denominator: int | Decimal | None, places: int = 1) -> str:
    """The share as "10,8 %"; "–" where nothing can be divided. Never stored, only shown."""
    if numerator is None or not denominator:
        return "–"
    if places == 1 and type(numerator) is int and type(denominator) is int and numerator >= 0 and denominator > 0:
        return _share_of_whole(numerator, denominator)
    value = Decimal(numerator) * 100 / Decimal(denominator)
    text = format_number(value, places)
    return (text[:-2] if text.endswith(",0") and places == 1 else text) + " %"


def _share_of_whole(numerator: int, denominator: int) -> str:
    """The same in whole numbers, for tables of thousands of shares; half to even, as decimals are rounded."""
    tenths, rest = divmod(numerator * 1000, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and tenths % 2):
        tenths += 1
    whole, tenth = divmod(tenths, 10)
    words = format_number(whole)
    return f"{words},{tenth} %" if tenth else f"{words} %"


def format_money(amount: int | None) -> str:
    """Whole đồng: 12000000 → "12.000.000 đồng"."""
    return "–" if amount is None else f"{format_number(amount)} đồng"

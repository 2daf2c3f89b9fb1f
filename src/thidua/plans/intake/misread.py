"""What a scanner misread in figures and dates: letters for digits ("O1/l2/2O21", "1OO%"), words of dates without their
accents ("ngay 15/3", "Đot 1"). Only where the digits beside them leave no doubt."""

from __future__ import annotations

import functools
import re

from thidua.plans.intake.letters import CAPITALS, folded
from thidua.plans.intake.marks import DOC_TYPES
from thidua.plans.intake.units import UNITS

# A word made of digits and letters that look like some: no part of a code ("CO2", "H1O") or of a Roman numeral ("I1").
_MIXED = re.compile(r"(?<![\w/.,-])(?=[Ool]{0,2}\d|[Ool],\d)[\dOol]+(?:[.,/-][\dOol]+)*(?!\w)")
_IN_DATE = re.compile(r"(?<=\d[/.-])(?:[OolI]{1,2}|[OolI]\d|\d[OolI])(?=[/.-]\d)")
# Words of dates before what only they stand before, whatever became of their accents.
_WORDS = (
    ("ngày", re.compile(r"(?<!\w)[Nn]g\wy(?=\s+\d{1,2}\s*(?:tháng|[/.-]\s*\d))")),
    ("tháng", re.compile(r"(?<!\w)[Tt]h\wng(?=\s+\d{1,2}\s*(?:năm|[/.-]\s*(?:19|20)\d\d))")),
    ("năm", re.compile(r"(?<!\w)[Nn]\wm(?=\s+20\d\d(?!\d))")),
    ("đến", re.compile(r"(?<!\w)[ĐđD]\wn(?=\s+(?:hết\s+)?(?:ngày\s+|tháng\s+)?\d{1,2}\s*[/.-]\s*\d)")),
    ("từ", re.compile(r"(?<!\w)[Tt]\w(?=\s+(?:ngày\s+|tháng\s+)?\d{1,2}\s*[/.-]\s*\d{1,4}\b)")),
    ("đợt", re.compile(r"(?<!\w)[ĐđD]\wt(?=\s+(?:\d|I{1,3}|IV)\s*(?:[:(.]|từ))", re.MULTILINE)),
)
# Lines that say what part of a document they are, by their folded words.
_FIXED = (
    *DOC_TYPES,
    "TM. BAN THƯỜNG VỤ",
    "TM. BAN CHẤP HÀNH",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "HIỆU TRƯỞNG",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
)
_LITRES = re.compile(r"[1-9]\d*l")
_NOUN = re.compile(rf"\s+(?:{UNITS})(?![^\W\d_])", re.IGNORECASE)  # "1l nhà": no litres of houses
_SPELLINGS = {folded(line): line for line in _FIXED}
_LINE = re.compile(rf"(?<=\n)(?:[TK][MT]\. )?[{CAPITALS}]{{2,6}}(?: [{CAPITALS}]{{2,7}}){{1,3}}(?=[ :.]*(?:\n|$))")
_RECIPIENTS = re.compile(r"(?<=\n)N\wi nh\wn(?=\s*:)")
_AS_DIGITS = str.maketrans("OolI", "0011")
_LETTERS = re.compile(r"[OolI]")


def digits(text: str) -> str:
    """The text with misread digits put right, letter for letter."""
    if not _LETTERS.search(text):
        return text
    text = _MIXED.sub(lambda match: _read(match, text), text)
    return _IN_DATE.sub(lambda match: match[0].translate(_AS_DIGITS), text)


def words(text: str) -> str:
    """The text with the words of its dates spelt right, letter for letter."""
    for word, pattern in _WORDS:
        text = pattern.sub(functools.partial(_spelt, word), text)
    return _LINE.sub(_fixed, _RECIPIENTS.sub(functools.partial(_spelt, "nơi nhận"), text))


def _fixed(match: re.Match[str]) -> str:
    """A line in capitals as it is always spelt."""
    return _SPELLINGS.get(folded(match[0]), match[0])


def _spelt(word: str, match: re.Match[str]) -> str:
    found = match[0]
    if folded(found) != folded(word) or not found[1:].islower():
        return found
    return word.capitalize() if found[0].isupper() else word


def _read(match: re.Match[str], text: str) -> str:
    is_share = text[match.end() : match.end() + 2].lstrip()[:1] == "%"
    is_count = is_share or bool(_NOUN.match(text, match.end()))
    return match[0] if _LITRES.fullmatch(match[0]) and not is_count else match[0].translate(_AS_DIGITS)

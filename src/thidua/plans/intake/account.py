"""Which counts of a press account are aimed at: an account has no section of targets, so that its sentences tell."""

from __future__ import annotations

import re

from thidua.plans.intake.aims import is_aimed, is_had_by_each, is_measured_aim, is_promised, is_subject_of_aim
from thidua.plans.intake.goals import ACHIEVEMENTS, MEASURED

NEAR = 300  # letters before a figure that tell how it is meant
SENTENCE = 1500
_FIRST_WORDS = 30  # letters of a sentence that may say that it reports
_AIMS = re.compile(r"phan dau|chi tieu|muc tieu")
_REPORTS = re.compile(
    r"\b(?:da|ket qua|den nay|nam qua|qua do|dip nay|nhan dip|nho|hien|uoc|dat duoc|tang bang|trao)\b"
)

_TAKES_ON = re.compile(r"\b(?:thuc hien|dang ky|dam nhan|dam nhiem)(?: thuc hien| moi)*\s*$")
_DONE = re.compile(r"\b(?:đã|vừa|năm qua|đến nay|kết quả)\b", re.IGNORECASE)
# "tăng 15,77%", "chiếm 63%": told of what was reached, unless the paragraph aims at something.
_MOVED = re.compile(r"\b(?:tang|giam|chiem|vuot)(?: them| tren| hon| gan| khoang| binh quan| o muc thap,?)*\s*$")
# "ban hành công văn … tới 100% các huyện": whom a paper goes to.
_MUST = re.compile(r"\b(?:phai|duoc giao)\b[^.;]*$")
_NOW = re.compile(r"\bhien (?:chi|moi|con)\b[^,;.]{0,40}$")
_BUT_NOW = re.compile(r"[^.;\d]{0,30}\b(?:song|nhung|tuy nhien)\b[^.;\d]{0,20}\bhien\b")
_SENT = re.compile(r"\bban hanh[^.;]*\btoi\s*$")


def near(text: str, low: int, at: int, most: int = NEAR) -> str:
    """The words before a place, from ``low`` on but no more than the last ``most`` letters."""
    return text[max(low, at - most) : at]


def sentence_at(bare: str, low: int) -> int:
    """Where the sentence begins that a clause stands in."""
    return max(bare.rfind(". ", 0, low) + 2, 0) if ". " in bare[:low] else 0


def aim_at(bare: str, low: int) -> int:
    """Where the sentence begins that a clause stands in, or an earlier one of the paragraph that aims at something, if
    nothing between reports what was done."""
    begins = sentence_at(bare, low)
    said = [match.start() for match in _AIMS.finditer(bare, max(0, begins - SENTENCE), begins)]
    return sentence_at(bare, said[-1]) if said and not _REPORTS.search(bare, said[-1], low + _FIRST_WORDS) else begins


def is_count_aimed(unit: str, comparator: str, at: tuple[int, int], text: str, bare: str, low: int) -> bool:
    """Whether a count at ``at``, in a clause that begins at ``low``, is aimed at; ``bare`` is the folded text."""
    start, end = at
    begins = sentence_at(bare, low)
    if MEASURED.fullmatch(unit) and is_measured_aim(near(text, begins, start, SENTENCE)):
        return True
    if unit.lower() in ACHIEVEMENTS and (
        is_had_by_each(near(bare, begins, start)) or _is_taken_on(text, bare, begins, start)
    ):
        return True
    if is_subject_of_aim(bare[end : end + NEAR]) or is_promised(text, max(begins, start - SENTENCE), start):
        return True
    return is_aimed(comparator, near(bare, low, start, SENTENCE), near(bare, aim_at(bare, low), start, SENTENCE))


def _is_taken_on(text: str, bare: str, begins: int, at: int) -> bool:
    """Whether a paragraph that aims at something says, not as done, that works are taken on ("đăng ký 6 việc")."""
    told = near(text, begins, at, SENTENCE)
    return bool(_TAKES_ON.search(near(bare, begins, at)) and _AIMS.search(bare) and not _DONE.search(told))


def is_reported(text: str, bare: str, low: int, at: int, *, is_share: bool) -> bool:
    """Whether a percentage at ``at`` tells what was reached; ``is_share``: as a share of what was aimed at."""
    if is_share and "đã " in near(text, sentence_at(bare, low), at, SENTENCE):
        return True
    before = near(bare, low, at)
    if _NOW.search(before) or _BUT_NOW.match(bare[at : at + NEAR].partition("%")[2]):
        return True
    is_aimed = _AIMS.search(bare, 0, at) or _MUST.search(before)
    return bool(_SENT.search(before) or (_MOVED.search(before) and not is_aimed))

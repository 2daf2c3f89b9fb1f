"""Figures to reach: "Trên 90% CNVCLĐ …", "Kết nạp từ 1.800 – 2.000 đoàn viên". Rather none than an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.intake.account import SENTENCE, aim_at, is_count_aimed, is_reported, near, sentence_at
from thidua.plans.intake.aims import is_asked_of_each, is_past
from thidua.plans.intake.comparators import AT_LEAST, comparator
from thidua.plans.intake.draft import LIKELY, SURE, Paragraph, Target
from thidua.plans.intake.goals import is_goal
from thidua.plans.intake.letters import folded
from thidua.plans.intake.no_counts import is_no_count, is_none_such, is_ordinal
from thidua.plans.intake.numbers import NUMBER, WORD_NUMBER, value_of
from thidua.plans.intake.open_counts import noun_of, open_counts
from thidua.plans.intake.outline import (
    AWARDS,
    CLOSING,
    CONTENTS,
    DUTIES,
    MEASURES,
    SITUATION,
    TARGETS,
    UNMARKED,
    Outline,
    Para,
)
from thidua.plans.intake.quotes import inside_quotes
from thidua.plans.intake.tables import rows_in
from thidua.plans.intake.units import UNITS
from thidua.plans.intake.units import bare as bare_noun
from thidua.plans.intake.word_counts import is_led, is_word, word_counts

_CAPTION = re.compile(r"(?:\s[-–]\s*|^)[ẢA]nh(?:\s+\d{1,2}|\s+minh họa)?\s*[.:]?\s*$|^Ảnh:")
_FREE = r"(?<![\w/.,])"
_PERCENT = re.compile(
    rf"{_FREE}(?:(?P<low>{NUMBER})\s*%?\s*(?P<joint>-|–|đến|tới|lên)\s*)?(?P<value>{NUMBER})\s*(?:%|phần trăm)"
)
_COUNT = re.compile(
    rf"{_FREE}(?<!/ )(?:(?P<above>{NUMBER})\s*(?P<above_times>tỷ|tỉ|triệu)\s+(?=[\d.,]+\s*(?:triệu|nghìn|ngàn)\s))?"
    rf"(?:(?P<low>{NUMBER})\s*(?P<joint>-|–|đến|tới)\s*)?(?P<value>{NUMBER})(?![\d/%]|[.,]\d|\s*%)"
    rf"(?:\s*(?P<times>triệu|tỷ|tỉ|nghìn|ngàn)(?=\s))?\s*(?P<unit>{UNITS})(?![^\W\d_])",
    re.IGNORECASE,
)
# "xây 30 “Mái ấm Công đoàn”": what is counted has a name.
_NAMED = re.compile(rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*“(?P<unit>[^“”\d]{{3,40}})”")
_WORDED = re.compile(
    rf"(?:ít nhất|tối thiểu)\s+(?:là\s+|có\s+|được\s+)?(?P<value>{WORD_NUMBER})\s+(?P<unit>{UNITS})(?![^\W\d_])",
    re.IGNORECASE,
)
# "thu nhập tăng gấp 1,5 lần".
_TIMES_AS_MUCH = re.compile(
    rf"(?:tăng|gấp|lên)\s+(?:(?:ít nhất|lên|gấp|thêm)\s+)*(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<unit>lần)(?![^\W\d_])"
)
# "ngày điều trị trung bình ≤ 6,5 ngày": a length of time is a target as a bound only.
_TIME = re.compile(
    rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<unit>ngày|giờ|phút)(?![^\W\d_]| (?:đêm|nước|công))"
)
# "mức bình quân 50 ngàn/ 1 hội viên": money, though nobody says so.
_RATE = re.compile(
    rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<times>ngàn|nghìn|triệu)\s?/\s?"
    rf"(?=(?:0?1 )?(?:{UNITS}|tháng|năm)\b)"
)
_ASKED = re.compile(rf"(?<=\s)(?P<value>{WORD_NUMBER})\s+(?P<unit>{UNITS})(?![^\W\d_])")
_CLAUSE = re.compile(r"[;](?:\s|$)|\.(?:\s|$)|\.{3}|\s\|\s|(?<![Tt]hi đua)\s[-+]\s(?=[^\W\d_])")
_LONGEST_HEADLINE = 200
# An account that lists the plan's figures: "Các chỉ tiêu chủ yếu: (1) …; (2) …".
_LISTED = re.compile(
    r"chi tieu[^.;:]{0,30}:\s*\(?[1a]\)|phan dau[^.;:]{0,40}chi tieu[^.;:]{0,60}(?::|\.\s*trong do)"
    r"|giao uoc thi dua[^.;:]{0,60}\bnoi dung[^.;:]{0,30}(?::|\bnhu\b)"
)
_OF_PLAN = re.compile(r"\s*(?:so (?:voi )?)?(?:ke hoach|chi tieu|muc tieu|du toan)")
_IN_BRACKETS = re.compile(r"\s*\((?:đạt|chiếm|tỷ lệ|tỉ lệ|tương đương|=|\s)*$")
_AIMED_AT = re.compile(r"phan dau|chi tieu|muc tieu")
_NO_NUMBER = "Không thấy con số. Hãy giữ nếu đây là chỉ tiêu trả lời bằng lời, bỏ nếu không."


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    value: float
    high: float | None
    unit: str  # the bare noun
    comparator: str
    noun: str = ""  # as printed, with what qualifies it


def targets(outline: Outline, year: int | None = None) -> tuple[Target, ...]:
    """All figures to reach, in the order of the text. Quotas of awards are none, nor results of years before
    ``year``.
    """
    out: list[Target] = []
    rows, is_account = rows_in(outline), not outline.has_sections
    for para in outline.sections():
        if para.kind in (CLOSING, SITUATION) or para.start in rows or _CAPTION.search(para.text):
            continue
        bare = folded(para.text)
        listed = _LISTED.search(bare) if is_account else None
        for low, high in _clauses(para.text, listed.end() if listed else 0):
            in_section = para.kind == TARGETS or bool(listed and low >= listed.end())
            is_work = para.kind in (CONTENTS, MEASURES, DUTIES)
            begins = aim_at(bare, low) if is_account else sentence_at(bare, low)
            if is_past(bare[low:high], bare[begins:high], in_section, year, is_work=is_work):
                continue
            figures = list(
                _once(para.text, sorted(_figures(para, low, high, in_section, is_account), key=lambda one: one.start))
            )
            out += [_target(para, figures, index, low, high, in_section) for index in range(len(figures))]
    return tuple(_without_doubles(_without_headline(outline, out) if is_account else out))


def _without_headline(outline: Outline, found: list[Target]) -> list[Target]:
    """An account's figures without those of its first line that it tells again below."""
    first = outline.sections()[0] if outline.sections() else None
    if first is None or len(first.text) > _LONGEST_HEADLINE:
        return found
    end = first.end
    later = {(one.comparator, one.value, one.unit) for one in found if one.span[0] > end}
    return [one for one in found if one.span[0] > end or (one.comparator, one.value, one.unit) not in later]


def targets_and_words(outline: Outline, year: int | None = None) -> tuple[tuple[Target, ...], tuple[Paragraph, ...]]:
    """Figures to reach, and the targets told in words; a duty that repeats one of these with a figure is none."""
    found = targets(outline, year)
    in_words = _without_number(outline, found)
    listed = {_words_of(find.text) for find in in_words}
    return tuple(t for t in found if t.in_target_section or _words_of(t.subject) not in listed), in_words


def _without_number(outline: Outline, found: tuple[Target, ...]) -> tuple[Paragraph, ...]:
    """Short items of the section of targets that hold no figure at all: "Hoàn thành dự toán được giao"."""
    out: list[Paragraph] = []
    paras = outline.sections()
    for index, para in enumerate(paras):
        is_leaf = index + 1 == len(paras) or paras[index + 1].rank <= para.rank
        if para.kind != TARGETS or para.is_heading or not is_leaf or para.rank >= UNMARKED or len(para.words) > 220:
            continue
        heading = outline.parent_heading(para)
        if heading is None or "chi tieu" not in folded(heading.lead) or re.search(r"\d\s*%|:$", para.words):
            continue
        if not any(para.start <= target.span[0] < para.end for target in found):
            text = para.words.rstrip(" .;,/")
            out.append(Paragraph(text=text, span=(para.body, para.body + len(text)), confidence=LIKELY, why=_NO_NUMBER))
    return tuple(out)


def _once(text: str, figures: list[_Figure]) -> Iterator[_Figure]:
    """The figures without a share in brackets that only repeats the count before it: "40 đồng chí (90%)"."""
    before: _Figure | None = None
    for figure in figures:
        if before and figure.start == before.start:
            continue
        if before and figure.unit == "%" and _IN_BRACKETS.fullmatch(text[before.end : figure.start]):
            continue
        yield figure
        before = figure


def _clauses(text: str, cut: int = 0) -> Iterator[tuple[int, int]]:
    """Where the clauses of a paragraph stand; the one around ``cut`` is parted there."""
    low = 0
    for start, end in [*(match.span() for match in _CLAUSE.finditer(text)), (len(text), len(text))]:
        if low < cut < start:
            yield low, cut
            low = cut
        yield low, start
        low = end


def _figures(para: Para, low: int, high: int, in_section: bool, is_account: bool) -> Iterator[_Figure]:
    text = para.text[:high]
    whole = folded(para.text)
    bare = whole[:high]
    yield from _shares(para, text, bare, low, in_section=in_section, is_account=is_account)
    last: _Figure | None = None
    begin = max(low, para.body - para.start)
    for match in sorted((*_COUNT.finditer(text, begin), *word_counts(text, begin)), key=lambda one: one.start()):
        if inside_quotes(text, match.start()) or is_no_count(match, near(bare, low, match.start())):
            continue
        figure = _figure(match, bare, match["unit"])
        is_meant = in_section or is_goal(para, (low, high), match, figure.comparator)
        is_meant = is_meant or (
            is_account and is_count_aimed(figure.unit, figure.comparator, (figure.start, figure.end), text, whole, low)
        )
        goes_on = _goes_on(figure, last, text)
        if is_word(match) and not goes_on and not is_led(match, near(bare, low, match.start())):
            continue
        if is_meant or (goes_on and (is_account or (para.kind == CONTENTS and last and last.unit == figure.unit))):
            last = figure
            yield figure
    yield from _open(para, text, bare, begin, in_section, is_account)
    if in_section:
        yield from _in_section(text, bare, begin)
    for match in _TIMES_AS_MUCH.finditer(text, low):
        if in_section or _AIMED_AT.search(near(bare, sentence_at(bare, low), match.start(), SENTENCE)):
            before = bare[: match.start("value")]
            at = (match.start("value"), match.end())
            yield _Figure(*at, value_of(match["value"]), None, "lần", comparator(before, bare[match.end() :]))
    for match in _WORDED.finditer(text, low):
        if in_section or is_account or para.kind in (DUTIES, CONTENTS, MEASURES):
            yield _worded(match, ">=")
    for match in _ASKED.finditer(text, low):
        told = near(bare, low, match.start())
        if AT_LEAST.search(told):
            continue
        if is_asked_of_each(told) and para.kind not in (AWARDS, CLOSING, SITUATION):
            yield _worded(match, "=")


def _shares(para: Para, text: str, bare: str, low: int, *, in_section: bool, is_account: bool) -> Iterator[_Figure]:
    """Percentages of a clause, but for quotas of awards and for results told as a share of what was aimed at."""
    is_award, is_quota = para.kind == AWARDS or "khen thuong" in bare[low:], False
    for match in _PERCENT.finditer(text, max(low, para.body - para.start)):
        figure = _figure(match, bare, "%")
        is_quota = is_quota or (is_award and figure.comparator in ("<=", "<"))
        is_bare = is_account and not re.search(r"[^\W\d_]{2}", text[low : match.start()] + text[match.end() :])
        is_share = not in_section and figure.comparator == "=" and bool(_OF_PLAN.match(bare, match.end()))
        is_aim = bool(_AIMED_AT.search(bare, sentence_at(bare, low), match.start()))
        is_result = is_share and figure.value > 100 and not is_aim
        is_result = is_result or (is_account and is_reported(text, bare, low, match.start(), is_share=is_share))
        if not (inside_quotes(text, match.start()) or is_quota or is_bare or is_result):
            yield figure


def _open(para: Para, text: str, bare: str, low: int, in_section: bool, is_account: bool) -> Iterator[_Figure]:
    """Counts whose noun is in no list."""
    if not (in_section or is_account or para.kind in (CONTENTS, MEASURES, DUTIES)):
        return
    is_aimed = is_account and bool(_AIMED_AT.search(bare, aim_at(bare, low)))
    for match in open_counts(text, low, in_section=in_section or is_aimed):
        before = near(bare, low, match.start())
        is_known = _COUNT.match(text, match.start()) or _TIMES_AS_MUCH.match(text, match.start())
        if is_known or inside_quotes(text, match.start()) or is_ordinal(match, before) or is_none_such(before):
            continue
        figure = _figure(match, bare, noun_of(match))
        if in_section or figure.comparator != "=" or not is_aimed:
            yield figure


def _in_section(text: str, bare: str, low: int) -> Iterator[_Figure]:
    """What only the section of targets says: counts of things with a name of their own, bounds of time."""
    for match in _NAMED.finditer(text, low):
        if not is_ordinal(match, near(bare, 0, match.start())):
            yield _figure(match, bare, match["unit"].strip())
    for match in _RATE.finditer(text, low):
        yield _figure(match, bare, "đồng")
    for match in _TIME.finditer(text, low):
        figure = _figure(match, bare, match["unit"])
        if figure.comparator in ("<=", "<"):
            yield figure


def _goes_on(figure: _Figure, last: _Figure | None, text: str) -> bool:
    """Whether a count goes on with the list of the one before it, that is aimed at: "60 sáng kiến …, 100 sáng kiến"."""
    if last is None:
        return False
    gap = text[last.end : figure.start].rstrip()
    return gap in (",", " và") or (last.unit == figure.unit and gap.endswith((",", " và")))


def _figure(match: re.Match[str], bare: str, unit: str) -> _Figure:
    told = match.groupdict()
    times, scale = told.get("times"), 1.0
    if (money := unit.lower().split())[1:] == ["đồng"]:
        scale, unit = value_of("1", money[0]), "đồng"
    value = value_of(match["value"], times) * scale
    if told.get("above"):  # "2 tỷ 500 triệu đồng"
        value += value_of(told["above"], told["above_times"])
    low = value_of(match["low"], times) * scale if match["low"] else None
    noun, unit = unit, bare_noun(unit)
    if (match["low"] and match["joint"] == "lên") or (low is not None and low >= value):
        low = None
    before, after = bare[: match.start()], bare[match.end() :]
    if low is not None:
        return _Figure(match.start(), match.end(), low, value, unit, "between", noun)
    return _Figure(match.start(), match.end(), value, None, unit, comparator(before, after), noun)


def _worded(match: re.Match[str], sign: str) -> _Figure:
    """The figure of a count in words that is asked for."""
    start, noun = match.start("value"), match["unit"]
    return _Figure(start, match.end(), value_of(match["value"]), None, bare_noun(noun), sign, noun)


def _target(para: Para, figures: list[_Figure], index: int, low: int, high: int, in_section: bool) -> Target:
    figure = figures[index]
    text = para.text
    start = max(low, para.body - para.start)
    if index:
        between = text[figures[index - 1].end : figure.start]
        cut = between.rfind(", ") if ", " in between else between.rfind(" và ")
        start = figures[index - 1].end + max(cut, 0)
    end = high
    if index + 1 < len(figures):
        between = text[figure.end : figures[index + 1].start]
        cut = between.rfind(", ") if ", " in between else between.rfind(" và ")
        end = figure.end + (cut if cut >= 0 else len(between))
    if not in_section:
        start, end = _tightened(text, figure, start, end)
    quote = text[start:end]
    lead = len(quote) - len(quote.lstrip(" ,;-+"))
    quote = quote.strip(" ,;-+")
    return Target(
        quote=quote,
        comparator=figure.comparator,
        value=figure.value,
        value_high=figure.high,
        unit=figure.unit,
        subject=_subject(text, figure, start + lead, start + lead + len(quote)),
        in_target_section=in_section,
        span=(para.start + start + lead, para.start + start + lead + len(quote)),
        confidence=SURE if in_section else LIKELY,
        why="" if in_section else "Nằm ngoài mục chỉ tiêu.",
    )


def _tightened(text: str, figure: _Figure, start: int, end: int) -> tuple[int, int]:
    """In running text a quote holds the figure's own part of a long sentence only."""
    before = text[start : figure.start]
    if len(before) > 60:
        start += max(before.rfind(", ") + 2, before.rfind(" và ") + 4, 0)
    after = text[figure.end : end]
    if len(after) > 60:
        cuts = [cut for cut in (after.find(": "), after.find(" (")) if cut > 20]
        end = figure.end + min(cuts) if cuts else end
    return start, end


_SUBJECT_LEAD = re.compile(
    r"^(?:(?:và|Phấn đấu|phấn đấu|có|Có|đạt|Đạt|trên|Trên|từ|Từ|ít nhất|Ít nhất|tối thiểu|Tối thiểu|đến|hơn|Hơn)\s+)+"
)


def _subject(text: str, figure: _Figure, start: int, end: int) -> str:
    before = text[start : figure.start].strip(" ,")
    told = re.split(r":\s*(?:đạt|từ|trên|dưới|ít nhất|tối thiểu|không quá|là|có|đến)?\s*$", before)
    if len(told) > 1 and not re.search(r"[^\W\d_]", re.sub(r"trở lên|trở xuống", "", text[figure.end : end])):
        return _SUBJECT_LEAD.sub("", told[0].strip(" ,:"))[:200]
    before = before.strip(" :")
    after = re.sub(r"^\s*(?:trở lên|trở xuống)", "", text[figure.end : end]).strip(" ,.")
    before = re.sub(r"\s*(?:đạt|từ|trên|dưới|ít nhất|tối thiểu|không quá|xuống|là|có|đến|hơn|≥|≤|>|<|=)+$", "", before)
    before = re.sub(r"\s*(?:đạt|từ|xuống|là|có|đến)$", "", before).rstrip(" :,")
    unit = "" if figure.unit == "%" else f"{figure.noun or figure.unit} "
    words = f"{before} {unit}{after}" if before else f"{unit}{after}"
    return _SUBJECT_LEAD.sub("", words.strip())[:200]


def _without_doubles(found: list[Target]) -> Iterator[Target]:
    """Each target once; one that a duty tells again in the words of the section of targets is no second one."""
    listed = {_said(target) for target in found if target.in_target_section}
    seen: set[tuple[int, int, float]] = set()
    for target in found:
        key = (*target.span, target.value)
        if key not in seen and (target.in_target_section or _said(target) not in listed):
            seen.add(key)
            yield target


def _said(target: Target) -> tuple[str, float, str]:
    return _words_of(target.subject), target.value, target.unit


def _words_of(subject: str) -> str:
    """The words of a subject without brackets, marks and the counted noun of its figure."""
    return re.sub(r"\W+", " ", re.sub(r"\([^()]*\)", "", folded(subject))).strip()

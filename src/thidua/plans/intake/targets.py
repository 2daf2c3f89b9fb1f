"""Figures to reach: "Trên 90% CNVCLĐ …", "Kết nạp từ 1.800 – 2.000 đoàn viên". Rather none than an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.plans.intake.account import SENTENCE, aim_at, is_count_aimed, is_reported, near, sentence_at
from thidua.plans.intake.aims import is_asked_of_each, is_past
from thidua.plans.intake.comparators import AT_LEAST, comparator
from thidua.plans.intake.draft import LIKELY, SURE, Paragraph, Target
from thidua.plans.intake.figures import (
    AND_WORDED,
    ASKED,
    COUNT,
    EACH_ONE,
    NAMED,
    OFTEN,
    PERCENT,
    RATE,
    TIME,
    TIMES_AS_MUCH,
    WORDED,
    Figure,
    figure_of,
    worded,
)
from thidua.plans.intake.goals import ACHIEVEMENTS, is_goal
from thidua.plans.intake.letters import folded
from thidua.plans.intake.no_counts import is_no_count, is_none_such, is_ordinal
from thidua.plans.intake.numbers import value_of
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
from thidua.plans.intake.word_counts import is_led, is_word, word_counts

_CAPTION = re.compile(r"(?:\s[-–]\s*|^)[ẢA]nh(?:\s+\d{1,2}|\s+minh họa)?\s*[.:]?\s*$|^Ảnh:")
_CLAUSE = re.compile(r"[;](?:\s|$)|\.(?:\s|$)|\.{3}|\s\|\s|(?<![Tt]hi đua)\s[-+]\s(?=[^\W\d_])")
_LONGEST_HEADLINE = 250
_FIRST_LINES = 2
# An account that lists the plan's figures: "Các chỉ tiêu chủ yếu: (1) …; (2) …".
_LISTED = re.compile(
    r"chi tieu[^.;:]{0,30}:\s*\(?[1a]\)|phan dau[^.;:]{0,40}chi tieu[^.;:]{0,60}(?::|\.\s*trong do)"
    r"|giao uoc thi dua[^.;:]{0,60}\bnoi dung[^.;:]{0,30}(?::|\bnhu\b)"
)
_CALLED = re.compile(r"(?:keu goi|van dong|phan dau|de nghi|yeu cau)[^.;:“”]*$")
_AFTER_COMMA = re.compile(r"[^;:.()]{0,60}(?:,| và)\s+(?:mỗi\s+)?$")
_OF_PLAN = re.compile(r"\s*(?:so (?:voi )?)?(?:ke hoach|chi tieu|muc tieu|du toan)")
_IN_BRACKETS = re.compile(r"\s*\((?:đạt|chiếm|tỷ lệ|tỉ lệ|tương đương|=|\s)*$")
_AIMED_AT = re.compile(r"phan dau|chi tieu|muc tieu")
# "số đề nghị Chiến sĩ thi đua không quá 15 %", "5 % số xã tiêu biểu nhất để đề nghị khen thưởng": quotas.
_PROPOSED = re.compile(r"de nghi (?:xet |tang |cong nhan )*(?:khen|chien si thi dua|danh hieu|bang khen|giay khen)")
_TO_PROPOSE = re.compile(r"[^.;,\d]{0,60}\bde nghi (?:xet |cap tren )*khen")
# "đạt 100 % kế hoạch được thưởng 30 triệu đồng": what a reward is given for.
_REWARDED = re.compile(r"\b(?:duoc thuong|muc thuong|thuong (?:them )?\d)")
_NO_NUMBER = "Không thấy con số. Hãy giữ nếu đây là chỉ tiêu trả lời bằng lời, bỏ nếu không."


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
    """An account's figures without those of its first lines, headline and lead, that it tells again below."""
    out = found
    for para in outline.sections()[:_FIRST_LINES]:
        if len(para.text) > _LONGEST_HEADLINE:
            continue
        later = {_key(one) for one in out if one.span[0] > para.end}
        out = [one for one in out if not (para.start <= one.span[0] < para.end and _key(one) in later)]
    return out


def _key(one: Target) -> tuple[str, float, float | None, str]:
    return one.comparator, one.value, one.value_high, one.unit


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


def _once(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """The figures without a share in brackets that only repeats the count before it: "40 đồng chí (90%)"."""
    before: Figure | None = None
    for figure in figures:
        if before and figure.start == before.start:
            continue
        if before and figure.unit == "%" and _IN_BRACKETS.fullmatch(text[before.end : figure.start]):
            continue
        if before and before.is_part and figure.unit == "%" and text[: figure.start].endswith("("):
            continue
        if before and _is_governed(text, figure, before):
            figure = replace(figure, comparator=before.comparator)
        yield figure
        before = figure


def _is_governed(text: str, figure: Figure, before: Figure) -> bool:
    """Whether a figure goes on with the list of the one before it, whose comparator stands before the list: "ít nhất
    80 sáng kiến cấp cơ sở, 15 sáng kiến cấp huyện"."""
    if (
        figure.comparator != "="
        or before.comparator in ("=", "between")
        or (figure.unit == "%") != (before.unit == "%")
    ):
        return False
    if figure.unit == "%" and figure.value >= 100:
        return False
    is_led = comparator(folded(text)[: before.start], "") == before.comparator
    return is_led and bool(_AFTER_COMMA.fullmatch(text, before.end, figure.start))


def _clauses(text: str, cut: int = 0) -> Iterator[tuple[int, int]]:
    """Where the clauses of a paragraph stand; the one around ``cut`` is parted there."""
    low = 0
    for start, end in [*(match.span() for match in _CLAUSE.finditer(text)), (len(text), len(text))]:
        if low < cut < start:
            yield low, cut
            low = cut
        yield low, start
        low = end


def _figures(para: Para, low: int, high: int, in_section: bool, is_account: bool) -> Iterator[Figure]:
    text = para.text[:high]
    whole = folded(para.text)
    bare = whole[:high]
    yield from _shares(para, text, bare, low, in_section=in_section, is_account=is_account)
    last: Figure | None = None
    begin = max(low, para.body - para.start)
    for match in sorted((*COUNT.finditer(text, begin), *word_counts(text, begin)), key=lambda one: one.start()):
        if inside_quotes(text, match.start()) or is_no_count(
            match, near(bare, low, match.start()), in_section=in_section
        ):
            continue
        figure = figure_of(match, bare, match["unit"])
        is_meant = in_section or is_goal(para, (low, high), match, figure.comparator)
        is_meant = is_meant or (
            is_account and is_count_aimed(figure.noun, figure.comparator, (figure.start, figure.end), text, whole, low)
        )
        goes_on = _goes_on(figure, last, text)
        is_meant = is_meant or (figure.is_part and _is_part_aimed(bare, low, figure.start, is_account=is_account))
        if is_word(match) and not goes_on and not is_led(match, near(bare, low, match.start())):
            continue
        if is_meant or (goes_on and (is_account or (para.kind == CONTENTS and _is_alike(figure, last)))):
            last = figure
            yield figure
    yield from _open(para, text, bare, begin, in_section, is_account)
    if in_section:
        yield from _in_section(text, bare, begin)
    for match in TIMES_AS_MUCH.finditer(text, low):
        if in_section or _AIMED_AT.search(near(bare, sentence_at(bare, low), match.start(), SENTENCE)):
            before = bare[: match.start("value")]
            at = (match.start("value"), match.end())
            yield Figure(*at, value_of(match["value"]), None, "lần", comparator(before, bare[match.end() :]))
    yield from _asked(para, text, bare, low, in_section, is_account)


def _asked(para: Para, text: str, bare: str, low: int, in_section: bool, is_account: bool) -> Iterator[Figure]:
    """What is asked for in words, so often a month, or of each body below."""
    for match in WORDED.finditer(text, low):
        if in_section or is_account or para.kind in (DUTIES, CONTENTS, MEASURES):
            yield from _listed_in_words(text, match)
    if para.kind in (TARGETS, DUTIES, CONTENTS, MEASURES):
        often = (figure_of(match, bare, "lần") for match in OFTEN.finditer(text, low))
        yield from (figure for figure in often if figure.comparator == ">=")
    yield from _each_one(text, bare, low, is_account=is_account)
    for match in ASKED.finditer(text, low):
        told = near(bare, low, match.start())
        if AT_LEAST.search(told):
            continue
        if is_asked_of_each(told) and para.kind not in (AWARDS, CLOSING, SITUATION):
            yield worded(match, "=")


def _listed_in_words(text: str, match: re.Match[str]) -> Iterator[Figure]:
    """The count in words of a match, and those of the list that it begins."""
    found: re.Match[str] | None = match
    while found:
        yield worded(found, ">=")
        found = AND_WORDED.match(text, found.end())


def _each_one(text: str, bare: str, low: int, *, is_account: bool) -> Iterator[Figure]:
    """Works that an account says everybody is called to do, without a verb: "kêu gọi mỗi chi hội một công trình"."""
    for match in EACH_ONE.finditer(text, low):
        if is_account and _CALLED.search(near(bare, low, match.start())) and not inside_quotes(text, match.start()):
            yield worded(match, "=")


def _is_part_aimed(bare: str, low: int, at: int, *, is_account: bool) -> bool:
    """Whether so many of so many ("53/94 xã") stand in a sentence that aims at something."""
    return is_account and bool(_AIMED_AT.search(near(bare, aim_at(bare, low), at, SENTENCE)))


def _is_alike(figure: Figure, last: Figure | None) -> bool:
    """Whether a count in a list of contents is one as the count before it, and not of those who take part."""
    return bool(last and (last.unit == figure.unit or figure.unit == "ngày công" or figure.noun in ACHIEVEMENTS))


def _shares(para: Para, text: str, bare: str, low: int, *, in_section: bool, is_account: bool) -> Iterator[Figure]:
    """Percentages of a clause, but for quotas of awards and for results told as a share of what was aimed at."""
    is_award, is_quota = para.kind == AWARDS or "khen thuong" in bare[low:], False
    for match in PERCENT.finditer(text, max(low, para.body - para.start)):
        figure = figure_of(match, bare, "%")
        is_award = is_award or bool(_PROPOSED.search(bare, low, match.start()))
        is_quota = is_quota or (is_award and figure.comparator in ("<=", "<"))
        is_quota = is_quota or bool(_TO_PROPOSE.match(bare, match.end()) or _REWARDED.search(bare, low))
        is_bare = is_account and not re.search(r"[^\W\d_]{2}", text[low : match.start()] + text[match.end() :])
        is_share = not in_section and figure.comparator == "=" and bool(_OF_PLAN.match(bare, match.end()))
        is_aim = bool(_AIMED_AT.search(bare, sentence_at(bare, low), match.start()))
        is_result = is_share and figure.value > 100 and not is_aim
        is_result = is_result or (is_account and is_reported(text, bare, low, match.start(), is_share=is_share))
        if not (inside_quotes(text, match.start()) or is_quota or is_bare or is_result):
            yield figure


def _open(para: Para, text: str, bare: str, low: int, in_section: bool, is_account: bool) -> Iterator[Figure]:
    """Counts whose noun is in no list."""
    if not (in_section or is_account or para.kind in (CONTENTS, MEASURES, DUTIES)):
        return
    is_aimed = is_account and bool(_AIMED_AT.search(bare, aim_at(bare, low)))
    for match in open_counts(text, low, in_section=in_section or is_aimed):
        before = near(bare, low, match.start())
        is_known = COUNT.match(text, match.start()) or TIMES_AS_MUCH.match(text, match.start())
        if is_known or inside_quotes(text, match.start()) or is_ordinal(match, before) or is_none_such(before):
            continue
        figure = figure_of(match, bare, noun_of(match))
        if in_section or figure.comparator != "=" or not is_aimed:
            yield figure


def _in_section(text: str, bare: str, low: int) -> Iterator[Figure]:
    """What only the section of targets says: counts of things with a name of their own, bounds of time."""
    for match in NAMED.finditer(text, low):
        if not is_ordinal(match, near(bare, 0, match.start())):
            yield figure_of(match, bare, match["unit"].strip())
    for match in RATE.finditer(text, low):
        yield figure_of(match, bare, "đồng")
    for match in TIME.finditer(text, low):
        figure = figure_of(match, bare, match["unit"])
        if figure.comparator in ("<=", "<"):
            yield figure


def _goes_on(figure: Figure, last: Figure | None, text: str) -> bool:
    """Whether a count goes on with the list of the one before it, that is aimed at: "60 sáng kiến …, 100 sáng kiến"."""
    if last is None:
        return False
    gap = text[last.end : figure.start].rstrip()
    return gap in (",", " và") or (last.unit == figure.unit and gap.endswith((",", " và")))


def _target(para: Para, figures: list[Figure], index: int, low: int, high: int, in_section: bool) -> Target:
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


def _tightened(text: str, figure: Figure, start: int, end: int) -> tuple[int, int]:
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


def _subject(text: str, figure: Figure, start: int, end: int) -> str:
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

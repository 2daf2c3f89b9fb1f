"""Phases of the movement: "Đợt 1: Từ 01/01/2021 đến 30/6/2021: Với chủ đề …". Anniversaries and terms are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.plans.intake.bare_phases import bare_phases
from thidua.plans.intake.dates import DateFind, Period, dates_in, lent, periods_in, with_year
from thidua.plans.intake.draft import DOUBTFUL, LIKELY, SURE, Phase
from thidua.plans.intake.half_phases import begun, begun_and_ended, half_phase, stages
from thidua.plans.intake.outline import AWARDS, CLOSING, DUTIES, PHASES, TARGETS, UNMARKED, Outline, Para
from thidua.plans.intake.quarters import quarter_items
from thidua.plans.intake.tables import ACTOR, tables

_LABEL = re.compile(
    r"(?P<name>(?:Đợt|đợt|ĐỢT|Giai đoạn|giai đoạn|GIAI ĐOẠN|Chặng|chặng|Học kỳ|học kỳ|Học kì|Quý|Bước"
    r"|Đợt thi đua|GĐ|(?<!\w)(?:Kỳ|KỲ|(?<![Nn]hiệm )kỳ(?=\s+thứ\s)))\s*(?:thi đua\s*)?(?:thứ\s*)?"
    r"(?:\d{1,2}|[IVX]{1,4}|nhất|hai|ba|bốn|một|đầu|cao điểm))(?![\w%/])"
)
_ABOUT_TIME = re.compile(
    r"[Tt]hời (?:gian|điểm)(?: (?:thực hiện|tổ chức|phát động|thi đua|triển khai|tiến hành|áp dụng|của))?|THỜI GIAN"
    r"|(?:[Pp]hong trào|[Đđ]ợt|[Cc]hặng|[Cc]ao điểm)(?: thi đua)?[^.;]{0,80}(?:triển khai|thực hiện|diễn ra"
    r"|kéo dài|phát động|bắt đầu|tổ chức)[^.;]{0,30}$"
)
_COMPETES = re.compile(r"(?:thi đua|phong trào|cao điểm)[^.;:]{0,50}\b(?:từ|kể từ)\s+(?:ngày |tháng )?$", re.IGNORECASE)
_COMPETING = re.compile(r"(?:[Tt]hi đua|[Pp]hong trào|[Cc]hương trình|[Đđ]ợt|cao điểm)[^.;:]*$")
_LEAD_IN = re.compile(r"(?:[Tt]ừ|[Kk]ể từ|[Tt]rong)?\s*(?:sau\s+)?(?:ngày|tháng|nay)?\s*$")
_THEME = re.compile(r"chủ (?:đề|điểm)[^“”.;]{0,40}“(?P<theme>[^“”]{4,400})”", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"(?:(?:[Tt]ừ|[Kk]ể từ)\s+(?P<start>[^,;.:()“”]{2,60}?)\s+(?:(?:cho\s+)?(?:đến|tới)|và kết thúc(?: vào)?)"
    r"|(?P<lasts>kéo dài|(?:được\s+)?(?:phát động|triển khai|diễn ra|thực hiện)"
    r"|(?<=thi đua )(?:cao điểm|đặc biệt|nước rút))\s+(?:cho\s+)?(?:đến|tới))\s+"
    r"(?P<end>(?:(?!\s(?:với chủ đề|chào mừng|lập thành tích|nhằm|gắn với|hướng tới)\b)[^;.:,()“”]){2,170})"
)
_AFTER = re.compile(r"\b[Tt]ừ sau (?:ngày )?$")
_END_OF = re.compile(r"(?:hết|cuối|kết thúc|đến|tổng kết|sơ kết)\s+$")
_NEAR = 40
_Years = tuple[int | None, dict[int, int]]  # the plan's year, and the year that each month is lent
_TIMELY = re.compile(r"ngày|khi|nay|đầu|tuần|tháng|lúc|năm")


def phases(outline: Outline, year: int | None, lend: dict[int, int] | None = None) -> tuple[Phase, ...]:
    """All phases in the order of the text; ``year`` is lent to dates without one, or the one that ``lend`` says for
    their month (a school year). Where none has a date those that have a name."""
    out: list[Phase] = []
    duties = {row.para.start for table in tables(outline) if ACTOR in table.kinds for row in table.rows}
    paras = (*outline.preamble(), *outline.sections())
    for para, following in zip(paras, (*paras[1:], None), strict=False):
        if para.kind == CLOSING or para.start in duties:
            continue
        out += sorted(_in_para(outline, para, year, lend or {}), key=lambda phase: phase.span)
        if parted := begun_and_ended(para, following, year, lend or {}):
            out.append(parted)
    found = tuple(_without_whole(list(_unique(out))))
    paras = outline.sections()
    return (
        found
        or _titled(outline)
        or stages(paras)
        or quarter_items(paras, year)
        or bare_phases(outline)
        or begun(paras, year, lend or {})
    )


def _titled(outline: Outline) -> tuple[Phase, ...]:
    """For a plan without any other phase, the whole days that its title names: "… TỪ NGÀY 01/6 ĐẾN NGÀY 31/8/2022"."""
    for para in outline.paras[slice(*outline.title)]:
        for period in periods_in(para.text.lower()):
            if period.start.day and period.end.day and period.start.iso and not _is_anniversary(period):
                return (_phase(outline, para, period, len(para.text), None),)
    return ()


def _in_para(outline: Outline, para: Para, year: int | None, lend: dict[int, int]) -> Iterator[Phase]:
    text = para.text
    found = [_lent(period, year, lend) for period in periods_in(text)]
    found = [period for period in found if not _is_anniversary(period)]
    accepted = [period for period in found if _speaks_of_phase(outline, para, period)]
    for index, period in enumerate(accepted):
        stop = accepted[index + 1].span[0] if index + 1 < len(accepted) else len(text)
        yield _phase(outline, para, period, stop, year)
    dated = [period.span for period in accepted]
    for low, high in _stretches(text):
        if any(start < high and low < end for start, end in dated):
            continue
        label = _LABEL.match(text, low)
        found_less = _relative(outline, para, low, high, (year, lend)) or (
            label and half_phase(para, label, year, lend)
        )
        if found_less:
            yield found_less


def _lent(period: Period, year: int | None, lend: dict[int, int]) -> Period:
    """The period with years where neither side tells one."""
    start, end = (with_year(lent(find, lend), year) for find in (period.start, period.end))
    return replace(period, start=start, end=end)


def _without_whole(found: list[Phase]) -> list[Phase]:
    """Without the stretch of the whole movement where two named phases or more divide it."""
    named = [phase for phase in found if _LABEL.match(phase.name)]
    if len(named) < 2:
        return found
    first = min((phase.start for phase in named if phase.start), default="")
    last = max((phase.end for phase in named if phase.end), default="")
    return [phase for phase in found if phase in named or not _covers(phase, first, last)]


def _covers(phase: Phase, first: str, last: str) -> bool:
    """Whether a phase begins and ends around these (partial) dates."""
    if not (phase.start and phase.end and first and last):
        return False
    begins = phase.start <= first or phase.start.startswith(first)
    return begins and (phase.end >= last or last.startswith(phase.end))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The paragraph cut at its labels ("đợt 1 …; đợt 2 …"), whole where it has none."""
    labels = _LABEL.finditer(text)
    cuts = [label.start() for label in labels if not _END_OF.search(text, max(0, label.start() - _NEAR), label.start())]
    if not cuts:
        yield 0, len(text)
        return
    yield from zip(cuts, [*cuts[1:], len(text)], strict=True)


def _is_anniversary(period: Period) -> bool:
    first, second = period.start, period.end
    same_day = (first.day, first.month) == (second.day, second.month) and (first.day or not first.month)
    apart = first.year is not None and second.year is not None and second.year - first.year >= 1
    return (same_day and apart) or (first.year or 2000) < 1990


def _speaks_of_phase(outline: Outline, para: Para, period: Period) -> bool:
    before = para.text[: period.span[0]]
    if re.fullmatch(r"\W*[Tt]ừ\s+(?:ngày |tháng )?", before) and not para.text[period.span[1] :].strip(" ).;"):
        return True
    near = before[-90:]
    if (label := list(_LABEL.finditer(near))) and not re.search(r"[.;]\s", near[label[-1].end() :]):
        return True
    if para.kind == PHASES:
        return "kỷ niệm" not in near[-60:]
    if para.kind == AWARDS:
        return False
    if not outline.has_sections and re.search(r"\b[Tt]ừ\s+(?:ngày |tháng )?$", near):
        return True
    if _ABOUT_TIME.search(near) or (para.kind != DUTIES and _COMPETES.search(near)):
        return True
    heading = outline.parent_heading(para)
    return bool(heading and _LABEL.match(heading.words) and para.kind != DUTIES)


def _phase(outline: Outline, para: Para, period: Period, stop: int, year: int | None) -> Phase:
    text = para.text
    lead = _LEAD_IN.search(text[: period.span[0]])
    start = lead.start() if lead else period.span[0]
    start += len(text[start : period.span[0]]) - len(text[start : period.span[0]].lstrip())
    rest = text[period.span[1] : stop].strip(" .:;,)-–|")
    theme = _THEME.search(rest) or _theme_after(outline, para, stop)
    begins = period.start.day_after if _AFTER.search(text[: period.span[0]]) else period.start.first
    sure = bool(period.start.iso and period.end.iso)
    name_at, name = _name(outline, para, period.span[0])
    return Phase(
        name=name,
        start=begins,
        end=period.end.last,
        theme=theme["theme"].strip() if theme else None,
        raw=text[start : period.span[1]],
        content="" if theme else rest[:400],
        span=(para.start + min(start, name_at), para.start + period.span[1]),
        confidence=SURE if sure else DOUBTFUL,
        why="" if sure else "Không đọc chắc được ngày của đợt này.",
    )


def _theme_after(outline: Outline, para: Para, stop: int) -> re.Match[str] | None:
    """A theme on the line after the phase's own line."""
    if stop < len(para.text):
        return None
    index = next((i for i, other in enumerate(outline.paras) if other.start == para.start), -1)
    following = outline.paras[index + 1] if 0 <= index < len(outline.paras) - 1 else None
    if following and not _LABEL.match(following.words) and len(following.text) < 400:
        return re.match(r"\W*(?:Với\s+)?[Cc]hủ (?:đề|điểm)[^“”.;]{0,40}“(?P<theme>[^“”]{4,400})”", following.text)
    return None


def _name(outline: Outline, para: Para, at: int) -> tuple[int, str]:
    labels = list(_LABEL.finditer(para.text, 0, at))
    if labels:
        name = re.sub(r"\s+", " ", labels[-1]["name"])
        return labels[-1].start(), name[0].upper() + name[1:]
    heading = outline.parent_heading(para)
    if heading and (match := _LABEL.match(heading.words)):
        return at, match["name"]
    subject = re.search(
        r"(?:[Pp]hong trào thi đua(?: cao điểm)?|[Đđ]ợt thi đua(?: cao điểm)?|[Cc]hặng thi đua)", para.text[:at]
    )
    return (subject.start(), subject[0]) if subject else (at, "Cả đợt")


def _relative(outline: Outline, para: Para, low: int, high: int, years: _Years) -> Phase | None:
    """A phase told in words: "từ ngày ban hành Kế hoạch đến khi …"; a date on one side is kept."""
    text = para.text
    is_labelled = bool(_LABEL.match(text, low))
    for match in _IN_WORDS.finditer(text, low, high):
        near = text[max(low, match.start() - 160) : match.start()]
        is_time = para.kind == PHASES or (not _is_work(para) and _tells_time(outline, near, match))
        if is_time or (is_labelled and match.start() - low <= 60):
            return _in_words(outline, para, match, years)
    return None


def _tells_time(outline: Outline, near: str, match: re.Match[str]) -> bool:
    """Whether the words before "từ … đến …" speak of the time of the movement."""
    if _ABOUT_TIME.search(near):
        return True
    is_open = (match["start"] or "").strip() in ("nay", "nay cho")
    return (is_open or (not outline.has_sections and bool(match["lasts"]))) and bool(_COMPETING.search(near))


def _is_work(para: Para) -> bool:
    """Whether a paragraph tells work or an item to reach, whose times are no phases."""
    return para.kind == DUTIES or (para.kind == TARGETS and para.rank < UNMARKED)


def _in_words(outline: Outline, para: Para, match: re.Match[str], years: _Years) -> Phase | None:
    text = para.text
    year, lend = years
    end = _one_date(text, match.span("end"), years)
    told = match["start"] or ""
    start = _one_date(text, match.span("start"), (year or (end.year if end else None), lend)) if told else None
    if "%" in match[0] or (match["lasts"] and not end) or not (start or end or _TIMELY.search(told)):
        return None
    name_at, name = _name(outline, para, match.start())
    return Phase(
        name=name,
        start=start.first if start else None,
        end=end.last if end else None,
        theme=None,
        raw=match[0].strip(),
        relative_start="" if start else told.strip(),
        relative_end="" if end else match["end"].strip(),
        span=(para.start + min(match.start(), name_at), para.start + match.end()),
        confidence=LIKELY,
        why="Thời gian ghi bằng lời, cần chọn ngày.",
    )


def _one_date(text: str, span: tuple[int, int], years: _Years) -> DateFind | None:
    year, lend = years
    found = [with_year(lent(find, lend), year) for find in dates_in(text, *span)]
    return found[0] if len(found) == 1 and found[0].iso else None


def _unique(found: list[Phase]) -> Iterator[Phase]:
    seen: set[tuple[str | None, str | None, str]] = set()
    for phase in found:
        key = (phase.start, phase.end, "" if phase.start or phase.end else phase.raw)
        if key not in seen:
            seen.add(key)
            yield phase

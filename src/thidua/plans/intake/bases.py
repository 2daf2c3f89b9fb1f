"""Documents that the plan carries out (in its preamble) or only mentions, and the upper body's plan among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.dates import dates_in
from thidua.plans.intake.draft import LIKELY, SURE, Basis, Fact
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline, Para

_LETTERS = r"[^\W\d_]"
NUMBER_OF_DOCUMENT = (
    rf"\d{{1,6}}[a-z]?\s*(?:/\s*\d{{4}}\s*)?(?:[/-]|\s–|\s(?=(?:KH|CV|HD|QĐ|CT|TB|NQ)[/-]))\s*[A-ZĐƯ]{_LETTERS}*\d{{0,3}}(?:[-/–.&]{_LETTERS}+\d{{0,3}}"
    rf"|\s*[-–/]\s*[A-ZĐƯ]{{2}}{_LETTERS}*)*"
)
_KINDS = (
    r"(?:[Kk]ế hoạch|[Qq]uyết định|[Cc]hỉ thị|[Nn]ghị quyết|[Nn]ghị định|[Tt]hông tư|[Hh]ướng dẫn|[Cc]ông văn"
    r"|[Qq]uy chế"
    r"|[Cc]hương trình|[Tt]hông báo|[Kk]ết luận|[Qq]uy định|[Đđ]ề án|[Vv]ăn bản|[Bb]áo cáo|[Tt]ờ trình|[Ll]uật"
    r"|[Pp]háp lệnh|[Tt]hông tri)"
)
_CITED = re.compile(
    rf"(?P<kind>{_KINDS})(?P<name>[^.;:()“”\d]{{0,70}}?)\s*(?:(?:số|so|Số)\s*[:.]?\s*)?(?P<number>{NUMBER_OF_DOCUMENT})"
)
_KIND = re.compile(_KINDS)
_UNNUMBERED = re.compile(
    r"(?:Căn cứ|Thực hiện)\s+(?:vào\s+)?(?P<kind>[Nn]ghị quyết|[Kk]ế hoạch|[Qq]uyết định|[Cc]hương trình|[Tt]hông báo)"
    r"\s[^.;:()“”\d]{3,90}?(?=\s+ngày\s+\d)"
)
_LAW = re.compile(
    r"Luật\s+(?P<name>[Tt]hi đua,?\s*(?:[-–]\s*)?[Kk]hen thưởng|[A-ZĐ][^\s,;.()]*(?:,?\s+[^\s,;.()]+){0,5}?)"
    r"(?=\s*(?:,\s*)?(?:ngày|năm|số|được|đã|và các|và Luật|sửa đổi)\b|\s*[;.)(]|\s*,\s*[A-ZĐ]|$)"
)
_MENTIONED = re.compile(r"(?:điều của|thi hành|hướng dẫn|bổ sung|các quy định của)\s*$")
_DATED = re.compile(r"\s*(?:,|\()?\s*(?:ban hành\s*)?(?:(?:ngày\s+)*ngày|năm)?\s*(?=\d|tháng)")
_OF = re.compile(
    r"\s*,?\s*(?:của|do)\s+(?P<issuer>(?:[^;:()“”]|\([A-ZĐ&-]{2,12}\)){2,140}?)"
    r"(?=\s*(?:,?\s+(?:về|Về|ban hành|v/v|V/v|quy định|hướng dẫn|phê duyệt|phát động"
    r"|tổ chức thực hiện|thực hiện|triển khai"
    r"|và\s+(?:Kế hoạch|Chỉ thị|Hướng dẫn|Công văn|Quyết định))\b|[;:.“”)]|\((?![A-ZĐ&-]{2,12}\))|,\s|$))"
)


def bases(outline: Outline, own: Fact | None = None) -> tuple[tuple[Basis, ...], tuple[Basis, ...]]:
    """(bases, only cited): each document once, by its number; ``own`` is the plan's own number, no basis of itself."""
    is_account = own is None and outline.type_at is None and not outline.has_sections
    first = _unique(
        [
            find
            for para in outline.opening()
            for find in _in_para(outline, para)
            if (not own or find.number != own.value) and (not is_account or _is_carried_out(para, find))
        ]
    )
    first = first or _unique([find for para in _listed(outline) for find in _in_para(outline, para)])
    known = {find.number for find in first}
    rest = _unique(
        [find for para in outline.sections() for find in _in_para(outline, para) if not own or find.number != own.value]
    )
    return first, tuple(find for find in rest if find.number not in known)


def _listed(outline: Outline) -> Iterator[Para]:
    """The items of a section "Căn cứ pháp lý"."""
    for para in outline.sections():
        heading = outline.parent_heading(para)
        if heading and folded(heading.words).startswith("can cu"):
            yield para


def _is_carried_out(para: Para, find: Basis) -> bool:
    """Whether the sentence of an account begins by saying that it carries a document out."""
    before = para.text[: find.span[0] - para.start]
    return bool(_CARRIES_OUT.match(before, before.rfind(". ") + 1))


_CARRIES_OUT = re.compile(r"\W*(?:Thực hiện|Căn cứ|Triển khai|Hưởng ứng|Quán triệt|Theo|Trên cơ sở)\b")


def parent_plan(found: tuple[Basis, ...], body: Fact | None, titled: Fact | None = None) -> Basis | None:
    """The emulation plan of an upper body among the bases: a plan, or a decision that issues one, about emulation or
    about what this plan's own title says. Of several the last: they are cited from the top down."""
    own = folded(body.value) if body else ""
    title = _telling(titled.value) if titled else set()
    for wanted in ("kế hoạch", "hướng dẫn", "quyết định", "chương trình"):
        for basis in reversed(found) if wanted == "kế hoạch" else found:
            about = folded(basis.about)
            if basis.kind.lower() != wanted or (basis.issuer and _is_own(basis.issuer, own)):
                continue
            is_emulation = re.search(
                r"phat dong|phong trao thi dua|dot thi dua|thi dua yeu nuoc|cong tac thi dua", about
            ) or (wanted == "kế hoạch" and ("thi dua" in folded(basis.issuer or "") or _shares(title, basis.about)))
            if is_emulation and (wanted != "quyết định" or "ke hoach" in about or "phat dong" in about):
                return basis
    return _untold(found, own)


def _untold(found: tuple[Basis, ...], own: str) -> Basis | None:
    """The plan of another body that is cited without its subject: "Thực hiện Kế hoạch số 20/KH-LĐLĐ ngày … của Liên
    đoàn Lao động tỉnh"."""
    for basis in reversed(found):
        is_plan = basis.kind.lower() in _PLANS and basis.number and _PLANNED.search(basis.number)
        if is_plan and basis.issuer and not _SUBJECT.match(basis.about) and not _is_own(basis.issuer, own):
            return basis
    return None


def _is_own(issuer: str, own: str) -> bool:
    """Whether a document's issuer is the plan's own body, written short: "LĐLĐ huyện" of a district's union."""
    name = re.sub(r"^(?:ban thuong vu|ban chap hanh|btv|bch) ", "", folded(issuer))
    for short, full in (("ldld", "lien doan lao dong"), ("ubnd", "uy ban nhan dan"), ("cd ", "cong doan ")):
        name, own = name.replace(short, full), own.replace(short, full)
    name, own = name.replace("  ", " ").strip(), re.sub(r"^(?:ban thuong vu|ban chap hanh|btv|bch) ", "", own)
    return bool(name) and (own == name or (own.startswith(f"{name} ") and name.split()[-1] in _LEVELS))


_PLANS = ("kế hoạch", "hướng dẫn")
_SUBJECT = re.compile(
    r"(?:về|v/v|ban hành|phát động|tổ chức|thực hiện|triển khai|hướng dẫn|phê duyệt|quy định)\b", re.I
)
_PLANNED = re.compile(r"[-/](?:KH|HD)")
_LEVELS = ("tinh", "huyen", "quan", "xa", "thanh", "pho", "thi", "nganh", "truong")


def _telling(words: str) -> set[str]:
    return set(re.findall(r"\w{2,}", folded(words)))


def _shares(title: set[str], about: str) -> bool:
    """Whether a document's subject is that of the title: most words of the shorter stand in the longer."""
    words = _telling(about)
    return min(len(title), len(words)) >= 5 and len(title & words) * 10 >= 7 * min(len(title), len(words))


def _dated_only(para: Para) -> Iterator[Basis]:
    """A paper of the preamble that has a day but no number: "Căn cứ Nghị quyết Hội nghị người lao động ngày …"."""
    for match in _UNNUMBERED.finditer(para.text):
        date, end = _date_after(para, match.end())
        if date:
            span = (para.start + match.start("kind"), para.start + end)
            yield Basis(
                number=None, date=date, issuer=None, kind=match["kind"].capitalize(), span=span, confidence=LIKELY
            )


def _in_para(outline: Outline, para: Para) -> list[Basis]:
    found = [_cited(para, match) for match in _CITED.finditer(para.text)]
    if outline.type_at is not None and para in outline.preamble():
        found += _dated_only(para)
    taken = [find.span for find in found]
    for match in _LAW.finditer(para.text):
        start = para.start + match.start()
        if any(low <= start < high for low, high in taken) or _MENTIONED.search(para.text[: match.start()]):
            continue
        date, end = _date_after(para, match.end())
        found.append(
            Basis(
                number=match[0].strip(),
                date=date,
                issuer=None,
                kind="Luật",
                span=(start, para.start + end),
                confidence=SURE if date else LIKELY,
            )
        )
    return sorted(found, key=lambda find: find.span)


def _cited(para: Para, match: re.Match[str]) -> Basis:
    """The document of a match. Of several kinds named before the number the last is its own ("Nghị quyết … và Kế hoạch
    số 16")."""
    *_, kind = _KIND.finditer(para.text, match.start(), match.start("number"))
    number = re.sub(r"\s+", "", match["number"]).replace("–", "-").rstrip("-/.")
    date, end = _date_after(para, match.end())
    issuer = None
    if of := _OF.match(para.text, end):
        issuer, end = re.sub(r"\s*\([^)]*\)", "", of["issuer"]).strip(" ,"), of.end()
    rest = re.split(
        r";|\.\s|[;,]\s+(?=(?:Kế hoạch|Chỉ thị|Hướng dẫn|Quyết định|Công văn)\s+số)", para.text[end : end + 400]
    )[0]
    return Basis(
        number=number,
        date=date,
        issuer=issuer,
        kind=kind[0].capitalize(),
        about=rest.strip(" ,.;"),
        span=(para.start + kind.start(), para.start + end),
        confidence=SURE if date else LIKELY,
        why="" if date else "Không thấy ngày của văn bản này.",
    )


def _date_after(para: Para, at: int) -> tuple[str | None, int]:
    if lead := _DATED.match(para.text, at):
        for find in dates_in(para.text, lead.end(), min(len(para.text), lead.end() + 40)):
            if find.span[0] - lead.end() <= 1 and find.iso and find.day:
                return find.iso, find.span[1]
            break
    return None, at


def _unique(found: list[Basis]) -> tuple[Basis, ...]:
    kept: dict[str, Basis] = {}
    for find in found:
        key = re.sub(r"\W", "", (find.number or "").upper()) + (
            find.date or "" if find.kind == "Luật" or not find.number else ""
        )
        if key in kept and kept[key].date and find.date and kept[key].date != find.date:
            key += find.date  # two papers of one number, of different years or bodies
        if key not in kept or (kept[key].date is None and find.date):
            kept[key] = find
    return tuple(kept.values())

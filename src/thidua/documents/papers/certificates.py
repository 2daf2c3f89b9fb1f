"""The content of a giấy khen or bằng khen, and the drawings around it: border, ornament, QR code.

Lines and their order follow the form of the State's decree on certificates as the union uses it: the organisation's
own emblem or none, quốc hiệu, tiêu ngữ, the body that decides in red capitals, "TẶNG", the form in red capitals, the
recipient, the achievement; below left the decision and the golden book, below right place, date, post and name.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno

from thidua.common.dates import long_date
from thidua.common.text import normalise
from thidua.documents.papers.content import Signature

GOLD, DEEP_GOLD, PALE_GOLD, RED = "#c4993a", "#a67a1e", "#e9d9ae", "#b3201f"
PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
QR_MASK = 4


@dataclass(frozen=True)
class CertificatePaper:
    """One certificate of one recipient.

    ``authority`` is the collective body that decides ("BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH"), ``form`` is
    "GIẤY KHEN" or "BẰNG KHEN", ``prefix`` "Đồng chí", "Ông", "Bà", "Tập thể" or "". ``recipient_lines`` are post and
    unit, ``golden_book_number`` the ordinal in the decision. ``verification_url`` goes into the QR code and is
    printed small. ``reissue`` counts further prints of a lost or exchanged certificate. ``sample_mark`` prints a light
    word across the page.
    """

    authority: str
    form: str
    recipient: str
    achievement: str
    decision_number: str
    decided_on: dt.date
    golden_book_number: int
    place: str
    signer: Signature
    verification_url: str
    prefix: str = "Đồng chí"
    recipient_lines: tuple[str, ...] = ()
    verb: str = "TẶNG"
    reissue: int = 0
    sample_mark: str = ""


def printed_certificate(paper: CertificatePaper) -> dict[str, Any]:
    """The lines as they are printed, with the QR code as a drawing."""
    lines = [paper.signer.on_behalf, paper.signer.delegation, paper.signer.post]
    book = f"Số sổ vàng: {paper.golden_book_number:02d}"
    if paper.reissue:
        book += f" (cấp lại lần {paper.reissue})"
    return {
        "authority": normalise(paper.authority.upper()),
        "verb": normalise(paper.verb.upper()),
        "form": normalise(paper.form.upper()),
        "prefix": normalise(paper.prefix),
        "recipient": normalise(paper.recipient),
        "lines": [normalise(line) for line in paper.recipient_lines if line.strip()],
        "achievement": normalise(paper.achievement),
        "decision": [f"Quyết định số {normalise(paper.decision_number)}", long_date(paper.decided_on).capitalize()],
        "book": book,
        "date": f"{normalise(paper.place)}, {long_date(paper.decided_on)}",
        "signer": [normalise(part) for line in lines if line for part in line.upper().split("\n")],
        "name": normalise(paper.signer.name),
        "url": paper.verification_url,
        "qr": qr_svg(paper.verification_url) if paper.verification_url else "",
        "mark": normalise(paper.sample_mark),
    }


def qr_svg(text: str) -> str:
    """The QR code of a text as an SVG drawing without a quiet zone, error correction M, always the same mask."""
    code = segno.make_qr(text, error="m", mask=QR_MASK, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False, omitsize=True, dark="#1c1a17")
    return out.getvalue().decode("ascii")


def picture_svg(data: bytes) -> str:
    """A PNG or JPEG emblem wrapped as SVG, so that it travels as text. Errors: ValueError for another kind."""
    kind, (width, height) = _picture_size(data)
    encoded = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image href="data:image/{kind};base64,{encoded}" width="{width}" height="{height}"/></svg>'
    )


def _picture_size(data: bytes) -> tuple[str, tuple[int, int]]:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        return "png", (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 < len(data) and data[at] == 0xFF:
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            return "jpeg", (width, height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise ValueError("the emblem is neither PNG nor JPEG")


@functools.cache
def border_svg() -> str:
    """Our own frame, A4 landscape in millimetres: interlaced waves in gold between fine lines, a lotus seal in each
    corner, all inside the outer line; nothing of it repeats the frames of State awards."""
    outer, inner = 8.0, 19.0
    middle, half = (outer + inner) / 2, 3.4
    parts = [
        _rect(outer, 0.7, DEEP_GOLD),
        _rect(outer + 1.2, 0.22, GOLD),
        _rect(inner - 1.2, 0.22, GOLD),
        _rect(inner, 0.5, RED),
    ]
    left, top = middle, middle
    right, bottom = PAGE_WIDTH - middle, PAGE_HEIGHT - middle
    room = 7
    for start, end in (
        ((left + room, top), (right - room, top)),
        ((left + room, bottom), (right - room, bottom)),
        ((left, top + room), (left, bottom - room)),
        ((right, top + room), (right, bottom - room)),
    ):
        parts += _waves(start, end, half)
    for x in (left, right):
        for y in (top, bottom):
            parts.append(_corner(x, y))
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}" '
        f'fill="none" stroke-linejoin="round" stroke-linecap="round">{body}</svg>'
    )


def _rect(at: float, width: float, colour: str) -> str:
    return (
        f'<rect x="{at:g}" y="{at:g}" width="{PAGE_WIDTH - 2 * at:g}" height="{PAGE_HEIGHT - 2 * at:g}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _waves(start: tuple[float, float], end: tuple[float, float], half: float) -> list[str]:
    """Six interlaced waves from ``start`` to ``end``: three and their mirror, whole periods, gold of two depths."""
    (x0, y0), (x1, y1) = start, end
    length = abs(x1 - x0) + abs(y1 - y0)
    bows = 2 * max(1, round(length / 10.5))
    step = length / bows
    turn = 'transform="rotate(90)"' if x0 == x1 else ""
    lines = []
    for height, colour, width in ((half, GOLD, 0.34), (half * 0.62, DEEP_GOLD, 0.26), (half * 0.26, GOLD, 0.22)):
        for sign in (1, -1):
            path = "".join(_bow(step, height * sign * (-1) ** index) for index in range(bows))
            lines.append(f'<path d="M0 0{path}" stroke="{colour}" stroke-width="{width}"/>')
    dots = "".join(f'<circle cx="{index * step:.3f}" r="0.34" fill="{RED}"/>' for index in range(bows + 1))
    return [f'<g transform="translate({x0:g} {y0:g})"><g {turn}>', *lines, dots, "</g></g>"]


def _bow(step: float, height: float) -> str:
    """Half a period of a sine as two cubic curves, relative to where it begins."""
    near, far, half = 0.3261 * step / 2, 0.6381 * step / 2, step / 2
    rise = 0.5123 * height
    return (
        f"c{near:.3f} {rise:.3f} {far:.3f} {height:.3f} {half:.3f} {height:.3f}"
        f"c{half - far:.3f} 0 {half - near:.3f} {rise - height:.3f} {half:.3f} {-height:.3f}"
    )


def _corner(x: float, y: float) -> str:
    petals = "".join(
        f'<path d="M0 0C0.85 -1 1.25 -2.7 0 -3.9C-1.25 -2.7 -0.85 -1 0 0Z" transform="rotate({turn})" '
        f'fill="{PALE_GOLD}" stroke="{DEEP_GOLD}" stroke-width="0.2"/>'
        for turn in range(0, 360, 45)
    )
    return (
        f'<g transform="translate({x:g} {y:g})"><circle r="4.9" fill="#ffffff" stroke="{GOLD}" stroke-width="0.3"/>'
        f'<circle r="4.35" stroke="{DEEP_GOLD}" stroke-width="0.18"/>{petals}'
        f'<circle r="0.9" fill="{RED}"/></g>'
    )


@functools.cache
def ornament_svg() -> str:
    """The neutral ornament that stands where a unit has given no emblem: a lotus over two leaves of rays, in gold."""
    petals = []
    for turn, length, width in (
        (-74, 22, 6.5),
        (74, 22, 6.5),
        (-50, 27, 7.5),
        (50, 27, 7.5),
        (-25, 31, 8),
        (25, 31, 8),
    ):
        petals.append(_petal(turn, length, width, PALE_GOLD))
    petals.append(_petal(0, 34, 9, "#f6ecd0"))
    rays = "".join(
        f'<path d="M0 -38V-{43 if turn % 2 else 45.5:g}" transform="rotate({turn * 9})" stroke="{GOLD}" '
        f'stroke-width="0.9"/>'
        for turn in range(-8, 9)
    )
    base = (
        f'<path d="M-33 4.5C-20 10.5 20 10.5 33 4.5M-24 9.5C-13 13 13 13 24 9.5" stroke="{GOLD}" stroke-width="1"/>'
        f'<circle cy="12.6" r="1.3" fill="{RED}"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-46 -47 92 63" fill="none" stroke-linecap="round" '
        f'stroke-linejoin="round">{rays}{"".join(petals)}{base}</svg>'
    )


def _petal(turn: float, length: float, width: float, fill: str) -> str:
    return (
        f'<path d="M0 2C{width} {-length * 0.25:g} {width} {-length * 0.7:g} 0 {-length}'
        f'C{-width} {-length * 0.7:g} {-width} {-length * 0.25:g} 0 2Z" transform="rotate({turn})" '
        f'fill="{fill}" stroke="{DEEP_GOLD}" stroke-width="0.8"/>'
    )


def certificate_data(papers: Sequence[CertificatePaper], emblem: bytes | None) -> dict[str, Any]:
    """All that the certificate template needs, as plain data."""
    return {
        "border": border_svg(),
        "emblem": picture_svg(emblem) if emblem else ornament_svg(),
        "own_emblem": bool(emblem),
        "certificates": [printed_certificate(paper) for paper in papers],
    }

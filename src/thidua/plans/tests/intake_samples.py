"""Plans to read in the tests: three that were published, and ways to write a text as a file of each format."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import docx
import typst

from thidua.documents.papers.pdf import FONTS
from thidua.plans.intake.normalise import normalise

PLANS = Path(__file__).parent / "plans"
NAMES = ("ba-dinh-2021", "dak-lak-2014", "duong-minh-chau-2024")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plan_text(name: str) -> str:
    """The published text of a plan."""
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def answers(name: str) -> dict[str, Any]:
    """What the plan states, read by hand."""
    return json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))


def paragraphs(name: str) -> list[str]:
    """The plan's paragraphs, one a line."""
    return normalise(plan_text(name)).split("\n")


def as_docx(lines: list[str], *, tables: bool = False) -> bytes:
    """A Word file; with ``tables`` the heading and the end stand in tables of two columns, as offices set them."""
    document = docx.Document()
    head, body, end, sign = _parts(lines)
    if tables:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = "LĐLĐ THÀNH PHỐ HÀ NỘI\nLIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH"
        table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        table.cell(1, 0).text, table.cell(1, 1).text = head
        for line in body:
            document.add_paragraph(line)
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "\n".join(end), "\n".join(sign)
    else:
        for line in lines:
            document.add_paragraph(line)
    return _saved(document)


def typeset(source: str) -> bytes:
    """A PDF of Typst source in the product's own faces: the faces of the machine are not looked at."""
    compiler = typst.Compiler(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return compiler.compile(format="pdf")


def as_pdf(lines: list[str], *, heading: bool = False) -> bytes:
    """A PDF on A4, lines broken by the type-setter, page numbers on top, the end in two columns."""
    head, body, end, sign = _parts(lines)
    out = [
        '#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")',
        '#set text(font: "Liberation Serif", size: 13pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: 1cm)",
    ]
    if heading:
        left = f"LĐLĐ THÀNH PHỐ HÀ NỘI \\ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH \\ {_escaped(head[0])}"
        right = rf"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \ Độc lập \- Tự do \- Hạnh phúc \ {_escaped(head[1])}"
        out.append(f"#grid(columns: (1fr, 1.3fr), align(center)[{left}], align(center)[{right}])")
    else:
        out += [_escaped(line) for line in head]
    out += [_escaped(line) for line in body]
    columns = " \\ ".join(map(_escaped, end)), " \\ ".join(map(_escaped, sign))
    out.append(f"#grid(columns: (1fr, 1fr), [{columns[0]}], align(center)[{columns[1]}])")
    return typeset("\n\n".join(out))


def as_odt(lines: list[str]) -> bytes:
    """An OpenDocument text."""
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    inner = "".join(f"<t:p>{_xml(line)}</t:p>" for line in lines)
    content = f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>{inner}</o:text></o:body>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content + "</o:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def as_rtf(lines: list[str]) -> bytes:
    """An RTF file with its letters as \\u codes."""
    body = "\\par\n".join("".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in line) for line in lines)
    return ("{\\rtf1\\ansi\\uc1 " + body.replace("{", "").replace("}", "") + "}").encode("ascii")


def as_html(lines: list[str]) -> bytes:
    """A page of HTML, hard-wrapped in its source."""
    body = "\n".join(f"<p>{_xml(line).replace(' ', chr(10), 3)}</p>" for line in lines)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def ole_file(streams: dict[str, bytes]) -> bytes:
    """A compound file with the named streams, each padded to 4,096 bytes so that no mini stream is needed."""
    sector = 512
    padded = {name: data.ljust(-(-max(len(data), 4096) // sector) * sector, b"\0") for name, data in streams.items()}
    fat: list[int] = [0xFFFFFFFD, 0xFFFFFFFE]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    blocks = b""
    for number, (name, data) in enumerate(padded.items(), start=1):
        start, count = len(fat), len(data) // sector
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        right = number + 1 if number < len(padded) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(data), right=right))
        blocks += data
    entries += [b"\0" * 128] * (4 - len(entries))
    table = struct.pack("<128I", *(fat + [0xFFFFFFFF] * (128 - len(fat))))
    head = OLE_MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + b"".join(entries) + blocks


def as_doc(lines: list[str]) -> bytes:
    """A Word 97 file: one UTF-16 piece behind the file information block, its table in the stream 0Table."""
    letters = ("\r".join(lines) + "\r").encode("utf-16-le")
    main = bytearray(1024)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<i", main, 0x4C, len(letters) // 2)
    pieces = struct.pack("<ii", 0, len(letters) // 2) + struct.pack("<HIH", 0, 1024, 0)
    clx = b"\x02" + struct.pack("<i", len(pieces)) + pieces
    struct.pack_into("<ii", main, 0x01A2, 0, len(clx))
    return ole_file({"WordDocument": bytes(main) + letters, "0Table": clx})


def _parts(lines: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """(number and date, body, recipients, signature) of Ba Đình's plan."""
    end = lines.index("Nơi nhận:")
    sign = next(index for index, line in enumerate(lines) if line.startswith("TM."))
    return lines[:2], lines[2:end], lines[end:sign], lines[sign:]


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _escaped(line: str) -> str:
    return "".join(f"\\{c}" if c in "\\#[]*_$@<>`~=-+/\"'" else c for c in line).replace(". ", "\\. ", 1)


def _xml(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    head = coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, 0xFFFFFFFF, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)

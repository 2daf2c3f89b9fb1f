"""Word by python-docx: the same printed content as the PDF, as a file that officers can go on editing.

Measures are those of Decree 30/2020/NĐ-CP, Appendix I; fonts are named "Times New Roman", which every office has.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as PART
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from thidua.common import clock
from thidua.documents.papers.content import ANNEX_RULE, OfficialPaper, printed
from thidua.documents.papers.watermarks import watermark

FONT = "Times New Roman"
ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
TEXT_WIDTH = 165.0
LANDSCAPE_WIDTH = 252.0
LEFT_BOX = 72.0
# Parts of python-docx's template that say nothing of ours; Word compares the second with the styles and may complain.
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_UNUSED_PARTS = (PART.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects")


def render_docx(paper: OfficialPaper) -> bytes:
    """The paper as .docx: A4, margins 20/20/30/15 mm, page number centred above from page 2."""
    data = printed(paper)
    document = Document()
    _tidy(document)
    _prepare(document, data)
    if data["form"]:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.space_after = Pt(8)
        _run(line, data["form"], size=12, bold=True)
    _head(document, data)
    _name(document, data)
    for base in data["bases"]:
        _indented(document, base, italic=True)
    if data["enacting"]:
        _centred(document, data["enacting"], bold=True, before=6)
    for item in data["blocks"]:
        _block(document, item)
    if data["blocks"]:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _ending(document, data)
    for annex in data["annexes"]:
        _annex(document, annex, data["mark"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _tidy(document: WordDocument) -> None:
    """Take out of the template what is not used, so that the file holds to the schemas of ISO/IEC 29500."""
    for holder, kinds in ((document.part, _UNUSED_PARTS), (document.part.package, (PART.THUMBNAIL,))):
        for key, relation in list(holder.rels.items()):
            if relation.reltype in kinds:
                holder.rels.pop(key)
    settings = document.settings.element
    for zoom in settings.findall(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    for extension in [one for one in settings if one.tag.startswith(f"{{{_WORD_2010}}}")]:
        settings.remove(extension)


def _prepare(document: WordDocument, data: dict[str, Any]) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    _page(document.sections[0], is_landscape=False, mark=data["mark"])
    properties = document.core_properties
    properties.title = " ".join(part for part in (data["kind"], data["subject"]) if part)[:250]
    properties.author = " ".join(data["issuer"])[:250]
    properties.comments, properties.language = "", "vi-VN"
    properties.created = properties.modified = clock.now().replace(tzinfo=None, microsecond=0)


def _page(section: Any, *, is_landscape: bool, mark: str) -> None:
    width, height = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(line)
    if mark:
        for header in (section.header, section.first_page_header):
            header.paragraphs[0]._p.append(watermark(mark))


def _page_number(line: WordParagraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(13)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _head(document: WordDocument, data: dict[str, Any]) -> None:
    table = _boxes(document, LEFT_BOX, TEXT_WIDTH - LEFT_BOX, rows=2)
    left, right = table.rows[0].cells
    lines = [(text, False) for text in data["parent"]] + [(text, True) for text in data["issuer"]]
    _fill(left, [(text, 12, bold, False) for text, bold in lines])
    _rule(left.add_paragraph(), LEFT_BOX, data["rules"]["issuer"])
    _fill(
        right,
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False), ("Độc lập - Tự do - Hạnh phúc", 13, True, False)],
    )
    _rule(right.add_paragraph(), TEXT_WIDTH - LEFT_BOX, data["rules"]["motto"])
    left, right = table.rows[1].cells
    number = [(data["number"], 13, False, False)]
    if not data["kind"]:
        number.append((data["subject"], 12, False, False))
    _fill(left, number)
    _fill(right, [(data["date"], 13, False, True)])
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(8)


def _boxes(document: WordDocument, left: float, right: float, rows: int = 1, *, is_long: bool = False) -> Any:
    table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _padded(table, 0, 0)
    _widths(table, (left, right))
    if not is_long:
        for row in table.rows:
            _keep(row)
    return table


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    """Fixed widths in mm: in the grid, which LibreOffice reads, and in each cell, which Word reads."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _padded(table: Any, side: float, above: float) -> None:
    """Room in mm between the borders of the cells and their words."""
    sides = (("top", above), ("left", side), ("bottom", above), ("right", side))
    inner = "".join(f'<w:{name} w:w="{round(room * 56.7)}" w:type="dxa"/>' for name, room in sides)
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{inner}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _keep(row: Any) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, lines: list[tuple[str, int, bool, bool]], align: str = "center") -> None:
    """Lines (text, size, bold, italic) into a cell, the first one into its empty paragraph."""
    for index, (text, size, bold, italic) in enumerate(lines):
        line = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        line.alignment = ALIGN[align]
        _run(line, text, size=size, bold=bold, italic=italic)


def _run(line: WordParagraph, text: str, *, size: int = 14, bold: bool = False, italic: bool = False) -> None:
    run = line.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None


def _rule(line: WordParagraph, room: float, width: float) -> None:
    """A rule of ``width`` mm in the middle of ``room`` mm: the upper border of an empty, indented line."""
    form = line.paragraph_format
    form.left_indent = form.right_indent = Mm((room - width) / 2)
    form.space_before, form.line_spacing = Pt(4), Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _name(document: WordDocument, data: dict[str, Any]) -> None:
    if data["kind"]:
        _centred(document, data["kind"], bold=True, before=18, after=3)
        _centred(document, data["subject"], bold=True, side=14)
        _rule_below(document, TEXT_WIDTH, data["rules"]["subject"], 12)
    if data["authority"]:
        _centred(document, data["authority"], bold=True, before=6, after=8)
    if len(data["to"]) == 1:
        _centred(document, f"Kính gửi: {data['to'][0]}", before=12, after=10)
    elif data["to"]:
        for index, text in enumerate(["Kính gửi:", *(f"- {item}" for item in data["to"])]):
            line = document.add_paragraph()
            line.paragraph_format.left_indent = Mm(38 if index == 0 else 58)
            line.paragraph_format.space_before = Pt(10 if index == 0 else 6)
            _run(line, text)
        line.paragraph_format.space_after = Pt(10)


def _rule_below(document: WordDocument, room: float, width: float, after: int) -> None:
    line = document.add_paragraph()
    _rule(line, room, width)
    line.paragraph_format.space_after, line.paragraph_format.keep_with_next = Pt(after), True


def _centred(
    document: WordDocument, text: str, *, bold: bool = False, before: int = 0, after: int = 0, side: int = 0
) -> None:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form = line.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), True
    form.left_indent = form.right_indent = Mm(side)
    _run(line, text, bold=bold)


def _indented(document: WordDocument, text: str, *, lead: str = "", bold: bool = False, italic: bool = False) -> Any:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form = line.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Mm(12.7), Pt(6), 1.1
    if lead:
        _run(line, lead + (" " if text else ""), bold=True)
    _run(line, text, bold=bold, italic=italic)
    return line


def _block(document: WordDocument, item: dict[str, Any]) -> None:
    kind = item["type"]
    if kind == "heading":
        text = f"{item['label']} {item['text']}".strip()
        line = _indented(document, text.upper() if item["level"] == 1 else text, bold=True)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(10 if item["level"] == 1 else 8)
    elif kind == "point":
        _indented(document, f"{item['label']} {item['text']}".strip())
    elif kind == "article":
        _indented(document, "" if item["title"] else item["text"], lead=f"{item['label']} {item['title']}".strip())
        if item["title"] and item["text"]:
            _indented(document, item["text"])
    elif kind == "paragraph":
        line = _indented(document, item["text"], lead=item["lead"], italic=item["italic"])
        line.paragraph_format.keep_with_next = item["text"].endswith(":") or None
    elif kind == "bullets":
        for text in item["items"]:
            _indented(document, f"- {text}")
    else:
        _table(document, item)


def _room(section: Any) -> float:
    """The width of the text in mm."""
    return LANDSCAPE_WIDTH if section.orientation == WD_ORIENT.LANDSCAPE else TEXT_WIDTH


def _table(document: WordDocument, item: dict[str, Any]) -> None:
    if item["caption"]:
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(6)
        line.paragraph_format.keep_with_next = True
        _run(line, item["caption"], size=12, italic=True)
    table = document.add_table(rows=1, cols=len(item["columns"]))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _padded(table, 1.6, 0.8)
    _table_head(table.rows[0], item["columns"], bold=True)
    if item["marks"]:
        _table_head(table.add_row(), item["marks"], bold=False)
    headings = []
    for row in item["rows"]:
        added = table.add_row()
        _keep(added)
        if len(row) == 1 < len(item["columns"]):
            headings.append((added, row[0]))
            continue
        for cell, text, side in zip(added.cells, row, item["align"], strict=True):
            _fill(cell, [(text, 12, False, False)], side)
    section = document.sections[-1]
    room = _room(section)
    whole = sum(item["widths"])
    _widths(table, tuple(room * width / whole for width in item["widths"]))
    for added, text in headings:
        # After the widths were set: the merged cell is as wide as those that it takes in.
        merged = added.cells[0].merge(added.cells[-1])
        _fill(merged, [(text, 12, True, False)], "left")
        merged.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _table_head(row: Any, texts: list[str], *, bold: bool) -> None:
    """A line of the head, repeated on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _keep(row)
    for cell, text in zip(row.cells, texts, strict=True):
        _fill(cell, [(text, 12, bold, not bold)])


def _signed(titles: _Cell, name: _Cell | None, signature: dict[str, Any]) -> None:
    """Post, room for signature and seal, and the name, in a cell of its own where there is one."""
    _fill(titles, [(text, 14, True, False) for text in signature["lines"]])
    if signature["note"]:
        _run(_added(titles), signature["note"], size=13, italic=True)
    for _ in range(4):
        _added(titles)
    if name is None:
        _run(_added(titles), signature["name"], bold=True)
    else:
        _fill(name, [(signature["name"], 14, True, False)])


def _added(cell: _Cell) -> WordParagraph:
    line = cell.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.keep_with_next = True
    return line


def _ending(document: WordDocument, data: dict[str, Any]) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing, gap.paragraph_format.keep_with_next = Pt(14), True
    sent = [("Nơi nhận:", 12, True, True), *((text, 11, False, False) for text in data["recipients"])]
    if data["co_signer"]:
        # The names of two signers stand on one line, however long their posts are.
        first, second = _boxes(document, TEXT_WIDTH / 2, TEXT_WIDTH / 2, rows=2).rows
        _signed(first.cells[0], second.cells[0], data["co_signer"])
        _signed(first.cells[1], second.cells[1], data["signer"])
    else:
        # One row that no page breaks, so that a name never stands alone; unless the list is longer than a page.
        is_long = data["breakable"]
        (first,) = _boxes(document, LEFT_BOX, TEXT_WIDTH - LEFT_BOX, is_long=is_long).rows
        _signed(first.cells[1], None, data["signer"])
        if data["recipients"]:
            _fill(first.cells[0], sent, "left")
            for line in first.cells[0].paragraphs[1:]:
                line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(2), Mm(-2)
    for line in first.cells[1].paragraphs:
        line.paragraph_format.keep_with_next = True
    # Word wants a paragraph after a table at the end; recipients of minutes stand there.
    after = document.add_paragraph()
    after.paragraph_format.line_spacing = Pt(12 if data["co_signer"] else 2)
    if data["co_signer"] and data["recipients"]:
        for text, size, bold, italic in sent:
            _run(document.add_paragraph(), text, size=size, bold=bold, italic=italic)


def _annex(document: WordDocument, annex: dict[str, Any], mark: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    _page(section, is_landscape=annex["landscape"], mark=mark)
    _centred(document, annex["label"], bold=True)
    _centred(document, annex["title"].upper(), bold=True)
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, annex["reference"], size=13, italic=True)
    _rule_below(document, _room(section), ANNEX_RULE, 14)
    for item in annex["blocks"]:
        _block(document, item)

"""Every kind of paper as .docx holds to the schemas of ISO/IEC 29500 as Office reads them, so that no office program
has to repair it; and the validator sees what would be wrong."""

import functools
import io
import re
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from thidua.documents.papers import Annex, Article, Paragraph, Signature, Table, render_docx
from thidua.documents.tests.samples import LONG, LONGEST_NAME, plan_paper, statistics_paper

BODY = "word/document.xml"
WIDE = Annex("Danh sách", (Table(("TT", "Đơn vị"), (("1", "A"), ("2", "B")), (1, 9)),), is_landscape=True)
DEPUTY = Signature("TM. Ban Thường vụ", "Phó Chủ tịch", LONGEST_NAME, "KT. Chủ tịch", note="Đã ký")
PAPERS = {
    "plan with a landscape annex": {},
    "draft of a sample": {"number": None, "day": None, "year": 2021, "sample_mark": "MẪU"},
    "decision": {
        "kind": "Quyết định",
        "authority": "Ban Thường vụ Liên đoàn Lao động quận Ba Đình",
        "enacting": "QUYẾT ĐỊNH:",
        "blocks": (Article("Tặng Giấy khen."), Article("Có hiệu lực từ ngày ký.", "Hiệu lực")),
        "signer": DEPUTY,
        "annexes": (WIDE, Annex("Biểu", (Paragraph(LONG),))),
    },
    "report": {"kind": "Báo cáo", "to": ("LĐLĐ thành phố",), "recipients": ("Như trên", "Lưu: VT")},
    "letter to many": {"kind": "", "bases": (), "to": ("Quận A", "Quận B"), "annexes": ()},
    "minutes": {"kind": "Biên bản", "co_signer": Signature("", "Thư ký", "Lê Văn Nam"), "annexes": ()},
    "almost nothing": {"bases": (), "blocks": (), "recipients": (), "annexes": ()},
    "a hundred recipients": {"recipients": tuple(f"Đơn vị {one}" for one in range(100)), "annexes": ()},
}  # fmt: skip


@functools.cache
def validator():
    return OpenXmlValidator()


def findings(data, path):
    path.write_bytes(data)
    return [f"{one.part_uri}: {one.description}" for one in validator().validate(path).errors]


@pytest.mark.parametrize("name", PAPERS)
def test_papers_hold_to_the_schema(name, tmp_path):
    assert findings(render_docx(plan_paper(**PAPERS[name])), tmp_path / "van-ban.docx") == []


def test_a_statistical_form_holds_to_the_schema(tmp_path):
    assert findings(render_docx(statistics_paper()), tmp_path / "bieu.docx") == []


def changed(data, part, pattern, replacement):
    """The file with the first place of a pattern in one part put otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content, times = re.subn(pattern.encode(), replacement.encode(), content, count=1, flags=re.DOTALL)
                assert times == 1, f"{pattern} is not in {part}"
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        (BODY, r"(<w:pgMar [^>]*/>)(<w:pgNumType [^>]*/>)", r"\2\1"),
        (BODY, r"(<w:spacing [^>]*/>)\s*(<w:jc [^>]*/>)", r"\2\1"),
        (BODY, r"(<w:tblCellMar>.*?</w:tblCellMar>)\s*(<w:tblLook [^>]*/>)", r"\2\1"),
        (BODY, r"(<w:pBdr>.*?</w:pBdr>)\s*(<w:spacing [^>]*/>)", r"\2\1"),
        (BODY, r'<w:jc w:val="center"/>', r'<w:jc w:val="middle"/>'),
        (BODY, r"<w:tblGrid>.*?</w:tblGrid>", r""),
        ("word/styles.xml", r'(<w:rFonts [^>]*/>)(.{0,200}?)(<w:lang w:val="vi-VN"/>)', r"\3\2\1"),
    ],
)
def test_a_wrong_order_or_value_is_seen(part, pattern, replacement, tmp_path):
    data = changed(render_docx(plan_paper()), part, pattern, replacement)
    assert findings(data, tmp_path / "van-ban.docx")


def test_nothing_of_the_template_is_left_that_is_not_used():
    with zipfile.ZipFile(io.BytesIO(render_docx(plan_paper()))) as archive:
        names = archive.namelist()
        settings = archive.read("word/settings.xml").decode()
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name or "customXml" in name]
    assert "docId" not in settings


def test_a_sample_is_marked_on_every_page_of_the_word_file():
    with zipfile.ZipFile(io.BytesIO(render_docx(plan_paper(sample_mark="MẪU & thử")))) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "word/header" in name]
    assert len(headers) == 4, "first and other pages of the body and of the annex"
    assert all('string="MẪU &amp; thử"' in header for header in headers)
    with zipfile.ZipFile(io.BytesIO(render_docx(plan_paper()))) as archive:
        assert not any(b"textpath" in archive.read(name) for name in archive.namelist())

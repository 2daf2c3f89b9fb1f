"""The signature of a plan on paper: the powers of Decree 30/2020 printed in lines, and read again as they were."""

import pytest

from thidua.documents.papers import render_docx, render_pdf
from thidua.plans.intake.ending import _parted
from thidua.plans.intake.reading import read_plan_file
from thidua.plans.papers import plan_paper
from thidua.plans.queries import contents_of
from thidua.plans.tests.factories import make_draft, make_tree

POWERS = [
    ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),
    ("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"),
    ("TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
    ("TUQ. BAN THƯỜNG VỤ", "TRƯỞNG BAN CHÍNH SÁCH PHÁP LUẬT"),
    ("TM. BAN CHẤP HÀNH", "Q. CHỦ TỊCH"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("on_behalf", "post"), POWERS)
def test_powers_of_the_signer_are_printed_and_read_again(on_behalf, post):
    signer = {"signer_on_behalf": on_behalf, "signer_post": post, "signer_name": "Trần Thị Thu Hà"}
    plan = make_draft(make_tree()[1], **signer)
    paper = plan_paper(contents_of(plan))
    first, _, second = on_behalf.partition("; ")
    assert (paper.signer.on_behalf, paper.signer.delegation, paper.signer.post) == (first, second, post)
    for name, render in (("kh.docx", render_docx), ("kh.pdf", render_pdf)):
        signer = read_plan_file(render(paper), name).draft.signer
        assert (signer.on_behalf, signer.title, signer.name) == (on_behalf, post, "Trần Thị Thu Hà"), name


@pytest.mark.parametrize(
    ("line", "power", "post"),
    [
        ("TM. BAN THƯỜNG VỤ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),
        ("TM. BAN THƯỜNG VỤ PHÓ CHỦ TỊCH", "TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"),
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("TL. BAN THƯỜNG VỤ CHÁNH VĂN PHÒNG", "TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
        ("KT. CHỦ TỊCH", "KT. CHỦ TỊCH", "CHỦ TỊCH"),
        ("TM. BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ", None),
    ],
)
def test_power_and_post_in_one_line_are_parted(line, power, post):
    assert _parted(line) == (power, post)

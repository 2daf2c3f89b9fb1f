"""Which norms a text cites, however it spells them."""

from __future__ import annotations

import pytest

from thidua.norms.queries import citations_in
from thidua.norms.tests.factories import make_norm

pytestmark = pytest.mark.django_db


def cited(text: str) -> list[str]:
    return [citation.norm.code for citation in citations_in([text])[0] if citation.is_sure]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nghị định số 91/2017/NĐ-CP ngày 31/7/2017", ["ND-91"]),
        ("nghị định 91 / 2017 / NĐ – CP", ["ND-91"]),
        ("NGHỊ ĐỊNH 91/2017/ND-CP", ["ND-91"]),
        ("Luật Thi đua, khen thưởng năm 2003", ["L-TDKT-2003"]),
        ("Luật thi đua khen thưởng ngày 26/11/2003", ["L-TDKT-2003"]),
        ("Luật Thi đua - Khen thưởng ngày 26 tháng 11 năm 2003", ["L-TDKT-2003"]),
        ("Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16/11/2013", ["L-TDKT-2013"]),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;", ["L-TDKT-2022"]),
        ("Luật Công đoàn năm 2012", ["L-CD-2012"]),
        ("Điều lệ Công đoàn Việt Nam khóa XII", ["DL-XII"]),
        ("Quyết định 1689/QĐ-TLĐ ngày 12/11/2019 của Tổng Liên đoàn", ["QC-1689"]),
        ("Căn cứ Luật Thi đua, khen thưởng", []),
        ("Hướng dẫn 1271/HD-TLĐ", []),
        ("191/2017/NĐ-CP", []),
        ("Quyết định 61/QĐ-TLĐ ngày 15/01/2019", []),
        ("", []),
    ],
)
def test_citations_are_found_by_number_and_by_name(text: str, codes: list[str]):
    assert cited(text) == codes


def test_a_number_without_a_year_and_without_a_date_is_not_sure():
    (found,) = citations_in(["theo Quyết định 61/QĐ-TLĐ của Tổng Liên đoàn"])[0]
    assert (found.norm.code, found.is_sure) == ("QD-61", False)


def test_all_texts_are_looked_up_with_one_statement(django_assert_num_queries):
    make_norm()
    with django_assert_num_queries(1):
        found = citations_in(["91/2017/NĐ-CP", "không có gì", "98/2023/NĐ-CP và 152/2025/NĐ-CP"])
        assert [len(one) for one in found] == [1, 0, 2]
        assert str(found[0][0].norm.replaced_by) == "98/2023/NĐ-CP"


def test_nothing_is_looked_up_where_there_is_no_text(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert citations_in(["", ""]) == [[], []]

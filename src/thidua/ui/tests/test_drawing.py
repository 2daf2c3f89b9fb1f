"""Charts as drawings: well-formed, escaped, the same on a page and in a file, with words for who cannot see them."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from thidua.ui.charts import Bar, BarChart, Bullet, GridRow, Pair, PairChart, Tile
from thidua.ui.drawing import (
    bar_art,
    bars_drawing,
    bullet_art,
    bullets_drawing,
    grid_drawing,
    pair_art,
    pairs_drawing,
    shortened,
    standalone,
)
from thidua.ui.templatetags.ui import register

NAME = 'CĐCS "Dệt & May" <Hà Nội>'
BULLET = Bullet("Đoàn viên mới", 61, 80, "người", dt.date(2021, 7, 1), expected=40, said=("đúng tiến độ", "active", ""))
BARS = BarChart("Công đoàn cơ sở", (Bar(NAME, 104, "104 %", "done", "/a", "1"), Bar("B", 52, "52 %", mark="2")), 100)
PAIRS = PairChart(NAME, (Pair("Đợt 1", 10, 5, "10", "5"), Pair("Đợt 2", None, 20, "–", "20")), "Năm 2021", "Năm 2020")
GRID = [GridRow("Cơ sở", (Tile(NAME, "done", "đã nộp", "/a"), Tile("B", "late", "quá hạn 3 ngày", "/b")))]
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (bars_drawing(BARS), [NAME, "104 %"]),
        (bullets_drawing([BULLET]), ["Đoàn viên mới", "61 / 80 người · 76,2 % chỉ tiêu", "đúng tiến độ"]),
        (pairs_drawing([PAIRS]), [NAME, "Đợt 1: 10 (Năm 2020: 5)"]),
        (grid_drawing(GRID), [NAME, "đã nộp", "quá hạn 3 ngày"]),
        (bars_drawing(BarChart("Trống", ())), ["Trống"]),
    ],
)
def test_a_file_is_whole_titled_and_says_the_chart_in_words(drawing, words):
    root = ElementTree.fromstring(standalone(drawing, title=NAME, note="Năm 2021"))
    assert root.find(f"{SPACE}title").text == NAME
    told = root.find(f"{SPACE}desc").text
    assert all(one in told for one in words)
    assert "font" in root.find(f"{SPACE}style").text
    assert root.get("viewBox") == f"0 0 960 {root.get('height')}"
    for one in root.iter():
        assert "style" not in one.attrib
        assert one.tag not in (f"{SPACE}script", f"{SPACE}image")


def test_bars_stand_on_one_scale_with_their_bound():
    assert (BARS.at(104), BARS.at(52), BARS.at(100)) == (94.0, 47.0, 90.38)
    assert 'width="47%"' in bar_art(47.0, 90.38, "active")
    assert 'x1="90.38%"' in bar_art(47.0, 90.38, "active")
    assert BarChart("", ()).at(5) == 0.0


def test_this_year_is_solid_and_the_year_before_hollow():
    art = pair_art(PAIRS)
    assert (art.count('class="ch-now"'), art.count('class="ch-before"')) == (1, 2)
    assert PAIRS.at(20) == 100.0
    assert PAIRS.at(None) == 0.0


def test_the_page_draws_what_the_file_draws():
    assert bullet_art(BULLET) in bullets_drawing([BULLET]).inner
    chart = register.tags["bar_chart"]
    assert chart
    assert bar_art(BARS.at(52), BARS.at(100), "active") in bars_drawing(BARS).inner


def test_words_too_long_for_a_file_are_shortened():
    assert shortened("Công đoàn", 400) == "Công đoàn"
    assert shortened("Công đoàn cơ sở Công ty May", 72) == "Công đoàn…"

"""Components: what they say, that they escape, that the answer of a policy reaches the button."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from thidua.common.lifecycle import State
from thidua.common.verdicts import no
from thidua.ui.charts import Bullet, Dot, GridRow, Mark, Phase, Tile, Timeline
from thidua.ui.forms import DateField, Form, NumberField
from thidua.ui.frame import Frame, MenuItem
from thidua.ui.templatetags.ui import register

TODAY = dt.date(2021, 6, 3)
SENT = State("sent", "Đã gửi", "cấp trên", "waiting")


def shown(source, **values):
    return Template(source).render(Context(values))


def test_filters_write_vietnamese():
    assert shown("{{ n|vn_number }}", n=1234567) == "1.234.567"
    assert shown("{{ a|vn_share:b }}", a=197, b=200) == "98,5 %"
    assert shown("{{ n|vn_money }}", n=12000000) == "12.000.000 đồng"
    assert shown("{{ d|vn_date }}", d=TODAY) == "03/06/2021"
    assert shown("{{ d|vn_date }}", d=dt.datetime(2021, 6, 2, 20, 0, tzinfo=dt.UTC)) == "03/06/2021"
    assert shown("{{ d|due_words:t }}", d=TODAY + dt.timedelta(days=5), t=TODAY) == "còn 5 ngày"
    assert [shown("{{ d|due_tone:t }}", d=TODAY + dt.timedelta(days=n), t=TODAY) for n in (-1, 7, 8)] == [
        "late",
        "waiting",
        "quiet",
    ]


def test_chip_says_word_shape_holder_and_since():
    text = shown("{% chip state since=day holder='Đơn vị <A>' %}", state=SENT, day=TODAY)
    assert "Đã gửi" in text
    assert "#hourglass" in text
    assert "đang ở: Đơn vị &lt;A&gt; · từ 03/06/2021" in text


def test_unknown_icon_and_tone_are_mistakes_of_ours():
    with pytest.raises(ValueError, match="no icon"):
        shown("{% icon 'unicorn' %}")
    with pytest.raises(ValueError, match="no tone"):
        shown("{% tone_chip 'x' 'pink' %}")


def test_button_is_disabled_with_the_reasons_of_the_policy():
    text = shown("{% reason_button 'Nộp' verdict %}", verdict=no("late", "Đã khóa <từ> 30/05."))
    assert "disabled" in text
    assert "Đã khóa &lt;từ&gt; 30/05." in text
    assert shown("{% reason_button 'Nộp' %}").startswith('<button type="submit"')


def test_post_button_carries_both_tokens():
    text = Template("{% post_button 'Duyệt' '/x' %}").render(Context({"request": RequestFactory().get("/")}))
    assert 'name="csrfmiddlewaretoken"' in text
    assert 'name="_once"' in text


def test_bullet_says_what_it_was_judged_and_judges_nothing_itself():
    judged = Bullet("x", 40, 100, "người", TODAY, 50, said=("chậm tiến độ", "late", "alert-triangle"))
    text = shown("{% bullet_chart bullet %}", bullet=judged)
    assert "chậm tiến độ" in text
    assert "bl-late" in text
    assert "alert-triangle" in text
    text = shown("{% bullet_chart bullet %}", bullet=Bullet("x", 40, 100, "người", TODAY, 50))
    assert "chip" not in text
    assert "bl-active" in text


@pytest.mark.parametrize(("direct", "words"), [(6, "đạt mức tối thiểu 15 %"), (5, "dưới mức tối thiểu 15 %")])
def test_share_gauge_counts_the_floor_exactly(direct, words):
    assert words in shown("{% share_gauge direct 40 %}", direct=direct)


def test_timeline_has_words_and_a_table_for_everything_drawn():
    line = Timeline(
        "Năm 2021",
        dt.date(2021, 1, 1),
        dt.date(2021, 12, 31),
        TODAY,
        (Phase("Đợt <một>", dt.date(2021, 1, 1), dt.date(2021, 5, 31)),),
        (Mark("Ngày 28/7", dt.date(2021, 7, 28)),),
        (Dot("Báo cáo", dt.date(2021, 5, 31), "late", "chậm 3 ngày", "/x"),),
    )
    text = shown("{% timeline line %}{% year_strip line %}", line=line)
    assert "1 đợt, 1 việc, 0 đã xong, 1 chậm" in text
    for words in ("Đợt &lt;một&gt;", "28/07/2021", 'href="/x"', "chậm 3 ngày"):
        assert words in text
    assert line.at(dt.date(2020, 1, 1)) == 0
    assert line.at(dt.date(2023, 1, 1)) == 100


def test_grid_counts_done_tiles_and_links_each():
    rows = [GridRow("Báo cáo", (Tile("A", "done", "đã nộp", "/a"), Tile("B", "late", "chậm", "/b")))]
    text = shown("{% completeness_grid rows 'Kỳ này' %}", rows=rows)
    assert "1/2 đơn vị đã xong" in text
    assert 'href="/a"' in text
    assert 'href="/b"' in text


def test_no_component_writes_an_inline_style_or_script():
    for tag in ("{% share_gauge 1 2 %}", "{% progress 1 2 'x' %}", "{% stat_tile 'x' 1 'người' %}"):
        text = shown(tag)
        assert "style=" not in text
        assert "<script" not in text


def test_frame_groups_the_menu_in_order():
    items = tuple(MenuItem(label, "home", "/", group=group) for label, group in (("a", ""), ("b", "G"), ("c", "G")))
    assert [(group, len(found)) for group, found in Frame(menu=items).groups] == [("", 1), ("G", 2)]


def test_every_tag_and_filter_is_described(settings):
    text = (settings.ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    missing = [name for name in {*register.tags, *register.filters} if f"`{name}" not in text]
    assert not missing


def test_the_error_summary_names_each_field_once_and_one_of_many_by_its_longer_name():
    class Asked(Form):
        number = NumberField(label="Mức")
        day = DateField(label="Ngày phát động")

    form = Asked({"number": "1,800.5", "day": ""})
    form.fields["number"].summary_name = "Đoàn viên kết nạp mới, ít nhất"
    text = Template("{% error_summary form %}").render(Context({"form": form}))
    assert '<a href="#id_number">Đoàn viên kết nạp mới, ít nhất: Không chắc “1,800.5” là số nào.' in text
    assert '<a href="#id_day">Chưa nhập “Ngày phát động”.</a>' in text


@pytest.mark.parametrize(
    "tag", ["{% link_button 'Ban hành' '/x' verdict %}", "{% post_button 'Ban hành' '/x' verdict %}"]
)
def test_a_button_that_is_never_this_person_s_is_not_there(tag):
    sticky = "{% sticky %}" + tag + "{% endsticky %}"
    assert not shown(sticky, verdict=no("no_verb", "Việc ban hành do văn thư thực hiện.")).strip()
    locked = shown(sticky, verdict=no("wrong_state", "Kế hoạch chưa được duyệt."))
    assert "disabled" in locked
    assert "Kế hoạch chưa được duyệt." in locked

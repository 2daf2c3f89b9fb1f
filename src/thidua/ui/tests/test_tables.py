"""Lists: filter, whitelisted sort, keyset paging both ways, exports with the filters, escaping."""

from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.template import Context, Template

from thidua.ui.tables import Column, Filter, Table, cell_html, decode_cursor, encode_cursor, render_rows


@dataclass
class Row:
    pk: int
    name: str
    people: int


COLUMNS = [
    Column("name", "Tên", "name", phone="title"),
    Column("people", "Số người", "people", sort="people", kind="number", phone="figure"),
]


def rows(count):
    return [Row(n, f"Đơn vị {n}", (n * 7) % 10) for n in range(1, count + 1)]


def listed(query="", count=12, **more):
    return Table(QueryDict(query), rows(count), COLUMNS, caption="Các đơn vị", size=5, **more)


def test_pages_of_a_list_go_forward_and_back():
    first = listed()
    second = listed(first.next_query)
    third = listed(second.next_query)
    assert [row.pk for row in first.rows + second.rows + third.rows] == list(range(1, 13))
    assert third.next_query == ""
    assert first.previous_query == ""
    assert [row.pk for row in listed(third.previous_query).rows] == [row.pk for row in second.rows]


def test_only_whitelisted_columns_sort():
    assert [row.people for row in listed("sap=-people").rows] == [9, 8, 7, 7, 6]
    assert [row.pk for row in listed("sap=name").rows] == [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="sortable"):
        listed(sort="name")


def test_filters_take_only_known_choices_and_go_into_exports():
    kinds = Filter("odd", "Lẻ", lambda found, value: [row for row in found if row.pk % 2], [("1", "lẻ")])
    table = listed("odd=1&sap=people", filters=[kinds], exports=[("Excel", "/tai?loai=a")])
    assert table.total == 6
    assert table.exports == [("Excel", "/tai?loai=a&odd=1&sap=people")]
    assert len(table.plain_rows()) == 6
    assert listed("odd=9", filters=[kinds]).total == 12


@pytest.mark.parametrize("cursor", ["sau=rubbish", "sau=-5", "truoc=x", "sau=99999999999999"])
def test_a_bad_cursor_gives_the_first_page(cursor):
    assert listed(cursor).rows[0].pk == 1


@pytest.mark.django_db
def test_keyset_pages_of_a_queryset_are_complete_in_both_directions(django_assert_num_queries):
    columns = [Column("model", "Mô hình", "model", sort="app_label")]

    def page(query):
        return Table(
            QueryDict(query), ContentType.objects.all(), columns, caption="x", size=7, sort="-model", counts=False
        )

    wanted = list(ContentType.objects.order_by("-app_label", "-pk").values_list("pk", flat=True))
    found, query, pages = [], "", []
    while True:
        with django_assert_num_queries(1):
            one = page(query)
        found += [row.pk for row in one.rows]
        pages.append([row.pk for row in one.rows])
        if not one.next_query:
            break
        query = one.next_query
    assert found == wanted
    back = page(one.previous_query)
    assert [row.pk for row in back.rows] == pages[-2]
    assert [row.pk for row in page("sau=W251bGwsMV0x").rows][:1] == wanted[:1]


def test_cursor_survives_the_way_and_refuses_rubbish():
    assert decode_cursor(encode_cursor("Đống Đa", 7)) == ("Đống Đa", 7)
    for text in ("", "rubbish", "e30", encode_cursor("a", "b")):
        assert decode_cursor(text) is None


def test_rows_are_escaped_and_numbers_vietnamese():
    html = render_rows(COLUMNS, [Row(1, "<b>A</b>", 1800)])
    assert "&lt;b&gt;A&lt;/b&gt;" in html
    assert "1.800" in html
    assert 'data-label="Số người"' in html
    assert [cell_html(value) for value in (None, "", True, 0)] == ["–", "–", "có", "0"]


def test_heads_say_by_what_a_list_is_sorted_and_are_escaped():
    columns = [Column("name", "<b>Tên</b>", "name", sort="name", phone="title"), COLUMNS[1], Column("pk", "Số", "pk")]

    def heads(query):
        made = Table(QueryDict(query), rows(3), columns, caption="Các đơn vị")
        shown = Template("{% table made %}").render(Context({"made": made}))
        return shown.split("<thead>")[1].split("</thead>")[0]

    plain, by_people, back = heads(""), heads("sap=people"), heads("sap=-people")
    assert '<th scope="col"><a href="?sap=name">&lt;b&gt;Tên&lt;/b&gt;<svg' in plain
    assert '<th scope="col">Số</th>' in plain
    assert "aria-sort" not in plain
    assert '<th scope="col" class="is-number" aria-sort="ascending"><a href="?sap=-people">' in by_people
    assert '<th scope="col" class="is-number" aria-sort="descending"><a href="?sap=people">' in back
    assert ["#arrow-up" in one for one in (plain, by_people, back)] == [False, True, False]
    assert ["#arrow-down" in one for one in (plain, by_people, back)] == [False, False, True]


def test_empty_list_says_what_will_be_here():
    table = listed(count=0, empty=("Chưa có đơn vị", "Đơn vị sẽ hiện ở đây."))
    assert "Chưa có đơn vị" in Template("{% table table %}").render(Context({"table": table}))


def test_filters_stand_only_above_a_list_that_can_be_narrowed():
    kinds = Filter("odd", "Lẻ", lambda found, value: [row for row in found if row.pk % 2], [("1", "lẻ")])

    def shown(query, count):
        made = listed(query, count, filters=[kinds])
        return Template("{% table made %}").render(Context({"made": made}))

    assert "list-filters" not in shown("", 0)
    assert "list-filters" not in shown("", 1)
    assert "0 dòng" not in shown("", 0)
    assert "list-filters" in shown("", 2)
    assert "list-filters" in shown("odd=1", 0)
    assert "Số người: giảm dần" in shown("", 2)

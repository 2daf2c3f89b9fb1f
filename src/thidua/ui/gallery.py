"""Sample values for the gallery of components: made up on purpose, tied to nothing in the product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import QueryDict

from thidua.common.lifecycle import State
from thidua.common.verdicts import Reason, Refusal, Verdict
from thidua.ui.charts import Bar, BarChart, Bullet, Dot, GridRow, Mark, Pair, PairChart, Phase, Tile, Timeline
from thidua.ui.forms import DateField, FileField, Form, NumberField, PhoneField, WholeNumberField
from thidua.ui.tables import Column, Filter, Table

TODAY = dt.date(2021, 6, 3)
REACHED, ON_WAY, BEHIND, WITHIN, NO_DATA = (
    ("đã đạt", "done", "circle-check"),
    ("đang đúng tiến độ", "active", "progress-check"),
    ("chậm tiến độ", "late", "alert-triangle"),
    ("đang trong giới hạn", "active", "progress-check"),
    ("chưa có số liệu", "quiet", "circle-dashed"),
)
STATES = (
    State("draft", "Bản nháp", "đơn vị lập", "quiet"),
    State("sent", "Đã gửi", "cấp trên", "waiting"),
    State("open", "Đang thực hiện", "đơn vị", "active"),
    State("accepted", "Đã nhận", "không ai", "done", is_final=True),
    State("overdue", "Chậm hạn", "đơn vị", "late"),
    State("honoured", "Được khen", "không ai", "honour", is_final=True),
)


@dataclass(frozen=True)
class SampleRow:
    """A row of the sample table."""

    pk: int
    name: str
    kind: str
    people: int
    direct: int
    sent_on: dt.date


class SampleForm(Form):
    """One field of each kind."""

    title = forms.CharField(label="Tên việc", help_text="Viết ngắn, như khi nói với người khác")
    amount = NumberField(label="Giá trị làm lợi", min_value=0, places=1)
    people = WholeNumberField(label="Số người tham gia", min_value=0)
    day = DateField(label="Ngày tổ chức")
    phone = PhoneField(label="Điện thoại liên hệ", required=False)
    kind = forms.ChoiceField(label="Hình thức", choices=[("", "– chọn –"), ("a", "Trực tiếp"), ("b", "Trực tuyến")])
    way = forms.ChoiceField(
        label="Cách gửi", choices=[("paper", "Bằng giấy"), ("file", "Điện tử")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Tôi đã kiểm tra số liệu này với bộ phận nhân sự")
    remark = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = FileField(label="Bản quét có dấu", kinds=("pdf", "jpeg", "png"), required=False)


def samples(params: QueryDict) -> dict[str, Any]:
    """Everything the gallery's template shows; ``params`` drives the sample table."""
    wrong = SampleForm(
        {"amount": "1,800.5", "people": "98,5", "day": "31/02/2021", "phone": "123", "title": "Ngày hội"}
    )
    wrong.prefix = None
    wrong.auto_id = "wrong_%s"
    wrong.full_clean()
    wrong.add_refusal(Refusal((Reason("late", "Đợt này đã khóa ngày 30/05/2021; cấp trên có thể mở lại."),)))
    return {
        "states": STATES,
        "tones": ("quiet", "active", "waiting", "done", "late", "honour"),
        "since": TODAY,
        "today": TODAY,
        "soon": TODAY + dt.timedelta(days=5),
        "far": TODAY + dt.timedelta(days=40),
        "past": TODAY - dt.timedelta(days=3),
        "form": SampleForm(auto_id="right_%s", initial={"people": 1800, "day": TODAY, "way": "file"}),
        "wrong": wrong,
        "refused": Verdict(
            (
                Reason("launch", "Chưa ghi lễ phát động. Hãy ghi ngày và số người dự trước khi đăng ký."),
                Reason("locked", "Phần này do cấp trên khóa ngày 01/06/2021; văn phòng cấp trên mở lại được."),
            )
        ),
        "pairs": [("Số, ký hiệu", "03/KH-LĐLĐ"), ("Ngày ký", "07/01/2021"), ("Người ký", ""), ("Nơi nhận", "6 đơn vị")],
        "tab_items": [("Tổng quan", "?", True), ("Chỉ tiêu (5)", "?", False), ("Nhật ký", "?", False)],
        "step_items": ["Tải tệp lên", "Kiểm tra từng mục", "Trình duyệt", "Ban hành"],
        "messages_shown": [
            Message(constants.SUCCESS, "Đã gửi báo cáo lúc 10:32. Bạn có thể rút lại đến hết ngày 05/06/2021."),
            Message(constants.ERROR, "Chưa gửi được: còn 2 chỉ tiêu chưa có số liệu."),
        ],
        "line": _line(),
        "bullets": _bullets(),
        "bars": _bars(),
        "pair_sample": _pairs(),
        "grid": _grid(),
        "table": _table(params),
    }


def _line() -> Timeline:
    year = 2021
    return Timeline(
        "Năm thi đua 2021",
        dt.date(year, 1, 1),
        dt.date(year, 12, 31),
        TODAY,
        phases=(
            Phase("Thi đua chào mừng đại hội", dt.date(year, 1, 7), dt.date(year, 5, 31), "đã tổng kết", "?"),
            Phase("Thi đua nước rút cuối năm", dt.date(year, 6, 1), dt.date(year, 12, 10), "đang diễn ra", "?"),
        ),
        marks=(
            Mark("Ngày Quốc tế Lao động 1/5", dt.date(year, 5, 1)),
            Mark("Ngày truyền thống 28/7", dt.date(year, 7, 28)),
            Mark("Giấy khen của cấp trên", dt.date(year, 3, 8), "?", is_honour=True),
        ),
        dots=(
            Dot("Đăng ký đầu năm", dt.date(year, 2, 15), "done", "đã nộp 10/02/2021", "?"),
            Dot("Báo cáo quý I", dt.date(year, 3, 31), "done", "đã nộp 30/03/2021", "?"),
            Dot("Báo cáo sơ kết", dt.date(year, 5, 31), "late", "chậm 3 ngày", "?"),
            Dot("Danh sách đề nghị", dt.date(year, 6, 8), "waiting", "còn 5 ngày", "?"),
            Dot("Báo cáo tổng kết", dt.date(year, 11, 15), "quiet", "còn 165 ngày", "?"),
        ),
    )


def _bullets() -> tuple[Bullet, ...]:
    return (
        Bullet("Người lao động tham gia phong trào", 312, 400, "người", TODAY, 350, url="?", said=BEHIND),
        Bullet("Sáng kiến được công nhận", 26, 20, "sáng kiến", TODAY, 9, url="?", said=REACHED),
        Bullet("Đơn vị tổ chức phát động", 4, 6, "đơn vị", TODAY, 3, url="?", said=ON_WAY),
        Bullet("Tai nạn lao động", 1, 2, "vụ", TODAY, is_ceiling=True, url="?", said=WITHIN),
        Bullet("Đoàn viên mới", None, 1200, "người", TODAY, 500, said=NO_DATA),
    )


def _bars() -> BarChart:
    bars = (
        Bar("CĐCS May Hồ Tây", 104, "104 % · đạt", "done", "?", "1"),
        Bar("CĐCS Điện tử Kim Mã", 71, "71 %", url="?", mark="2"),
    )
    return BarChart("Công đoàn cơ sở", bars, 100, "mức chỉ tiêu")


def _pairs() -> PairChart:
    pairs = (Pair("Đợt 1", 61, 48, "61", "48"), Pair("Đợt 2", None, 52, "–", "52"))
    return PairChart("Đoàn viên kết nạp mới", pairs, "Năm 2021", "Năm 2020", "?")


def _grid() -> list[GridRow]:
    names = ("May Đức Giang", "Bệnh viện quận", "Trường Mầm non", "Công ty Xây lắp số 3", "UBND phường", "HTX Vận tải")
    tones = ("done", "done", "late", "waiting", "done", "quiet")
    words = ("nộp 30/05", "nộp 28/05", "chậm 3 ngày", "chờ xem xét", "nộp 31/05", "được miễn")
    tiles = tuple(Tile(name, tone, said, "?") for name, tone, said in zip(names, tones, words, strict=True))
    return [GridRow("Báo cáo sơ kết đợt 1", tiles, "hạn 31/05/2021", "?")]


def _table(params: QueryDict) -> Table:
    kinds = ("Doanh nghiệp", "Hành chính, sự nghiệp", "Hợp tác xã")
    rows = [
        SampleRow(number, f"Đơn vị mẫu số {number}", kinds[number % 3], number * 137, number * 41, TODAY)
        for number in range(1, 13)
    ]
    return Table(
        params,
        rows,
        [
            Column("name", "Đơn vị", "name", phone="title"),
            Column("kind", "Loại hình", "kind"),
            Column("people", "Người lao động", "people", sort="people", kind="number", phone="figure"),
            Column("direct", "Trực tiếp", "direct", sort="direct", kind="number", phone="figure"),
            Column("sent_on", "Ngày nộp", "sent_on", kind="date", phone="hide"),
        ],
        caption="Các đơn vị mẫu",
        filters=(
            Filter("q", "Tên đơn vị", lambda found, text: [row for row in found if text.lower() in row.name.lower()]),
            Filter(
                "kind",
                "Loại hình",
                lambda found, value: [row for row in found if row.kind == value],
                [(kind, kind) for kind in kinds],
            ),
        ),
        size=5,
        exports=[("Tải bảng Excel", "?")],
        ident="sample",
    )

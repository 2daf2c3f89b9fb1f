"""Three published plans of unions, each as five files, and what a person reads in them about the days.

The files .docx, .doc, .odt and .pdf were made from the published texts with LibreOffice, never by this product. The
days were read in the texts by hand; where a text names none, ``answers`` says what the officer chose at review.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from thidua.plans.tests.intake_samples import PLANS

FILES = Path(__file__).parent / "plans"
FORMS = ("docx", "doc", "odt", "pdf", "txt")

# (kind, occasion, day or None for "chưa có hạn") of one duty.
Due = tuple[str, str, dt.date | None]


def day(text: str) -> dt.date:
    """ "15/02/2021" as a date."""
    on, month, year = map(int, text.split("/"))
    return dt.date(year, month, on)


@dataclass(frozen=True)
class Published:
    """A plan, the unions of its three levels, and the days that follow from it."""

    name: str
    province: str
    upper: str
    is_of_province: bool
    parent_number: str
    parent_on: dt.date | None
    read_on: dt.date
    number: str
    issued_on: dt.date
    phases: tuple[tuple[dt.date, dt.date], ...]
    of_base: tuple[Due, ...]
    """The duties of one grassroots union, by day."""
    of_issuer: tuple[Due, ...]
    of_upper: tuple[Due, ...] = ()
    """For a plan of the province: the duties of one union of the upper level."""
    answers: dict[str, dt.date] = field(default_factory=dict)
    """Words of a duty without a day → the day that the officer gives it; all others have none."""
    no_duties: tuple[str, ...] = ()
    """Words of what was taken for a duty and is none: the officer takes it out."""
    signer: str = ""
    """Who signed, where the text does not print the name."""

    def file(self, form: str) -> Path:
        """The plan in one of ``FORMS``; the published text itself is the one that the reader's own tests read."""
        return (PLANS if form == "txt" else FILES) / f"{self.name}.{form}"


BA_DINH = Published(
    name="ba-dinh-2021",
    province="Liên đoàn Lao động thành phố Hà Nội",
    upper="Liên đoàn Lao động quận Ba Đình",
    is_of_province=False,
    parent_number="63/KH-LĐLĐ",
    parent_on=day("31/12/2020"),
    read_on=day("05/01/2021"),
    number="03/KH-LĐLĐ",
    issued_on=day("07/01/2021"),
    # "Đợt 1: Từ tháng 01/01/2021 đến 30/6/2021", "Đợt 2: Từ 01/7/2021 đến 31/12/2021".
    phases=((day("01/01/2021"), day("30/06/2021")), (day("01/07/2021"), day("31/12/2021"))),
    of_base=(
        ("make_plan", "", day("31/01/2021")),
        ("register_launch", "", day("10/02/2021")),
        ("register_titles", "", day("28/02/2021")),
        # "Sau mỗi đợt thi đua, … tổ chức sơ kết … và báo cáo kết quả": on the last day of each phase.
        ("review", "đợt 1", day("30/06/2021")),
        ("review", "đợt 2", day("31/12/2021")),
        ("confirm_plan", "", None),
    ),
    # "Lựa chọn từ 1 - 2 đơn vị … từ nay đến ngày 15/02/2021": the 15th is still in time.
    of_issuer=(("pick_pilots", "", day("15/02/2021")), ("plan_duty", "", None)),
    answers={
        "khẩn trương xây dựng kế hoạch": day("31/01/2021"),
        "Đăng ký lịch tổ chức phát động": day("10/02/2021"),
        "Tổ chức phát động thi đua, đăng ký giao ước": day("28/02/2021"),
    },
)
DAK_LAK = Published(
    name="dak-lak-2014",
    province="Liên đoàn Lao động tỉnh Đắk Lắk",
    upper="Liên đoàn Lao động huyện Krông Pắc",
    is_of_province=True,
    parent_number="",
    parent_on=None,
    read_on=day("08/01/2014"),
    number="02/HD-LĐLĐ",
    issued_on=day("10/01/2014"),
    # "Đợt 1: Từ ngày 15/01/2014 đến 30/6/2014", "Đợt 2: Từ ngày 01/7/2014 đến 31/12/2014".
    phases=((day("15/01/2014"), day("30/06/2014")), (day("01/07/2014"), day("31/12/2014"))),
    of_base=(("make_plan", "", day("28/02/2014")), ("register_titles", "", day("15/03/2014"))),
    of_upper=(
        # "Gửi kế hoạch phát động thi đua … trước ngày 20/02/2014": the 19th is the last day in time.
        ("make_plan", "", day("19/02/2014")),
        # "… báo cáo kết quả về LĐLĐ tỉnh … theo từng đợt thi đua": on the last day of each phase.
        ("plan_duty", "đợt 1", day("30/06/2014")),
        ("plan_duty", "đợt 2", day("31/12/2014")),
        ("confirm_plan", "", None),
        ("register_titles", "", None),
    ),
    of_issuer=(("plan_duty", "", None), ("plan_duty", "", None)),
    answers={
        "Căn cứ vào chỉ tiêu, nội dung và thời gian": day("28/02/2014"),
        "Tổ chức phát động thi đua, đăng ký giao ước": day("15/03/2014"),
    },
    no_duties=("Cùng với việc tổ chức phát động, tổng kết",),
)
DUONG_MINH_CHAU = Published(
    name="duong-minh-chau-2024",
    province="Liên đoàn Lao động tỉnh Tây Ninh",
    upper="Liên đoàn Lao động huyện Dương Minh Châu",
    is_of_province=False,
    parent_number="49/KH-LĐLĐ",
    parent_on=day("29/02/2024"),
    read_on=day("05/03/2024"),
    number="25/KH-LĐLĐ",
    issued_on=day("12/03/2024"),
    # "từ tháng 01/2024 đến 31/7/2024" (the officer completes the month), "Từ 01/8/2024 đến 31/12/2024".
    phases=((day("01/01/2024"), day("31/07/2024")), (day("01/08/2024"), day("31/12/2024"))),
    # The plan names no day for anybody.
    of_base=(("confirm_plan", "", None), ("make_plan", "", None), ("plan_duty", "", None)),
    of_issuer=(("plan_duty", "", None),) * 5,
    signer="Lê Thị Hồng Vân",
)
ALL = (BA_DINH, DAK_LAK, DUONG_MINH_CHAU)

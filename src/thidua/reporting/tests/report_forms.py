"""Forms for tests, made by the real actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import AskedLine, AskedQuestion, save_form
from thidua.reporting.models import ReportForm

ASKED: dict[str, Any] = {
    "valid_from": dt.date(2021, 7, 1),
    "questions": [AskedQuestion("Kết quả nổi bật", is_required=True), AskedQuestion("Việc làm mới")],
}


def make_form(district: Unit | None = None) -> ReportForm:
    """A form of a district (by default a fresh one with one base union): two questions, one count with its women."""
    if district is None:
        district = make_district(make_province())
        make_base(district)
    officer = make_actor(district, Role.OFFICER)
    indicator = ensure_indicator(by=officer, name="Đoàn viên giới thiệu cho Đảng", kind=IndicatorKind.COUNT)
    line = AskedLine(indicator, "A. Tổ chức", women=True)
    return save_form(by=officer, name="Mẫu đợt của quận", kind="phase", lines=[line], **ASKED)


def make_statistics_form(district: Unit, **fields: Any) -> ReportForm:
    """A statistical form of a district in two sections: a count with its women, a share; a yes/no, people counted once,
    the highest, a quantity with decimals."""
    by = make_actor(district, Role.OFFICER)

    def line(name: str, kind: str, section: str, of_whom: bool = False, **more: Any) -> AskedLine:
        return AskedLine(ensure_indicator(by=by, name=name, kind=kind, **more), section, women=of_whom)

    movements, initiatives = "A. Phong trào thi đua", "B. Sáng kiến"
    lines = [
        line("Lượt người tham gia phong trào", IndicatorKind.COUNT, movements, True, unit_word="lượt"),
        line(
            "Đơn vị cơ sở phát động thi đua", IndicatorKind.RATIO, movements, unit_word="%",
            numerator_name="Đơn vị đã phát động", denominator_name="Tổng số đơn vị",
        ),
        line("Có mô hình điểm", IndicatorKind.YES_NO, movements),
        line("Tác giả sáng kiến", IndicatorKind.DISTINCT, initiatives, unit_word="người"),
        line("Sáng kiến có giá trị lớn nhất", IndicatorKind.HIGHEST, initiatives, unit_word="triệu đồng"),
        line("Diện tích trồng cây", IndicatorKind.QUANTITY, initiatives, unit_word="ha", scale=1),
    ]  # fmt: skip
    asked = ASKED | {"name": "Thống kê của quận", "kind": "year", "lines": lines, "sign": "05-TK/Q"} | fields
    return save_form(by=by, **asked)


def _at_form() -> tuple[dict[str, Any], Unit]:
    form = make_form()
    return {"form_id": form.pk}, form.owner


FORM_EXAMPLES = {"form_page": _at_form, "form_edit": _at_form}

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


def _at_form() -> tuple[dict[str, Any], Unit]:
    form = make_form()
    return {"form_id": form.pk}, form.owner


FORM_EXAMPLES = {"form_page": _at_form, "form_edit": _at_form}

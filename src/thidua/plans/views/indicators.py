"""The register of indicators: what can be counted, by whom it is kept, how it adds up."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.common.verdicts import Refusal
from thidua.plans import policies
from thidua.plans.actions import indicators as actions
from thidua.plans.choices import IndicatorKind
from thidua.plans.forms.indicators import IndicatorForm
from thidua.plans.models import Indicator
from thidua.ui.components.basics import tone_chip
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Filter, Table

USE = (("dung", "Đang dùng"), ("ngung", "Đã ngừng"))
OWNERS = (("chung", "Dùng chung"), ("rieng", "Của đơn vị, cấp trên"))


@reads
def indicator_list(request: ActingRequest) -> HttpResponse:
    """All indicators that the unit may use, with how each adds up and who keeps it."""
    by = request.actor
    table = Table(
        request.GET,
        Indicator.objects.visible_to(by).select_related("owner"),
        [
            Column("name", "Chỉ tiêu", _name, sort="name", phone="title"),
            Column("code", "Mã", "code", sort="code", phone="line"),
            Column("kind", "Cách cộng", lambda row: row.get_kind_display(), phone="line"),
            Column("unit_word", "Đơn vị tính", lambda row: row.unit_word or "–", phone="figure"),
            Column("owner", "Ai giữ", lambda row: row.owner.title if row.owner else "dùng chung", phone="line"),
            Column("use", "Tình trạng", _use, phone="figure"),
        ],
        caption="Chỉ tiêu thống kê",
        filters=[
            Filter("cach", "Cách cộng", lambda found, value: found.filter(kind=value), IndicatorKind.choices),
            Filter("giu", "Ai giữ", lambda found, value: found.filter(owner__isnull=value == "chung"), OWNERS),
            Filter("tt", "Tình trạng", lambda found, value: found.filter(retired_on__isnull=value == "dung"), USE),
            Filter("q", "Tên chỉ tiêu, không cần gõ dấu", _named),
        ],
        sort="code",
        empty=("Không có chỉ tiêu nào", "Hãy bỏ bớt điều kiện lọc, hoặc thêm chỉ tiêu của đơn vị."),
    )
    context = {"table": table, "may_add": _may_add(request)}
    return render(request, "plans/indicator_list.html", context)


def _may_add(request: ActingRequest) -> bool:
    return any(policies.may_add_indicator(request.actor, is_shared=shared) for shared in (False, True))


def _named(found: QuerySet[Indicator], value: str) -> QuerySet[Indicator]:
    words = search_text(value)
    ids = [pk for pk, name in found.values_list("pk", "name") if words in search_text(name)]
    return found.filter(pk__in=ids)


def _name(row: Indicator) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("indicator_page", args=[row.pk]), row.name)


def _use(row: Indicator) -> SafeString:
    if row.retired_on:
        return tone_chip(f"ngừng từ {format_date(row.retired_on)}", "quiet")
    return tone_chip("đang dùng", "done")


@writes
def indicator_add(request: ActingRequest) -> HttpResponse:
    """Add an indicator of the own unit, or one for all."""
    by = request.actor
    own = policies.may_add_indicator(by, is_shared=False)
    shared = policies.may_add_indicator(by, is_shared=True)
    form = IndicatorForm(request.POST or None, may_share=bool(shared), may_own=bool(own))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_indicator(by=by, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm chỉ tiêu “{row.name}”.")
            return redirect("indicator_page", row.pk)
    context = {"form": form, "title": "Thêm chỉ tiêu thống kê", "verdict": own or shared, "row": None}
    return render(request, "plans/indicator_page.html", context, status=422 if form.errors else 200)


@writes
def indicator_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One indicator: to read, and for those who keep it to correct."""
    by = request.actor
    row = get_object_or_404(Indicator.objects.visible_to(by).select_related("owner"), pk=pk)
    form = IndicatorForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_indicator(by=by, indicator=row, version=form.cleaned_data["version"] or 0, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu chỉ tiêu.")
            return redirect("indicator_page", row.pk)
    context = {
        "form": form,
        "title": row.name,
        "row": row,
        "facts": _facts(row),
        "verdict": policies.may_keep_indicator(by, row),
    }
    return render(request, "plans/indicator_page.html", context, status=422 if form.errors else 200)


def _facts(row: Indicator) -> list[tuple[str, str]]:
    parts = [f"{row.numerator_name} / {row.denominator_name}"] if row.has_two_parts else []
    return [
        ("Mã", row.code),
        ("Cách cộng", row.get_kind_display() + (", lấy kỳ cuối" if row.takes_last else "")),
        *[("Tử số / mẫu số", one) for one in parts],
        ("Đơn vị tính", row.unit_word),
        ("Chiều", row.get_direction_display()),
        ("Nguồn số liệu", row.get_origin_display()),
        ("Cách tính", row.formula),
        ("Ai giữ", row.owner.name if row.owner else "Dùng chung, do quản trị cấp cao nhất giữ"),
    ]


@writes
def indicator_retire(request: ActingRequest, pk: int) -> HttpResponse:
    """Take an indicator out of use, or back."""
    row = get_object_or_404(Indicator.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        is_retired = row.retired_on is None
        actions.retire_indicator(by=request.actor, indicator=row, is_retired=is_retired)
        words = "Đã ngừng dùng; số liệu đã báo cáo vẫn giữ." if is_retired else "Chỉ tiêu được dùng lại."
        messages.success(request, words)
    return redirect("indicator_page", row.pk)

"""What the pages of the register have in common: the page of a form, the tabs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.norms.policies import may_edit_register
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest

PAGES = (
    ("norm_list", "Văn bản"),
    ("anniversary_list", "Ngày kỷ niệm"),
    ("parameter_list", "Tham số theo thời gian"),
)


def register_tabs(here: str) -> list[tuple[str, str, bool]]:
    """The three lists of the register as tabs."""
    return [(words, reverse(name), name == here) for name, words in PAGES]


def form_page(
    request: ActingRequest, form: Form, title: str, back_to: str, *arguments: object, remove_url: str = ""
) -> HttpResponse:
    """The page of one form, or the reasons why this person only reads; 422 when it was sent and not taken."""
    context = {
        "form": form,
        "title": title,
        "back": reverse(back_to, args=arguments),
        "remove_url": remove_url,
        "verdict": may_edit_register(request.actor),
    }
    return render(request, "norms/register_form.html", context, status=422 if request.method == "POST" else 200)

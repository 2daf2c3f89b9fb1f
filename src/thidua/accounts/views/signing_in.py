"""Pages before one is signed in: password, one-time code, sample people of a demo, the form kept meanwhile."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.actions import drop_kept_form, first_sign_in
from thidua.accounts.forms import CodeForm
from thidua.accounts.models import KeptForm, User
from thidua.accounts.queries import sample_people
from thidua.common.verdicts import Refusal
from thidua.ui.gestures import ActingRequest, writes


class SignInView(LoginView):
    """allauth's sign-in with our page, and in a demo the sample people by role."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["samples"] = sample_people() if settings.DEMO else []
        context["next_url"] = _safe_next(self.request)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        self.success_url = _first_page(self.request, form.user)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_success_url(self) -> str:
        return self.success_url

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


sign_in = writes(SignInView.as_view(), public=True)


def _safe_next(request: ActingRequest) -> str:
    """Where to go after signing in, if it is a page of this server."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""


def _first_page(request: ActingRequest, user: User) -> str:
    """Where somebody who has just signed in goes: to what was kept of hers, to where she wanted, or to her desk."""
    if KeptForm.objects.filter(user=user).exists():
        return reverse("kept_form")
    wanted = _safe_next(request)
    return wanted if wanted and wanted != reverse("kept_form") else resolve_url(settings.LOGIN_REDIRECT_URL)


@writes(public=True)
def sample_sign_in(request: ActingRequest, pk: int) -> HttpResponse:
    """One tap signs in as a sample person; only in a demo, only for people marked as samples."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    user = get_object_or_404(User, pk=pk, is_sample=True, is_active=True)
    return perform_login(request, user, redirect_url=_first_page(request, user))


@writes(public=True)
def code_sign_in(request: ActingRequest) -> HttpResponse:
    """First sign-in or reset: user name, one-time code and the new password on one page."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if (limited := ratelimit.consume_or_429(request, action="one_time_code")) is not None:
            return limited
        try:
            user = first_sign_in(
                username=form.cleaned_data["username"],
                code=form.cleaned_data["code"],
                password=form.cleaned_data["password"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return perform_login(request, user, redirect_url=_first_page(request, user))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/code_sign_in.html", {"form": form}, status=status)


@writes
def kept_form(request: ActingRequest) -> HttpResponse:
    """What this person typed before her session ended, on its way again to where it was meant for; or dropped."""
    kept = KeptForm.objects.filter(user=request.user).first()
    if kept is None:
        return redirect("desk")
    if request.method == "POST":
        drop_kept_form(user=request.user)
        return redirect(kept.page)
    said = [value for name, value in kept.pairs if not name.startswith("_") and value.strip()]
    return render(request, "accounts/kept_form.html", {"kept": kept, "said": said})

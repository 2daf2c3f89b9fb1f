"""One's own account: sessions, the unit acted for, password and second factor (allauth's, in our look)."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LogoutView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as SecondFactorReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.actions import end_other_sessions, end_session
from thidua.accounts.queries import recovery_codes_of, sessions_of
from thidua.common.numbers import whole_number
from thidua.ui.gestures import ActingRequest, reads, writes

# allauth's views ask for a session themselves; they are open to a person without a role, too.
sign_out = writes(LogoutView.as_view(template_name="accounts/sign_out.html"), public=True)
password_change = writes(
    PasswordChangeView.as_view(template_name="accounts/password_change.html", success_url=reverse_lazy("own_account")),
    public=True,
)
password_again = writes(ReauthenticateView.as_view(template_name="accounts/password_again.html"), public=True)
second_factor = writes(AuthenticateView.as_view(template_name="accounts/second_factor.html"), public=True)
second_factor_again = writes(
    SecondFactorReauthenticateView.as_view(template_name="accounts/second_factor_again.html"), public=True
)
second_factor_start = writes(ActivateTOTPView.as_view(template_name="accounts/second_factor_start.html"), public=True)
second_factor_stop = writes(
    DeactivateTOTPView.as_view(
        template_name="accounts/second_factor_stop.html", success_url=reverse_lazy("own_account")
    ),
    public=True,
)
recovery_codes_new = writes(
    GenerateRecoveryCodesView.as_view(template_name="accounts/recovery_codes_new.html"), public=True
)


@reads
def own_account(request: ActingRequest) -> HttpResponse:
    """Who I am, my roles, my sessions, password and second factor."""
    sessions = sessions_of(request.user)
    context = {
        "appointments": request.appointments,
        "sessions": sessions,
        "current_key": request.session.session_key,
        "has_second_factor": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
    }
    return render(request, "accounts/own_account.html", context)


@reads(public=True)
def second_factor_home(request: ActingRequest) -> HttpResponse:
    """Where allauth leads after the second factor was switched: one's own account."""
    return redirect("own_account")


@reads(public=True)
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: ActingRequest) -> HttpResponse:
    """The codes that stand in for a lost telephone."""
    return render(request, "accounts/recovery_codes.html", {"unused_codes": recovery_codes_of(request.user)})


@reads(public=True)
@reauthentication_required(app="allauth.mfa")
def recovery_codes_file(request: ActingRequest) -> HttpResponse:
    """The same codes as a text file, to be printed and locked away."""
    lines = ["Mã dự phòng của phần mềm Thi đua, mỗi mã dùng một lần:", "", *recovery_codes_of(request.user), ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ma-du-phong.txt"'
    return response


@writes
def session_end(request: ActingRequest) -> HttpResponse:
    """End one of my sessions (``session``), or all but this one."""
    if request.method == "POST":
        number = whole_number(request.POST.get("session", ""))
        if number is not None:
            found = end_session(user=request.user, session_id=number)
            messages.success(request, "Đã đăng xuất thiết bị đó." if found else "Thiết bị đó đã đăng xuất từ trước.")
        else:
            count = end_other_sessions(
                user=request.user,
                keep=request.session.session_key or "",
            )
            messages.success(request, f"Đã đăng xuất {count} thiết bị khác.")
    return redirect("own_account")


@writes
def unit_switch(request: ActingRequest) -> HttpResponse:
    """Act for another of my units (``unit``)."""
    wanted = request.POST.get("unit", "")
    held = {str(appointment.unit_id) for appointment in request.appointments}
    if request.method == "POST" and wanted in held:
        request.session["acting_unit"] = int(wanted)
    onward = request.POST.get("next", "")
    return redirect(onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "/")

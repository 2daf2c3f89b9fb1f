"""What allauth asks about our accounts, and its sentences in Vietnamese (it has no catalogue of them)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest

_NOT_THE_PRESENT_ONE = "Mật khẩu hiện tại không đúng. Hãy nhập lại."
_WRONG_CODE = "Mã không đúng. Mã 6 số đổi sau mỗi 30 giây; hãy nhập mã đang hiện trong ứng dụng."
_WRONG_LOGIN = (
    "Số điện thoại (e-mail) hoặc mật khẩu không đúng. Hãy xem lại; nếu quên mật khẩu, nhờ cán bộ cấp trên cấp mã mới."
)
_TOO_MANY = "Đã nhập sai nhiều lần. Hãy đợi năm phút rồi thử lại, hoặc nhờ cán bộ cấp trên cấp mã mới."
_SAID = {
    "password_changed.txt": "Đã đổi mật khẩu.",
    "password_set.txt": "Đã đặt mật khẩu.",
    "logged_out.txt": "Bạn đã đăng xuất.",
    "totp_activated.txt": "Đã bật xác thực hai bước.",
    "totp_deactivated.txt": "Đã tắt xác thực hai bước.",
    "recovery_codes_generated.txt": "Đã tạo bộ mã dự phòng mới; bộ cũ không dùng được nữa.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đang bị khoá. Hãy hỏi cán bộ cấp trên của bạn.",
        "username_password_mismatch": _WRONG_LOGIN,
        "email_password_mismatch": _WRONG_LOGIN,
        "invalid_login": _WRONG_LOGIN,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "enter_current_password": _NOT_THE_PRESENT_ONE,
        "incorrect_password": _NOT_THE_PRESENT_ONE,
        "incorrect_code": _WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself: accounts come from the upper officer."""
        return False

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *_: Any, **__: Any) -> None:
        """Our own words for allauth's messages; those that tell nothing new ("signed in as …") stay unsaid."""
        text = _SAID.get((message_template or "").rsplit("/", 1)[-1])
        if text:
            messages.add_message(request, level, text)

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Mail goes through ``notices`` only, one digest a day."""


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": "Vai trò của bạn bắt buộc xác thực hai bước, không tắt được.",
        "cannot_generate_recovery_codes": "Hãy bật xác thực hai bước trước, rồi tạo mã dự phòng.",
    }

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows beside the code."""
        return "Thi đua"

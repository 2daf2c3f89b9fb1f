"""Forms of signing in, of roles and of codes."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from thidua.accounts.choices import Role
from thidua.ui.forms import Form

_PHONE = re.compile(r"0\d{8,10}$")
_REQUIRED = "Hãy nhập {}."
MISMATCH = "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại."


def normalise_username(text: str) -> str:
    """A telephone number as 0912345678 (blanks, dots, +84 dropped), an e-mail in lower case."""
    found = text.strip().lower()
    if "@" in found:
        return found
    digits = re.sub(r"\D", "", found)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) >= 11 else digits


def _say(form: forms.BaseForm, name: str, label: str, *, help_text: str = "") -> None:
    """Give a field of allauth its Vietnamese label and sentence; no placeholder stands for a label."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = _REQUIRED.format(label[0].lower() + label[1:])
    field.widget.attrs.pop("placeholder", None)


class UsernameField(forms.CharField):
    """A telephone number or an e-mail address, in the form in which it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Số điện thoại hoặc e-mail")
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("error_messages", {"required": "Hãy nhập số điện thoại hoặc e-mail."})
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The normalised name. Errors: ValidationError when it is neither."""
        name = normalise_username(super().clean(value))
        if not _PHONE.match(name):
            try:
                forms.EmailField().clean(name)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    f"“{value}” không phải số điện thoại hay e-mail. Ví dụ: 0912 345 678 hoặc ten@donvi.vn."
                ) from error
        return name


class SignInForm(LoginForm):
    """Telephone number or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "Số điện thoại hoặc e-mail")
        _say(self, "password", "Mật khẩu")
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "autofocus": True})

    def clean_login(self) -> str:
        """The user name as it is stored."""
        return normalise_username(self.cleaned_data["login"])


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Mật khẩu hiện tại")
        _say(self, "password1", "Mật khẩu mới", help_text="Ít nhất 8 ký tự, không chỉ gồm chữ số.")
        _say(self, "password2", "Nhập lại mật khẩu mới")

    def clean(self) -> dict[str, Any]:
        """Both spellings alike, said in Vietnamese."""
        found = forms.Form.clean(self) or {}
        first, second = found.get("password1"), found.get("password2")
        if first and second and first != second:
            self.add_error("password2", MISMATCH)
        return found


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Mật khẩu")


class SecondFactorForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Mã 6 số trong ứng dụng, hoặc một mã dự phòng")


class SecondFactorRepeatForm(SecondFactorAgainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Mã 6 số trong ứng dụng, hoặc một mã dự phòng")


class StartSecondFactorForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Mã 6 số đang hiện trong ứng dụng")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(Form):
    """First sign-in or reset: user name, one-time code, the password to be used from now on."""

    username = UsernameField()
    code = forms.CharField(
        label="Mã đăng nhập một lần",
        max_length=20,
        help_text="8 chữ số do cán bộ cấp trên gửi cho bạn.",
        error_messages={"required": "Hãy nhập mã 8 chữ số mà cán bộ cấp trên đã gửi."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    password = forms.CharField(
        label="Mật khẩu mới của bạn",
        strip=False,
        help_text="Ít nhất 8 ký tự, không chỉ gồm chữ số.",
        error_messages={"required": "Hãy chọn một mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        error_messages={"required": "Hãy nhập lại mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, second = found.get("password"), found.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", MISMATCH)
        return found


class EmailForm(Form):
    """The address that reminders are mailed to."""

    address = forms.EmailField(
        label="Địa chỉ e-mail",
        max_length=254,
        error_messages={
            "required": "Hãy nhập địa chỉ e-mail.",
            "invalid": "Đây không phải một địa chỉ e-mail. Ví dụ: ten@donvi.vn.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )


class EmailCodeForm(Form):
    """The code out of the letter."""

    code = forms.CharField(
        label="Mã 6 chữ số trong thư",
        max_length=20,
        error_messages={"required": "Hãy nhập mã 6 chữ số trong thư."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class AppointForm(Form):
    """A role at a unit for somebody by user name; the account is made where there is none."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages={"required": "Hãy nhập họ và tên."})
    username = UsernameField(widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}))
    role = forms.ChoiceField(label="Vai trò", error_messages={"required": "Hãy chọn vai trò."})
    post = forms.CharField(label="Chức danh", max_length=120, required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Role.choices)
        self.fields["role"].choices = [(role, labels[role]) for role in roles]  # type: ignore[attr-defined]


class SuccessorForm(Form):
    """Who takes over: full name and user name; an account with that name is used, else made."""

    full_name = forms.CharField(
        label="Họ và tên người nhận", max_length=120, error_messages={"required": "Hãy nhập họ và tên người nhận."}
    )
    username = UsernameField(widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}))

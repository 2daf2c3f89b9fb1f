"""Forms of signing in."""

from __future__ import annotations

import re

from allauth.account.forms import LoginForm


def normalise_username(text: str) -> str:
    """A telephone number as 0912345678 (blanks, dots, +84 dropped), an e-mail in lower case."""
    found = text.strip().lower()
    if "@" in found:
        return found
    digits = re.sub(r"\D", "", found)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) >= 11 else digits


class SignInForm(LoginForm):  # type: ignore[misc]
    """Telephone number or e-mail, and the password."""

"""One-time codes: issued by the upper officer, used once for the first sign-in or a reset."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from thidua.accounts.actions.sessions import end_other_sessions
from thidua.accounts.models import OneTimeCode, User
from thidua.accounts.policies import may_issue_code
from thidua.accounts.queries import open_appointments, personal_actor
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal, require
from thidua.journal.actions import record

VALID_FOR = dt.timedelta(days=3)
MAX_TRIES = 5
DIGITS = 8
WRONG = (
    "Số điện thoại (e-mail) hoặc mã không đúng, hoặc mã đã dùng hay hết hạn. "
    "Hãy xem lại; nếu vẫn không được, nhờ cán bộ cấp trên cấp mã mới."
)


@dataclass(frozen=True)
class IssuedCode:
    """A fresh code, in clear only here: shown once to the officer who hands it on."""

    user: User
    code: str
    expires_at: dt.datetime

    @property
    def spaced(self) -> str:
        """The code in two groups, as it is read out: 1234 5678."""
        return f"{self.code[: DIGITS // 2]} {self.code[DIGITS // 2 :]}"


@transaction.atomic
def issue_one_time_code(*, by: Actor, user: User) -> IssuedCode:
    """Issue a code (8 digits, 3 days, 5 tries); an unused earlier one dies. Only its hash is kept.

    Errors: Refusal of ``may_issue_code``.
    """
    require(may_issue_code(by, user, open_appointments(user)))
    moment = clock.now()
    OneTimeCode.objects.filter(user=user, used_at__isnull=True).delete()
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = OneTimeCode.objects.create(
        user=user,
        code_hash=make_password(code),
        issued_by_token=by.token,
        issued_at=moment,
        expires_at=moment + VALID_FOR,
    )
    record(by=by, event="code.issued", subject_kind="user", subject_id=user.pk)
    return IssuedCode(user, code, row.expires_at)


def first_sign_in(*, username: str, code: str, password: str) -> User:
    """Use a code: the password is set, the code is spent, every other session ends. Also resets a lost password.

    A wrong code counts as a try (kept although the call is refused); the fifth spends the code. Errors: Refusal
    ``wrong_code`` (the same sentence for every cause), ``weak_password`` with the validators' sentences.
    """
    digits = "".join(sign for sign in code if sign.isdecimal())
    row = (
        OneTimeCode.objects.filter(
            user__username=username,
            user__is_active=True,
            used_at__isnull=True,
            expires_at__gt=clock.now(),
            tries__lt=MAX_TRIES,
        )
        .select_related("user")
        .order_by("-id")
        .first()
    )
    if row is None:
        make_password(digits)
        raise Refusal(WRONG, "wrong_code", "code")
    # The try is counted before the look, so that many guesses at one moment are no more than MAX_TRIES either.
    counted = OneTimeCode.objects.filter(pk=row.pk, tries__lt=MAX_TRIES).update(tries=F("tries") + 1)
    if not counted or not check_password(digits, row.code_hash):
        raise Refusal(WRONG, "wrong_code", "code")
    OneTimeCode.objects.filter(pk=row.pk).update(tries=F("tries") - 1)
    try:
        validate_password(password, row.user)
    except ValidationError as error:
        raise Refusal([Reason("weak_password", text, "password") for text in error.messages]) from error
    return _spend(row, password)


@transaction.atomic
def _spend(row: OneTimeCode, password: str) -> User:
    spent = OneTimeCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=clock.now())
    if not spent:
        raise Refusal(WRONG, "wrong_code", "code")
    user = row.user
    user.set_password(password)
    user.must_set_password = False
    user.save(update_fields=["password", "must_set_password"])
    end_other_sessions(user=user, keep="")
    record(by=personal_actor(user), event="code.used", subject_kind="user", subject_id=user.pk)
    return user

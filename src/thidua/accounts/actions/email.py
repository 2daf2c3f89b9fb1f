"""The address for reminders by e-mail: asked for, confirmed by a code sent there, removed.

Two accounts may have one address (the mailbox of an office). So nothing a person sees here depends on whose an address
is already.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import smtplib

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from thidua.accounts.models import EmailCode, User
from thidua.accounts.queries import MOST_CODE_TRIES, can_send_mail, waiting_email_code
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.journal.actions import record

log = logging.getLogger(__name__)

VALID_FOR = dt.timedelta(minutes=30)
DIGITS = 6
PERSON_WITHIN, MOST_OF_A_PERSON = dt.timedelta(hours=1), 5
ADDRESS_WITHIN, MOST_TO_AN_ADDRESS = dt.timedelta(days=1), 8
"""How many letters one person may ask for, and one address may get from all persons together."""
NO_SERVER = "Máy chủ này chưa gửi được e-mail. Việc và thông báo vẫn hiện đủ trong phần mềm."
TOO_MANY = "Đã gửi nhiều thư xác nhận. Hãy xem hộp thư (cả mục thư rác), hoặc đợi một giờ rồi thử lại."
NOT_TAKEN = "Máy chủ thư không nhận địa chỉ này. Hãy xem lại địa chỉ."
NO_ANSWER = "Chưa gửi được thư xác nhận vì máy chủ thư không trả lời. Hãy thử lại sau ít phút."
WRONG = "Mã không đúng hoặc đã hết hạn. Hãy xem lại thư mới nhất; nếu vẫn không được, bấm “Gửi mã mới”."
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


def send_email_code(*, user: User, address: str) -> EmailCode:
    """Send a code (6 digits, 30 minutes, 5 tries) to the address; an earlier code dies. Its use sets the address.

    Errors: Refusal ``no_mail``, ``too_many``, ``not_taken``, ``no_answer``, and ``same`` for the address she has.
    """
    address = address.strip().lower()
    if not can_send_mail():
        raise Refusal(NO_SERVER, "no_mail")
    if address == user.email:
        raise Refusal("Đây là địa chỉ bạn đang dùng.", "same", "address")
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = _noted(user, address, code)
    # Outside the transaction: a mail server that is slow must not hold the database.
    try:
        _letter(user, address, code).send()
    except REFUSED as error:
        EmailCode.objects.filter(pk=row.pk).update(expires_at=row.sent_at)
        log.warning("a code for an e-mail address of user %s was refused by the mail server", user.pk)
        raise Refusal(NOT_TAKEN, "not_taken", "address") from error
    except (smtplib.SMTPException, OSError) as error:
        row.delete()
        log.exception("the mail server cannot be reached")
        raise Refusal(NO_ANSWER, "no_answer") from error
    return row


@transaction.atomic
def _noted(user: User, address: str, code: str) -> EmailCode:
    """The code's row, where neither the person nor the address has had too many; her old rows go."""
    moment = clock.now()
    EmailCode.objects.filter(user=user, sent_at__lt=moment - ADDRESS_WITHIN).delete()
    of_person = EmailCode.objects.filter(user=user, sent_at__gt=moment - PERSON_WITHIN).count()
    to_address = EmailCode.objects.filter(address=address, sent_at__gt=moment - ADDRESS_WITHIN).count()
    if of_person >= MOST_OF_A_PERSON or to_address >= MOST_TO_AN_ADDRESS:
        raise Refusal(TOO_MANY, "too_many", "address")
    return EmailCode.objects.create(
        user=user, address=address, code_hash=make_password(code), sent_at=moment, expires_at=moment + VALID_FOR
    )


def _letter(user: User, address: str, code: str) -> EmailMessage:
    lines = [
        f"Chào {user.full_name},",
        "",
        f"Mã xác nhận địa chỉ e-mail của bạn trong phần mềm Thi đua: {code[:3]} {code[3:]}",
        "",
        "Nhập mã này ở trang “Địa chỉ e-mail” trong 30 phút. Xác nhận xong, phần mềm mới gửi việc cần nhớ đến đây.",
        "Nếu bạn không yêu cầu, hãy bỏ qua thư này; địa chỉ của bạn sẽ không nhận thêm gì.",
        "",
        settings.PUBLIC_URL,
    ]
    subject = f"Thi đua: mã xác nhận {code[:3]} {code[3:]}"
    return EmailMessage(subject, "\n".join(lines), to=[address], headers={"Auto-Submitted": "auto-generated"})


def confirm_email(*, by: Actor, user: User, code: str) -> str:
    """The user types the code in: the address is hers from now on. Output: the address.

    A wrong code counts as a try (kept although the call is refused); the fifth spends the code. Errors: Refusal
    ``wrong_code``, the same sentence for every cause.
    """
    digits = "".join(sign for sign in code if sign.isdecimal())
    row = waiting_email_code(user)
    if row is None:
        raise Refusal(WRONG, "wrong_code", "code")
    # The try is counted before the look, so that many guesses at one moment are no more than MOST_CODE_TRIES either.
    counted = EmailCode.objects.filter(pk=row.pk, tries__lt=MOST_CODE_TRIES).update(tries=F("tries") + 1)
    if not counted or not check_password(digits, row.code_hash):
        raise Refusal(WRONG, "wrong_code", "code")
    with transaction.atomic():
        if not EmailCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=clock.now()):
            raise Refusal(WRONG, "wrong_code", "code")
        _set(by, user, row.address, "user.email_set", "Xác nhận địa chỉ e-mail")
    return row.address


@transaction.atomic
def remove_email(*, by: Actor, user: User) -> bool:
    """No e-mail any more, and no code that waits. Output: whether there was an address or a code."""
    dropped = EmailCode.objects.filter(user=user, used_at__isnull=True, expires_at__gt=clock.now())
    waited = dropped.update(expires_at=clock.now())
    if not user.email:
        return bool(waited)
    _set(by, user, "", "user.email_removed", "Gỡ địa chỉ e-mail")
    return True


def _set(by: Actor, user: User, address: str, event: str, text: str) -> None:
    """The journal names the gesture, not the address: it can never be taken out again."""
    user.email = address
    user.save(update_fields=["email"])
    record(by=by, event=event, subject_kind="user", subject_id=user.pk, text=text)

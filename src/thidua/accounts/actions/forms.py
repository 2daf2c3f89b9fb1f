"""Forms act once: the token of a form is reserved before the view runs, and released when it was refused."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.models import UsedForm, User
from thidua.common import clock

STALE_AFTER = dt.timedelta(minutes=2)
KEPT_FOR = dt.timedelta(days=14)


def reserve_form(*, user: User, token: str) -> UsedForm | None:
    """Reserve the token by INSERT. Output: None when it is ours now, else the row of the one who was first.

    A reservation without an answer for two minutes (the server was killed meanwhile) is taken over.
    """
    moment = clock.now()
    used, is_new = UsedForm.objects.get_or_create(token=token, defaults={"user": user, "used_at": moment})
    if is_new:
        return None
    stale = UsedForm.objects.filter(pk=token, user=user, answer_url="", used_at__lt=moment - STALE_AFTER)
    return None if stale.update(used_at=moment) else used


def keep_answer(*, token: str, answer_url: str) -> None:
    """Remember where the person was sent after the form was acted upon."""
    UsedForm.objects.filter(pk=token).update(answer_url=answer_url[:500])


def release_form(*, token: str) -> None:
    """The form was refused and nothing was done: it may be sent again."""
    UsedForm.objects.filter(pk=token, answer_url="").delete()


def forget_old_forms() -> int:
    """Delete tokens older than two weeks (worker, daily). Output: how many."""
    return UsedForm.objects.filter(used_at__lt=clock.now() - KEPT_FOR).delete()[0]

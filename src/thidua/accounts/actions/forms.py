"""Forms act once: the token of a form is reserved before the view runs, and released when it was refused.

A form sent after the session ended is kept for the person whose form it was, and for nobody else.
"""

from __future__ import annotations

import datetime as dt

from thidua.accounts.models import KeptForm, UsedForm, User
from thidua.common import clock

STALE_AFTER = dt.timedelta(minutes=2)
KEPT_FOR = dt.timedelta(days=14)
LONGEST_ADDRESS = 500


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


def keep_form(*, person: str, path: str, page: str, pairs: list[list[str]], files: list[str]) -> bool:
    """Keep what was typed for the person of that token, in place of what was kept for her before.

    Output: False, and nothing is kept, where it is not known whose it is: it could be given back to nobody.
    """
    user = User.objects.filter(token=person, is_active=True).first() if person else None
    if user is None or max(len(path), len(page)) > LONGEST_ADDRESS:
        return False
    kept = {"path": path, "page": page, "pairs": pairs, "files": files, "kept_at": clock.now()}
    KeptForm.objects.update_or_create(user=user, defaults=kept)
    return True


def drop_kept_form(*, user: User) -> None:
    """What was kept has been sent again, or the person does not want it."""
    KeptForm.objects.filter(user=user).delete()


def forget_old_forms() -> int:
    """Delete tokens and kept forms older than two weeks (worker, daily). Output: how many."""
    before = clock.now() - KEPT_FOR
    kept = KeptForm.objects.filter(kept_at__lt=before).delete()[0]
    return kept + UsedForm.objects.filter(used_at__lt=before).delete()[0]

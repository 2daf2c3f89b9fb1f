"""Ending sessions: one's own on another device, all of somebody who has handed over, or who lost her telephone."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from thidua.accounts.models import User
from thidua.accounts.queries import personal_actor
from thidua.common.actor import Actor
from thidua.journal.actions import record


def end_session(*, user: User, session_id: int) -> bool:
    """End one session of the user. Output: whether there was one."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True


def end_other_sessions(*, user: User, keep: str) -> int:
    """End all sessions of the user but the one with the key ``keep``. Output: how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=keep))
    for session in others:
        session.end()
    return len(others)


def end_sessions_of(*, by: Actor, user: User) -> int:
    """End every session of somebody else (hand-over, a reset, a lock). Output: how many."""
    count = end_other_sessions(user=user, keep="")
    record(by=by, event="user.signed_out", subject_kind="user", subject_id=user.pk, data={"sessions": count})
    return count


@transaction.atomic
def drop_second_factor(*, user: User) -> bool:
    """Switch the second factor off for one who lost telephone and recovery codes, and end her sessions.

    Done by who runs the server (a command), so it is journalled as of the person herself. Output: whether it was on.
    """
    dropped, _ = Authenticator.objects.filter(user=user).delete()
    if dropped:
        by = personal_actor(user)
        end_sessions_of(by=by, user=user)
        text = "Tắt xác thực hai bước từ máy chủ"
        record(by=by, event="second_factor.dropped", subject_kind="user", subject_id=user.pk, text=text)
    return bool(dropped)

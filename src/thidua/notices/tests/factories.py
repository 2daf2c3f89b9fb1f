"""Notices for tests, and the examples of this room's addresses."""

from __future__ import annotations

import itertools
from typing import Any

from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.notices.actions import compose_digest, tell
from thidua.notices.models import Digest, Notice
from thidua.organisation.tests.factories import make_base, make_district, make_province

_numbers = itertools.count(1)


def make_notice(user: User, text: str = "Báo cáo của bạn được trả lại.", url: str = "") -> Notice:
    """A fresh unread notice."""
    key = f"example:{next(_numbers)}"
    tell(users=[user], text=text, url=url, key=key)
    return Notice.objects.get(user=user, key=key)


def _notice() -> tuple[dict[str, Any], User]:
    user = make_user(make_base(make_district(make_province())))
    return {"pk": make_notice(user).pk}, user


def make_digest(user: User) -> Digest:
    """The digest of today with one line."""
    lines = [("Hạn hôm nay", "Sơ kết đợt 1 · hạn hôm nay", "/lich/")]
    compose_digest(user=user, day=clock.today(), lines=lines, summary="1 việc hạn hôm nay")
    return Digest.objects.get(user=user)


def _digest() -> tuple[dict[str, Any], User]:
    user = make_user(make_base(make_district(make_province())))
    return {"pk": make_digest(user).pk}, user


EXAMPLES = {"notice_open": _notice, "digest_page": _digest}

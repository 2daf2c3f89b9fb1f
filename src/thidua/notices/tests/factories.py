"""Notices for tests, and the examples of this room's addresses."""

from __future__ import annotations

import itertools
from typing import Any

from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.notices.actions import tell
from thidua.notices.models import Notice
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


EXAMPLES = {"notice_open": _notice}

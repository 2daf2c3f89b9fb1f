"""Rows of the register for tests, made through the room's actions by an administrator with nobody above her."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from thidua.common.actor import PATH_STEP, Actor
from thidua.norms.actions import add_anniversary, add_norm, load_register
from thidua.norms.models import FoundingYear, LegalNorm, Parameter
from thidua.norms.policies import MANAGE_NORMS

_numbers = itertools.count(9001)


def administrator(*, steps: int = 1, verbs: tuple[str, ...] = (MANAGE_NORMS,)) -> Actor:
    """An administrator of a unit so many steps deep in the tree (1: nobody above it)."""
    return Actor(
        user_id=1,
        name="Ngô Quang Dũng",
        unit_id=1,
        unit_name="Liên đoàn Lao động thành phố Hà Nội",
        unit_path="1".zfill(PATH_STEP) * steps,
        unit_level="province",
        verbs=frozenset(verbs),
        token="quan-tri",
    )


def make_norm(number: str = "", **fields: Any) -> LegalNorm:
    """A decree in force since 01/01/2020, with a number that no other has."""
    defaults = {
        "kind": "Nghị định",
        "title": "Quy định về thi đua",
        "issuer": "Chính phủ",
        "signed_on": dt.date(2019, 12, 1),
        "effective_from": dt.date(2020, 1, 1),
        "confidence": "H",
        "source": "Công báo",
    }
    return add_norm(by=administrator(), number=number or f"{next(_numbers)}/2019/NĐ-CP", **(defaults | fields))


def make_anniversary(name: str = "", **fields: Any) -> FoundingYear:
    """The founding of a body in 1950, with a name that no other has."""
    name = name or f"Ngày thành lập Nhà máy số {next(_numbers)}"
    defaults = {"founded_on": dt.date(1950, 6, 1), "aliases": name, "confidence": "H", "source": "Sử nhà máy"}
    return add_anniversary(by=administrator(), name=name, **(defaults | fields))


def _norm() -> tuple[dict[str, int], None]:
    return {"pk": make_norm().pk}, None


def _anniversary() -> tuple[dict[str, int], None]:
    return {"pk": make_anniversary().pk}, None


def _parameter() -> tuple[dict[str, int], None]:
    if not Parameter.objects.exists():  # emptied after a test against a running server
        load_register(by=None)
    return {"pk": Parameter.objects.order_by("id")[0].pk}, None


EXAMPLES = {
    **dict.fromkeys(("norm_page", "norm_edit", "norm_end"), _norm),
    **dict.fromkeys(("anniversary_edit", "anniversary_remove"), _anniversary),
    **dict.fromkeys(("parameter_edit", "parameter_remove"), _parameter),
}
"""No owner: the register belongs to everybody who is signed in, and says who may change it."""

"""What a unit's papers have in common: the head, the body that signs, the signature box."""

from __future__ import annotations

from typing import TypedDict

from thidua.documents.papers.content import Signature
from thidua.organisation.models import Unit


class Letterhead(TypedDict):
    """The fields of ``OfficialPaper`` that come from the unit: ``OfficialPaper(**letterhead(unit), …)``."""

    parent_body: str
    issuer: str
    place: str


def letterhead(unit: Unit) -> Letterhead:
    """Parent body, issuer and place of a unit; the parent as the unit words it, else its name in the tree."""
    parent = unit.letterhead_parent or (unit.parent.name if unit.parent else "")
    return {"parent_body": parent, "issuer": unit.name, "place": unit.place}


def authority_of(unit: Unit) -> str:
    """The collective body that decides: "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH"."""
    return f"{unit.collective_body} {unit.name}".upper()


def signature_for(unit: Unit, *, post: str, name: str, delegation: str = "") -> Signature:
    """The signature box of the collective body: "TM. BAN THƯỜNG VỤ", post, name.

    A deputy signs "TM. BAN THƯỜNG VỤ / PHÓ CHỦ TỊCH" as the unions do; ``delegation`` ("KT. CHỦ TỊCH") only on wish.
    """
    return Signature(f"TM. {unit.collective_body}", post, name, delegation)

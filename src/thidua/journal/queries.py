"""Reads of the journal: the story of a thing, the lines of a unit, and whether the seals hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from thidua.journal.models import Entry, MoveLog, PersonName, Seal, Stateful


@dataclass(frozen=True)
class Step:
    """One move told to people: when, who, what, with which remark."""

    at: dt.datetime
    name: str
    label: str
    to_label: str
    remark: str
    unit_id: int | None


def story_of(thing: Stateful) -> list[Step]:
    """All moves of a thing, oldest first, with the names behind the tokens ("đã xoá tên" where erased)."""
    lifecycle = type(thing).LIFECYCLE
    logs = list(MoveLog.objects.filter(kind=lifecycle.kind, subject_id=thing.pk).order_by("id"))
    names = names_of({log.actor_token for log in logs})
    return [
        Step(
            at=log.at,
            name=names.get(log.actor_token, "đã xoá tên") if log.actor_token else "Hệ thống",
            label=lifecycle.moves[log.move].label,
            to_label=lifecycle.states[log.to_state].label,
            remark=log.remark,
            unit_id=log.unit_id,
        )
        for log in logs
    ]


def names_of(tokens: set[str]) -> dict[str, str]:
    """token → name, for the tokens whose names were not erased."""
    return dict(PersonName.objects.filter(pk__in=tokens).values_list("token", "name"))


def entries_about(subject_kind: str, subject_id: int | str) -> list[Entry]:
    """The lines about one thing, oldest first."""
    return list(Entry.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("id"))


def broken_seals(*, anchor: str = "") -> list[str]:
    """What is wrong with the sealed lines, as Vietnamese sentences; empty when all is whole.

    Finds a changed, added or removed line, a broken chain, and, given the last digest kept outside (``anchor``), a
    cut-off end. Numbers are given without gaps on SQLite, so there a removed unsealed line is found, too; PostgreSQL
    leaves gaps where a transaction was rolled back, which prove nothing.
    """
    findings: list[str] = []
    digest, last_id = "", 0
    digests = set()
    for seal in Seal.objects.order_by("last_id"):
        if seal.previous_digest != digest:
            findings.append(f"Niêm phong {seal} không nối tiếp niêm phong trước: có niêm phong bị xoá hoặc bị sửa.")
        entries = list(Entry.objects.filter(pk__gt=last_id, pk__lte=seal.last_id).order_by("pk"))
        found = seal.previous_digest
        for entry in entries:
            found = entry.digest_after(found)
        if len(entries) != seal.lines:
            findings.append(f"Niêm phong {seal} ghi {seal.lines} dòng nhưng nhật ký còn {len(entries)} dòng.")
        elif found != seal.digest:
            findings.append(f"Trong các dòng {seal} có dòng đã bị sửa.")
        digest, last_id = seal.digest, seal.last_id
        digests.add(digest)
    if anchor and anchor not in digests:
        findings.append("Mã niêm phong lưu bên ngoài không còn trong sổ: phần cuối của nhật ký đã bị cắt.")
    if last_id and not Entry.objects.filter(pk=last_id).exists():
        findings.append(f"Dòng {last_id}, dòng cuối đã niêm phong, không còn.")
    return findings + _unsealed_gaps(last_id)


def _unsealed_gaps(last_id: int) -> list[str]:
    if connection.vendor != "sqlite":
        return []
    expected, findings = last_id + 1, []
    for pk in Entry.objects.filter(pk__gt=last_id).order_by("pk").values_list("pk", flat=True).iterator():
        if last_id and pk > expected:
            missing = f"{expected}–{pk - 1}" if pk - 1 > expected else f"{expected}"
            findings.append(f"Thiếu dòng {missing} trong phần chưa niêm phong.")
        expected = pk + 1
    given = _last_number_given()
    if last_id and given is not None and given >= expected:
        findings.append(f"Thiếu dòng {expected}–{given}: phần cuối chưa niêm phong đã bị xoá.")
    return findings


def _last_number_given() -> int | None:
    """The highest number SQLite ever gave to a line (AUTOINCREMENT), also when that line is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Entry._meta.db_table])
        row = cursor.fetchone()
    return row[0] if row else None


def last_seal() -> Seal | None:
    """The seal over the latest lines; its digest is what one keeps outside."""
    return Seal.objects.order_by("-last_id").first()


def unsealed_count() -> int:
    """How many lines still wait for a seal."""
    seal = last_seal()
    return Entry.objects.filter(pk__gt=seal.last_id if seal else 0).count()


def typed_in_entries(unit_id: int) -> list[Entry]:
    """What officers above typed in for the unit ("nhập thay"), newest first, at most 50."""
    return list(Entry.objects.filter(unit_id=unit_id, data__has_key="typed_in_by_unit").order_by("-id")[:50])

"""Excel in: read into a batch that waits, saved when the person says so, or dropped."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import move, record
from thidua.organisation.actions.rows import Reading, SheetRow, person_fields, unit_counts, unit_fields
from thidua.organisation.actions.units import create_unit, record_figures
from thidua.organisation.choices import ImportKind
from thidua.organisation.models import ImportBatch, ImportRow, Person, Unit
from thidua.organisation.policies import may_import, may_save_import
from thidua.organisation.queries import good_rows, parents_for_import


@transaction.atomic
def read_import(*, by: Actor, kind: str, unit: Unit, reading: Reading, file_name: str) -> ImportBatch:
    """Keep what ``sheets.read_sheet`` read as a batch that waits; what waited before at the unit is dropped.

    Adds to the rows what only the lists can tell: unknown parents, doubles. Errors: Refusal of ``may_import``.
    """
    require(may_import(by, kind, unit))
    parents = parents_for_import(unit)
    known = _look_at_units(reading.rows, parents) if kind == ImportKind.UNITS else _look_at_people(reading.rows, unit)
    for old in ImportBatch.objects.filter(kind=kind, unit=unit, state="read"):
        move(old, "drop", by=by)
    batch = ImportBatch.objects.create(
        kind=kind,
        unit=unit,
        file_name=file_name[:200],
        ignored_columns=reading.ignored,
        state=ImportBatch.LIFECYCLE.initial,
        state_since=clock.now(),
        created_at=clock.now(),
    )
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                batch=batch, number=row.number, cells=row.cells, problems=row.problems, is_known=row.number in known
            )
            for row in reading.rows
        ],
        batch_size=500,
    )
    return batch


def _look_at_units(rows: list[SheetRow], parents: list[Unit]) -> set[int]:
    """Parents must exist (or stand higher in the file), counts must fit; output: numbers of rows known already."""
    count_of = Counter(unit.name for unit in parents)
    existing = {unit.name.casefold() for unit in parents}
    new: set[str] = set()
    known: set[int] = set()
    for row in rows:
        name, parent = row.cells[0].casefold(), row.cells[4]
        if parent and parent.casefold() not in existing | new:
            row.problems.append(
                f"Dòng {row.number}, cột Trực thuộc: thấy “{parent}”, không có đơn vị nào tên như vậy trong phạm vi "
                "của bạn. Hãy chọn trong danh sách của tệp mẫu."
            )
        elif count_of[parent] > 1:
            row.problems.append(
                f"Dòng {row.number}, cột Trực thuộc: có {count_of[parent]} đơn vị cùng tên “{parent}”. "
                "Hãy thêm đơn vị này trên trang của đúng cấp trên."
            )
        if name in existing:
            known.add(row.number)
        elif name in new:
            row.problems.append(f"Dòng {row.number}, cột Tên đơn vị: “{row.cells[0]}” đã có ở dòng trên.")
        if not row.problems:
            new.add(name)
            row.problems.extend(_counts_that_do_not_fit(row))
    return known


def _counts_that_do_not_fit(row: SheetRow) -> list[str]:
    counts = unit_counts(row.cells)
    if counts is None:
        return []
    labels = {"members": "Đoàn viên", "women": "Nữ", "direct_workers": "Lao động trực tiếp"}
    return [
        f"Dòng {row.number}, cột {label}: thấy “{format_number(counts[key])}”, "
        f"cần không quá số người lao động ({format_number(counts['workers'])})."
        for key, label in labels.items()
        if counts[key] > counts["workers"]
    ]


def _look_at_people(rows: list[SheetRow], unit: Unit) -> set[int]:
    """Leader and direct worker exclude each other, nobody twice; output: numbers of rows known already."""
    listed = Person.objects.filter(unit=unit).at_work_on(clock.today())
    existing = {(name.casefold(), year) for name, year in listed.values_list("full_name", "birth_year")}
    seen: dict[tuple[str, str], int] = {}
    known = set()
    for row in rows:
        name, year = row.cells[0].casefold(), row.cells[2]
        if row.cells[6] == row.cells[7] == "Có":
            row.problems.append(
                f"Dòng {row.number}, cột Giữ chức vụ lãnh đạo, quản lý: thấy “Có”, nhưng Lao động trực tiếp cũng là "
                "“Có”; một người chỉ được một trong hai."
            )
        if (name, int(year) if year.isdecimal() else None) in existing:
            known.add(row.number)
        elif (name, year) in seen:
            row.problems.append(
                f"Dòng {row.number}, cột Họ và tên: “{row.cells[0]}” đã có ở dòng {seen[name, year]}. "
                "Nếu là hai người khác nhau, hãy ghi năm sinh khác nhau."
            )
        seen.setdefault((name, year), row.number)
    return known


@transaction.atomic
def save_import(*, by: Actor, batch: ImportBatch) -> int:
    """Put the good rows into the lists, all or none; wrong rows and known ones stay out. Output: how many were saved.

    Errors: Refusal of ``may_save_import``, or of the first unit that can no longer be made.
    """
    rows = list(good_rows(batch))
    require(may_save_import(by, batch, len(rows)))
    move(batch, "save", by=by)
    saved = _save_units(by, batch, rows) if batch.kind == ImportKind.UNITS else _save_people(batch, rows)
    record(
        by=by,
        event=f"{batch.kind}.imported",
        subject_kind="import_batch",
        subject_id=batch.pk,
        unit_id=batch.unit_id,
        text=f"Nhập {saved} dòng từ tệp {batch.file_name}",
        data={"rows": saved},
    )
    return saved


def _save_units(by: Actor, batch: ImportBatch, rows: list[ImportRow]) -> int:
    inside = Unit.objects.under(batch.unit.path, with_self=True).valid_on(clock.today())
    by_name = {unit.name.casefold(): unit for unit in inside}
    for row in rows:
        parent = by_name.get(row.cells[4].casefold())
        if parent is None:
            raise Refusal(f"Dòng {row.number}: đơn vị “{row.cells[4]}” không còn. Hãy tải lại tệp.", "parent_gone")
        start = dt.date.fromisoformat(row.cells[7]) if row.cells[7] else clock.today()
        unit = create_unit(by=by, parent=parent, valid_from=start, **unit_fields(row.cells))
        by_name[unit.name.casefold()] = unit
        counts = unit_counts(row.cells)
        if counts is not None:
            record_figures(by=by, unit=unit, as_of=max(start, clock.today()), **counts)
    return len(rows)


def _save_people(batch: ImportBatch, rows: list[ImportRow]) -> int:
    people = []
    for row in rows:
        fields = person_fields(row.cells)
        fields["valid_from"] = fields["valid_from"] or clock.today()
        person = Person(unit=batch.unit, **fields)
        person.derive()
        people.append(person)
    Person.objects.bulk_create(people, batch_size=500)
    return len(people)


def drop_import(*, by: Actor, batch: ImportBatch) -> None:
    """Throw away what was read; nothing of it was saved. Errors: Refusal of ``may_import`` and of the lifecycle."""
    require(may_import(by, batch.kind, batch.unit))
    move(batch, "drop", by=by)

"""Every write of the journal: a line, a move, a seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal, Verdict, require
from thidua.journal.models import Entry, MoveLog, PersonName, Seal, Stateful

COMMIT_HORIZON = dt.timedelta(minutes=5)
SEAL_BATCH = 2000
MOVED_AT_ONCE = 100


def record(
    *,
    by: Actor,
    event: str,
    subject_kind: str,
    subject_id: int | str,
    text: str = "",
    unit_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    """Append one line. ``event`` is ``noun.past`` ("report.submitted"); ``text`` names no person (tokens do).

    ``unit_id`` is the unit concerned, by default the one acted for. Call it inside the action's transaction. A line
    by somebody who types in for the unit carries ``typed_in_by_unit`` (the unit she sits in) in its data.
    """
    entry = _entry(by, event, subject_kind, subject_id, text, unit_id, data)
    entry.save()
    return entry


def _entry(
    by: Actor,
    event: str,
    subject_kind: str,
    subject_id: int | str,
    text: str,
    unit_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    data = dict(data or {})
    if by.typed_in_for:
        data["typed_in_by_unit"] = by.home_unit_id
    return Entry(
        at=clock.now(),
        actor_token=by.token,
        unit_id=by.unit_id if unit_id is None else unit_id,
        event=event,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        text=text,
        data=data,
    )


def move(
    thing: Stateful, name: str, *, by: Actor, remark: str = "", told: dict[str, Any] | None = None, **fields: Any
) -> MoveLog:
    """Perform one move of the lifecycle: a conditional UPDATE, its log row and its journal line, in one transaction.

    ``told`` goes into the journal line as its data; ``fields`` are set in the same UPDATE. The instance is brought up
    to date. Errors: Refusal ``wrong_state`` when the
    table does not allow the move, ``changed_meanwhile`` (who did what, when) when somebody else was faster.
    """
    lifecycle = type(thing).LIFECYCLE
    require(lifecycle.allows(name, thing.state))
    step = lifecycle.moves[name]
    before, moment = thing.state, clock.now()
    with transaction.atomic(savepoint=False):  # within an action's transaction nothing of its own to begin or to end
        changed = (
            type(thing)
            ._default_manager.filter(pk=thing.pk, state=before, version=thing.version)
            .update(state=step.target, state_since=moment, version=F("version") + 1, **fields)
        )
        log = MoveLog(
            kind=lifecycle.kind,
            subject_id=thing.pk,
            move=name,
            from_state=before,
            to_state=step.target,
            at=moment,
            actor_token=by.token,
            unit_id=by.unit_id,
            remark=remark,
        )
        if changed:
            log.save(force_insert=True)
            record(
                by=by,
                event=f"{lifecycle.kind}.{name}",
                subject_kind=lifecycle.kind,
                subject_id=thing.pk,
                text=f"{step.label}: {lifecycle.states[before].label} → {lifecycle.states[step.target].label}",
                data=told,
            )
    if not changed:
        raise Refusal((_changed_meanwhile(thing),))
    thing.state, thing.state_since, thing.version = step.target, moment, thing.version + 1
    for field, value in fields.items():
        setattr(thing, field, value)
    return log


@dataclass(frozen=True)
class Line:
    """One line of the journal for ``record_all``; the fields as in ``record``."""

    by: Actor
    event: str
    subject_kind: str
    subject_id: int | str
    text: str = ""
    unit_id: int | None = None
    data: dict[str, Any] | None = None


def record_all(lines: Iterable[Line]) -> int:
    """As ``record``, for many lines at once, in a statement for every 500. Output: how many."""
    entries = [
        _entry(one.by, one.event, one.subject_kind, one.subject_id, one.text, one.unit_id, one.data) for one in lines
    ]
    Entry.objects.bulk_create(entries, batch_size=500)
    return len(entries)


@transaction.atomic
def move_all(
    things: Sequence[Stateful],
    name: str,
    *,
    by: Actor | Callable[[Any], Actor],
    remark: str = "",
    told: Callable[[Any], dict[str, Any]] | None = None,
    **fields: Any,
) -> int:
    """Perform the same move on many things of one kind, all or none, in a few statements. Output: how many.

    ``by`` may be a function from the thing to who acts for it, ``told`` one to the data of its line; ``fields`` are
    set in the same UPDATE, the same for all (expressions allowed). State and version of the instances are brought up
    to date. Errors: as ``move``, for the first thing that cannot be moved.
    """
    moment = clock.now()
    logs: list[MoveLog] = []
    entries: list[Entry] = []
    actor_of = by if callable(by) else lambda _: by
    for thing in things:
        actor = actor_of(thing)
        lifecycle = type(thing).LIFECYCLE
        require(lifecycle.allows(name, thing.state))
        step, before = lifecycle.moves[name], lifecycle.states[thing.state]
        words = f"{step.label}: {before.label} → {lifecycle.states[step.target].label}"
        data = told(thing) if told else None
        entries.append(_entry(actor, f"{lifecycle.kind}.{name}", lifecycle.kind, thing.pk, words, data=data))
        logs.append(
            MoveLog(
                kind=lifecycle.kind,
                subject_id=thing.pk,
                move=name,
                from_state=thing.state,
                to_state=step.target,
                at=moment,
                actor_token=actor.token,
                unit_id=actor.unit_id,
                remark=remark,
            )
        )
    for start in range(0, len(things), MOVED_AT_ONCE):
        _move_some(things[start : start + MOVED_AT_ONCE], name, moment, fields)
    MoveLog.objects.bulk_create(logs, batch_size=500)
    Entry.objects.bulk_create(entries, batch_size=500)
    return len(logs)


def _move_some(things: Sequence[Stateful], name: str, moment: dt.datetime, fields: Mapping[str, Any]) -> None:
    """One conditional UPDATE for some things of one kind; if one of them has changed meanwhile, say which."""
    model = type(things[0])
    target = model.LIFECYCLE.moves[name].target
    known = Q(pk__in=[])
    for thing in things:
        known |= Q(pk=thing.pk, state=thing.state, version=thing.version)
    unchanged = set(model._default_manager.filter(known).values_list("pk", flat=True))
    changed = model._default_manager.filter(known).update(
        state=target, state_since=moment, version=F("version") + 1, **fields
    )
    if changed != len(things):
        late = next((thing for thing in things if thing.pk not in unchanged), things[0])
        raise Refusal((_changed_meanwhile(late),))
    for thing in things:
        thing.state, thing.state_since, thing.version = target, moment, thing.version + 1


def changed_meanwhile(thing: Stateful) -> Refusal:
    """The refusal for a save that lost against somebody else's, naming who did what and when."""
    return Refusal((_changed_meanwhile(thing),))


def require_now(verdict: Verdict, thing: Stateful) -> None:
    """As ``require``; where the state is the reason, it also says who brought the thing there, and when."""
    if "wrong_state" in {reason.code for reason in verdict.reasons}:
        raise Refusal((*verdict.reasons, _changed_meanwhile(thing)))
    require(verdict)


def _changed_meanwhile(thing: Stateful) -> Reason:
    lifecycle = type(thing).LIFECYCLE
    last = MoveLog.objects.filter(kind=lifecycle.kind, subject_id=thing.pk).order_by("-id").first()
    text = f"Trang này đã cũ: {lifecycle.title} vừa được người khác cập nhật."
    if last:
        name = PersonName.objects.filter(pk=last.actor_token).values_list("name", flat=True).first() or "Hệ thống"
        label = lifecycle.moves[last.move].label if last.move in lifecycle.moves else last.move
        text = (
            f"Trang này đã cũ: {name} đã “{label.lower()}” lúc {clock.local(last.at):%H:%M %d/%m/%Y}, "
            f"{lifecycle.title} nay là “{lifecycle.states[last.to_state].label}”."
        )
    return Reason("changed_meanwhile", f"{text} Hãy xem lại rồi làm tiếp.")


def name_person(*, token: str, name: str) -> None:
    """Set the name that stands behind a token."""
    PersonName.objects.update_or_create(token=token, defaults={"name": name})


def erase_name(*, token: str) -> None:
    """Take the name from behind a token (right to erasure); the lines stay as they are."""
    PersonName.objects.filter(token=token).delete()


@transaction.atomic
def seal_journal(*, horizon: dt.timedelta = COMMIT_HORIZON) -> Seal | None:
    """Seal the unsealed lines that are older than the horizon (so that no transaction still open can add among them).

    Output: the new seal, or None when there is nothing to seal. Called by the worker; each call seals one batch.
    """
    last = Seal.objects.order_by("-last_id").first()
    start, digest = (last.last_id, last.digest) if last else (0, "")
    young = Entry.objects.filter(pk__gt=start, at__gte=clock.now() - horizon).order_by("pk").first()
    entries = Entry.objects.filter(pk__gt=start).order_by("pk")
    if young:
        entries = entries.filter(pk__lt=young.pk)
    batch = list(entries[:SEAL_BATCH])
    if not batch:
        return None
    previous = digest
    for entry in batch:
        digest = entry.digest_after(digest)
    return Seal.objects.create(
        first_id=batch[0].pk,
        last_id=batch[-1].pk,
        lines=len(batch),
        previous_digest=previous,
        digest=digest,
        sealed_at=clock.now(),
    )


def seal_everything() -> int:
    """Seal all that is older than the horizon, batch by batch (a timer, every five minutes). Output: how many seals."""
    seals = 0
    while seal_journal() is not None:
        seals += 1
    return seals

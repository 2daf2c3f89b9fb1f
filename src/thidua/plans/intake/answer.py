"""The draft in the form of the answers, as `read_plan --json` prints it and `score_plans` compares it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from thidua.plans.intake.draft import Basis, Deadline, Fact, Find, Phase, PlanDraft, Quota, Target
from thidua.plans.intake.numbers import plain


def to_answer(draft: PlanDraft) -> dict[str, Any]:
    """All finds as plain JSON values; every find carries ``span`` and ``confidence`` besides its values."""
    return {
        **_head(draft),
        "legal_bases": [_basis(find) for find in draft.legal_bases],
        "cited_documents": [_basis(find) for find in draft.cited_documents],
        "targets": [_target(find) for find in draft.targets],
        "qualitative_targets": [{"subject": find.text, **_place(find)} for find in draft.qualitative_targets],
        "phases": [_phase(find) for find in draft.phases],
        "movements": [find.name for find in draft.movements],
        "movement_finds": [{"name": find.name, **_place(find)} for find in draft.movements],
        "deadlines": [_deadline(find) for find in draft.deadlines],
        "recurring_reports": [find.quote for find in draft.recurring],
        "award_forms": [find.name for find in draft.award_forms],
        "award_quotas": _quotas(draft.award_quotas),
        "actors_with_duties": _actors(draft),
        "duties": [
            {
                "actor": find.actor,
                "level": find.level,
                "text": find.text,
                "deadline": find.deadline,
                "recurrence": find.recurrence or None,
                **_place(find),
            }
            for find in draft.duties
        ],
        "recipients": [find.name for find in draft.recipients],
        "commemorations": [
            {"event": find.event, "date_range": find.date_range, **_place(find)} for find in draft.commemorations
        ],
        "purposes": [find.text for find in draft.purposes],
        "contents": [{"sector": find.sector, "text": find.text} for find in draft.contents],
        "measures": [find.text for find in draft.measures],
        "messages": list(draft.messages),
    }


def _head(draft: PlanDraft) -> dict[str, Any]:
    signer = draft.signer
    facts = ("doc_number", "issue_date", "issuing_body", "place", "doc_type", "title", "year", "theme")
    values: dict[str, Any] = {name: _value(getattr(draft, name)) for name in facts}
    values["year"] = int(values["year"]) if values["year"] else None
    found = {name: _place(getattr(draft, name)) for name in facts if getattr(draft, name)}
    return {
        **values,
        "places": found,
        "parent_plan": _basis(draft.parent_plan) if draft.parent_plan else None,
        "signer": {"title": signer.title, "name": signer.name, "on_behalf": signer.on_behalf, **_place(signer)}
        if signer
        else None,
    }


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _place(find: Find) -> dict[str, Any]:
    told = {"span": list(find.span), "confidence": find.confidence}
    return {**told, "why": find.why} if find.why else told


def _basis(find: Basis) -> dict[str, Any]:
    return {"number": find.number, "date": find.date, "issuer": find.issuer, "kind": find.kind, **_place(find)}


def _target(find: Target) -> dict[str, Any]:
    value = plain(find.value) if find.value_high is None else [plain(find.value), plain(find.value_high)]
    return {
        "quote": find.quote,
        "comparator": find.comparator,
        "value": value,
        "unit": find.unit,
        "subject": find.subject,
        "in_target_section": find.in_target_section,
        **_place(find),
    }


def _phase(find: Phase) -> dict[str, Any]:
    told = {"name": find.name, "start": find.start, "end": find.end, "theme": find.theme, "raw": find.raw}
    words = {"content": find.content, "relative_start": find.relative_start, "relative_end": find.relative_end}
    return {**told, **{key: value for key, value in words.items() if value}, **_place(find)}


def _deadline(find: Deadline) -> dict[str, Any]:
    return {
        "date": find.date,
        "action": find.action,
        "who": find.who,
        "quote": find.quote,
        "relation": find.relation,
        **_place(find),
    }


def _quotas(found: tuple[Quota, ...]) -> list[dict[str, Any]]:
    """Each kind of quota once, however many bodies it is given to."""
    kinds: dict[tuple[Any, ...], Quota] = {}
    for quota in found:
        kinds.setdefault((quota.comparator, quota.values, quota.unit), quota)
    return [
        {
            "quote": quota.quote,
            "comparator": quota.comparator,
            "value": plain(quota.values[0]) if len(quota.values) == 1 else [plain(value) for value in quota.values],
            "unit": quota.unit,
            **_place(quota),
        }
        for quota in kinds.values()
    ]


def _actors(draft: PlanDraft) -> list[dict[str, Any]]:
    counted = Counter(duty.actor for duty in draft.duties)
    return [{"actor": actor, "n_duties": number} for actor, number in counted.items()]

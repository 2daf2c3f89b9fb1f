"""What the checks have found, as pages show it: where it stands, why, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from thidua.plans.checks import ISSUE, LAUNCH_GATE, Finding, findings_in
from thidua.plans.choices import HeadName
from thidua.plans.models import PlanItem
from thidua.plans.queries import Contents
from thidua.plans.views.shared import GROUP_OF

OPEN = "kiem-tra"
"""The query key that opens the list of findings (after a mend, where one came from)."""
QUOTE, SAID = 150, 40


@dataclass(frozen=True)
class Shown:
    """A finding with its links: the form that mends it, its row at review, and its place in the source text.

    ``why`` is empty where the one shown before says the same.
    """

    finding: Finding
    why: str
    form_url: str = ""
    form_words: str = ""
    row_url: str = ""
    paragraph: int = 0
    quote: str = ""


def told(contents: Contents, findings: Iterable[Finding], *, may_edit: bool, is_open: bool = False) -> dict[str, Any]:
    """What ``parts/findings.html`` shows: the findings with their links and mends, and how many stop, how many warn."""
    found = list(findings)
    errors = sum(finding.is_error for finding in found)
    parts = [f"{errors} điều phải sửa trước khi ban hành"] if errors else []
    if len(found) > errors:
        parts.append(f"{len(found) - errors} điều nên xem lại")
    return {
        "findings": shown(contents, found, may_edit=may_edit),
        "findings_words": " · ".join(parts),
        "findings_open": is_open,
        "may_mend": may_edit,
    }


def told_before_issue(contents: Contents, *, may_edit: bool, is_open: bool = False) -> dict[str, Any]:
    """What a draft's page and the page of issuing say of its content: what it lacks for a launch in plain sight
    (``parts/gate.html``, with the tab where the first of it is added), the other findings as ``told``. A sub-plan
    without movements launches nothing: there all are told alike."""
    launches = bool(contents.movements) or contents.plan.part_of_id is None
    gate = [finding for check in LAUNCH_GATE for finding in check(contents)] if launches else []
    codes = {finding.code for finding in gate}
    others = [one for one in findings_in(contents, ISSUE, with_number=False) if one.code not in codes]
    group = _group_of(gate[0]) if gate else ""
    said = told(contents, others, may_edit=may_edit, is_open=is_open)
    return {"gate": shown(contents, gate, may_edit=may_edit), "gate_group": group, **said}


def shown(contents: Contents, findings: list[Finding], *, may_edit: bool) -> list[Shown]:
    """Each finding with its links; forms only for who may edit."""
    items = {item.anchor: item for item in contents.items}
    out: list[Shown] = []
    before = ""
    for finding in findings:
        item = items.get(finding.anchor)
        url, words = _form_of(contents, finding, item) if may_edit else ("", "")
        paragraph, quote = _place(contents, finding, item)
        out.append(
            Shown(
                finding,
                finding.why if finding.why != before else "",
                url,
                words,
                _row_url(contents, finding),
                paragraph,
                quote,
            )
        )
        before = finding.why
    return out


def _form_of(contents: Contents, finding: Finding, item: PlanItem | None) -> tuple[str, str]:
    """The form that mends it, and the words of the link."""
    pk = contents.plan.pk
    if finding.add is not None:
        is_head = finding.add.kind in HeadName.values
        url = reverse("head_edit" if is_head else "item_add", args=[pk, finding.add.kind])
        return f"{url}?{finding.add.query}" if finding.add.query else url, finding.add.words
    if item is not None:
        return reverse("item_edit", args=[item.CODE, item.pk]), "Sửa mục này"
    return "", ""


def _row_url(contents: Contents, finding: Finding) -> str:
    group = _group_of(finding)
    return f"{reverse('plan_review', args=[contents.plan.pk])}?nhom={group}#{finding.anchor}" if group else ""


def _group_of(finding: Finding) -> str:
    return GROUP_OF.get(finding.anchor.split("-")[0], "")


def _place(contents: Contents, finding: Finding, item: PlanItem | None) -> tuple[int, str]:
    """The paragraph of the source text in which an item stands, from 1, and its beginning (empty where the finding says
    it already); (0, "") without a source."""
    text = contents.plan.source_text
    if item is None or item.span_start is None or not text:
        return 0, ""
    quote = " ".join((item.quote or text[item.span_start : item.span_end]).split())
    short = quote if len(quote) <= QUOTE else quote[: QUOTE - 1].rstrip() + "…"
    is_said = quote[:SAID] in " ".join(finding.text.split())
    return text.count("\n", 0, item.span_start) + 1, "" if is_said else short

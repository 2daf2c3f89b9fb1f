"""Run the rules of a form over a dossier on a day. A rule of low confidence warns, it never blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q

from thidua.awards.checks.criteria import CRITERIA
from thidua.awards.choices import Criterion, Occasion, Result, Scope, Severity
from thidua.awards.models import Dossier, DossierLine, EligibilityRule
from thidua.awards.queries.dossiers import ListNumbers, QuotaStatus, facts_about
from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.norms.choices import Force
from thidua.organisation.models import valid_on


@dataclass(frozen=True)
class Finding:
    """The answer of one rule: ``result`` (pass, fail, unknown), whether a failure blocks, what is asked, why, and the
    source with its article and date."""

    code: str
    result: str
    blocks: bool
    asked: str
    why: str
    source: str

    @property
    def is_in_the_way(self) -> bool:
        """A failure that stops the nomination."""
        return self.blocks and self.result == Result.FAIL

    def as_row(self) -> dict[str, Any]:
        """A flat row for the line's record of the day it was sent."""
        return asdict(self)


def rules_on(dossier: Dossier, day: dt.date) -> list[EligibilityRule]:
    """The rules of the dossier's form that hold on that day for its occasion."""
    rules = (
        EligibilityRule.objects.filter(valid_on(day))
        .filter(Q(form_id=dossier.form_id) | Q(form__isnull=True))
        .exclude(severity=Severity.OFF)
        .select_related("norm")
    )
    return [rule for rule in rules if not rule.occasions or dossier.occasion in rule.occasions.split()]


def line_findings(
    dossier: Dossier, lines: list[DossierLine], rules: Iterable[EligibilityRule], day: dt.date
) -> dict[int, list[Finding]]:
    """line id → the findings of all line rules, on the facts of now. Four queries, whatever the number of lines."""
    facts = facts_about(dossier, lines)
    found: dict[int, list[Finding]] = {line.pk: [] for line in lines}
    for rule in rules:
        if rule.scope != Scope.LINE:
            continue
        judge = CRITERIA[rule.criterion]
        source = source_on(rule, day)
        for line in lines:
            result, why = judge(line, dossier, facts, rule.parameters)
            found[line.pk].append(Finding(rule.code, str(result), rule.blocks, rule.sentence, why, source))
    return found


def source_on(rule: EligibilityRule, day: dt.date) -> str:
    """Article, norm, its day, and a word where the norm no longer holds or the rule is not confirmed."""
    words = rule.source
    if rule.norm is not None:
        signed = rule.norm.signed_on
        words += f" ngày {format_date(signed)}" if signed else ""
        if rule.norm.force_on(day) == Force.EXPIRED:
            words += f" (hết hiệu lực từ {format_date(rule.norm.effective_to)}, dùng để nhắc)"
    elif rule.article:
        words = f"{rule.article}; {words}"
    return words


def overall(findings: Iterable[Finding]) -> str:
    """One word for a line: fail before unknown before pass."""
    results = {finding.result for finding in findings}
    for result in (Result.FAIL, Result.UNKNOWN):
        if result in results:
            return str(result)
    return str(Result.PASS)


def batch_findings(
    dossier: Dossier, rules: Iterable[EligibilityRule], numbers: ListNumbers, quota: QuotaStatus, day: dt.date
) -> list[Finding]:
    """The findings about the list as a whole: direct-worker share, quota, time."""
    found = []
    for rule in rules:
        if rule.scope != Scope.BATCH:
            continue
        if rule.criterion == Criterion.DIRECT_SHARE:
            answer = _direct_share(numbers, int(rule.parameters.get("share", 15)))
        elif rule.criterion == Criterion.QUOTA:
            answer = _quota(quota)
        else:
            answer = _in_time(dossier, int(rule.parameters.get("days", 10)), day)
        if answer:
            found.append(
                Finding(rule.code, str(answer[0]), rule.blocks, rule.sentence, answer[1], source_on(rule, day))
            )
    return found


def _direct_share(numbers: ListNumbers, least: int) -> tuple[Result, str] | None:
    if not numbers.people:
        return None
    words = f"{numbers.direct} trên {numbers.people} người, bằng {numbers.text}"
    if numbers.direct * 100 >= least * numbers.people:
        return Result.PASS, f"Danh sách có {words}."
    return Result.FAIL, f"Danh sách mới có {words}. Hãy tìm thêm người trực tiếp sản xuất, công tác xứng đáng."


def _quota(quota: QuotaStatus) -> tuple[Result, str] | None:
    if quota.most is None or quota.left is None:
        return None
    used = f"Được phân bổ {format_number(quota.most)}; đã khen {quota.awarded}, đang chờ {quota.waiting}"
    if quota.left >= 0:
        return Result.PASS, f"{used}, danh sách này {quota.here}."
    return Result.FAIL, f"{used}, danh sách này {quota.here}: vượt {-quota.left}. Hãy bớt người hoặc xin thêm."


def _in_time(dossier: Dossier, days: int, day: dt.date) -> tuple[Result, str] | None:
    if dossier.event_on is None or dossier.occasion == Occasion.SUDDEN:
        return None
    left = (dossier.event_on - day).days
    if left >= days:
        return Result.PASS, f"Còn {left} ngày đến ngày trao tặng {format_date(dossier.event_on)}."
    if left < 0:
        return Result.FAIL, f"Ngày trao tặng {format_date(dossier.event_on)} đã qua; hãy hẹn ngày khác."
    return Result.FAIL, f"Ngày trao tặng {format_date(dossier.event_on)} chỉ còn {left} ngày; hãy báo trước."

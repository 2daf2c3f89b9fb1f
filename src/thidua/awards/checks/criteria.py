"""The criteria that a rule row can name: pure functions over facts, three-valued, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from thidua.awards.choices import RATING_RANK, Criterion, Occasion, Result, TaskRating
from thidua.awards.models import Award, Dossier, DossierLine
from thidua.awards.models.decisions import achievement_key
from thidua.awards.queries.dossiers import Facts
from thidua.common.dates import format_date
from thidua.common.text import search_text

Answer = tuple[Result, str]
LIKE = 0.88


def member(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """A person on the list is a member; a collective is not asked."""
    if not line.is_person:
        return Result.PASS, "Tập thể của đơn vị đề nghị."
    if line.is_member:
        return Result.PASS, f"Là đoàn viên, thuộc {line.unit_name}."
    return Result.FAIL, "Trong danh sách của đơn vị, người này không phải đoàn viên."


def rating(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """The task rating reaches the least one asked for."""
    if line.rating == TaskRating.UNKNOWN:
        return Result.UNKNOWN, "Chưa ghi mức độ hoàn thành nhiệm vụ. Hãy chọn mức ở dòng này."
    least = TaskRating(parameters.get("at_least", TaskRating.GOOD))
    label = TaskRating(line.rating).label
    if RATING_RANK[TaskRating(line.rating)] >= RATING_RANK[least]:
        return Result.PASS, f"Đơn vị xác nhận: {label.lower()}."
    return Result.FAIL, f"Đơn vị ghi: {label.lower()}, thấp hơn mức “{least.label.lower()}”."


def registered(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """The person stands on a sent registration of the year."""
    if line.is_person and line.person_id in facts.registered:
        return Result.PASS, f"Có tên trong bản đăng ký thi đua năm {dossier.year}."
    if not facts.has_registrations:
        return Result.UNKNOWN, f"Đơn vị chưa có bản đăng ký thi đua năm {dossier.year} trên phần mềm để đối chiếu."
    if not line.is_person:
        return Result.PASS, f"Đơn vị đã đăng ký thi đua năm {dossier.year}."
    return Result.FAIL, f"Không có tên trong bản đăng ký thi đua năm {dossier.year} của đơn vị."


def no_double(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """No valid award for the same achievement; one that reads alike is asked about."""
    key = achievement_key(line.achievement_on_paper)
    held = _awards_of(line, facts)
    for award in held:
        if award.achievement_key == key:
            return Result.FAIL, f"Thành tích này đã được khen: {_cited(award)}."
    if line.pk in facts.elsewhere:
        return Result.FAIL, f"Thành tích này đang được đề nghị ở hồ sơ khác: “{facts.elsewhere[line.pk]}”."
    words = search_text(line.achievement_on_paper)
    for award in held:
        if SequenceMatcher(None, words, search_text(award.achievement)).ratio() >= LIKE:
            return Result.UNKNOWN, f"Rất giống thành tích đã khen: {_cited(award)}. Hãy nêu rõ điểm khác."
    return Result.PASS, "Chưa được khen cho thành tích này."


def one_level_one_year(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """Not both overall (year) and thematic at one decider in one year."""
    other = Occasion.THEMATIC if dossier.occasion == Occasion.YEAR else Occasion.YEAR
    for award in _awards_of(line, facts):
        before = award.line.dossier
        if award.year == dossier.year and before.to_unit_id == dossier.to_unit_id and before.occasion == other:
            return Result.FAIL, f"Trong năm đã được khen {other.label.lower()}: {_cited(award)}."
    return Result.PASS, f"Trong năm {dossier.year} chưa được đơn vị này khen ở dịp loại trừ nhau."


def not_on_hold(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """The unit has declared that nobody on the list is under examination."""
    if dossier.is_declared:
        return Result.PASS, "Đơn vị đã cam kết khi gửi hồ sơ."
    return Result.UNKNOWN, "Đơn vị cam kết điều này khi gửi hồ sơ."


def evidence(line: DossierLine, dossier: Dossier, facts: Facts, parameters: dict[str, Any]) -> Answer:
    """Nothing in the product proves it yet: say which paper does."""
    return Result.UNKNOWN, f"Cần minh chứng: {parameters.get('ask', 'giấy tờ kèm theo')}."


def _awards_of(line: DossierLine, facts: Facts) -> list[Award]:
    key = ("p", line.person_id) if line.person_id else ("u", line.collective_id or 0)
    return facts.awards.get(key, [])


def _cited(award: Award) -> str:
    number = award.decision.document.number_text if award.decision.document else ""
    return f"{award.form.heading.lower()} theo quyết định {number} ngày {format_date(award.awarded_on)}"


CRITERIA: dict[str, Callable[[DossierLine, Dossier, Facts, dict[str, Any]], Answer]] = {
    Criterion.MEMBER: member,
    Criterion.RATING: rating,
    Criterion.REGISTERED: registered,
    Criterion.NO_DOUBLE: no_double,
    Criterion.ONE_LEVEL_ONE_YEAR: one_level_one_year,
    Criterion.NOT_ON_HOLD: not_on_hold,
    Criterion.EVIDENCE: evidence,
}

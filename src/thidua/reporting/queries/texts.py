"""Questions in words and their answers, of many reports in one query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.reporting.models import FigureWords, Question, Report, ReportRevision, ReportText
from thidua.ui.kept import Kept


@dataclass(frozen=True)
class Answer:
    """A question with what was answered ("" where nothing was)."""

    question: Question
    text: str


def _questions(request_ids: tuple[int, ...]) -> QuerySet[Question]:
    return Question.objects.filter(request_id__in=request_ids).order_by("order", "id")


def _texts(report_ids: tuple[int, ...]) -> QuerySet[ReportText, tuple[int, str, str]]:
    rows = ReportText.objects.filter(report_id__in=report_ids)
    return rows.values_list("report_id", "question__code", "text")


def _words(report_ids: tuple[int, ...]) -> QuerySet[FigureWords, tuple[int, int, str]]:
    return FigureWords.objects.filter(report_id__in=report_ids).values_list("report_id", "slot_id", "text")


kept_questions, kept_texts, kept_words = Kept(_questions), Kept(_texts), Kept(_words)


def questions_of(request_ids: Iterable[int]) -> dict[int, list[Question]]:
    """request id → its questions in their order."""
    found: dict[int, list[Question]] = defaultdict(list)
    for question in kept_questions(tuple(request_ids)):
        found[question.request_id].append(question)
    return found


def texts_of(reports: Iterable[Report]) -> dict[int, dict[str, str]]:
    """report id → code → what its unit is writing now."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for report_id, code, text in kept_texts(tuple(one.pk for one in reports)):
        found[report_id][code] = text
    return found


def words_of(reports: Iterable[Report]) -> dict[int, dict[int, str]]:
    """report id → slot id → words to the figure."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for report_id, slot_id, text in kept_words(tuple(one.pk for one in reports)):
        found[report_id][slot_id] = text
    return found


def sent_texts_of(reports: Iterable[Report]) -> dict[int, dict[str, str]]:
    """report id → code → what its unit last signed; a report never sent is not there."""
    revision_of = {one.pk: one.revision for one in reports if one.revision}
    rows = ReportRevision.objects.filter(report_id__in=list(revision_of)).values_list("report_id", "number", "texts")
    return {report_id: texts for report_id, number, texts in rows if revision_of[report_id] == number}


def answers(questions: Iterable[Question], texts: Mapping[str, str]) -> list[Answer]:
    """The questions with their answers, in the order asked."""
    return [Answer(one, texts.get(one.code, "")) for one in questions]


def merged(by_request: Mapping[int, list[Question]], request_ids: Iterable[int]) -> list[Question]:
    """The questions of several requests, each code once (required where any of them requires it)."""
    found: dict[str, Question] = {}
    for request_id in request_ids:
        for question in by_request.get(request_id, ()):
            first = found.setdefault(question.code, question)
            first.is_required = first.is_required or question.is_required
    return list(found.values())

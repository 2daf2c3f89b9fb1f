"""What reports say in words, question by question: read beside others, copied from, taken out as an item."""

from __future__ import annotations

from thidua.reporting.models import Report
from thidua.reporting.queries.texts import answers, questions_of, sent_texts_of


def narrative_of(report: Report) -> list[tuple[str, str]]:
    """(question, text) of what the unit last signed in words, without what it left empty. Two queries."""
    texts = sent_texts_of([report]).get(report.pk, {})
    told = answers(questions_of([report.request_id])[report.request_id], texts)
    return [(one.question.label, one.text) for one in told if one.text.strip()]

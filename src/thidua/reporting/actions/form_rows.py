"""The supplied report forms: what every report tells, and the statistics by sections (our proposal, not a norm).

The indicators are those that ``plans`` ships, named by their codes. Who has sent, who is late and who is missing is
not asked: the board of a request counts it.
"""

from __future__ import annotations

from thidua.reporting.choices import STANDARD_QUESTIONS

SECTIONS = (
    ("A. Phong trào thi đua", ("PT-01", "PT-02", "PT-03", "NQ07-1", "NQ07-2", "PT-04", "PT-05")),
    ("B. Sáng kiến", ("SK-01", "SK-02", "SK-03", "SK-04", "SK-05", "SK-06", "SK-08", "SK-09")),
    ("C. Công trình, sản phẩm thi đua", ("CT-01", "CT-02", "CT-03", "CT-04")),
    ("D. Hội thi tay nghề", ("HT-01", "HT-02", "HT-03")),
    ("E. Khen thưởng", ("KT-01", "KT-02", "KT-03", "NQ07-3")),
    ("F. Khối, cụm thi đua", ("NQ07-5",)),
    ("G. Cán bộ và kiểm tra", ("NQ07-4", "TC-07", "TC-08")),
)
"""(heading, codes of its indicators)."""

_SHORT = ("results", "difficulties", "causes", "proposals")
_FORMS: tuple[tuple[str, str, str, tuple[str, ...], bool], ...] = (
    ("mau-dot", "Báo cáo đợt thi đua", "phase", tuple(row[0] for row in STANDARD_QUESTIONS), False),
    ("mau-6-thang", "Báo cáo 6 tháng", "half_year", tuple(row[0] for row in STANDARD_QUESTIONS), False),
    ("mau-nam", "Báo cáo năm", "year", tuple(row[0] for row in STANDARD_QUESTIONS), False),
    ("mau-thong-ke-6-thang", "Báo cáo kèm thống kê thi đua, khen thưởng 6 tháng", "half_year", _SHORT, True),
    ("mau-thong-ke-nam", "Báo cáo kèm thống kê thi đua, khen thưởng năm", "year", _SHORT, True),
)


def form_rows() -> list[dict[str, object]]:
    """The fields of every supplied form."""
    return [{"code": code, "name": name, "kind": kind} for code, name, kind, _, _ in _FORMS]


def question_rows(form_code: str) -> list[dict[str, object]]:
    """The fields of the questions of a supplied form, in order."""
    wanted = next(codes for code, _, _, codes, _ in _FORMS if code == form_code)
    return [
        {"order": order, "code": code, "label": label, "help": words, "is_required": is_required}
        for order, (code, label, words, is_required) in enumerate(STANDARD_QUESTIONS, start=1)
        if code in wanted
    ]


def line_rows(form_code: str) -> list[tuple[str, dict[str, object]]]:
    """(code of the indicator, fields of the line) of a supplied form, in order."""
    if not next(has_lines for code, _, _, _, has_lines in _FORMS if code == form_code):
        return []
    found = [(heading, code) for heading, codes in SECTIONS for code in codes]
    return [(code, {"order": order, "heading": heading}) for order, (heading, code) in enumerate(found, start=1)]

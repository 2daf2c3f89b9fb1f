"""By which rule a check speaks, on the plan's own day: an old plan is held to the rules of its time."""

from __future__ import annotations

import datetime as dt

from thidua.common import clock
from thidua.plans.models import Plan

LAW_OF_2022 = dt.date(2024, 1, 1)
"""From this day Law 06/2022/QH15 holds, before it Law 15/2003/QH11."""
CLERICAL_WORK = dt.date(2020, 3, 5)
"""From this day Decree 30/2020/NĐ-CP holds."""
UNION_LAYOUT = dt.date(2024, 5, 14)
"""From this day the Confederation's decision 933/QĐ-TLĐ holds, before it 1013/QĐ-TLĐ."""


def day_of_plan(plan: Plan) -> dt.date:
    """The day on which a plan is held to the rules: that of its issue; for a draft today, but not after its year."""
    return plan.issued_on or min(clock.today(), dt.date(plan.year, 12, 31))


def movement_rule(plan: Plan) -> str:
    """The article that says what must be fixed before a movement is launched (read in the official gazette
    571+572/2022, Article 17(1); for earlier plans Article 16 of the law of 2003, as quoted by a college's page)."""
    if day_of_plan(plan) >= LAW_OF_2022:
        return "Luật Thi đua, khen thưởng năm 2022, Điều 17 khoản 1"
    return "Luật Thi đua, khen thưởng năm 2003, Điều 16"


def gate_rule(plan: Plan) -> str:
    """Why a launch waits: the law and, in the same words, the plans of the unions."""
    return (
        "Chỉ phát động phong trào khi đã rõ mục tiêu, chỉ tiêu, nội dung, biện pháp và thời gian "
        f"({movement_rule(plan)})."
    )


def layout_rule(plan: Plan, part: str) -> str:
    """Why a paper has that part: the decree on clerical work, and the union's own decision of the day."""
    day = day_of_plan(plan)
    union = "933/QĐ-TLĐ năm 2024" if day >= UNION_LAYOUT else "1013/QĐ-TLĐ năm 2011"
    state = "Nghị định 30/2020/NĐ-CP, Điều 8; " if day >= CLERICAL_WORK else ""
    return f"Thể thức văn bản có {part} ({state}công đoàn: Quyết định {union})."

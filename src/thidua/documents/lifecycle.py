"""How a numbered document moves: its number is taken, it is issued, or the number is voided on record."""

from thidua.common.lifecycle import Lifecycle, Move, State

NUMBERED, ISSUED, VOIDED = "numbered", "issued", "voided"

DOCUMENT = Lifecycle(
    "document",
    "văn bản",
    (
        State(NUMBERED, "Đã cấp số, chờ ban hành", "văn thư, cán bộ phụ trách", "active"),
        State(ISSUED, "Đã ban hành", "lưu trữ", "done", is_final=True),
        State(VOIDED, "Số bỏ", "lưu trữ", "late", is_final=True),
    ),
    (
        Move("issue", (NUMBERED,), ISSUED, "Ban hành"),
        Move("void", (NUMBERED,), VOIDED, "Bỏ số"),
    ),
)

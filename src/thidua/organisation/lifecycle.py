"""The moves of an import: read, then saved or dropped by the person."""

from __future__ import annotations

from thidua.common.lifecycle import Lifecycle, Move, State

IMPORTS = Lifecycle(
    "import_batch",
    "lần nhập Excel",
    states=(
        State("read", "Đã đọc, chờ xác nhận", "người nhập", "waiting"),
        State("saved", "Đã lưu", "không ai", "done", is_final=True),
        State("dropped", "Đã bỏ", "không ai", "quiet", is_final=True),
    ),
    moves=(
        Move("save", ("read",), "saved", "Lưu vào danh sách"),
        Move("drop", ("read",), "dropped", "Bỏ lần nhập này"),
    ),
)

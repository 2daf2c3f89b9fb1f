"""From a registered launch event to a held one; from the draft of a review to a recorded one."""

from thidua.common.lifecycle import Lifecycle, Move, State

REGISTERED, HELD, CANCELLED = "registered", "held", "cancelled"

LAUNCH = Lifecycle(
    "launch",
    "lịch phát động",
    (
        State(REGISTERED, "Đã đăng ký lịch", "đơn vị đăng ký", "active"),
        State(HELD, "Đã phát động", "đơn vị thực hiện", "done", is_final=True),
        State(CANCELLED, "Đã huỷ lịch", "lưu trữ", "quiet", is_final=True),
    ),
    (
        Move("change", (REGISTERED,), REGISTERED, "Đổi lịch"),
        Move("hold", (REGISTERED,), HELD, "Ghi nhận đã phát động"),
        Move("cancel", (REGISTERED,), CANCELLED, "Huỷ lịch"),
    ),
)

DRAFT, RECORDED = "draft", "recorded"

REVIEW = Lifecycle(
    "review",
    "bản sơ kết, tổng kết",
    (
        State(DRAFT, "Bản nháp", "đơn vị đang ghi", "waiting"),
        State(RECORDED, "Đã ghi nhận", "sổ phong trào", "done"),
    ),
    (
        Move("save", (DRAFT,), DRAFT, "Lưu nháp"),
        Move("record", (DRAFT,), RECORDED, "Ghi nhận"),
        Move("correct", (RECORDED,), RECORDED, "Đính chính"),
    ),
)

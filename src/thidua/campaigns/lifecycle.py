"""From a registered launch event to a held one."""

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

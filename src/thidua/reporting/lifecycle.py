"""How a request opens and closes, and how a report goes up, comes back and is accepted."""

from thidua.common.lifecycle import Lifecycle, Move, State

OPEN, CLOSED = "open", "closed"
DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"

WITH_UNIT = (DRAFT, RETURNED)
SENT = (SUBMITTED, ACCEPTED)

REQUEST = Lifecycle(
    "report_request",
    "yêu cầu báo cáo",
    (
        State(OPEN, "Đang nhận báo cáo", "các đơn vị được yêu cầu", "active"),
        State(CLOSED, "Đã khoá số liệu", "lưu trữ", "done"),
    ),
    (
        Move("close", (OPEN,), CLOSED, "Khoá số liệu"),
        Move("reopen", (CLOSED,), OPEN, "Mở lại"),
    ),
)

REPORT = Lifecycle(
    "report",
    "báo cáo",
    (
        State(DRAFT, "Đang soạn", "đơn vị báo cáo"),
        State(SUBMITTED, "Đã nộp", "cấp trên trực tiếp", "waiting"),
        State(RETURNED, "Đang trả lại – chờ gửi lại", "đơn vị báo cáo", "late"),
        State(ACCEPTED, "Đã duyệt", "cấp trên trực tiếp", "done"),
    ),
    (
        Move("submit", (DRAFT, RETURNED), SUBMITTED, "Nộp báo cáo"),
        Move("withdraw", (SUBMITTED,), DRAFT, "Rút lại"),
        Move("return", (SUBMITTED, ACCEPTED), RETURNED, "Trả lại"),
        Move("accept", (SUBMITTED,), ACCEPTED, "Duyệt báo cáo"),
    ),
)

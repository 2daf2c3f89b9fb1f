"""How a request opens and closes, how a report goes up, comes back and is accepted, how a proposal is answered."""

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

WAITING, ASSIGNED, DRAFTED, ANSWERED, ENDED = "waiting", "assigned", "drafted", "answered", "ended"
UNANSWERED = (WAITING, ASSIGNED, DRAFTED)

PROPOSAL = Lifecycle(
    "proposal",
    "kiến nghị",
    (
        State(DRAFT, "Chưa gửi", "đơn vị kiến nghị"),
        State(WAITING, "Chờ giải quyết", "cấp đang giữ", "waiting"),
        State(ASSIGNED, "Đang giải quyết", "người, đơn vị được giao", "active"),
        State(DRAFTED, "Đã có dự thảo trả lời", "cấp đang giữ", "waiting"),
        State(ANSWERED, "Đã trả lời", "đơn vị kiến nghị", "done"),
        State(ENDED, "Đã kết thúc", "lưu trữ", "done", is_final=True),
    ),
    (
        Move("send", (DRAFT,), WAITING, "Gửi lên cấp trên"),
        Move("withdraw", (WAITING,), DRAFT, "Rút lại"),
        Move("assign", (WAITING, ASSIGNED, DRAFTED), ASSIGNED, "Giao giải quyết"),
        Move("draft_answer", (ASSIGNED,), DRAFTED, "Gửi dự thảo trả lời"),
        Move("pass_up", (WAITING, ASSIGNED, DRAFTED), WAITING, "Chuyển lên cấp trên"),
        Move("answer", UNANSWERED, ANSWERED, "Trả lời"),
        Move("ask_again", (ANSWERED,), WAITING, "Hỏi lại"),
        Move("end", (ANSWERED,), ENDED, "Kết thúc"),
    ),
)

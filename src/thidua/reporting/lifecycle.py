"""How a request opens and closes, how a report is signed, goes up, comes back, is accepted; proposals and asks."""

from thidua.common.lifecycle import Lifecycle, Move, State

OPEN, CLOSED = "open", "closed"
DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"
SIGNING, SIGNING_AGAIN = "signing", "signing_again"
ASKED, GRANTED, REFUSED, DROPPED = "asked", "granted", "refused", "dropped"

IN_SIGNING = (SIGNING, SIGNING_AGAIN)
"""Before the chair or leader of the unit, who signs and sends it or hands it back inside."""
IN_WORK = (DRAFT, RETURNED)
"""On the desk of those who prepare it."""
WITH_UNIT = (*IN_WORK, *IN_SIGNING)
NOT_SENT = (DRAFT, SIGNING)
"""Those above know nothing of it yet."""
GIVEN_BACK = (RETURNED, SIGNING_AGAIN)
"""Sent once, returned, and not sent again: its last sent figures count, marked."""
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
        State(SIGNING, "Đang trình ký", "chủ tịch, lãnh đạo đơn vị báo cáo", "waiting"),
        State(SUBMITTED, "Đã nộp", "cấp trên trực tiếp", "waiting"),
        State(RETURNED, "Đang trả lại – chờ gửi lại", "đơn vị báo cáo", "late"),
        State(SIGNING_AGAIN, "Đang trả lại – trình ký lại", "chủ tịch, lãnh đạo đơn vị báo cáo", "late"),
        State(ACCEPTED, "Đã duyệt", "cấp trên trực tiếp", "done"),
    ),
    (
        Move("present", (DRAFT,), SIGNING, "Trình ký"),
        Move("present_again", (RETURNED,), SIGNING_AGAIN, "Trình ký lại"),
        Move("hand_back", (SIGNING,), DRAFT, "Trả lại người soạn"),
        Move("hand_back_again", (SIGNING_AGAIN,), RETURNED, "Trả lại người soạn"),
        Move("submit", WITH_UNIT, SUBMITTED, "Ký, nộp báo cáo"),
        Move("withdraw", (SUBMITTED,), DRAFT, "Rút lại"),
        Move("return", (SUBMITTED,), RETURNED, "Trả lại"),
        Move("reopen", (ACCEPTED,), RETURNED, "Mở lại để sửa"),
        Move("accept", (SUBMITTED,), ACCEPTED, "Duyệt báo cáo"),
        Move("amend", (SUBMITTED, ACCEPTED), RETURNED, "Mở lại để sửa đổi"),
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

INSIDE_MOVES = ("present", "present_again", "hand_back", "hand_back_again")
"""Moves inside the unit, no concern of those above."""

ASK = Lifecycle(
    "report_ask",
    "đề nghị về báo cáo",
    (
        State(ASKED, "Chờ trả lời", "cấp trên trực tiếp", "waiting"),
        State(GRANTED, "Được đồng ý", "lưu trữ", "done", is_final=True),
        State(REFUSED, "Không đồng ý", "lưu trữ", "late", is_final=True),
        State(DROPPED, "Đã rút đề nghị", "lưu trữ", "quiet", is_final=True),
    ),
    (
        Move("grant", (ASKED,), GRANTED, "Đồng ý"),
        Move("refuse", (ASKED,), REFUSED, "Không đồng ý"),
        Move("drop", (ASKED,), DROPPED, "Rút đề nghị"),
    ),
)

FIGURE_IMPORT = Lifecycle(
    "figure_import",
    "lần nhập số liệu từ Excel",
    states=(
        State("read", "Đã đọc, chờ xác nhận", "người nhập", "waiting"),
        State("saved", "Đã lưu", "không ai", "done", is_final=True),
        State("dropped", "Đã bỏ", "không ai", "quiet", is_final=True),
    ),
    moves=(
        Move("save", ("read",), "saved", "Ghi vào báo cáo"),
        Move("drop", ("read",), "dropped", "Bỏ lần nhập này"),
    ),
)

"""How a nomination becomes a decision, and what can happen to an award afterwards."""

from thidua.common.lifecycle import Lifecycle, Move, State

DRAFT, SUBMITTED, RETURNED, UNDER_APPRAISAL, APPRAISED, DECIDED, CLOSED = (
    "draft",
    "submitted",
    "returned",
    "under_appraisal",
    "appraised",
    "decided",
    "closed",
)
WITH_PROPOSER = (DRAFT, RETURNED)
WITH_GIVER = (SUBMITTED, UNDER_APPRAISAL, APPRAISED)

DOSSIER = Lifecycle(
    "dossier",
    "hồ sơ đề nghị",
    (
        State(DRAFT, "Bản nháp", "đơn vị đề nghị"),
        State(SUBMITTED, "Đã gửi", "đơn vị khen thưởng", "waiting"),
        State(RETURNED, "Bị trả lại", "đơn vị đề nghị", "late"),
        State(UNDER_APPRAISAL, "Đang thẩm định", "cán bộ thẩm định", "active"),
        State(APPRAISED, "Đã thẩm định, chờ quyết định", "lãnh đạo đơn vị khen thưởng", "waiting"),
        State(DECIDED, "Đã có quyết định", "đơn vị khen thưởng", "honour"),
        State(CLOSED, "Kết thúc, không khen", "lưu trữ", "quiet", is_final=True),
    ),
    (
        Move("submit", (DRAFT, RETURNED), SUBMITTED, "Gửi đề nghị"),
        Move("withdraw", (SUBMITTED,), DRAFT, "Rút lại"),
        Move("receive", (SUBMITTED,), UNDER_APPRAISAL, "Nhận thẩm định"),
        Move("return", (SUBMITTED, UNDER_APPRAISAL, APPRAISED), RETURNED, "Trả lại"),
        Move("finish", (UNDER_APPRAISAL,), APPRAISED, "Kết luận thẩm định"),
        Move("reopen", (APPRAISED,), UNDER_APPRAISAL, "Thẩm định lại"),
        Move("decide", (APPRAISED,), DECIDED, "Ghi quyết định"),
        Move("undo", (DECIDED,), APPRAISED, "Rút lại quyết định vừa ghi"),
        Move("close", (APPRAISED,), CLOSED, "Kết thúc, không khen"),
    ),
)

RECORDED, UNDONE = "recorded", "undone"

DECISION = Lifecycle(
    "award_decision",
    "quyết định khen thưởng",
    (
        State(RECORDED, "Đã ghi", "đơn vị khen thưởng", "done"),
        State(UNDONE, "Đã rút lại", "lưu trữ", "quiet", is_final=True),
    ),
    (Move("undo", (RECORDED,), UNDONE, "Rút lại quyết định vừa ghi"),),
)

VALID, REVOKED, REPLACED = "valid", "revoked", "replaced"

AWARD = Lifecycle(
    "award",
    "khen thưởng",
    (
        State(VALID, "Có hiệu lực", "người được khen", "honour"),
        State(REVOKED, "Đã thu hồi", "lưu trữ", "late", is_final=True),
        State(REPLACED, "Đã được thay thế", "lưu trữ", "quiet", is_final=True),
    ),
    (
        Move("revoke", (VALID,), REVOKED, "Thu hồi"),
        Move("replace", (VALID,), REPLACED, "Thay bằng giấy mới"),
    ),
)

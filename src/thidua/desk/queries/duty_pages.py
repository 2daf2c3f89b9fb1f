"""Which page a duty is done on, and the words of its button: the one place that knows the rooms above ``duties``."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from thidua.common import clock
from thidua.common.dates import due_in_words
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty

NAMED = (
    DutyKind.CONFIRM_PLAN,
    DutyKind.MAKE_PLAN,
    DutyKind.REGISTER_LAUNCH,
    DutyKind.REGISTER_TITLES,
    DutyKind.REVIEW,
    DutyKind.PICK_PILOTS,
)
"""Kinds whose name says it better than the sentence of the plan."""
INTERNAL = (DutyKind.APPROVE_PLAN, DutyKind.APPRAISE, DutyKind.DECIDE_AWARDS)
"""Kinds that a unit gives itself: no concern of the level above."""
SHORT, LONG = 90, 160


def shorten(text: str, most: int) -> str:
    """The text, cut at a word with "…" where it is longer than ``most`` letters."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def short_title(kind: str, title: str) -> str:
    """A duty in few words: the name of its gesture, or the beginning of the plan's own sentence."""
    return str(DutyKind(kind).label) if kind in NAMED else shorten(title, SHORT)


@dataclass(frozen=True)
class DutyPage:
    """A duty with the address of its page and the verb of its button."""

    duty: Duty
    url: str
    action: str

    @property
    def title(self) -> str:
        """The duty in few words."""
        return short_title(self.duty.kind, self.duty.title)

    @property
    def note(self) -> str:
        """What the duty's sentence adds to the name of its gesture and to the plan it comes from; mostly nothing."""
        sentence, plan = self.duty.title, self.duty.origin.partition(" ngày ")[0]
        if getattr(self.duty, "is_in_signing", False):
            return "Đã soạn xong, đang chờ chủ tịch hoặc lãnh đạo đơn vị ký."
        if getattr(self.duty, "is_given_back", False):
            return "Cấp trên đã trả lại kèm ý kiến. Hãy sửa rồi nộp lại."
        if self.duty.kind not in NAMED or not plan:
            return ""
        _, is_said, rest = sentence.partition(plan)
        return shorten(rest.lstrip(" :,."), LONG) if is_said else shorten(sentence, LONG)

    @property
    def due_words(self) -> str:
        """ "còn 5 ngày", "chậm 3 ngày", "chưa có hạn"."""
        return due_in_words(self.duty.due_on, clock.today())


# (kind, subject) → (name of the page, verb of the button). The page takes the subject's id.
PAGES: dict[tuple[str, str], tuple[str, str]] = {
    (DutyKind.CONFIRM_PLAN, "plan"): ("plan_page", "Xem và xác nhận"),
    (DutyKind.MAKE_PLAN, "plan"): ("plan_cascade", "Lập kế hoạch"),
    (DutyKind.APPROVE_PLAN, "plan"): ("plan_page", "Xem và duyệt"),
    (DutyKind.REGISTER_LAUNCH, "plan"): ("launch_start", "Đăng ký lịch"),
    (DutyKind.REGISTER_TITLES, "plan"): ("registration_start", "Đăng ký danh hiệu"),
    (DutyKind.REVIEW, "plan"): ("review_start", "Ghi sơ kết, tổng kết"),
    (DutyKind.PICK_PILOTS, "plan"): ("pilot_list", "Chọn đơn vị điểm"),
    (DutyKind.REPORT, "report_request"): ("report_fill", "Điền báo cáo"),
    (DutyKind.ANSWER_PROPOSAL, "proposal"): ("proposal_page", "Trả lời"),
    (DutyKind.NOMINATE, "plan"): ("nomination_start", "Đề nghị khen thưởng"),
    (DutyKind.NOMINATE, "dossier"): ("dossier_page", "Sửa và gửi lại"),
    (DutyKind.APPRAISE, "dossier"): ("dossier_appraise", "Thẩm định"),
    (DutyKind.DECIDE_AWARDS, "dossier"): ("dossier_appraise", "Xem và quyết định"),
}


def page_of(duty: Duty) -> DutyPage:
    """The page of that duty. A duty out of a plan's text has a page of its own; the others lead to their subject."""
    name, action = PAGES.get((duty.kind, duty.subject_kind), ("", ""))
    if getattr(duty, "is_given_back", False):
        action = "Sửa và nộp lại"
    if getattr(duty, "is_in_signing", False):
        action = "Xem và ký"
    if not name:
        return DutyPage(duty, reverse("duty_page", args=[duty.pk]), "Xem việc")
    return DutyPage(duty, reverse(name, args=[duty.subject_id]), action)

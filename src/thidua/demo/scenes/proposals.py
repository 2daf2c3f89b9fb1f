"""April to July: unions send up what they cannot solve alone; one is answered for everybody, one passed up, one given
to somebody to prepare, one has waited for long."""

from __future__ import annotations

import datetime as dt

from thidua.demo import world
from thidua.reporting.actions import answer_proposal, assign_proposal, pass_up_proposal, write_proposal
from thidua.reporting.choices import ProposalKind
from thidua.reporting.models import Proposal

TRAINING = "Hỗ trợ kinh phí tập huấn an toàn, vệ sinh lao động"
CANTEEN = "Chưa có nơi ăn trưa cho đội xe, bốc xếp"
LIBRARY = "Mượn phòng họp của quận để tổ chức hội thi giáo viên giỏi"
NURSERY = "Thiếu nhà trẻ cho con công nhân làm ca"


def union_waits_long() -> None:
    """The guild tells of a difficulty; nobody has looked at it."""
    write_proposal(
        by=world.chairs()[5],
        kind=ProposalKind.DIFFICULTY,
        title=CANTEEN,
        text="Hơn 140 anh em ăn trưa ngoài vỉa hè, mưa không có chỗ trú. Cần mặt bằng tạm ở bãi xe Đội Cấn.",
        sends=True,
    )


def one_is_assigned() -> None:
    """A school asks; the office is to prepare the answer by the end of June, which has gone by."""
    asked = write_proposal(
        by=world.chairs()[3],
        title=LIBRARY,
        text="Trường không có phòng đủ 80 chỗ. Đề nghị quận cho mượn hội trường một buổi cuối tháng 7.",
        sends=True,
    )
    assign_proposal(
        by=world.actor(world.OFFICER),
        proposal=asked,
        words="Văn phòng Liên đoàn Lao động quận",
        due_on=dt.date(2021, 6, 30),
    )


def unions_ask() -> None:
    """Three unions send a proposal or difficulty to the district."""
    first, second, third = world.chairs()[:3]
    write_proposal(
        by=first,
        title=TRAINING,
        text="Kinh phí của cơ sở chỉ đủ một lớp cho 40 người. Đề nghị quận hỗ trợ thêm hai lớp trong quý III.",
        sends=True,
    )
    write_proposal(
        by=second,
        kind=ProposalKind.DIFFICULTY,
        title=NURSERY,
        text="Công nhân làm ca đêm không có chỗ gửi con sau 17 giờ. Cơ sở không tự giải quyết được.",
        hides_name=True,
        sends=True,
    )
    write_proposal(
        by=third,
        title="Hướng dẫn ghi nhận sáng kiến của tập thể",
        text="Sáng kiến của cả tổ thì ghi tên một người hay cả tổ? Đề nghị quận hướng dẫn để ghi cho đúng.",
        sends=True,
    )


def district_replies() -> None:
    """The district answers the first for everybody and passes the second up to the city; the third still waits."""
    officer = world.actor(world.OFFICER)
    answer_proposal(
        by=officer,
        proposal=Proposal.objects.get(title=TRAINING),
        answer="Quận hỗ trợ mỗi cơ sở đến hai lớp trong năm, mỗi lớp 3 triệu đồng. Gửi danh sách trước ngày 15/8.",
        is_public=True,
        public_question="Cơ sở có được hỗ trợ kinh phí tập huấn an toàn, vệ sinh lao động không?",
    )
    pass_up_proposal(
        by=officer,
        proposal=Proposal.objects.get(title=NURSERY),
        remark="Ba cơ sở cùng gặp; cần thành phố làm việc với ngành giáo dục.",
    )

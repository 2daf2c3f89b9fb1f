"""July: three unions send up what they cannot solve alone; one is answered for everybody, one is passed up."""

from __future__ import annotations

from thidua.demo import world
from thidua.reporting.actions import answer_proposal, pass_up_proposal, write_proposal
from thidua.reporting.choices import ProposalKind
from thidua.reporting.models import Proposal

TRAINING = "Hỗ trợ kinh phí tập huấn an toàn, vệ sinh lao động"
NURSERY = "Thiếu nhà trẻ cho con công nhân làm ca"


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

"""Difficulties and proposals for tests, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.documents.queries import attachments_of
from thidua.documents.tests.samples import png_picture
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import answer_proposal, assign_proposal, pass_up_proposal, write_proposal
from thidua.reporting.models import Proposal

TITLE = "Thiếu kinh phí tập huấn an toàn lao động"


def make_proposal(unit: Unit | None = None, *, sends: bool = True, **fields: Any) -> Proposal:
    """A proposal of the unit (by default a fresh base union), sent to its upper unit."""
    unit = unit or make_base(make_district(make_province()))
    fields = {"title": TITLE, "text": "Kinh phí chỉ đủ một lớp. Đề nghị hỗ trợ thêm hai lớp."} | fields
    return fresh(write_proposal(by=make_actor(unit), sends=sends, **fields))


def fresh(proposal: Proposal) -> Proposal:
    """As it stands in the database."""
    found = Proposal.objects.select_related("unit", "holder", "assigned_unit", "assigned_user", "answered_by")
    return found.get(pk=proposal.pk)


def holder_of(proposal: Proposal) -> Unit:
    """The unit whose step it is."""
    holder = proposal.holder
    if holder is None:
        raise ValueError("nobody holds it")
    return holder


def make_assigned(**fields: Any) -> Proposal:
    """A proposal given to a department of the holder, due in ten days."""
    proposal = make_proposal(**fields)
    assign_proposal(
        by=make_actor(holder_of(proposal), Role.OFFICER),
        proposal=proposal,
        words="Ban Chính sách – Pháp luật",
        due_on=clock.today() + dt.timedelta(days=10),
    )
    return fresh(proposal)


def make_answered(proposal: Proposal | None = None, **fields: Any) -> Proposal:
    """A proposal answered by its holder, for everybody below unless told otherwise."""
    proposal = proposal or make_proposal()
    fields = {"answer": "Được hỗ trợ hai lớp trong quý III.", "is_public": True} | fields
    answer_proposal(by=make_actor(holder_of(proposal), Role.OFFICER), proposal=proposal, **fields)
    return fresh(proposal)


def make_passed_up() -> Proposal:
    """A proposal that its district passed up to the province."""
    proposal = make_proposal()
    pass_up_proposal(by=make_actor(holder_of(proposal), Role.OFFICER), proposal=proposal, remark="Vượt thẩm quyền.")
    return fresh(proposal)


def _of_asker(**fields: Any) -> tuple[dict[str, Any], Unit]:
    proposal = make_proposal(**fields)
    return {"proposal_id": proposal.pk}, proposal.unit


def _sent() -> tuple[dict[str, Any], Unit]:
    return _of_asker()


def _of_holder() -> tuple[dict[str, Any], Unit]:
    proposal = make_proposal()
    return {"proposal_id": proposal.pk}, holder_of(proposal)


def _draft() -> tuple[dict[str, Any], Unit]:
    return _of_asker(sends=False)


def _assigned() -> tuple[dict[str, Any], Unit]:
    proposal = make_assigned()
    return {"proposal_id": proposal.pk}, holder_of(proposal)


def _answered() -> tuple[dict[str, Any], Unit]:
    proposal = make_answered(is_public=False)
    return {"proposal_id": proposal.pk}, proposal.unit


def _published() -> tuple[dict[str, Any], Unit]:
    proposal = make_answered()
    return {"proposal_id": proposal.pk}, holder_of(proposal)


def _file() -> tuple[dict[str, Any], Unit]:
    proposal = make_proposal(file=("anh.png", png_picture()))
    return {"proposal_id": proposal.pk, "file_id": attachments_of("proposal", proposal.pk)[0].pk}, proposal.unit


def _answer_file() -> tuple[dict[str, Any], Unit]:
    proposal = make_answered(file=("van-ban.png", png_picture()))
    file = attachments_of("proposal_answer", proposal.pk)[0]
    return {"proposal_id": proposal.pk, "file_id": file.pk}, holder_of(proposal)


PROPOSAL_EXAMPLES = {
    "proposal_page": _sent,
    "proposal_edit": _draft,
    "proposal_drop": _draft,
    "proposal_send": _draft,
    "proposal_withdraw": _sent,
    "proposal_assign": _of_holder,
    "proposal_pass_up": _of_holder,
    "proposal_draft": _assigned,
    "proposal_answer": _of_holder,
    "proposal_ask_again": _answered,
    "proposal_end": _answered,
    "proposal_file": _file,
    "answer_page": _published,
    "answer_file": _answer_file,
}

"""Forms of reporting."""

from thidua.reporting.forms.boards import ExtendForm, ReasonForm, RehomeForm, RequestForm, ReturnForm
from thidua.reporting.forms.filling import ReportForm, TypeInForm
from thidua.reporting.forms.proposals import (
    AnswerForm,
    AskAgainForm,
    AssignForm,
    DraftForm,
    LiftForm,
    ProposalForm,
    RemarkForm,
)

__all__ = [
    "AnswerForm",
    "AskAgainForm",
    "AssignForm",
    "DraftForm",
    "ExtendForm",
    "LiftForm",
    "ProposalForm",
    "ReasonForm",
    "RehomeForm",
    "RemarkForm",
    "ReportForm",
    "RequestForm",
    "ReturnForm",
    "TypeInForm",
]

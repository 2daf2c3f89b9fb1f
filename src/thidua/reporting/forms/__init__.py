"""Forms of reporting."""

from thidua.reporting.forms.boards import AmendForm, ExtendForm, ReasonForm, RehomeForm, RequestForm, ReturnForm
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
from thidua.reporting.forms.rules import RulesForm

__all__ = [
    "AmendForm",
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
    "RulesForm",
    "TypeInForm",
]

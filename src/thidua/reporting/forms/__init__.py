"""Forms of reporting."""

from thidua.reporting.forms.boards import ExtendForm, ReasonForm, RehomeForm, RequestForm, ReturnForm
from thidua.reporting.forms.filling import ReportForm, TypeInForm

__all__ = ["ExtendForm", "ReasonForm", "RehomeForm", "ReportForm", "RequestForm", "ReturnForm", "TypeInForm"]

"""Forms of plans."""

from thidua.plans.forms.items import ITEM_FORMS, ItemForm, TargetForm
from thidua.plans.forms.plans import (
    ComposeForm,
    HeadForm,
    IssueForm,
    NumberingForm,
    OwnPlanForm,
    RemarkForm,
    UploadForm,
)

__all__ = [
    "ITEM_FORMS",
    "ComposeForm",
    "HeadForm",
    "IssueForm",
    "ItemForm",
    "NumberingForm",
    "OwnPlanForm",
    "RemarkForm",
    "TargetForm",
    "UploadForm",
]

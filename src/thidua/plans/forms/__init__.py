"""Forms of plans."""

from thidua.plans.forms.items import ITEM_FORMS, BlockForm, ItemForm, TargetForm
from thidua.plans.forms.plans import (
    CloseForm,
    ComposeForm,
    HeadForm,
    IssueForm,
    LinkForm,
    NumberingForm,
    OwnPlanForm,
    RemarkForm,
    RepeatForm,
    SignedPaperForm,
    UploadForm,
    WithdrawForm,
)

__all__ = [
    "ITEM_FORMS",
    "BlockForm",
    "CloseForm",
    "ComposeForm",
    "HeadForm",
    "IssueForm",
    "ItemForm",
    "LinkForm",
    "NumberingForm",
    "OwnPlanForm",
    "RemarkForm",
    "RepeatForm",
    "SignedPaperForm",
    "TargetForm",
    "UploadForm",
    "WithdrawForm",
]

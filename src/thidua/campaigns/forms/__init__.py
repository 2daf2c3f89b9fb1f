"""Forms of campaigns."""

from thidua.campaigns.forms.launches import CancelForm, HoldForm, LaunchEventForm
from thidua.campaigns.forms.movements import MovementForm
from thidua.campaigns.forms.reviews import CorrectionForm, ReviewForm

__all__ = ["CancelForm", "CorrectionForm", "HoldForm", "LaunchEventForm", "MovementForm", "ReviewForm"]

"""Launch events of movements, and their reviews."""

from thidua.campaigns.models.launch import Launch, LaunchQuerySet
from thidua.campaigns.models.review import Review, ReviewedMovement, ReviewQuerySet

__all__ = ["Launch", "LaunchQuerySet", "Review", "ReviewQuerySet", "ReviewedMovement"]

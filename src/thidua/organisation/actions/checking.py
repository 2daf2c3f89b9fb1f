"""A model's own checks, said as a refusal."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from thidua.common.verdicts import Reason, Refusal


def checked(thing: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Run the model's own checks; a violation becomes a Refusal with the constraint's Vietnamese sentence."""
    try:
        thing.full_clean(exclude=exclude)
    except ValidationError as error:
        reasons = [
            Reason("invalid", message, "" if field == "__all__" else field)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
        raise Refusal(reasons) from error

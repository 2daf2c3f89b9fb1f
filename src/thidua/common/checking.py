"""A record's own checks, said as a refusal."""

from __future__ import annotations

from typing import Any, Protocol

from django.core.exceptions import ValidationError

from thidua.common.verdicts import Reason, Refusal


class Checkable(Protocol):
    """What can check itself: every model."""

    def full_clean(self, exclude: Any = ...) -> None:
        """Raises ValidationError with the sentences of what is wrong."""


def checked(thing: Checkable, *, exclude: tuple[str, ...] = ()) -> None:
    """Run the record's own checks; a violation becomes a Refusal with the constraint's Vietnamese sentence."""
    try:
        thing.full_clean(exclude=exclude)
    except ValidationError as error:
        reasons = [
            Reason("invalid", message, "" if field == "__all__" else field)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
        raise Refusal(reasons) from error

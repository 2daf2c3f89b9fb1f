"""What the frame of every page shows: menu, unit, person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` for the templates; None on public pages."""
    return {"actor": getattr(request, "actor", None), "frame": None}

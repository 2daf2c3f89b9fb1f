"""What the public pages need beside the award itself: a light limit on guessing."""

from __future__ import annotations

from django.core.cache import cache

LOOKS_A_MINUTE = 60
WINDOW = 60


def looks_too_often(address: str) -> bool:
    """True when one address has asked for more than LOOKS_A_MINUTE codes within a minute. Counts this look."""
    key = f"certificate-looks:{address}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        count = cache.incr(key)
    except ValueError:  # the minute ended between the two calls
        return False
    return bool(count > LOOKS_A_MINUTE)

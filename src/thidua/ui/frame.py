"""What stands around every page: the menu, the unit one acts for, the person, the day of the demo's stage.

``config.context.frame`` builds a ``Frame`` for a signed-in person; ``frame`` is None on public and error pages.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from thidua.common.actor import Actor

SEARCH_HINT = "Tìm đơn vị, người, văn bản… không cần gõ dấu"


@dataclass(frozen=True)
class MenuItem:
    """One place of the menu. ``icon`` is a name of the sprite; ``group`` a small heading over its items, or empty.

    ``count`` is shown beside the word when it is not 0 (work that waits).
    """

    label: str
    icon: str
    url: str
    is_active: bool = False
    group: str = ""
    count: int = 0


@dataclass(frozen=True)
class UnitChoice:
    """One unit that the person may act for: the ``value`` posted as ``unit`` to ``Frame.switch_url``."""

    value: str
    name: str
    role: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Frame:
    """Everything that ``ui/base.html`` shows around a page. Every field has a default; empty addresses are left out.

    ``waiting`` = things to do now, ``unread`` = notices not yet read. ``demo_day`` is the day of the demo's stage (a
    banner says so), ``demo_url`` leads to the choice of the stage. ``keep_key`` names the person for what is kept in
    the browser while she types ("u17"); it is wiped at sign-out.
    """

    actor: Actor | None = None
    units: tuple[UnitChoice, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    phone_menu: tuple[MenuItem, ...] = ()
    unread: int = 0
    waiting: int = 0
    demo_day: dt.date | None = None
    demo_stage: str = ""
    demo_url: str = ""
    home_url: str = "/"
    search_url: str = ""
    search_query: str = ""
    notices_url: str = ""
    switch_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    person_menu: tuple[MenuItem, ...] = ()
    role_words: str = ""
    keep_key: str = ""
    brand: str = "Thi đua"
    brand_note: str = "Công đoàn"
    search_hint: str = field(default=SEARCH_HINT)

    @property
    def unit_name(self) -> str:
        """The unit acted for, or nothing."""
        return self.actor.unit_name if self.actor else ""

    @property
    def person_name(self) -> str:
        """Who is signed in, or nothing."""
        return self.actor.name if self.actor else ""

    @property
    def groups(self) -> list[tuple[str, list[MenuItem]]]:
        """The menu by group, in the order given."""
        found: list[tuple[str, list[MenuItem]]] = []
        for item in self.menu:
            if not found or found[-1][0] != item.group:
                found.append((item.group, []))
            found[-1][1].append(item)
        return found

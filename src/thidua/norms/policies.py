"""Who may change the register; everybody who is signed in reads it.

The verb is that of ``accounts.choices.Verb``, written as a word: this room lies below accounts.
"""

from __future__ import annotations

from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, no

MANAGE_NORMS = "manage_norms"


def may_edit_register(by: Actor) -> Verdict:
    """Add and change norms, founding days, figures: an administrator of a unit with nobody above it, for they hold for
    all units alike."""
    if not by.can(MANAGE_NORMS):
        return no("no_verb", "Chỉ người quản trị sửa được sổ văn bản pháp lý. Bạn xem và tra cứu được tất cả.")
    if not by.is_at_the_top:
        return no(
            "not_at_the_top",
            "Sổ văn bản dùng chung cho mọi đơn vị, nên do người quản trị của cấp cao nhất sửa. "
            "Nếu thấy chỗ sai, hãy báo cho người quản trị cấp đó.",
        )
    return YES

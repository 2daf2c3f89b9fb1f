"""Every write of notices: tell, read; the digest of a day and its e-mail."""

from thidua.notices.actions.digests import compose_digest, send_digests
from thidua.notices.actions.telling import Tiding, choose_mail, mark_read, tell, tell_all, tell_each

__all__ = ["Tiding", "choose_mail", "compose_digest", "mark_read", "send_digests", "tell", "tell_all", "tell_each"]

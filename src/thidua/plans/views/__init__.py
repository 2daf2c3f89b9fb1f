"""Pages of plans: reading, drafting, issuing."""

from thidua.plans.views import drafting, issuing, reading

__all__ = ["drafting", "issuing", "reading"]

"""Pages of the register: norms, founding days, figures. Everybody reads; the administrator at the top edits."""

from thidua.norms.views import days, norms

__all__ = ["days", "norms"]

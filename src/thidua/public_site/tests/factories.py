"""An example for the one address with a code."""

from __future__ import annotations

from thidua.awards.queries.certificates import codes_of
from thidua.awards.tests.factories import make_decided_awards


def _code() -> dict[str, str]:
    award = make_decided_awards()[0]
    return {"code": codes_of([award.pk])[award.pk].grouped}


EXAMPLES = {"certificate": _code}

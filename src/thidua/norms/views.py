"""The register of norms, open to everybody who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.norms.queries import register_on
from thidua.norms.tables import norm_table
from thidua.ui.gestures import ActingRequest, reads


@reads
def norm_list(request: ActingRequest) -> HttpResponse:
    """Search by number or words, choose by force on the present day."""
    day = clock.today()
    context = {"table": norm_table(request.GET, register_on(request.actor, day)), "day": day}
    return render(request, "norms/norm_list.html", context)

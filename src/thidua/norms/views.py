"""The register of norms, open to everybody who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.norms.choices import Force
from thidua.norms.queries import register_on
from thidua.ui.gestures import ActingRequest, reads


@reads
def norm_list(request: ActingRequest) -> HttpResponse:
    """Search by number or words, choose by force on the present day."""
    words = request.GET.get("q", "").strip()[:100]
    force = request.GET.get("hieu-luc", "")
    force = force if force in Force.values else ""
    day = clock.today()
    lines = register_on(request.actor, day, words=words, force=force)
    context = {"lines": lines, "words": words, "force": force, "forces": Force.choices, "day": day}
    return render(request, "norms/norm_list.html", context)

"""The gallery: every component on one page, for those who build pages. Demo mode only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.ui.gallery import samples
from thidua.ui.gestures import reads


@reads
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its parameters. Errors: 404 outside demo mode."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery.html", samples(request.GET))

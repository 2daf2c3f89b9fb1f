"""The gallery: every component on one page, for those who build pages. Demo mode only. What works without network."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.ui import offline
from thidua.ui.gallery import samples
from thidua.ui.gestures import reads


@reads
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its parameters. Errors: 404 outside demo mode."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery.html", samples(request.GET))


@reads(public=True)
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The worker that opens pages without network, for the whole site. The browser asks for it anew each time."""
    answer = HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


@reads(public=True)
def offline_page(request: HttpRequest) -> HttpResponse:
    """What is shown where a page was not kept: that there is no network, and which pages this device keeps."""
    return render(request, "ui/offline.html")

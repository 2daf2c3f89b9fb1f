"""Pages that anyone may open without signing in."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.awards.queries import public_award
from thidua.common import clock
from thidua.public_site.queries import looks_too_often
from thidua.ui.gestures import reads

LONGEST_CODE = 60


def _private(answer: HttpResponse) -> HttpResponse:
    """Keep the page out of search engines and shared caches."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@reads(public=True)
def certificate_lookup(request: HttpRequest) -> HttpResponse:
    """The form to type the code of a certificate."""
    typed = request.GET.get("ma", "").strip()[:LONGEST_CODE]
    if typed:
        return redirect(
            "certificate", code="".join(letter for letter in typed if letter.isalnum() or letter == "-") or "-"
        )
    return _private(render(request, "public_site/lookup.html", {"typed": ""}))


@reads(public=True)
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate of that code is genuine, revoked or replaced; nothing else of the person."""
    if looks_too_often(get_adapter().get_client_ip(request)):
        return _private(render(request, "public_site/too_often.html", status=429))
    award = public_award(code[:LONGEST_CODE])
    if award is None:
        return _private(render(request, "public_site/unknown.html", {"typed": code[:LONGEST_CODE]}, status=404))
    if code != award.code:
        return _private(redirect("certificate", code=award.code))
    return _private(render(request, "public_site/certificate.html", {"award": award, "now": clock.now()}))

"""Pages of long work: the list, and one job with its bar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.jobs.models import Job
from thidua.jobs.queries import recent_jobs
from thidua.ui.gestures import ActingRequest, reads


@reads
def job_list(request: ActingRequest) -> HttpResponse:
    """My jobs and those of my unit."""
    return render(request, "jobs/job_list.html", {"jobs": recent_jobs(request.actor)})


@reads
def job_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One job; its part refreshes itself with HTMX, the whole page without scripts."""
    job = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    template = "jobs/job_page.html#progress" if request.headers.get("HX-Request") else "jobs/job_page.html"
    response = render(request, template, {"job": job})
    if request.headers.get("HX-Request") and not job.is_open:
        response["HX-Refresh"] = "true"
    return response

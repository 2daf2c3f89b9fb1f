"""Answers that a browser keeps and asks about again: unchanged ones are not sent a second time (304).

For files alone: charts and tables that are taken out. A whole page cannot have such a tag. It carries what changes from
one answer to the next though its figures do not: the mask of the CSRF token, the one-use token of a form, messages that
are shown once, the counts in the frame (duties, notices), days in words ("còn 5 ngày"). A tag that left these out would
show a person another moment's counts, or a token that no longer holds; one that took them in would never be met again.

The tag is made from the answer's own bytes, not from the hour of the last merge: names, targets, extensions and the day
change what is shown without any merge, and the answer was made for this person after every check of what she may see.
So it cannot be wrong; it spares the way to the person, not the work.
"""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag


def unless_unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its tag; or 304 without a body where the browser has these very bytes."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie",))
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if answer is not None else response

"""What the browser keeps so that some pages open without network: the list of files and the worker's version.

A view says with ``keep_page`` that its page may be kept on the person's device. The worker (``ui/worker.js``) keeps
such pages for the person whom the server names in every answer, and throws them away as soon as it names another one or
nobody. What is typed is kept by ``ui/js/outbox.js``, not by the worker.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.template.loader import get_template

PERSON_HEADER = "X-Person"
KEEP_HEADER = "X-Keep-Page"
_FONTS = "vendor/be-vietnam-pro-5.3.0/be-vietnam-pro"
_FILES = [
    "ui/favicon.svg",
    *(
        f"ui/css/{name}.css"
        for name in ("tabler", "tokens", "frame", "components", "forms", "lists", "charts", "print")
    ),
    *(f"ui/js/{path.name}" for path in sorted((Path(__file__).parent / "static" / "ui" / "js").glob("*.js"))),
    "django_htmx/htmx-2.min.js",
    *(f"{_FONTS}-{script}-{weight}-normal.woff2" for script in ("latin", "vietnamese") for weight in (400, 600)),
]


def keep_files(*names: str) -> None:
    """Add static files ("reporting/fill.js") to what is kept. Called by a room's ``apps.py``."""
    _FILES.extend(name for name in names if name not in _FILES)
    worker.cache_clear()


def keep_page(response: HttpResponse) -> HttpResponse:
    """Mark a page that was answered in full as one that may be kept on the device. Output: the same response."""
    if response.status_code == 200:
        response[KEEP_HEADER] = "1"
    return response


def kept_urls() -> list[str]:
    """The addresses of the kept files. Modules import each other by their plain names: those are kept by both names."""
    found = []
    for name in _FILES:
        found.append(staticfiles_storage.url(name))
        plain = f"{settings.STATIC_URL}{name}"
        if "/js/" in name and plain != found[-1]:
            found.append(plain)
    return found


@cache
def worker() -> str:
    """The script of the worker. Its version is a hash of the contents of every kept file and of the worker itself."""
    source = get_template("ui/worker.js").render({})
    digest = hashlib.sha256(source.encode())
    for name in _FILES:
        path = finders.find(name)
        digest.update(Path(path).read_bytes() if isinstance(path, str) else name.encode())
    return f'const VERSION = "{digest.hexdigest()[:16]}";\nconst FILES = {json.dumps(kept_urls())};\n{source}'

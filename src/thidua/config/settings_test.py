"""Settings of the tests: the product's own, with fast hashing, plain static files and an in-process task queue.

``THIDUA_DATABASE`` chooses PostgreSQL; without it SQLite is used.
"""

import os
import tempfile
from pathlib import Path

_VAR = Path(tempfile.gettempdir()) / f"thidua-test-{os.getuid()}"
_VAR.mkdir(parents=True, exist_ok=True)
os.environ["THIDUA_VAR"] = str(_VAR)
os.environ.setdefault("THIDUA_MODE", "demo")

from thidua.config.settings import *  # noqa: E402, F403
from thidua.config.settings import DATABASES, STORAGES, TEMPLATES  # noqa: E402

SECRET_KEY = "test-only-" + "x" * 50
CLOCK_FILE = ""
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: connections of several threads (live server, races) are real ones.
    DATABASES["default"]["TEST"] = {"NAME": str(_VAR / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False


class UndefinedVariable(str):
    """What an undefined template variable turns into: an error that names it, instead of silence."""

    def __mod__(self, name: object) -> str:
        raise NameError(f"undefined template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")

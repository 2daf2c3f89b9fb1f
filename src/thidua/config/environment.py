"""Reads and checks what the environment says; plain messages where it says something unusable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def secret_key(var: Path, *, demo: bool) -> str:
    """The signing key: ``THIDUA_SECRET_KEY``, or in demo mode one made at the first start and kept in ``var``.

    Errors: ImproperlyConfigured in service without a key of at least 50 characters.
    """
    key = os.environ.get("THIDUA_SECRET_KEY", "")
    if len(key) >= 50:
        return key
    if not demo:
        raise ImproperlyConfigured(
            "THIDUA_SECRET_KEY is missing or shorter than 50 characters. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    path = var / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


def database_from_url(url: str, var: Path) -> dict[str, Any]:
    """Django's database entry for ``THIDUA_DATABASE``: empty = SQLite in ``var``, ``sqlite:///path``, ``postgresql://…``.

    Errors: ImproperlyConfigured for any other scheme.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        path = Path(parts.path) if url else var / "thidua.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"THIDUA_DATABASE starts with “{parts.scheme}”. Use postgresql://user:password@host/name or sqlite:///path."
    )

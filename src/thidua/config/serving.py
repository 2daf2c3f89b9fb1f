"""``./thidua run`` and ``./thidua serve``: prepare the database and the static files, then keep server and worker."""

from __future__ import annotations

import argparse
import errno
import io
import os
import shutil
import socket
import sys
import time
import urllib.request
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from thidua.config.children import Child, Children
from thidua.config.environment import findings
from thidua.config.lost_work import give_back, own_worker_id

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
STAGES = ("plan", "launch", "midyear", "reports", "awards")
STAGE_OF_THE_FIRST_PAGE = "launch"


def say(text: str) -> None:
    """One line on the screen, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stop(text: str) -> None:
    """End with that text and exit code 1."""
    sys.exit(f"thidua: {text}")


def run(host: str, port: int, stage: str = "") -> int:
    """The demo on this machine: builds the sample year where the database is new. Returns the exit code.

    Without ``stage`` the year is built up to the launch, and the rest lives on in the background; with it the year
    stands still at that stage.
    """
    os.environ["THIDUA_MODE"] = "demo"
    os.environ.setdefault("THIDUA_PUBLIC_URL", f"http://{host}:{port}")
    _start_django(host, port)
    unfinished = Path(settings.VAR) / "demo-unfinished"
    if unfinished.exists():
        _forget_half_built(unfinished)
    _prepare()
    if not _has_units():
        say("Building the sample year …")
        unfinished.touch()
        call_command("build_demo", until=stage or STAGE_OF_THE_FIRST_PAGE)
        if not stage:
            call_command("build_demo", later=True)
        unfinished.unlink()
    elif stage:
        call_command("build_demo", until=stage)
    return _keep(host, port, workers=1, on_ready=lambda: _greet(host, port))


def serve(host: str, port: int, workers: int) -> int:
    """The server in service. Settings come from the environment and are checked first. Returns the exit code."""
    os.environ["THIDUA_MODE"] = "service"
    wrong = findings(os.environ)
    if wrong:
        stop("the environment is not complete (see docs/van-hanh.md):\n  " + "\n  ".join(wrong))
    _start_django(host, port)
    call_command("check", deploy=True, fail_level="WARNING")
    _prepare()
    return _keep(host, port, workers, on_ready=lambda: say(f"Thi đua serves {settings.PUBLIC_URL} on {host}:{port}."))


def _start_django(host: str, port: int) -> None:
    fault = fault_of_port(host, port)
    if fault:
        stop(fault)
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    try:
        django.setup()
    except ImproperlyConfigured as error:
        stop(str(error))


def fault_of_port(host: str, port: int) -> str:
    """Why nothing can listen there, with what to do; "" when all is well."""
    if not 0 < port < 65536:
        return f"{port} is no port. Give a number from 1 to 65535 with --port."
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except PermissionError:
        return f"this user may not listen on port {port}. Give one from 1024 on with --port; a proxy in front has 443."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"port {port} of {host} is in use. Give another one with --port."
        return f"{host} is no address of this machine ({error.strerror}). Give another one with --host."
    return ""


def _prepare() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        stop(f"the database cannot be reached: {error}")
    say("Preparing the database and the static files …")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _has_units() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM organisation_unit LIMIT 1")
        return cursor.fetchone() is not None


def _forget_half_built(mark: Path) -> None:
    """Throw away a demo database whose first build was interrupted. Only the file in ``var`` is ever removed."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or name.parent != Path(settings.VAR):
        stop("the sample year was interrupted while it was built. Empty the database, then start again.")
    say("The sample year was interrupted while it was built; building it anew.")
    connection.close()
    for path in name.parent.glob(f"{name.name}*"):
        path.unlink()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    mark.unlink()


def _keep(host: str, port: int, workers: int, on_ready: object) -> int:
    connection.close()
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    children = Children(ROOT, environ, say)
    children.listen()
    worker_id = own_worker_id()
    children.add(
        Child(
            "The worker",
            [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--worker-id", worker_id, "-v", "0"],
            must_live=False,
            before_start=lambda: _take_up_lost_work(worker_id),
        )
    )
    children.add(Child("The timers", [sys.executable, "manage.py", "run_timers"], must_live=False))
    children.add(Child("The server", _granian(host, port, workers), must_live=True))
    if _answers(host, port, children) and callable(on_ready):
        on_ready()
    return children.watch()


def _take_up_lost_work(worker_id: str) -> None:
    given = give_back(worker_id)
    call_command("take_up_jobs", verbosity=0, stdout=io.StringIO())
    connection.close()
    if given:
        say(f"{given} piece(s) of interrupted work will be done again.")


def _granian(host: str, port: int, workers: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    options += ["--no-ws", "--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning"]
    return [str(BIN / "granian"), *options, "thidua.config.wsgi:application"]


def _answers(host: str, port: int, children: Children) -> bool:
    """Wait until the server answers; False when somebody stopped it or it died before."""
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    for _ in range(300):
        server = children.children[-1].process
        if children.ending.is_set() or server is None or server.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"http://{near}:{port}/suc-khoe", timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _greet(host: str, port: int) -> None:
    say("")
    call_command("show_people")
    waiting = apps.get_model("django_tasks_database", "DBTaskResult").objects.exclude(status="SUCCESSFUL").exists()
    connection.close()
    if waiting:
        say("The later months of the sample year are being lived in the background; “Việc chạy nền” shows how far.")
    say(f"\nOpen http://{host}:{port}/  (Ctrl-C ends it)")


def main() -> int:
    """Read the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="thidua", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    demo = verbs.add_parser("run", help="the demo, on this machine only")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--stage", default="", choices=["", *STAGES], help="let the sample year stand at this stage")
    service = verbs.add_parser("serve", help="the server in service")
    service.add_argument("--host", default="127.0.0.1")
    service.add_argument("--port", type=int, default=8000)
    service.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    try:
        if given.verb == "run":
            return run("127.0.0.1", given.port, given.stage)
        return serve(given.host, given.port, given.workers)
    except CommandError as error:
        stop(str(error))
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())

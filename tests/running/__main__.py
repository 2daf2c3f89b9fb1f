"""``./thidua check``, ``./thidua test [--no-browser]`` and ``./thidua tidy``."""

from __future__ import annotations

import argparse
import signal
import sys
import time

from tests.running import chromium, postgres
from tests.running.steps import ROOT, Run, say, tool

TESTING = {"DJANGO_SETTINGS_MODULE": "thidua.config.settings_test"}
BROWSER = "journeys in Chromium"
CODE = ("src", "tests", "benchmarks", "conftest.py", "manage.py", "thidua")
PLACES = ("src/thidua", "tests/journeys")


def templates() -> list[str]:
    """Every template, as djade wants them named."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/thidua/**/templates/**/*.html"))


def tidy(run: Run) -> None:
    """Format code and templates, mend what the linter can mend, write the generated pages."""
    run.step("format (ruff format)", tool("ruff"), "format", "-q", *CODE)
    run.step("lint (ruff check --fix)", tool("ruff"), "check", "-q", "--fix", *CODE)
    run.step("templates (djade)", tool("djade"), "--target-version", "5.2", *templates(), may_fail=True)
    run.step("generated pages", sys.executable, "-m", "thidua.config.house_docs")


def check(run: Run) -> None:
    """All gates but the tests of the rooms."""
    run.step("format (ruff format)", tool("ruff"), "format", "--check", *CODE, quiet=True)
    run.step("lint (ruff check)", tool("ruff"), "check", *CODE, quiet=True)
    run.step("templates (djade)", tool("djade"), "--check", "--target-version", "5.2", *templates(), quiet=True)
    run.step("import contracts (import-linter)", tool("lint-imports"), quiet=True)
    run.step("types (mypy)", tool("mypy"), "src", quiet=True)
    command = ("manage.py", "makemigrations", "--check", "--dry-run")
    run.step("missing migrations", sys.executable, *command, env=TESTING, quiet=True)
    run.step("house tests", sys.executable, "-m", "pytest", "-q", "-n", "2", "tests/house")


def suite(run: Run, name: str, *options: str, database: str = "") -> None:
    """One run of pytest over the rooms, on SQLite or on the database given."""
    run.step(name, sys.executable, "-m", "pytest", "-q", *options, *PLACES, env={"THIDUA_DATABASE": database})


def test(run: Run, *, browser: bool) -> None:
    """Everything: the gates, the rooms on both databases, the journeys once in a real Chromium, on PostgreSQL."""
    check(run)
    suite(run, "rooms on SQLite", "-n", "2", "-m", "not browser")
    path = chromium.find_or_install() if browser else None
    with postgres.cluster() as database:
        suite(run, "rooms on PostgreSQL", "-n", "2", "-m", "not browser", database=database)
        if path:
            suite(run, BROWSER, "-n", "2", "-m", "browser", database=database)
        elif browser:
            run.not_run(BROWSER, "no Chromium found on PATH; install it, or say --no-browser")
        else:
            run.left_out(f"{BROWSER} (--no-browser was said)")


def main() -> int:
    """Read the command line, run, print the summary; returns the exit code."""
    parser = argparse.ArgumentParser(prog="thidua", description=__doc__)
    parser.add_argument("verb", choices=["check", "test", "tidy"])
    parser.add_argument("--no-browser", action="store_true", help="leave the journeys in Chromium out")
    given = parser.parse_args()
    # Told to stop, end in order: the throw-away PostgreSQL goes too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    run, began = Run(), time.monotonic()
    if given.verb == "tidy":
        tidy(run)
    elif given.verb == "check":
        check(run)
    else:
        test(run, browser=not given.no_browser)
    code = run.summary()
    say(f"{time.monotonic() - began:.0f} s in all")
    return code


if __name__ == "__main__":
    sys.exit(main())

"""``./thidua bench [name …]``: runs what is timed in this folder, on a database of its own, and prints the ratios.

Each file beside this one that has a function ``measure() -> Iterator[Paired | str]`` is a benchmark, named after the
file. It starts from an empty SQLite database (or the PostgreSQL of ``THIDUA_DATABASE``) and makes what it needs
through the product's own actions.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.test.utils import get_runner

HERE = Path(__file__).resolve().parent
PARTS = ("nation", "clerks", "reporting_eav", "reporting_sqlite", "reporting_writes")
NOT_BENCHMARKS = {"__init__", "__main__", "pairs", *PARTS}


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main() -> int:
    """Run those asked for, or all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="thidua bench", description=__doc__)
    parser.add_argument("verb", choices=["bench"])
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of: {', '.join(names())}")
    scale = "of the country in “reporting”: S a hundredth (default), M a tenth, L the whole"
    parser.add_argument("--scale", choices=["S", "M", "L"], default="S", help=scale)
    given = parser.parse_args()
    asked = given.names or names()
    os.environ["THIDUA_SCALE"] = given.scale
    unknown = set(asked) - set(names())
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings_test"
    django.setup()
    print(f"Python {sys.version.split()[0]}, Django {django.__version__}, {os.cpu_count()} cores")
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for name in asked:
            _run(name)
    finally:
        runner.teardown_databases(databases)
    return 0


def _run(name: str) -> None:
    print(f"\n── {name}")
    began = time.monotonic()
    for line in importlib.import_module(f"benchmarks.{name}").measure():
        print(line, flush=True)
    print(f"({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    sys.exit(main())

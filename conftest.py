"""Fixtures that every room may use."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.common import clock
from thidua.ui.kept import Kept

# Playwright's plain (sync) API runs inside an event loop, where Django would refuse to touch the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    """WhiteNoise warns about a missing folder, and warnings are errors here; a kept statement is held against the one
    that Django writes for the same values, each time it is asked."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    Kept.is_checked = True
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_FailuresAtOnce(config))


class _FailuresAtOnce:
    """Names a failed test when it fails: a run that is stopped from outside has no summary."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write one line with the test and the first words of what went wrong."""
        screen = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and screen:
            crash = getattr(report.longrepr, "reprcrash", None)
            why = str(crash.message).partition("\n")[0] if crash else report.longreprtext.rpartition("\n")[2]
            screen.write_line(f"\nFAILED at {report.when}: {report.nodeid}: {why}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked ``needs_postgresql`` are skipped on SQLite, and the skip is told."""
    if item.get_closest_marker("needs_postgresql") and connection.vendor != "postgresql":
        pytest.skip("two writers at once exist on PostgreSQL only")


@pytest.fixture(autouse=True)
def _no_files_left() -> Iterator[None]:
    """Forget the files a test has stored in memory."""
    yield
    folders, files = default_storage.listdir("")
    for name in (*folders, *files):
        default_storage.delete(name)


@pytest.fixture
def on_day() -> Iterator[Callable[[str], None]]:
    """A function that puts the clock to a day ("2021-02-19") until the end of the test; may be called again."""
    open_blocks: list[AbstractContextManager[None]] = []

    def go_to(day: str) -> None:
        block = clock.at(dt.date.fromisoformat(day))
        block.__enter__()
        open_blocks.append(block)

    yield go_to
    for block in reversed(open_blocks):
        block.__exit__(None, None, None)


@pytest.fixture
def count_queries(db: None) -> Callable[[Callable[[], object]], int]:
    """A function that calls what it is given and says how many queries that took."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as caught:
            call()
        return len(caught.captured_queries)

    return count

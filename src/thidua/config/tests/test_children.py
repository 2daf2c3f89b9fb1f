"""The server's programs: started again when they may be, ended together when they must be."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from thidua.config.children import Child, Children


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def children(tmp_path: Path, said: list[str]) -> Children:
    return Children(tmp_path, os.environ, said.append)


def program(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_died_is_started_again(children: Children, said: list[str], tmp_path: Path):
    count = tmp_path / "count"
    lives = "import pathlib; p = pathlib.Path('count'); p.write_text((p.read_text() if p.exists() else '') + 'x')"
    children.add(Child("The worker", program(lives), must_live=False))
    children.add(Child("The server", program("import time; time.sleep(60)"), must_live=True))
    threading.Timer(3.0, children.ending.set).start()
    assert children.watch() == 0
    assert len(count.read_text()) >= 2
    assert "The worker ended; starting it again." in said


def test_everything_ends_with_the_exit_code_of_the_server(children: Children, said: list[str]):
    worker = Child("The worker", program("import time; time.sleep(60)"), must_live=False)
    children.add(worker)
    children.add(Child("The server", program("raise SystemExit(3)"), must_live=True))
    assert children.watch() == 3
    assert said == ["The server ended by itself; stopping."]
    assert worker.process is not None
    assert worker.process.poll() is not None


def test_grandchildren_end_too(children: Children, tmp_path: Path):
    text = (
        "import subprocess, sys, time, pathlib;"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "pathlib.Path('pid').write_text(str(p.pid)); time.sleep(60)"
    )
    children.add(Child("The server", program(text), must_live=True))
    pid = tmp_path / "pid"
    for _ in range(100):
        if pid.exists() and pid.read_text():
            break
        time.sleep(0.05)
    children.ending.set()
    assert children.watch() == 0
    for _ in range(40):
        if not is_running(int(pid.read_text())):
            break
        time.sleep(0.05)
    assert not is_running(int(pid.read_text()))

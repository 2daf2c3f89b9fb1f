"""Programs that a server keeps running beside each other, and ends together."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

GRACE = 15.0
"""Seconds that a program gets to end by itself before it is killed."""
CALM = 30.0
"""A program that lived this long is started again at once; a shorter life means a growing pause."""


@dataclass
class Child:
    """One program. ``must_live``: when it ends, everything ends; otherwise it is started again."""

    name: str
    command: list[str]
    must_live: bool
    before_start: Callable[[], object] = lambda: None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0

    def start(self, folder: Path, environ: Mapping[str, str]) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the parent alone."""
        self.before_start()
        self.process = subprocess.Popen(self.command, cwd=folder, env=dict(environ), start_new_session=True)
        self.started = time.monotonic()

    def stop(self, number: int) -> None:
        """Send a signal to it and to all that it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return


@dataclass
class Children:
    """Keeps all of them until one that must live ends, or somebody says stop (Ctrl-C, SIGTERM)."""

    folder: Path
    environ: Mapping[str, str]
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Let Ctrl-C and SIGTERM end everything in order."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._told_to_stop)

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.ending.set()

    def add(self, child: Child) -> None:
        """Start one more."""
        self.children.append(child)
        child.start(self.folder, self.environ)

    def watch(self) -> int:
        """Stay until the end; returns the exit code: 0 when told to stop, else that of the program that ended."""
        code = 0
        while not self.ending.wait(0.2):
            ended = [child for child in self.children if child.process and child.process.poll() is not None]
            fatal = [child for child in ended if child.must_live]
            if fatal and fatal[0].process:
                self.say(f"{fatal[0].name} ended by itself; stopping.")
                code = fatal[0].process.returncode or 1
                break
            for child in ended:
                self._again(child)
        self.stop()
        return code

    def _again(self, child: Child) -> None:
        lived = time.monotonic() - child.started
        if lived < child.pause:
            return
        child.pause = 0.5 if lived > CALM else min(max(child.pause * 2, 0.5), CALM)
        self.say(f"{child.name} ended; starting it again.")
        child.start(self.folder, self.environ)

    def stop(self) -> None:
        """End all: politely, then after ``GRACE`` seconds by force."""
        for child in self.children:
            child.stop(signal.SIGTERM)
        latest = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.stop(signal.SIGKILL)
                child.process.wait()
            child.stop(signal.SIGKILL)

"""Steps of a run: started one after another, each named, timed and remembered for the summary at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 40 * 60
"""Seconds after which a step is ended and has failed: what stands still outside a test must not hold up the run."""
BIN = Path(sys.executable).parent


def say(text: str) -> None:
    """One line on the screen, at once."""
    print(text, flush=True)  # noqa: T201


@dataclass(frozen=True)
class Outcome:
    """How one step ended: ``words`` is "ok", "FAILED" or "NOT RUN: why"."""

    name: str
    words: str
    seconds: float

    @property
    def is_good(self) -> bool:
        """True when the step ran and found nothing wrong, or was left out because the person said so."""
        return self.words in ("ok", "left out")


@dataclass
class Run:
    """One run of several steps; keeps going after a failure, so that one run shows everything that is wrong."""

    outcomes: list[Outcome] = field(default_factory=list)

    def step(
        self,
        name: str,
        *command: str,
        env: Mapping[str, str] | None = None,
        quiet: bool = False,
        may_fail: bool = False,
    ) -> bool:
        """Run a command from the root. True when it exited 0.

        A quiet step shows its output only where it failed; ``may_fail`` is for tools that exit 1 after mending.
        """
        say(f"── {name}")
        began = time.monotonic()
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, **(env or {})},
                capture_output=quiet,
                text=True,
                check=False,
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired:
            self.outcomes.append(Outcome(name, f"FAILED: ended after {LONGEST} s", time.monotonic() - began))
            return False
        if quiet and done.returncode:
            say((done.stdout + done.stderr).rstrip())
        self.outcomes.append(
            Outcome(name, "FAILED" if done.returncode and not may_fail else "ok", time.monotonic() - began)
        )
        return not done.returncode

    def not_run(self, name: str, why: str) -> None:
        """Remember a step that could not be run; the run fails for it."""
        self.outcomes.append(Outcome(name, f"NOT RUN: {why}", 0.0))

    def left_out(self, name: str) -> None:
        """Remember a step that the person asked to leave out."""
        self.outcomes.append(Outcome(name, "left out", 0.0))

    def summary(self) -> int:
        """Print what became of each step; returns the exit code."""
        say("\n── summary")
        for outcome in self.outcomes:
            say(f"{outcome.words:<10} {outcome.seconds:6.1f} s  {outcome.name}")
        bad = sum(not outcome.is_good for outcome in self.outcomes)
        say(f"{len(self.outcomes) - bad} steps good, {bad} not" if bad else f"All {len(self.outcomes)} steps good.")
        return 1 if bad else 0


def tool(name: str) -> str:
    """The path of a program installed in the virtual environment."""
    return str(BIN / name)

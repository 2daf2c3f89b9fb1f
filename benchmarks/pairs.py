"""Paired ratios: an operation against its probe in turn, A B B A; minimum of each round, ratio of the minima."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

Call = Callable[[], object]
DRIFT_ALLOWED = 0.15
"""Above this change of the probe's own minimum between the halves of a run there is no verdict."""


@dataclass(frozen=True)
class Paired:
    """One measurement. Times are seconds for one call; ``drift``: the probe changed so much between the halves."""

    name: str
    operation: float
    probe: float
    ratio: float
    drift: float

    @property
    def has_verdict(self) -> bool:
        """False where the machine was too restless to say anything."""
        return self.drift <= DRIFT_ALLOWED

    def __str__(self) -> str:
        verdict = f"× {self.ratio:.2f}" if self.has_verdict else f"no verdict (the probe drifted by {self.drift:.0%})"
        return f"{self.name:<52} {self.operation * 1000:9.2f} ms  probe {self.probe * 1000:9.2f} ms  {verdict}"


def paired(name: str, operation: Call, probe: Call, *, rounds: int = 25, pairs: int = 10) -> Paired:
    """Time ``operation`` (A) against ``probe`` (B): ``rounds`` rounds of ``pairs`` times A B B A.

    Both run once before, unmeasured. The garbage collector rests meanwhile.
    """
    operation(), probe()
    operations, probes = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            fast_operation, fast_probe = _round(operation, probe, pairs)
            operations.append(fast_operation)
            probes.append(fast_probe)
    finally:
        gc.enable()
    return judge(name, operations, probes)


def judge(name: str, operations: list[float], probes: list[float]) -> Paired:
    """The measurement out of the minima of all rounds, at least two of them."""
    middle = len(probes) // 2
    lower, upper = sorted((min(probes[:middle]), min(probes[middle:])))
    drift = upper / lower - 1
    return Paired(name, min(operations), min(probes), min(operations) / min(probes), drift)


def _round(operation: Call, probe: Call, pairs: int) -> tuple[float, float]:
    operations, probes = [], []
    for _ in range(pairs):
        operations.append(_timed(operation))
        probes += [_timed(probe), _timed(probe)]
        operations.append(_timed(operation))
    return min(operations), min(probes)


def _timed(call: Call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began

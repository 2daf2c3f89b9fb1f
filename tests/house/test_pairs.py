"""The measurements say nothing where the machine was too restless to say something."""

import pytest
from benchmarks.pairs import judge, paired


def test_the_ratio_is_that_of_the_minima():
    found = judge("x", [4.0, 5.0, 6.0, 4.5], [2.0, 2.2, 2.1, 2.0])
    assert found.ratio == pytest.approx(2.0)
    assert found.has_verdict
    assert "× 2.00" in str(found)


def test_a_drifting_probe_gives_no_verdict():
    found = judge("x", [4.0, 4.0, 4.0, 4.0], [2.0, 2.0, 2.5, 2.4])
    assert found.drift == pytest.approx(0.2)
    assert "no verdict" in str(found)


def test_a_pair_calls_both_equally_often():
    calls = {"a": 0, "b": 0}

    def count(name: str) -> None:
        calls[name] += 1

    paired("x", lambda: count("a"), lambda: count("b"), rounds=2, pairs=3)
    assert calls == {"a": 13, "b": 13}

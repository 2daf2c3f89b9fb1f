"""Whatever comes in: a reading never raises, and what it finds lies inside its text."""

import json
import random

import pytest
from benchmarks.plan_fuzz import SPLINTERS, faults, mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.legacy import recovered, wrapped
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.reading import read_plan_file, read_plan_text
from thidua.plans.tests import intake_samples as samples

PIECES = st.sampled_from(
    [*SPLINTERS, "1. Trên 90% đoàn viên", "từ 5 đến 3 đồng chí", "phong trào “Lao động giỏi", "\n\n"]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("".join)
BOUNDED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@BOUNDED
@given(TEXTS)
def test_any_text_gives_a_draft_with_sound_places(text):
    whole = normalise(text)
    assert faults(read_plan_text(text), whole) == []


@BOUNDED
@given(TEXTS)
def test_quotes_are_words_of_the_text(text):
    whole = normalise(text)
    draft = read_plan_text(text)
    for phase in draft.phases:
        assert phase.raw in whole
    for movement in draft.movements:
        assert movement.name in whole
    for fact in (draft.issuing_body, draft.place):
        assert fact is None or fact.value.split()[0] in whole


@BOUNDED
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    for head in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        reading = read_plan_file(head + data, "tep.bin")
        assert reading.draft or (reading.code and "tep.bin" in reading.refusal)


@BOUNDED
@given(st.text(max_size=200), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "Arial"]))
def test_runs_of_any_font_leave_no_private_marks(text, font):
    out, _ = recovered(wrapped(text, font) + "\n" + text)
    assert not any("\ue0f0" <= char <= "\ue0f4" for char in out) or any("\ue0f0" <= char <= "\ue0f4" for char in text)


@pytest.mark.parametrize("name", samples.NAMES)
def test_mutated_plans_are_read_or_refused(name):
    text = samples.plan_text(name)
    for number in range(12):
        reading = read_plan_file(mutated(text, random.Random(number)).encode(), "ke-hoach.txt")
        if reading.draft is None:
            assert reading.refusal
        else:
            assert faults(reading.draft, reading.text) == []
            json.dumps(to_answer(reading.draft))

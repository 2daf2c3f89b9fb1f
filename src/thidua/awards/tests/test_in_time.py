import datetime as dt

import pytest

from thidua.awards.checks.eligibility import _in_time
from thidua.awards.choices import Occasion, Result
from thidua.awards.models import Dossier


@pytest.mark.parametrize(
    ("day", "result", "words"),
    [
        (dt.date(2021, 7, 14), Result.PASS, "Còn 14 ngày"),
        (dt.date(2021, 7, 23), Result.FAIL, "chỉ còn 5 ngày"),
        (dt.date(2021, 7, 30), Result.FAIL, "đã qua"),
    ],
)
def test_a_day_of_award_is_in_time_too_near_or_gone(day, result, words):
    dossier = Dossier(event_on=dt.date(2021, 7, 28), occasion=Occasion.PHASE)
    found, sentence = _in_time(dossier, 10, day)
    assert found == result
    assert words in sentence

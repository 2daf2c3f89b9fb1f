"""A decision is taken back at the moment its certificates are printed: one of the two wins, the other is refused."""

import threading
import time

import pytest
from django.db import close_old_connections, transaction

from thidua.awards.actions import add_scan, count_print, undo_decision
from thidua.awards.lifecycle import RECORDED, UNDONE
from thidua.awards.models import Award, Decision
from thidua.awards.tests.factories import A_SCAN, Place, make_decision
from thidua.common.verdicts import Refusal
from thidua.documents.tests.test_numbering_races import in_thread


def printing(place, decision):
    return count_print(by=place.officer, decision=decision, awards=list(decision.awards.all()))


def undoing(place, decision):
    return undo_decision(by=place.leader, decision=decision)


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_print_first", [True, False], ids=["print first", "undo first"])
def test_one_of_print_and_undo_wins_on_postgresql(is_print_first):
    place = Place()
    decision = make_decision(place)
    add_scan(by=place.officer, decision=decision, name="qd.pdf", data=A_SCAN)
    number_of_awards = decision.awards.count()
    first, second = (printing, undoing) if is_print_first else (undoing, printing)
    holds, may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            first(place, Decision.objects.get(pk=decision.pk))
            holds.set()
            may_end.wait(10)

    # The second has read the page before the first is done, and sends it now.
    seen = Decision.objects.select_related("unit", "document").get(pk=decision.pk)
    slow_thread, slow_result = in_thread(slow)
    assert holds.wait(10)
    late_thread, late_result = in_thread(lambda: second(place, seen))
    time.sleep(0.3)
    assert late_result == [], "the second must wait until the first has ended"
    may_end.set()
    slow_thread.join(20)
    late_thread.join(20)
    close_old_connections()
    assert slow_result == [None]
    assert isinstance(late_result[0], Refusal), late_result
    awards = Award.objects.filter(decision=decision)
    decision.refresh_from_db()
    if is_print_first:
        assert late_result[0].codes == ("printed",)
        assert decision.state == RECORDED
        assert [award.printed_times for award in awards] == [1] * number_of_awards
    else:
        assert decision.state == UNDONE
        assert not awards.exists()

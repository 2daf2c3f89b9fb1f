"""Two officers take numbers at the same moment: no doubles, no gaps, also when one of them is rolled back."""

import datetime as dt
import threading
import time

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.actions import register_paper_number, take_number
from thidua.documents.choices import DocumentKind
from thidua.documents.models import IssuedNumber, NumberCounter, OfficialDocument
from thidua.organisation.tests.factories import make_district, make_province

DAY = dt.date(2021, 1, 7)


class Undone(Exception):
    """The surrounding work failed after the number was taken."""


def take(officer, unit):
    with clock.at(DAY):
        return take_number(by=officer, unit=unit, kind=DocumentKind.PLAN, on=DAY, subject="Phát động").number


def register(officer, unit, number):
    with clock.at(DAY):
        register_paper_number(
            by=officer, unit=unit, kind=DocumentKind.PLAN, number=number, on=DAY, subject="Đã ký trên giấy"
        )
    return number


def taken():
    return sorted(IssuedNumber.objects.values_list("number", flat=True))


def in_thread(work):
    """Start ``work`` on a connection of its own. Output: the thread and the list its result or error goes into."""
    results = []

    def run():
        try:
            results.append(work())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def make_two():
    unit = make_district(make_province())
    return unit, make_actor(unit, Role.OFFICER), make_actor(unit, Role.OFFICER)


@pytest.mark.django_db
def test_a_number_whose_work_was_rolled_back_is_given_again():
    unit, first, second = make_two()
    assert take(first, unit) == 1

    @transaction.atomic
    def take_then_fail():
        raise Undone(take(first, unit))

    with pytest.raises(Undone) as undone:
        take_then_fail()
    assert undone.value.args == (2,)
    assert take(second, unit) == 2
    assert taken() == [1, 2]
    assert OfficialDocument.objects.count() == 2
    assert NumberCounter.objects.get().last == 2


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first_undone", [False, True])
def test_second_taker_waits_for_the_first_on_postgresql(is_first_undone):
    unit, first, second = make_two()
    assert take(first, unit) == 1
    holds, may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            number = take(first, unit)
            holds.set()
            may_end.wait(10)
            if is_first_undone:
                raise Undone
        return number

    slow_thread, slow_result = in_thread(slow)
    assert holds.wait(10)
    quick_thread, quick_result = in_thread(lambda: take(second, unit))
    time.sleep(0.3)
    assert quick_result == [], "the second taker must wait until the first has ended"
    may_end.set()
    slow_thread.join(20)
    quick_thread.join(20)
    close_old_connections()
    if is_first_undone:
        assert isinstance(slow_result[0], Undone)
        assert (quick_result, taken()) == ([2], [1, 2])
    else:
        assert (slow_result, quick_result, taken()) == ([2], [3], [1, 2, 3])


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_many_takers_get_numbers_without_doubles_or_gaps_on_postgresql():
    unit, first, second = make_two()
    rounds = 12

    def series(officer, fails_each):
        numbers = []
        for turn in range(rounds):
            try:
                with transaction.atomic():
                    number = take(officer, unit)
                    if turn % fails_each == fails_each - 1:
                        raise Undone
                numbers.append(number)
            except Undone:
                continue
        return numbers

    threads = [in_thread(lambda: series(first, 3)), in_thread(lambda: series(second, 100))]
    for thread, _ in threads:
        thread.join(60)
    one, two = (results[0] for _, results in threads)
    assert len(one) == 8
    assert len(two) == rounds
    assert sorted(one + two) == taken() == list(range(1, 21))


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first_undone", [False, True])
def test_taking_waits_for_a_paper_number_on_postgresql(is_first_undone):
    unit, first, second = make_two()
    assert take(first, unit) == 1
    holds, may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            register(first, unit, 2)
            holds.set()
            may_end.wait(10)
            if is_first_undone:
                raise Undone

    slow_thread, _ = in_thread(slow)
    assert holds.wait(10)
    quick_thread, quick_result = in_thread(lambda: take(second, unit))
    time.sleep(0.3)
    assert quick_result == []
    may_end.set()
    slow_thread.join(20)
    quick_thread.join(20)
    assert quick_result == ([2] if is_first_undone else [3])


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_one_paper_number_goes_to_one_of_two_on_postgresql():
    unit, first, second = make_two()
    take(first, unit)
    threads = [in_thread(lambda officer=officer: register(officer, unit, 9)) for officer in (first, second)]
    for thread, _ in threads:
        thread.join(20)
    found = [results[0] for _, results in threads]
    assert sum(one == 9 for one in found) == 1
    refused = next(one for one in found if one != 9)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("number_taken",)
    assert taken() == [1, 9]


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_numbering_leaves_nothing_half_on_postgresql():
    unit, first, second = make_two()
    assert take(first, unit) == 1
    holds, may_go_on = threading.Event(), threading.Event()
    process = []

    def slow():
        with transaction.atomic():
            take(first, unit)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                process.append(cursor.fetchone()[0])
            holds.set()
            may_go_on.wait(10)
            OfficialDocument.objects.count()

    thread, result = in_thread(slow)
    assert holds.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", process)
    may_go_on.set()
    thread.join(20)
    assert isinstance(result[0], DatabaseError)
    assert taken() == [1]
    assert take(second, unit) == 2
    assert (taken(), OfficialDocument.objects.count()) == ([1, 2], 2)

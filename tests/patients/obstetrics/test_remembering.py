"""What follows from a fact is worked out once, and never outlives it."""

import gc
import weakref
from dataclasses import dataclass, replace

from patients.obstetrics.remembering import remembered

asked = []


@dataclass(frozen=True)
class Fact:
    number: int


@remembered
def times(fact, by):
    """Its product."""
    asked.append((fact.number, by))
    return fact.number * by


@remembered
def nothing(fact):
    asked.append(fact.number)


def test_the_same_question_is_answered_once():
    asked.clear()
    fact = Fact(2)
    assert [times(fact, 3), times(fact, 3), times(fact, by=3)] == [6, 6, 6]
    assert asked == [(2, 3), (2, 3)]


def test_nothing_is_an_answer_too():
    asked.clear()
    fact = Fact(2)
    assert [nothing(fact), nothing(fact)] == [None, None]
    assert asked == [2]


def test_another_question_gets_its_own_answer_and_takes_the_place_of_the_first():
    asked.clear()
    fact = Fact(2)
    assert [times(fact, 3), times(fact, 4), times(fact, by=3), times(fact, by=5)] == [6, 8, 6, 10]
    assert len(asked) == 4


def test_two_functions_do_not_mix_their_answers():
    fact = Fact(2)
    assert (times(fact, 3), nothing(fact), times(fact, 3)) == (6, None, 6)


def test_an_equal_fact_knows_nothing_of_it_and_stays_equal():
    asked.clear()
    fact = Fact(2)
    times(fact, 3)
    assert fact == Fact(2)
    assert repr(fact) == repr(Fact(2))
    assert times(replace(fact), 3) == 6
    assert len(asked) == 2


def test_the_answer_goes_with_the_fact():
    @remembered
    def a_set(fact):
        return {fact.number}

    fact = Fact(2)
    answer = weakref.ref(a_set(fact))
    assert answer() == {2}
    del fact
    gc.collect()
    assert answer() is None


def test_the_function_keeps_its_name_and_its_words():
    assert (times.__name__, times.__doc__) == ("times", "Its product.")

"""Every predicate is told in words that a clinician reads, and none of them is code."""

import re

import pytest

from workup.checklist.predicate_words import PREDICATE_WORDS, asks
from workup.checklist.predicates import PREDICATES


def test_every_predicate_has_words_and_nothing_else_has():
    assert set(PREDICATE_WORDS) == set(PREDICATES)


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_the_words_follow_when_and_name_no_code(name):
    words = asks(name)
    assert len(words.split()) >= 5
    assert words[0].islower()
    assert not words.endswith(".")
    assert not re.search(r"[_`=<>{}()\[\]]", re.sub(r"\([a-z ]+\)", "", words))
    assert not re.search(r"\b(None|True|False|ruling|predicate)\b", words)


def test_no_two_predicates_say_the_same():
    assert len(set(PREDICATE_WORDS.values())) == len(PREDICATE_WORDS)


def test_a_name_that_is_no_predicate_has_no_words():
    with pytest.raises(KeyError):
        asks("made_up")

"""What people see instead of stored words: kind, exact, and only for words that exist."""

import pytest

from patients.forms.words import BLANKS, WORDS, said
from patients.models import Birth, Event, Medication, Partner, Patient, Pregnancy
from patients.models.history import Condition
from workup.models import Decision, Investigation

MODELS = (Birth, Condition, Event, Medication, Partner, Patient, Pregnancy, Decision, Investigation)


@pytest.mark.parametrize("field", sorted(WORDS))
def test_only_stored_words_are_said_otherwise(field):
    stored = {
        value
        for model in MODELS
        for column in model._meta.fields
        if column.name == field and column.choices
        for value, _ in column.choices
    }
    assert set(WORDS[field]) <= stored


def test_no_word_hurts():
    every = [words for values in WORDS.values() for words in values.values()] + list(BLANKS.values())
    assert not [words for words in every if "abort" in words.lower()]


def test_what_has_no_words_of_its_own_keeps_its_label():
    assert said("outcome", "stillbirth", "Stillbirth") == "Stillbirth"
    assert said("conception", "ivf", "Ivf") == "IVF"


def test_a_blood_group_is_written_as_it_is_said():
    stored = dict(Patient._meta.get_field("abo").choices)
    assert {said("abo", group, label) for group, label in stored.items()} == {"A", "B", "AB", "O"}

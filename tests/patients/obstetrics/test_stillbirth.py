"""The clinic's own threshold decides the word, and what was typed is only spoken of (domain-logic.md, 2.3)."""

import pytest

from patients.obstetrics.stillbirth import against_the_clinics_word
from tests.patients.obstetrics.histories import live_birth, miscarriage, ongoing, stillbirth


@pytest.mark.parametrize(
    ("loss", "threshold", "words"),
    [
        (miscarriage(1, "23+6"), 168, ""),
        (miscarriage(1, "24+0"), 168, "ended at 24+0; this clinic says stillbirth from 24+0 on"),
        (miscarriage(1, "20+0"), 140, "ended at 20+0; this clinic says stillbirth from 20+0 on"),
        (miscarriage(1, "19+6"), 140, ""),
        (stillbirth(1, "24+0"), 168, ""),
        (stillbirth(1, "23+6"), 168, "ended at 23+6; this clinic says miscarriage before 24+0"),
        (stillbirth(1, "23+6"), 140, ""),
        (stillbirth(1, "27+6"), 196, "ended at 27+6; this clinic says miscarriage before 28+0"),
    ],
)
def test_word_and_gestation(loss, threshold, words):
    assert against_the_clinics_word(loss, threshold) == words


@pytest.mark.parametrize("one", [miscarriage(1), stillbirth(1, None), live_birth(1, "23+0"), ongoing(1)])
def test_nothing_is_said_where_it_is_open_or_no_loss(one):
    assert against_the_clinics_word(one, 168) == ""

"""Gestation and complications, as they are said."""

import pytest
from django.core.exceptions import ValidationError

from patients.forms.complications import GestationsField, complication_fields, joined, names, split
from patients.forms.gestation import GestationField, gestation_words, read_gestation
from patients.obstetrics.values import Complication


@pytest.mark.parametrize(
    ("text", "meaning"), [("9+5", (9, 5)), ("9", (9, None)), ("0+0", (0, 0)), (" 12 + 3 ", (12, 3)), ("45+6", (45, 6)),
                          ("19 weeks", (19, None)), ("9+5w", (9, 5)), ("9+5 weeks", (9, 5)), ("8w3d", (8, 3)),
                          ("8 weeks 3 days", (8, 3)), ("8W 1 day", (8, 1)), ("8w3", (8, 3)), ("7wk", (7, None)),
                          ("8 wks 0 d", (8, 0))]
)  # fmt: skip
def test_reads_weeks_and_days(text, meaning):
    assert read_gestation(text) == meaning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9+7", "seven days are a week more"),
        ("9w7d", "seven days are a week more"),
        ("46", "0 to 45"),
        *((text, "no gestation") for text in ("9.5", "5-6", "+5", "5d", "w3", "9+", "9w5d3", "9 5", "8d3w")),
    ],
)
def test_says_what_is_wrong(text, words):
    with pytest.raises(ValueError, match=words):
        read_gestation(text)


@pytest.mark.parametrize("value", [(9, 5), (9, 0), (9, None), (0, 0)])
def test_what_is_shown_is_read_again(value):
    assert read_gestation(gestation_words(value)) == value


def test_the_field_keeps_days_not_known_apart_from_no_days():
    field = GestationField(required=False)
    assert field.clean("9") != field.clean("9+0")
    assert field.clean(" ") is None
    assert field.has_changed((9, None), "9+0")
    assert not field.has_changed((9, 5), "9+5")
    assert field.has_changed(None, "nonsense")


@pytest.mark.parametrize(
    "stored",
    [[], ["pprom"], ["pprom@18"], ["bleeding@9+5", "bleeding@16", "pprom@19+2"], ["severe_preeclampsia@31+2"]],
)
def test_complications_come_back_as_they_were(stored):
    assert joined(split(stored)) == stored


def test_a_gestation_without_its_tick_ticks_it():
    assert joined({"complication_infection_at": [(20, None)]}) == ["infection@20"]


def test_every_complication_has_its_tick_and_its_gestations():
    assert set(complication_fields()) == set(names())
    assert len(names()) == 2 * len(Complication)


def test_several_gestations_in_one_field():
    field = GestationsField(required=False)
    assert field.clean("9+5, 16; 18+0") == [(9, 5), (16, None), (18, 0)]
    assert field.clean("") == []
    assert field.prepare_value([(9, 5), (16, None)]) == "9+5, 16"
    assert not field.has_changed([(9, 5)], "9+5")
    with pytest.raises(ValidationError, match="seven days"):
        field.clean("9+5, 9+9")

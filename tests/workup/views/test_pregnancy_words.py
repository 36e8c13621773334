"""Pregnancies and events in words: exact, kind, and what is not recorded is said."""

from decimal import Decimal

import pytest

from patients.obstetrics.facts import Birth, ComplicationFact, Event
from patients.obstetrics.values import BirthOutcome, Complication, EventKind, Management, Outcome, Sex
from tests.facts import TODAY, miscarriage, partial, pregnancy
from workup.views.presenters.pregnancy_words import (
    OUTCOMES,
    birth_words,
    complication_words,
    details,
    event_words,
    in_brief,
    plain,
    together_words,
)


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_every_outcome_has_kind_words(outcome):
    assert OUTCOMES[outcome]
    assert "abort" not in OUTCOMES[outcome].lower()


def test_the_line_under_an_outcome_says_when_and_what_matters():
    assert in_brief(pregnancy(1, "biochemical", "2024-03"), TODAY, TODAY) == "Mar 2024; hCG proof not recorded"
    confirmed = miscarriage(1, None, by="ultrasound", management=Management.SURGICAL)
    assert in_brief(confirmed, TODAY, TODAY) == "date not recorded; surgical management"
    born = pregnancy(2, "live_birth", "2020-01-02", liveborn=2, children_alive_now=1)
    assert in_brief(born, TODAY, TODAY) == "2 Jan 2020; 2 born alive, 1 alive now"


def test_zero_is_a_number_and_blank_is_not():
    assert "0 born alive" in in_brief(pregnancy(2, "stillbirth", "2020", liveborn=0), TODAY, TODAY)
    assert "born alive" not in in_brief(pregnancy(2, "stillbirth", "2020"), TODAY, TODAY)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"yolk_sac_mm": Decimal("6.0")}, "scan: yolk sac 6 mm"),
        ({"cardiac_activity": "present", "heart_rate": 173}, "scan: cardiac activity 173 a minute"),
        ({"cardiac_activity": "present"}, "scan: cardiac activity seen"),
        ({"cardiac_activity": "absent"}, "scan: no cardiac activity"),
        ({"cardiac_activity": "not_seen"}, "scan: cardiac activity not seen"),
        ({"fluid": "low", "fluid_index_mm": Decimal(0)}, "scan: fluid low, fluid index 0 mm"),
        ({"haematoma_mm": Decimal(28), "haematoma_mm_2": Decimal("58.5")}, "scan: haematoma 28 x 58.5 mm"),
        ({"cervix_mm": Decimal(38), "text": "cramps"}, "scan: cervix 38 mm; cramps"),
        ({"text": "CRL 24-25 mm"}, "scan: CRL 24-25 mm"),
        ({}, "scan"),
    ],
)
def test_an_event_in_words(known, words):
    assert event_words(Event(EventKind.SCAN, **known)) == words


def test_hcg_keeps_its_unit():
    assert event_words(Event(EventKind.HCG, hcg_iu_l=Decimal("1200.0"))) == "hCG: 1200 IU/L"


def test_numbers_lose_only_the_zeros_of_the_column():
    assert [plain(Decimal(text)) for text in ("1200", "38.0", "1.50", "0")] == ["1200", "38", "1.5", "0"]


def test_a_complication_says_when_as_far_as_it_is_known():
    pprom = Complication.PPROM
    assert complication_words(ComplicationFact(pprom, 18, 0)) == "membranes ruptured early (PPROM) at 18+0"
    assert complication_words(ComplicationFact(pprom, 18)) == "membranes ruptured early (PPROM) at 18 weeks"
    assert complication_words(ComplicationFact(Complication.GROWTH_RESTRICTION)) == "growth restriction"


def test_a_birth_in_words():
    born = Birth(1, BirthOutcome.LIVE_BIRTH, 38, 2, Sex.FEMALE, 3120, alive_now=True)
    assert birth_words(born) == "live birth at 38+2, female, 3,120 g, alive now"
    died = Birth(1, BirthOutcome.LIVE_BIRTH, died_on=partial("2020-05"))
    assert birth_words(died) == "live birth, died May 2020"
    assert birth_words(Birth(1, BirthOutcome.LIVE_BIRTH)) == "live birth, whether alive now is not recorded"
    assert birth_words(Birth(2, BirthOutcome.STILLBIRTH)) == "stillbirth"


def test_how_a_loss_was_confirmed_is_said_also_when_nobody_recorded_it():
    assert dict(details(miscarriage(1)))["Confirmed by"] == "not recorded"
    assert dict(details(miscarriage(1, by="histology")))["Confirmed by"] == "histology"
    assert dict(details(pregnancy(1, "live_birth")))["Confirmed by"] == ""


LIVE, LOST = Birth(1, BirthOutcome.LIVE_BIRTH, 35, 2), Birth(2, BirthOutcome.VANISHED, 9, 1)


@pytest.mark.parametrize(
    ("count", "births", "words"),
    [
        (2, (LIVE, LOST), "twins: live birth at 35+2, vanished at 9+1"),
        (None, (LIVE, LOST), "twins: live birth at 35+2, vanished at 9+1"),
        (2, (LOST,), "twins, 1 on record: vanished at 9+1"),
        (2, (), "twins"),
        (3, (LIVE, LOST, Birth(3, BirthOutcome.STILLBIRTH, 28)),
         "triplets: live birth at 35+2, vanished at 9+1, stillbirth at 28 weeks"),
        (5, (), "5 fetuses"),
        (1, (LIVE,), ""),
        (None, (), ""),
    ],
)  # fmt: skip
def test_of_twins_each_is_told(count, births, words):
    assert together_words(pregnancy(1, "live_birth", "2020-01-02", fetus_count=count, births=births)) == words

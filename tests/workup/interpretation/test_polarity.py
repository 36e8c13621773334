"""One antiphospholipid result: thresholds by mode, comparators as ranges, the laboratory's word (rulings.md, 21)."""

import pytest

from tests.workup.interpretation.samples import sample
from workup.checklist.facts import AplMode
from workup.interpretation.polarity import polarity

SYDNEY, ACR_EULAR = AplMode.SYDNEY, AplMode.ACR_EULAR


def verdict(test, value=None, mode=SYDNEY, **more):
    return polarity(sample(test, "2025-01-01", value, **more), mode).verdict


@pytest.mark.parametrize(
    ("value", "sydney", "acr_eular"),
    [
        ("39.9", "negative", "negative"),
        ("40", "negative", "positive"),
        ("40.1", "positive", "positive"),
        ("<40", "negative", "negative"),
        ("<=40", "negative", "unreadable"),
        (">40", "positive", "positive"),
        (">=40", "unreadable", "positive"),
        ("<60", "unreadable", "unreadable"),
        (">120", "positive", "positive"),
        (">39", "unreadable", "unreadable"),
        ("<20", "negative", "negative"),
    ],
)
@pytest.mark.parametrize(("test", "unit"), [("acl_igg", "[GPL'U]"), ("acl_igm", "MPL-U/mL"), ("acl_igg", "gpl")])
def test_anticardiolipin_in_gpl_or_mpl(test, unit, value, sydney, acr_eular):
    assert verdict(test, value, unit=unit) == sydney
    assert verdict(test, value, ACR_EULAR, unit=unit) == acr_eular


@pytest.mark.parametrize("word", ["positive", "negative", "indeterminate"])
def test_in_gpl_the_number_decides_whatever_the_flag(word):
    assert verdict("acl_igg", "62", word=word, unit="GPL") == "positive"
    assert verdict("acl_igg", "12", word=word, unit="GPL") == "negative"


@pytest.mark.parametrize(
    ("word", "expected"), [("positive", "positive"), ("negative", "negative"), (None, "unreadable")]
)
def test_where_the_range_spans_the_threshold_the_word_decides(word, expected):
    assert verdict("acl_igg", "<60", word=word, unit="GPL") == expected


@pytest.mark.parametrize(
    ("test", "unit"), [("acl_igg", "U/mL"), ("acl_igm", ""), ("ab2gpi_igg", ""), ("ab2gpi_igm", "GPL")]
)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20", "negative"),
        ("20.1", "positive"),
        ("<20", "negative"),
        ("<=20", "negative"),
        (">20", "positive"),
        (">=20", "unreadable"),
        ("<25", "unreadable"),
        (">100", "positive"),
    ],
)
def test_in_other_units_above_the_laboratorys_upper_limit(test, unit, value, expected):
    for mode in AplMode:
        assert verdict(test, value, mode, unit=unit, upper="20") == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("positive", "positive"), ("negative", "negative"), (None, "unreadable")]
)
@pytest.mark.parametrize("test", ["acl_igg", "ab2gpi_igm"])
def test_a_number_without_a_limit_falls_back_to_the_word(test, word, expected):
    assert verdict(test, "62", word=word, unit="U/mL") == expected


@pytest.mark.parametrize("test", ["la_interp", "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm"])
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("positive", "positive"),
        ("negative", "negative"),
        ("indeterminate", "unreadable"),
        ("failed", "unreadable"),
        ("not_reported", "unreadable"),
        ("normal", "unreadable"),
        (None, "unreadable"),
    ],
)
def test_without_a_number_the_word(test, word, expected):
    assert verdict(test, word=word) == expected


def test_a_lupus_anticoagulant_is_never_judged_by_a_number():
    assert verdict("la_interp", "1.4", upper="1.2") == "unreadable"
    assert verdict("la_interp", "1.4", word="negative", upper="1.2") == "negative"


@pytest.mark.parametrize(
    ("value", "mode", "low"),
    [
        ("19.9", SYDNEY, False),
        ("20", SYDNEY, True),
        ("40", SYDNEY, True),
        ("41", SYDNEY, False),
        ("39", ACR_EULAR, True),
        ("40", ACR_EULAR, False),
        ("<40", SYDNEY, False),
    ],
)
def test_a_low_titre_is_marked(value, mode, low):
    assert polarity(sample("acl_igg", "2025-01-01", value, unit="GPL"), mode).low_titre is low


def test_a_low_titre_is_a_matter_of_gpl_and_mpl_only():
    assert not polarity(sample("ab2gpi_igg", "2025-01-01", "18", upper="20"), SYDNEY).low_titre


@pytest.mark.parametrize(
    ("inv", "reason"),
    [
        (sample("acl_igg", None, "62", unit="GPL"), "threshold more than 40 GPL"),
        (sample("acl_igm", None, "28", unit="MPL"), "low, below the criteria (more than 40 MPL)"),
        (sample("ab2gpi_igg", None, "21", upper="20"), "laboratory's upper limit 20"),
        (sample("la_interp", None, word="positive"), "by the laboratory's word"),
        (sample("ab2gpi_igg", None, "21"), "no upper limit was reported, and the laboratory gave no word"),
        (sample("la_interp", None), "no value, and the laboratory gave no word"),
        (sample("acl_igg", None, "abc"), "“abc” cannot be read, and the laboratory gave no word"),
        (sample("la_interp", None, "1.2"), "“1.2” cannot be read, and the laboratory gave no word"),
        (sample("acl_igg", None, "abc", word="negative"), "by the laboratory's word"),
    ],
)
def test_the_ground_is_said(inv, reason):
    assert polarity(inv, SYDNEY).reason == reason

"""Which samples cannot be read: every row of interfaces.md, 2a "Cannot be read", at its boundaries."""

from datetime import date

import pytest

from patients.obstetrics.values import Subject
from tests.workup.interpretation.samples import ON, day, facts, pregnancy, sample, taken
from workup.interpretation.interference import pregnant_when_collected, readability

PROTEIN_S = ["ps_free", "ps_clot", "ps_total"]
PROTEIN_C = ["pc_chrom", "pc_clot"]
DNA_AND_CHROMOSOMES = ["fvl", "pt20210", "mthfr677", "karyo_blood"]
TAKEN = ("2025-03-10", "2025-05-20")


def verdict(test, collected, *, medications=(), pregnancies=(), **more):
    record = facts(medications=medications, pregnancies=pregnancies)
    return readability(sample(test, collected, "80", **more), record, ON).verdict


# --- in and after a pregnancy that lasted from 1 January to 12 March 2025

PAST = pregnancy(ended="2025-03-12", lmp="2025-01-01")


@pytest.mark.parametrize("test", PROTEIN_S)
@pytest.mark.parametrize(
    ("collected", "expected"),
    [
        ("2024-12-31", "valid"),
        ("2025-01-01", "unreadable"),
        ("2025-03-12", "unreadable"),
        ("2025-04-22", "unreadable"),  # day 41 after the end
        ("2025-04-23", "valid"),  # day 42
    ],
)
def test_protein_s_in_pregnancy_and_until_42_days_after(test, collected, expected):
    assert verdict(test, collected, pregnancies=[PAST]) == expected


@pytest.mark.parametrize("test", ["hba1c", "hba1c_ifcc"])
@pytest.mark.parametrize(
    ("collected", "expected"),
    [("2024-12-31", "valid"), ("2025-01-01", "unreadable"), ("2025-03-12", "unreadable"), ("2025-03-13", "valid")],
)
def test_hba1c_in_pregnancy_and_not_after(test, collected, expected):
    assert verdict(test, collected, pregnancies=[PAST]) == expected


@pytest.mark.parametrize(
    "test", ["pc_chrom", "pc_clot", "at_chrom", "apcr", "fpg", "hcy", "la_interp", *DNA_AND_CHROMOSOMES]
)
def test_other_tests_can_be_read_in_pregnancy(test):
    assert verdict(test, "2025-02-01", pregnancies=[PAST], word="negative") == "valid"


def test_an_end_without_a_beginning_covers_the_end_day_and_what_follows():
    undated = pregnancy(ended="2025-03-12")

    assert verdict("ps_free", "2025-03-11", pregnancies=[undated]) == "valid"
    assert verdict("ps_free", "2025-03-12", pregnancies=[undated]) == "unreadable"
    assert verdict("ps_free", "2025-04-22", pregnancies=[undated]) == "unreadable"


# --- on medication from 10 March to 20 May 2025


@pytest.mark.parametrize("test", PROTEIN_S)
def test_protein_s_on_oestrogen_up_to_its_last_day(test):
    pills = [taken("oestrogen", *TAKEN)]

    assert verdict(test, "2025-03-09", medications=pills) == "valid"
    assert verdict(test, "2025-03-10", medications=pills) == "unreadable"
    assert verdict(test, "2025-05-20", medications=pills) == "unreadable"
    assert verdict(test, "2025-05-21", medications=pills) == "valid"


@pytest.mark.parametrize("test", PROTEIN_S + PROTEIN_C)
def test_protein_c_and_s_on_vka_and_until_14_days_after(test):
    warfarin = [taken("vka", *TAKEN)]

    assert verdict(test, "2025-05-20", medications=warfarin) == "unreadable"
    assert verdict(test, "2025-06-02", medications=warfarin) == "unreadable"  # day 13
    assert verdict(test, "2025-06-03", medications=warfarin) == "valid"  # day 14


@pytest.mark.parametrize("test", ["pc_clot", "ps_clot", "at_chrom", "apcr"])
def test_clotting_tests_on_doac_and_until_2_days_after(test):
    apixaban = [taken("doac", *TAKEN)]

    assert verdict(test, "2025-05-20", medications=apixaban) == "unreadable"
    assert verdict(test, "2025-05-21", medications=apixaban) == "unreadable"  # day 1
    assert verdict(test, "2025-05-22", medications=apixaban) == "valid"  # day 2


@pytest.mark.parametrize("test", ["pc_chrom", "ps_free", "ps_total"])
def test_doac_leaves_these_alone(test):
    assert verdict(test, "2025-05-01", medications=[taken("doac", *TAKEN)]) == "valid"


@pytest.mark.parametrize("kind", ["heparin", "lmwh"])
def test_antithrombin_on_heparins_up_to_the_last_day(kind):
    assert verdict("at_chrom", "2025-05-20", medications=[taken(kind, *TAKEN)]) == "unreadable"
    assert verdict("at_chrom", "2025-05-21", medications=[taken(kind, *TAKEN)]) == "valid"


@pytest.mark.parametrize("kind", ["heparin", "vka", "doac"])
@pytest.mark.parametrize("test", ["la_interp", "la_drvvt_ratio"])
def test_lupus_anticoagulant_on_anticoagulants_and_not_after(kind, test):
    assert verdict(test, "2025-05-20", medications=[taken(kind, *TAKEN)], word="positive") == "unreadable"
    assert verdict(test, "2025-05-21", medications=[taken(kind, *TAKEN)], word="positive") == "valid"


@pytest.mark.parametrize(("neutralised", "expected"), [(True, "valid"), (False, "unreadable"), (None, "unreadable")])
def test_neutralised_heparin_leaves_the_lupus_anticoagulant_readable(neutralised, expected):
    heparin = [taken("heparin", *TAKEN)]

    assert (
        verdict("la_interp", "2025-05-01", medications=heparin, word="positive", heparin_neutralised=neutralised)
        == expected
    )


def test_neutralising_helps_against_heparin_only():
    both = [taken("heparin", *TAKEN), taken("vka", *TAKEN)]

    assert (
        verdict("la_interp", "2025-05-01", medications=both, word="positive", heparin_neutralised=True) == "unreadable"
    )


@pytest.mark.parametrize("kind", ["heparin", "lmwh", "vka", "doac", "oestrogen", "progestogen", "aspirin", "other"])
@pytest.mark.parametrize("test", [*DNA_AND_CHROMOSOMES, "acl_igg", "ab2gpi_igm", "tsh"])
def test_dna_chromosomes_and_solid_phase_antibodies_are_disturbed_by_no_medication(kind, test):
    assert verdict(test, "2025-05-01", medications=[taken(kind, *TAKEN)], word="negative") == "valid"


def test_only_the_womans_own_sample_is_disturbed():
    record = facts(medications=[taken("vka", *TAKEN)], pregnancies=[PAST])

    for subject in (Subject.PARTNER, Subject.TISSUE):
        for test in ("ps_clot", "hba1c"):
            assert readability(sample(test, "2025-03-11", "80", subject=subject), record, ON).verdict == "valid"


# --- dates that are not full


@pytest.mark.parametrize(
    ("collected", "expected"),
    [("2025-04", "unreadable"), ("2025-03", "mixed"), ("2025-05", "mixed"), ("2025", "mixed"), ("2025-07", "valid")],
)
def test_a_partial_collection_date_is_read_on_each_of_its_days(collected, expected):
    assert verdict("ps_free", collected, medications=[taken("oestrogen", *TAKEN)]) == expected


def test_a_blank_collection_date_runs_from_the_beginning_to_today():
    assert verdict("ps_free", None, medications=[taken("oestrogen", *TAKEN)]) == "mixed"
    assert verdict("ps_free", None) == "valid"
    assert verdict("ps_free", None, pregnancies=[pregnancy(outcome="ongoing")]) == "unreadable"


def test_two_causes_together_cover_a_month():
    courses = [taken("oestrogen", "2025-04-01", "2025-04-15"), taken("oestrogen", "2025-04-16", "2025-04-30")]

    assert verdict("ps_free", "2025-04", medications=courses) == "unreadable"
    assert verdict("ps_free", "2025-04", medications=courses[:1]) == "mixed"


def test_a_possible_interval_leaves_the_result_standing_with_a_warning():
    record = facts(medications=[taken("oestrogen", "2025-03", "2025-05-20", name="the pill")])

    read = readability(sample("ps_free", "2025-03-15", "80"), record, ON)

    assert read.verdict == "valid"
    assert read.warnings == ("may have been disturbed by the pill (oestrogen), from Mar 2025 to 20 May 2025",)


def test_a_certain_interval_needs_no_warning_beside_the_cause():
    read = readability(
        sample("ps_free", "2025-04-15", "80"), facts(medications=[taken("oestrogen", "2025-03", None)]), ON
    )

    assert (read.verdict, read.warnings) == ("unreadable", ())
    assert read.causes == ("the tablets (oestrogen), from Mar 2025, still taken",)


# --- pregnant when collected


@pytest.mark.parametrize(
    ("collected", "expected"),
    [
        ("2025-01-01", True),
        ("2025-03-12", True),
        ("2025-03-13", False),
        ("2025-02", True),
        ("2025-03", None),
        (None, None),
    ],
)
def test_whether_she_was_pregnant_when_it_was_collected(collected, expected):
    record = facts(pregnancies=[PAST])

    assert pregnant_when_collected(sample("progesterone", collected, "30"), record, ON) is expected


def test_a_partner_is_not_pregnant():
    semen = sample("sdf", "2025-02-01", "20", subject=Subject.PARTNER)

    assert pregnant_when_collected(semen, facts(pregnancies=[PAST]), ON) is False


def test_on_an_earlier_day_a_blank_date_is_not_later_than_that_day():
    record = facts(medications=[taken("oestrogen", "2025-03-10", "2025-05-20")])

    assert readability(sample("ps_free", None, "80"), record, date(2025, 3, 9)).verdict == "valid"
    assert readability(sample("ps_free", None, "80"), record, day("2025-03-10")).verdict == "mixed"


# --- the six tests of the lupus anticoagulant

LA_TESTS = ["la_interp", "la_drvvt_screen", "la_drvvt_confirm", "la_drvvt_ratio", "la_aptt_screen", "la_aptt_hex"]


@pytest.mark.parametrize("test", LA_TESTS)
@pytest.mark.parametrize("kind", ["heparin", "vka", "doac"])
def test_every_lupus_anticoagulant_test_is_disturbed_by_every_anticoagulant(test, kind):
    assert verdict(test, "2025-04-01", medications=[taken(kind, *TAKEN)]) == "unreadable"


def test_the_cause_says_from_which_day_after_it_a_sample_can_be_read():
    (cause,) = readability(sample("ps_free", "2025-03-20", "80"), facts(pregnancies=[PAST]), ON).causes
    assert cause.endswith("; can be read from 42 days after it")


def test_a_pregnancy_that_began_on_the_last_day_of_its_month_disturbs_nothing_before():
    late = pregnancy(ended="2025-05", lmp="2025-05-31")
    found = readability(sample("ps_free", "2025-05-15", "80"), facts(pregnancies=[late]), ON)
    assert (found.verdict, found.warnings) == ("valid", ())

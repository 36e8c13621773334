"""From which day a new sample can be read (rulings.md, 22), and what is said beside a result."""

import pytest

from patients.obstetrics.values import Subject
from tests.workup.interpretation.samples import ON, day, facts, pregnancy, sample, taken
from workup.interpretation.interference import not_before, readability


def read(inv, *, medications=(), pregnancies=(), on=ON):
    return readability(inv, facts(medications=medications, pregnancies=pregnancies), on)


@pytest.mark.parametrize(
    ("test", "kind", "expected"),
    [
        ("ps_free", "oestrogen", "2025-05-21"),
        ("at_chrom", "lmwh", "2025-05-21"),
        ("la_interp", "vka", "2025-05-21"),
        ("pc_chrom", "vka", "2025-06-03"),
        ("at_chrom", "doac", "2025-05-22"),
    ],
)
def test_the_first_day_after_the_cause(test, kind, expected):
    course = [taken(kind, "2025-03-10", "2025-05-20")]

    assert read(sample(test, "2025-04-01", "80", word="positive"), medications=course).not_before == day(expected)


def test_42_days_after_a_pregnancy():
    past = [pregnancy(ended="2025-03-12", lmp="2025-01-01")]

    assert read(sample("ps_free", "2025-02-01", "40"), pregnancies=past).not_before == day("2025-04-23")


def test_goes_on_while_another_cause_covers_the_day():
    courses = [taken("vka", "2025-03-10", "2025-05-20"), taken("oestrogen", "2025-06-03", "2025-08-01")]

    assert read(sample("ps_free", "2025-04-01", "40"), medications=courses).not_before == day("2025-08-02")


def test_does_not_go_on_after_a_gap():
    courses = [taken("vka", "2025-03-10", "2025-05-20"), taken("oestrogen", "2025-06-04", "2025-08-01")]

    assert read(sample("ps_free", "2025-04-01", "40"), medications=courses).not_before == day("2025-06-03")


def test_goes_on_from_today_when_that_day_has_come_and_a_cause_covers_today():
    courses = [taken("vka", "2025-03-10", "2025-05-20"), taken("oestrogen", "2026-11-01", "2026-12-15")]
    sampled = sample("ps_free", "2025-04-01", "40")

    assert read(sampled, medications=courses).not_before == day("2026-12-16")
    assert read(sampled, medications=courses, on=day("2026-10-31")).not_before == day("2025-06-03")
    assert read(sampled, medications=courses, on=day("2025-05-01")).not_before == day("2025-06-03")


def test_pregnant_again_leaves_the_day_open():
    again = [pregnancy(ended="2025-03-12", lmp="2025-01-01"), pregnancy("ongoing", number=2, lmp="2026-10-01")]

    assert read(sample("ps_free", "2025-02-01", "40"), pregnancies=again).not_before is None


def test_an_open_ended_cause_leaves_the_day_open():
    assert read(sample("pc_clot", "2025-04-01", "40"), medications=[taken("vka", "2025-03-10")]).not_before is None


def test_neutralising_does_not_make_the_next_sample_readable():
    courses = [taken("vka", "2025-03-10", "2025-05-20"), taken("heparin", "2025-05-01", "2025-06-30")]
    neutralised = sample("la_interp", "2025-05-10", word="positive", heparin_neutralised=True)

    assert read(neutralised, medications=courses).not_before == day("2025-07-01")


def test_a_result_that_can_be_read_has_no_such_day():
    assert (
        read(sample("ps_free", "2025-06-03", "40"), medications=[taken("vka", "2025-03-10", "2025-05-20")]).not_before
        is None
    )


@pytest.mark.parametrize(
    ("test", "word", "reason"),
    [
        ("rpr", "indeterminate", "the laboratory calls it indeterminate"),
        ("karyo_poc", "failed", "the test failed"),
        ("cma_poc", "maternal_cells", "maternal cells only"),
        ("la_interp", "indeterminate", "the laboratory calls it indeterminate"),
        ("tsh", "failed", "the test failed"),
    ],
)
def test_what_the_laboratory_could_not_read_has_no_day_either(test, word, reason):
    result = read(sample(test, "2025-04-01", word=word))

    assert (result.verdict, result.causes, result.not_before) == ("unreadable", (reason,), None)


def test_a_cause_beside_the_laboratorys_word_gives_the_day():
    result = read(
        sample("ps_free", "2025-04-01", word="indeterminate"), medications=[taken("vka", "2025-03-10", "2025-05-20")]
    )

    assert result.not_before == day("2025-06-03")
    assert len(result.causes) == 2


def test_an_antibody_without_value_or_word_cannot_be_read():
    result = read(sample("acl_igg", "2025-04-01", "30", unit="U/mL"))

    assert (result.verdict, result.not_before) == ("unreadable", None)
    assert result.causes == ("no upper limit was reported, and the laboratory gave no word",)


def test_done_without_the_result_on_hand_is_not_unreadable():
    result = read(sample("tsh", "2025-04-01", word="not_reported"))

    assert (result.verdict, result.not_reported, result.causes) == ("valid", True, ())


def test_only_a_result_that_is_not_on_hand_is_not_reported():
    assert not read(sample("la_interp", "2025-04-01", word="negative")).not_reported
    assert not read(sample("tsh", "2025-04-01", "2")).not_reported
    assert not read(sample("tsh", "2025-04-01", "2", word="not_reported")).not_reported


def test_a_course_on_other_days_is_no_cause():
    result = read(sample("ps_free", "2025-06-03", "60"), medications=[taken("vka", "2025-03-10", "2025-05-20")])

    assert (result.verdict, result.causes, result.warnings) == ("valid", (), ())


def test_of_several_samples_the_newest_unreadable_one_decides():
    course = facts(
        medications=[taken("vka", "2025-01-01", "2025-03-01"), taken("oestrogen", "2025-05-01", "2025-06-30")]
    )
    older, newer = sample("ps_free", "2025-02-01", "40"), sample("ps_free", "2025-06-01", "40")
    readable = sample("ps_free", "2025-09-01", "80")

    for order in ([older, newer, readable], [readable, newer, older]):
        assert not_before(order, course, ON) == day("2025-07-01")
    assert not_before([older, readable], course, ON) == day("2025-03-15")


def test_the_newest_being_the_laboratorys_doing_leaves_the_day_open():
    course = facts(medications=[taken("vka", "2025-01-01", "2025-03-01")])
    disturbed, failed = sample("ps_free", "2025-02-01", "40"), sample("ps_free", "2025-09-01", word="failed")

    assert not_before([disturbed, failed], course, ON) is None


def test_a_sample_without_a_date_decides_only_alone():
    course = facts(medications=[taken("vka", "2025-01-01", "2025-03-01")], pregnancies=[pregnancy("ongoing")])
    undated, dated = sample("hba1c", None, "40"), sample("pc_clot", "2025-02-01", "40")

    assert not_before([undated, dated], course, ON) == day("2025-03-15")
    assert not_before([undated], course, ON) is None


def test_nothing_unreadable_nothing_to_wait_for():
    assert not_before([], facts(), ON) is None
    assert not_before([sample("tsh", "2025-04-01", "2")], facts(), ON) is None


def test_tsh_in_pregnancy_is_kept_and_marked():
    past = [pregnancy(ended="2025-03-12", lmp="2025-01-01")]
    inside = read(sample("tsh", "2025-02-01", "2"), pregnancies=past)

    assert inside.verdict == "valid"
    assert inside.warnings == ("read against pregnancy limits (collected in pregnancy 1 (ended 12 Mar 2025))",)
    assert read(sample("tsh", "2025-03-13", "2"), pregnancies=past).warnings == ()
    [perhaps] = read(sample("tsh", "2025-03", "2"), pregnancies=past).warnings
    assert perhaps == "read against pregnancy limits (may have been collected in pregnancy 1 (ended 12 Mar 2025))"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"medications": [taken("lmwh", "2025-01-01")]}, "trough sample"),
        ({"pregnancies": [pregnancy(ended="2025-03-12", lmp="2025-01-01")]}, "a negative may be false"),
    ],
)
def test_a_lupus_anticoagulant_on_lmwh_or_in_pregnancy_stands_with_a_warning(more, words):
    result = read(sample("la_interp", "2025-02-01", word="negative"), **more)

    assert result.verdict == "valid"
    assert len(result.warnings) == 1
    assert words in result.warnings[0]


def test_a_partners_tsh_is_not_read_against_pregnancy_limits():
    past = [pregnancy(ended="2025-03-12", lmp="2025-01-01")]

    assert read(sample("tsh", "2025-02-01", "2", subject=Subject.PARTNER), pregnancies=past).warnings == ()


@pytest.mark.parametrize(
    ("collected", "verdict", "advised"),
    [
        ("2025-06-02", "unreadable", True),
        ("2025-06-03", "valid", True),
        ("2025-06-30", "valid", True),
        ("2025-07-01", "valid", False),  # six weeks after
    ],
)
def test_longer_published_intervals_are_advice_and_nothing_more(collected, verdict, advised):
    result = read(sample("pc_chrom", collected, "80"), medications=[taken("vka", "2025-03-10", "2025-05-20")])

    assert result.verdict == verdict
    assert any(text.startswith("advice:") and "4 to 6 weeks" in text for text in result.advice) is advised


def test_protein_s_within_three_months_after_a_pregnancy_is_valid_with_advice():
    result = read(sample("ps_free", "2025-05-15", "80"), pregnancies=[pregnancy(ended="2025-03-12")])

    assert result.verdict == "valid"
    assert result.advice == ("advice: protein S preferably 3 months or more after a pregnancy",)

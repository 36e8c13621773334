"""Whatever can be stored is read without an exception, and the same way in any order."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from patients.obstetrics.values import Comparator, InvestigationStatus, MedicationClass, ResultWord, Subject
from tests.patients.obstetrics.strategies import DAYS, PARTIAL, for_all, maybe, pregnancies
from tests.workup.interpretation.samples import facts, sample
from workup import catalogue
from workup.checklist.facts import AplMode, Investigation, Medication
from workup.interpretation.apl import APL_TESTS, AplStatus, read_apl
from workup.interpretation.array import parse_array
from workup.interpretation.interference import not_before, pregnant_when_collected, readability
from workup.interpretation.karyotype import KaryotypeError, parse
from workup.interpretation.reading import reading_of, repeat_advice, tsh_out_of_range

NUMBERS = st.sampled_from(["0", "0.01", "19.9", "20", "40", "40.1", "999999", "NaN"]).map(Decimal)
TEXTS = st.sampled_from(["", "1:160", "46,XX", "46,XX,+21", "arr(16)x3", "see report", "<0.01"])
UNITS = st.sampled_from(["", "GPL", "[MPL'U]", "U/mL", "%"])


def investigations(tests):
    return st.builds(
        Investigation,
        test=st.sampled_from(tests),
        subject=st.sampled_from([Subject.PATIENT, Subject.PATIENT, Subject.PARTNER]),
        status=st.sampled_from([InvestigationStatus.FINAL, InvestigationStatus.FINAL, InvestigationStatus.COLLECTED]),
        collected_on=maybe(PARTIAL),
        comparator=maybe(st.sampled_from(Comparator)),
        number=maybe(NUMBERS),
        value=TEXTS,
        unit=UNITS,
        word=maybe(st.sampled_from(ResultWord)),
        lower_limit=maybe(NUMBERS),
        upper_limit=maybe(NUMBERS),
        heparin_neutralised=maybe(st.booleans()),
    )


MEDICATIONS = st.builds(
    Medication,
    name=st.just("the tablets"),
    kind=st.sampled_from(MedicationClass),
    started_on=maybe(PARTIAL),
    stopped_on=maybe(PARTIAL),
)
RECORDS = st.builds(
    lambda invs, *more: (invs, dict(zip(("pregnancies", "medications", "mode"), more, strict=True))),
    st.lists(investigations(sorted(catalogue.tests())) | investigations(APL_TESTS), max_size=5),
    st.lists(pregnancies(), max_size=2),
    st.lists(MEDICATIONS, max_size=3),
    st.sampled_from(AplMode),
)


@for_all(RECORDS, DAYS)
def test_every_result_is_read(record, on):
    invs, more = record
    known = facts(*invs, **more)

    for inv in invs:
        read = readability(inv, known, on)
        assert read.verdict in ("valid", "unreadable", "mixed")
        assert bool(read.causes) is (read.verdict != "valid")
        assert reading_of(inv, more["mode"]) in ("normal", "abnormal", "not_read")
        assert tsh_out_of_range(inv, None) in (True, False, None)
        assert pregnant_when_collected(inv, known, on) in (True, False, None)
        assert repeat_advice(inv) is None or reading_of(inv) != "normal"


@for_all(RECORDS, DAYS)
def test_a_sample_on_the_day_that_is_named_can_be_read(record, on):
    invs, more = record
    known = facts(*invs, **more)

    for inv in invs:
        free = not_before([inv], known, on)
        if free is not None:
            again = sample(inv.test, free.isoformat(), "80", word="negative", upper="100")
            assert readability(again, known, max(on, free)).verdict == "valid"


@for_all(RECORDS, DAYS, st.randoms())
def test_the_order_of_the_record_does_not_matter(record, on, random):
    invs, more = record
    shuffled = random.sample(invs, len(invs))
    known, again = facts(*invs, **more), facts(*shuffled, **more)

    assert not_before(invs, known, on) == not_before(shuffled, again, on)
    first, second = read_apl(known, on), read_apl(again, on)
    assert (first.overall, first.triple_positive) == (second.overall, second.triple_positive)
    for test in APL_TESTS:
        assert first.tests[test].status == second.tests[test].status
        assert first.tests[test].repeat_due_from == second.tests[test].repeat_due_from


@for_all(RECORDS, DAYS)
def test_antibodies_keep_their_promises(record, on):
    reading = read_apl(facts(*record[0], **record[1]), on)

    for antibody in reading.tests.values():
        is_single = antibody.status is AplStatus.SINGLE_POSITIVE_REPEAT_DUE
        assert antibody.repeat_due_from is None or is_single
        assert (antibody.repeat_has_come is None) or (is_single and not antibody.repeat_status_open)
        seen = antibody.positives + antibody.negatives + antibody.unreadable
        assert bool(seen) is (antibody.status is not AplStatus.NOT_TESTED)
        assert bool(antibody.reasons) or not antibody.unreadable


@for_all(RECORDS, DAYS, st.integers(0, 2000))
def test_full_dates_read_later_give_the_same_status(record, on, days):
    invs, more = record
    dated = [inv for inv in invs if inv.collected_on is not None and inv.collected_on.exact is not None]
    known = facts(*dated, **more)
    now, then = read_apl(known, on), read_apl(known, on + timedelta(days))

    assert now.overall == then.overall
    for test in APL_TESTS:
        assert now.tests[test].status == then.tests[test].status
        assert now.tests[test].repeat_due_from == then.tests[test].repeat_due_from


ISCN_LIKE = st.text(alphabet="0123456789XYabcdeimnoprstuvq,;/+-.()[] ×−\n", max_size=40)


def refusal(read, text):
    """Why a text was refused; None when it was read."""
    try:
        assert read(text).text
    except KaryotypeError as refused:
        return refused
    return None


@given(ISCN_LIKE | st.text(max_size=30))
@example("46,XX,t(11;22)(q23;q11)mat[5]/")
@example("00,X")
@example("46,XX,+٢١")
def test_a_karyotype_is_read_or_refused_in_words(text):
    for read in (parse, parse_array):
        refused = refusal(read, text)
        assert refused is None or (refused.code and str(refused))


PARTS = st.sampled_from(
    ["+21", "-13", "t(11;22)(q23;q11)", "rob(13;14)(q10;q10)", "inv(9)(p12q13)", "+mar", "del(5)(p15)", "9qh+"]
)


@given(st.sampled_from(["X", "XX", "XY", "XXY"]), st.lists(PARTS, max_size=3), st.integers(35, 57))
def test_exactly_one_number_of_chromosomes_fits(sex, terms, count):
    adds = {"+21": 1, "-13": -1, "rob(13;14)(q10;q10)": -1, "+mar": 1}
    right = 44 + len(sex) + sum(adds.get(term, 0) for term in terms)

    refused = refusal(parse, ",".join([str(count), sex, *terms]))

    assert (refused and refused.code) == (None if count == right else "modal_number_mismatch")

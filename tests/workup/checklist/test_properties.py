"""What holds for any record (safety.md, H1, H5, H10; interfaces.md, 2)."""

import json
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from patients.obstetrics.values import InvestigationStatus, ResultWord, Subject
from tests.facts import TODAY, result
from tests.patients.obstetrics.strategies import for_all
from tests.workup.checklist.look import checklist
from tests.workup.checklist.strategies import DAYS, editions, investigations, records
from workup.catalogue.items import items
from workup.checklist.as_of import facts_on
from workup.checklist.document import document
from workup.checklist.findings import Status
from workup.checklist.text import text
from workup.guidelines import load_all

UNMET = {Status.MISSING, Status.OPTIONAL, Status.ORDERED}


def by_identity(found):
    return {f.identity: f for f in found.findings}


@for_all(records(), DAYS)
def test_it_never_raises_and_is_always_json_and_text(facts, on):
    said = document(facts, load_all().values(), on, ())
    assert json.loads(json.dumps(said)) == said
    assert text(said).endswith("\n")


@for_all(records(), editions, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_results_were_recorded_does_not_matter(facts, edition, on, random):
    rows = list(facts.investigations)
    random.shuffle(rows)
    assert checklist(replace(facts, investigations=tuple(rows)), edition, on) == checklist(facts, edition, on)


@for_all(records(), editions, DAYS)
def test_as_of_equals_evaluating_with_later_facts_removed(facts, edition, on):
    assert checklist(facts_on(facts, on), edition, on) == checklist(facts, edition, on)


@for_all(records(), editions, DAYS)
def test_done_has_evidence_and_a_reading_and_everything_has_a_reason(facts, edition, on):
    for finding in checklist(facts, edition, on).findings:
        assert finding.reason
        assert (finding.reading is not None) is (finding.status is Status.DONE)
        if finding.status in {Status.DONE, Status.DONE_NOT_RECOMMENDED}:
            assert finding.evidence


@for_all(records(), editions, DAYS)
def test_dates_stand_only_where_they_mean_something(facts, edition, on):
    for f in checklist(facts, edition, on).findings:
        if f.status in {Status.REPEAT_DUE, Status.REPEAT_NOT_YET}:
            assert f.due == f.not_before
            assert f.not_before is None or (f.not_before <= on) is (f.status is Status.REPEAT_DUE)
        elif f.status is Status.DEFERRED:
            assert f.due > on
            assert f.not_before is None
        else:
            assert f.due is None
            assert f.not_before is None or f.status is Status.NOT_INTERPRETABLE


@for_all(records(), editions, DAYS)
def test_the_counts_add_up_and_count_only_what_is_asked(facts, edition, on):
    found = checklist(facts, edition, on)
    counts = found.completeness
    asked = [f for f in found.findings if f.asked]
    assert counts.asked == len(asked) == counts.done + counts.closed + counts.open
    assert all(f.category in {"REC", "IND"} and f.trigger is True for f in asked)
    assert not any(f.status in {Status.OPTIONAL, Status.CANNOT_TELL, Status.NOT_INDICATED} for f in asked)


@for_all(records(), editions, DAYS, investigations())
def test_a_partners_result_never_satisfies_a_womans_item(facts, edition, on, row):
    """H5: whatever is added for a partner, her own items and the tissue items stay as they are."""
    assume(row.subject is Subject.PARTNER)
    more = checklist(replace(facts, investigations=(*facts.investigations, row)), edition, on)
    hers = [f for f in checklist(facts, edition, on).findings if f.subject is not Subject.PARTNER]
    assert [f for f in more.findings if f.subject is not Subject.PARTNER] == hers


@for_all(records(), editions, st.data())
def test_an_additional_normal_valid_result_never_makes_an_item_more_missing(facts, edition, data):
    """It may lift what was missing; it never takes `done` away, nor makes an item missing that was not."""
    item = items()[data.draw(st.sampled_from(["tsh", "tpo", "prolactin", "uterine_anatomy", "fvl", "ana"]))]
    need = item.alternatives[0][0]
    word = ResultWord.NOT_DETECTED if item.key == "fvl" else ResultWord.NORMAL
    added = result(need.test, str(word), TODAY.isoformat())
    before = by_identity(checklist(facts, edition))
    after = by_identity(checklist(replace(facts, investigations=(*facts.investigations, added)), edition))
    for identity, finding in after.items():
        if finding.key == item.key:
            assert finding.status not in UNMET
            assert finding.status is Status.DONE or before[identity].status is not Status.DONE


@for_all(records(), editions, DAYS)
def test_a_cancelled_row_never_counts(facts, edition, on):
    gone = tuple(row for row in facts.investigations if row.status is not InvestigationStatus.CANCELLED)
    assert checklist(replace(facts, investigations=gone), edition, on) == checklist(facts, edition, on)


@for_all(records(), editions, DAYS)
def test_every_finding_is_named_once(facts, edition, on):
    found = checklist(facts, edition, on)
    assert len(by_identity(found)) == len(found.findings)

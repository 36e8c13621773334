"""Whatever a record holds, in whichever field: every edition answers, on any day, with the same promises."""

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from tests.facts import TODAY, result
from tests.workup.checklist.look import checklist
from tests.workup.checklist.strategies import records
from tests.workup.checklist.test_properties import UNMET, by_identity
from tests.workup.checklist.whole import for_any_record, whole_records
from workup import catalogue
from workup.catalogue.items import items
from workup.checklist.as_of import facts_on
from workup.checklist.calendar import segments
from workup.checklist.document import document
from workup.checklist.findings import Status
from workup.checklist.text import text
from workup.guidelines import load_all
from workup.interpretation.interference import readability

DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))
EVERY_EDITION = st.sampled_from(sorted(load_all()))
ANY_RECORD = records() | whole_records()
OF_HERS = sorted(key for key, item in items().items() if item.subject == "patient" and item.alternatives)


@for_any_record(whole_records(), DAYS)
def test_no_field_of_any_record_stops_an_edition(facts, on):
    said = document(facts, load_all().values(), on, ())
    assert json.loads(json.dumps(said)) == said
    assert text(said).endswith("\n")


@for_any_record(whole_records(), EVERY_EDITION)
def test_no_field_of_any_record_stops_the_calendar(facts, edition):
    assert segments(facts, load_all()[edition], TODAY)


@for_any_record(ANY_RECORD, EVERY_EDITION, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(facts, edition, on, random):
    """Of results, medications, conditions and pregnancies; of decisions on one day the last one counts (ruling 18)."""
    turned = {
        name: tuple(random.sample(rows, len(rows)))
        for name in ("investigations", "medications", "pregnancies")
        for rows in [getattr(facts, name)]
    }
    given, again = checklist(facts, edition, on), checklist(replace(facts, **turned), edition, on)
    assert {i: (f.status, f.reading, f.due) for i, f in by_identity(given).items()} == {
        i: (f.status, f.reading, f.due) for i, f in by_identity(again).items()
    }
    assert given.definition == again.definition


@for_any_record(ANY_RECORD, EVERY_EDITION, DAYS)
def test_as_of_equals_evaluating_with_later_facts_removed(facts, edition, on):
    assert checklist(facts_on(facts, on), edition, on) == checklist(facts, edition, on)


@for_any_record(ANY_RECORD, EVERY_EDITION, DAYS, st.integers(0, 1200))
def test_evaluating_later_never_turns_due_into_not_yet(facts, edition, on, days):
    """By what was known on the day: what was due once stays due until somebody does something."""
    then = facts_on(facts, on)
    due = {f.identity for f in checklist(then, edition, on).findings if f.status is Status.REPEAT_DUE}
    later = by_identity(checklist(then, edition, on + timedelta(days=days)))
    assert not [i for i in due if i in later and later[i].status is Status.REPEAT_NOT_YET]


def normal(test):
    """Today's normal result of a test; None where no word says so."""
    word = next(
        (w for w in ("normal", "negative", "not_detected") if w in catalogue.allowed_words(catalogue.tests()[test])),
        None,
    )
    return None if word is None else result(test, word, TODAY.isoformat())


@for_any_record(ANY_RECORD, EVERY_EDITION, st.sampled_from(OF_HERS))
def test_normal_valid_results_never_make_an_item_more_missing(facts, edition, key):
    """All that one item needs, taken today on a day on which it can be read: neither it nor any other loses."""
    added = [normal(need.test) for need in items()[key].alternatives[0]]
    assume(None not in added)
    more = replace(facts, investigations=(*facts.investigations, *added))
    assume(all(readability(row, facts_on(more, TODAY), TODAY).verdict == "valid" for row in added))
    before, after = by_identity(checklist(facts, edition)), by_identity(checklist(more, edition))
    worse = [i for i, f in after.items() if f.status in UNMET and before[i].status not in UNMET]
    assert worse == []
    assert not [i for i, f in after.items() if i[0] == key and f.status is Status.MISSING]

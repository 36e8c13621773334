"""Her page and `workup` say the same of any record: one evaluation, two ways of showing it."""

from collections import Counter
from datetime import date

from hypothesis import strategies as st

from tests.workup.checklist.strategies import records
from tests.workup.checklist.whole import for_any_record, whole_records
from tests.workup.views.shown import look, overview
from workup.checklist.document import document
from workup.checklist.evaluate import evaluate
from workup.guidelines import load_all
from workup.views.presenters.findings import label_of

DAYS = st.dates(date(2015, 1, 1), date(2026, 11, 22))
EDITIONS = st.sampled_from(sorted(load_all()))


@for_any_record(records() | whole_records(), EDITIONS, DAYS)
def test_page_and_workup_agree(facts, edition, on):
    """Same findings, statuses, readings, reasons, evidence and citations; same counts above them."""
    guideline = load_all()[edition]
    (said,) = document(facts, [guideline], on, ())["guidelines"]
    page = overview(facts, look(on, edition))
    rows = [row for group in page.groups for row in group.rows]
    labels = [label_of(finding) for finding in evaluate(facts, guideline, on).findings]

    in_document = Counter(
        (label, item["status"], item["citation"], len(item["evidence"]))
        for label, item in zip(labels, said["items"], strict=True)
    )
    assert Counter((row.label, str(row.status), row.citation, len(row.evidence)) for row in rows) == in_document
    reasons = {label: item["reason"] for label, item in zip(labels, said["items"], strict=True)}
    assert [row.label for row in rows if not reasons[row.label].startswith(row.reason.rstrip("."))] == []
    assert {number for number, _ in page.glance.tally[:1]} == {said["completeness"]["asked"]}
    readings = Counter(row.chip.reading for row in rows)
    assert readings == Counter(item["reading"] for item in said["items"])

"""One woman for every status: how it looks, whether it is to do, what can be done about it."""

import pytest

from tests.facts import absent, collected, decision, medication, miscarriage, ordered, result, woman
from tests.workup.views.shown import overview, row
from workup.checklist.findings import Status

ANTICOAGULANT = medication("doac", "2025-01-01")
WOMEN = {
    Status.DONE: ("TSH", woman(investigations=[result("tsh", "2", "2026-01-01", upper_limit="4")])),
    Status.PARTIAL: ("Anticardiolipin antibodies", woman(investigations=[result("acl_igg", "2", upper_limit="20")])),
    Status.MISSING: ("TSH", woman()),
    Status.ORDERED: ("TSH", woman(investigations=[ordered("tsh", "2026-11-01")])),
    Status.REPEAT_NOT_YET: (
        "Lupus anticoagulant",
        woman(investigations=[result("la_interp", "positive", "2026-11-01")]),
    ),
    Status.REPEAT_DUE: ("Lupus anticoagulant", woman(investigations=[result("la_interp", "positive", "2026-01-01")])),
    Status.NOT_INTERPRETABLE: (
        "Lupus anticoagulant",
        woman(medications=[ANTICOAGULANT], investigations=[result("la_interp", "indeterminate", "2026-01-01")]),
    ),
    Status.OPTIONAL: ("Adenomyosis", woman()),
    Status.NOT_INDICATED: ("Prolactin", woman(conditions=[absent("oligo_amenorrhoea"), absent("galactorrhoea")])),
    Status.CANNOT_TELL: ("Factor V Leiden", woman()),
    Status.NOT_RECOMMENDED: ("Natural killer cells", woman()),
    Status.DONE_NOT_RECOMMENDED: ("Natural killer cells", woman(investigations=[result("nk_blood", "12")])),
    Status.DECLINED: ("TSH", woman(decisions=[decision("tsh", "declined", "2026-11-01")])),
    Status.ELSEWHERE: ("TSH", woman(decisions=[decision("tsh", "elsewhere", "2026-11-01")])),
    Status.NOT_APPLICABLE: ("TSH", woman(decisions=[decision("tsh", "not_applicable", "2026-11-01")])),
    Status.DEFERRED: ("TSH", woman(decisions=[decision("tsh", "deferred", "2026-11-01", "2027-01-01")])),
    Status.NOT_RETRIEVABLE: (
        "Genetic analysis of pregnancy tissue, pregnancy 1",
        woman(pregnancies=[miscarriage(1, "2020-01-01")]),
    ),
}
TO_DO = {"missing", "repeat_due", "not_interpretable", "partial", "cannot_tell", "ordered", "repeat_not_yet"}
QUIET = {"optional", "not_indicated", "not_recommended", "done_not_recommended", "not_retrievable"}


def test_there_is_a_woman_for_every_status():
    assert set(WOMEN) == set(Status)


@pytest.mark.parametrize("status", sorted(WOMEN))
def test_it_shows_as_itself(status):
    label, facts = WOMEN[status]
    shown = row(overview(facts), label)
    assert shown.status is status
    assert shown.chip.status == status
    assert bool(shown.chip.reading) is (status is Status.DONE)


@pytest.mark.parametrize("status", sorted(WOMEN))
def test_it_is_to_do_quiet_or_settled(status):
    label, facts = WOMEN[status]
    shown = row(overview(facts), label)
    assert (shown.to_do, shown.quiet) == (status in TO_DO, status in QUIET)


@pytest.mark.parametrize("status", sorted(WOMEN))
def test_it_is_counted_at_the_top_by_name_or_by_number(status):
    label, facts = WOMEN[status]
    glance = overview(facts).glance
    named = {r.label for names in glance.open for r in names.rows if names.chip.status == status}
    numbered = {chip.status for chip, _ in glance.rest}
    assert (label in named) is (status in TO_DO)
    assert (status in numbered) is (status not in TO_DO)


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        (Status.DONE, []),
        (Status.PARTIAL, ["Enter", "Order", "Decide"]),
        (Status.ORDERED, ["Enter", "Decide"]),
        (Status.REPEAT_DUE, ["Enter", "Order", "Decide"]),
        (Status.NOT_INTERPRETABLE, ["Enter", "Order", "Decide"]),
        (Status.OPTIONAL, ["Enter", "Order", "Decide"]),
        (Status.CANNOT_TELL, ["Record", "Enter", "Order", "Decide"]),
        (Status.NOT_INDICATED, []),
        (Status.NOT_RECOMMENDED, []),
        (Status.DONE_NOT_RECOMMENDED, []),
        (Status.DECLINED, ["Enter", "Order", "Change"]),
        (Status.DEFERRED, ["Enter", "Order", "Change"]),
    ],
)
def test_what_can_be_done_about_it(status, verbs):
    label, facts = WOMEN[status]
    assert [action.verb for action in row(overview(facts), label).actions] == verbs


def test_tissue_that_cannot_be_had_any_more_is_not_ordered():
    label, facts = WOMEN[Status.NOT_RETRIEVABLE]
    assert "Order" not in [action.verb for action in row(overview(facts), label).actions]


def test_an_order_beside_a_repeat_is_waited_for_and_not_asked_for_again():
    facts = woman(investigations=[result("la_interp", "positive", "2026-01-01"), collected("la_interp", "2026-11-20")])
    assert not any(step.what.startswith("Repeat") for step in overview(facts).steps)

"""What a finding says beside its status: what is on record, which results, what one would order, when it is due."""

from dataclasses import replace

import pytest

from tests.facts import TODAY, day, decision, ordered, result, woman
from tests.workup.checklist.look import ESHRE, finding
from workup.checklist.evaluate import evaluate
from workup.checklist.findings import Status
from workup.guidelines import load_all


def test_where_nobody_can_tell_what_is_on_record_is_said_and_nothing_where_nothing_is():
    known = finding(woman(investigations=[ordered("fvl", "2026-01-01")]), "fvl")
    assert known.status is Status.CANNOT_TELL
    assert "On record: " in known.reason
    assert "n record: " not in finding(woman(), "fvl").reason


def test_a_deferral_that_ran_out_leaves_no_day_on_which_something_is_due():
    late = finding(woman(decisions=[decision("tsh", "deferred", "2026-01-01", "2026-02-01")]), "tsh")
    assert (late.status, late.review_due, late.due) == (Status.MISSING, True, None)
    waiting = finding(woman(decisions=[decision("tsh", "deferred", "2026-01-01", "2026-12-24")]), "tsh")
    assert (waiting.status, waiting.due) == (Status.DEFERRED, day("2026-12-24"))


def test_all_results_of_what_is_not_recommended_are_its_evidence():
    rows = [result("nk_blood", "12", "2025-01-01"), result("nk_blood", "14", "2026-01-01")]
    found = finding(woman(investigations=rows), "nk_cells")
    assert found.status is Status.DONE_NOT_RECOMMENDED
    assert [str(line.collected_on) for line in found.evidence] == ["2025-01-01", "2026-01-01"]


@pytest.mark.parametrize(
    ("item", "order"),
    [("la", ("la_interp",)), ("acl", ("acl_igg", "acl_igm")), ("protein_s", ("ps_free",)), ("lifestyle", ())],
)
def test_one_orders_the_first_way_to_satisfy_an_item(item, order):
    assert finding(woman(), item).order == order


@pytest.mark.parametrize(("preferred", "order"), [(("mri", "shg"), ("mri",)), (("tvus",), ("us3d",)), ((), ("us3d",))])
def test_of_several_techniques_the_first_preferred_one_is_ordered(preferred, order):
    edition = replace(load_all()[ESHRE], preferred_uterine=preferred)
    (uterus,) = (f for f in evaluate(woman(), edition, TODAY).findings if f.key == "uterine_anatomy")
    assert uterus.order == order

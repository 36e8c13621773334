"""What one can do about a finding, and where it leads."""

from types import SimpleNamespace

import pytest

from rpl_tracker.accounts.roles import Permission
from tests.facts import decision, miscarriage, partner, result, woman
from tests.workup.views.shown import NoRows, overview, row
from workup import catalogue
from workup.catalogue.items import items
from workup.views.presenters.actions import panel_of

STORED = NoRows(
    partner=[SimpleNamespace(label="P1", pk=31, family_name="", given_names="")],
    pregnancy=[SimpleNamespace(number=1, pk=41, note="")],
)


def actions(facts, label, *without):
    return {a.verb: a.address for a in row(overview(facts, None, *without, rows=STORED), label).actions}


def test_a_missing_result_is_entered_ordered_or_decided_on():
    offered = actions(woman(), "TSH")
    assert offered["Enter"] == "/results_panel/thyroid?test=tsh#item-tsh"
    assert offered["Order"] == "/order?item=tsh#item-tsh"
    assert offered["Decide"] == "/decision_new?item=tsh#item-tsh"


def test_a_nurse_decides_nothing_and_a_viewer_does_nothing():
    nurse = actions(woman(), "TSH", Permission.DECISIONS, Permission.RECORD)
    assert set(nurse) == {"Enter", "Order"}
    everything = (Permission.DECISIONS, Permission.RECORD, Permission.RESULTS, Permission.ORDERS)
    assert actions(woman(), "TSH", *everything) == {}


def test_what_the_record_itself_satisfies_leads_to_the_record():
    assert actions(woman(), "Weight, smoking and alcohol")["Record"].startswith("/patient_edit")
    assert actions(woman(), "Family history")["Record"].startswith("/conditions")
    assert actions(woman(), "Psychological support")["Record"].startswith("/conditions")
    assert "Enter" not in actions(woman(), "Family history")


def test_a_partners_item_names_the_partner():
    with_partner = woman(partners=[partner("P1")])
    lifestyle = actions(with_partner, "Partner's weight, smoking and alcohol (P1)")
    assert lifestyle["Record"].startswith("/partner_edit/31")
    assert lifestyle["Decide"].startswith("/decision_new?item=male_lifestyle&partner=31")


def test_without_a_partner_there_is_only_a_partner_to_record():
    offered = actions(woman(), "Partner's weight, smoking and alcohol")
    assert {verb: address.split("?")[0] for verb, address in offered.items()} == {"Record": "/partner_new"}


def test_tissue_of_a_loss_names_the_pregnancy():
    lost = woman(pregnancies=[miscarriage(1, "2026-11-20")])
    offered = actions(lost, "Genetic analysis of pregnancy tissue, pregnancy 1")
    assert "pregnancy=41" in offered["Enter"]
    assert "pregnancy=41" in offered["Decide"]


def test_a_fact_that_decides_is_recorded_where_it_belongs():
    assert actions(woman(), "Factor V Leiden")["Record"].startswith("/conditions")
    assert "Record" not in actions(woman(), "Free T4")


def test_a_decision_is_changed_and_done_needs_nothing():
    declined = woman(decisions=[decision("tsh", "declined", "2026-11-01")])
    assert "Change" in actions(declined, "TSH")
    done = woman(investigations=[result("tsh", "2", "2026-01-01", upper_limit="4")])
    assert actions(done, "TSH") == {}


def test_what_nobody_advises_offers_nothing():
    assert actions(woman(), "Natural killer cells") == {}


@pytest.mark.parametrize("test", sorted({t for item in items().values() for t in item.tests}))
def test_every_test_of_an_item_can_be_entered(test):
    assert panel_of(test) in catalogue.panels()

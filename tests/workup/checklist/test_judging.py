"""What a finding says beside its status: what is on record, which results, what one would order, when it is due."""

from dataclasses import replace

import pytest

from patients.obstetrics.values import CountOverride
from tests.facts import (
    TODAY,
    absent,
    day,
    decision,
    lifestyle,
    miscarriage,
    ordered,
    partner,
    result,
    woman,
)
from tests.workup.checklist.look import ASRM, ESHRE, RCOG, finding
from workup.checklist.evaluate import evaluate, evaluate_day
from workup.checklist.findings import Status
from workup.checklist.rows import day_of
from workup.guidelines import Category, Verification, load_all
from workup.guidelines.local import LocalChange, adopt


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


def adopted(item, category, facts):
    edition = adopt(load_all()[ESHRE], [LocalChange(ESHRE, item, category, "ours")], [], "Main")
    (found,) = (f for f in evaluate(facts, edition, TODAY).findings if f.key == item)
    return found


@pytest.mark.parametrize(("known", "said"), [(lifestyle(), "BMI 22.0"), (lifestyle(weight_kg=None), "165 cm")])
def test_what_the_record_satisfies_is_done_also_where_nobody_asks_for_it(known, said):
    found = adopted("lifestyle", Category.NOT, woman(lifestyle=known))
    assert found.status is Status.DONE_NOT_RECOMMENDED
    assert found.reason.startswith("Done: not used in this clinic: ours.")
    assert found.evidence[0].text.startswith(said)
    assert adopted("lifestyle", Category.NOT, woman()).status is Status.NOT_RECOMMENDED


def test_what_is_not_asked_for_names_results_orders_and_decisions():
    order, word = ordered("nk_blood", "2026-02-01"), decision("nk_cells", "declined", "2026-01-01")
    undone = finding(woman(investigations=[order], decisions=[word]), "nk_cells")
    assert undone.status is Status.NOT_RECOMMENDED
    assert "ordered on 1 Feb 2026" in undone.reason
    rows = [result("nk_blood", "12", "2025-01-01"), order]
    done = finding(woman(investigations=rows, decisions=[decision("nk_cells", "declined", "2026-03-01")]), "nk_cells")
    assert done.status is Status.DONE_NOT_RECOMMENDED
    for part in ("on 1 Jan 2025", "ordered on 1 Feb 2026", "Declined: her wish (1 Mar 2026)"):
        assert part.lower() in done.reason.lower()


def test_research_only_is_not_asked_for():
    found = finding(woman(), "chronic_endometritis")
    assert (found.status, found.reason) == (Status.NOT_RECOMMENDED, "Research only in this guideline.")


def test_a_clinics_word_is_in_the_reason_of_what_is_asked_for_and_of_what_was_done_unasked():
    assert "Asked for in this clinic: ours." in adopted("ana", Category.REC, woman()).reason
    done = adopted("tsh", Category.NOT, woman(investigations=[result("tsh", 2, "2026-01-01")]))
    assert "The edition itself: recommended" in done.reason


def doubtful(facts):
    """ESHRE's factor V Leiden as a row that is remembered with doubt."""
    edition = load_all()[ESHRE]
    rows = [replace(r, verification=Verification.RECALLED_LOW) if r.item == "fvl" else r for r in edition.items]
    (found,) = (f for f in evaluate(facts, replace(edition, items=tuple(rows)), TODAY).findings if f.key == "fvl")
    return found


def test_where_nobody_can_tell_results_orders_and_doubt_are_said():
    found = doubtful(woman(investigations=[result("fvl", "failed", "2026-01-01"), ordered("fvl", "2026-02-01")]))
    assert found.status is Status.CANNOT_TELL
    assert "On record: Factor V Leiden on 1 Jan 2026 and Factor V Leiden ordered on 1 Feb 2026." in found.reason
    assert "this row is not confirmed" in found.reason
    assert "this row is not confirmed" in doubtful(woman(investigations=[result("fvl", "not_detected")])).reason


def test_a_decision_keeps_what_was_said_before():
    rows, word = [result("tvus", "normal", "2026-01-01")], decision("uterine_anatomy", "declined", "2026-02-01")
    found = finding(woman(investigations=rows, decisions=[word]), "uterine_anatomy")
    assert found.status is Status.DECLINED
    assert found.reason == "Declined: her wish (1 Feb 2026). 2D only."


def test_what_one_edition_or_partner_is_told_is_not_told_to_another():
    """Answers are kept for a day: each belongs to its edition, its partner and its loss."""
    losses = [miscarriage(n, f"202{n}-01-01", weeks, days=0) for n, weeks in enumerate((8, 15, 8, 8), start=1)]
    both = [partner("P1", provides_sperm=False), partner("P2", provides_sperm=True)]
    facts = woman(pregnancies=losses, partners=both, conditions=[absent("personal_vte")])
    day = day_of(facts, TODAY)
    together = {key: evaluate_day(day, load_all()[key]) for key in (ESHRE, RCOG, ASRM)}
    assert together == {key: evaluate(facts, load_all()[key], TODAY) for key in together}
    sperm = {f.partner: str(f.status) for f in together[ESHRE].findings if f.key == "sperm_dna"}
    assert sperm == {"P1": "not_indicated", "P2": "optional"}
    tissue = {f.pregnancy: str(f.status) for f in together[RCOG].findings if f.key == "tissue_genetics"}
    assert tissue == {1: "not_indicated", 2: "not_retrievable", 3: "not_retrievable", 4: "not_retrievable"}


def test_results_are_in_the_order_of_their_days_however_they_were_typed_in():
    rows = [result("nk_blood", "14", "2026-01-01"), result("nk_blood", "12", "2025-01-01")]
    found = finding(woman(investigations=rows), "nk_cells")
    assert [str(line.collected_on) for line in found.evidence] == ["2025-01-01", "2026-01-01"]


def test_the_karyotype_of_one_partner_is_not_that_of_another():
    known = result("karyo_blood", "46,XY", "2026-01-01", partner="P2")
    facts = woman(partners=[partner("P1"), partner("P2")], investigations=[known])
    assert finding(facts, "parental_karyotype_partner", ASRM, of="P1").status is Status.MISSING
    assert finding(facts, "parental_karyotype_partner", ASRM, of="P2").status is Status.DONE


@pytest.mark.parametrize("kind", ["declined", "elsewhere", "not_applicable", "deferred"])
def test_a_decision_closes_an_item_and_a_deferral_leaves_it_open(kind):
    before = evaluate(woman(), load_all()[ESHRE], TODAY).completeness
    word = decision("tsh", kind, "2026-01-01", "2027-01-01" if kind == "deferred" else None)
    after = evaluate(woman(decisions=[word]), load_all()[ESHRE], TODAY).completeness
    assert (after.asked, after.done, after.closed - before.closed) == (before.asked, 0, 0 if kind == "deferred" else 1)
    assert after.open == after.asked - after.closed


def test_a_row_remembered_with_doubt_is_not_confirmed():
    assert [finding(woman(), item).confirmed for item in ("tsh", "mthfr")] == [True, False]


@pytest.mark.parametrize(
    ("overruled_for", "category"), [(RCOG, Category.NOT), (ESHRE, Category.COND), (None, Category.NOT)]
)
def test_an_overrule_closes_the_case_of_its_own_edition_only(overruled_for, category):
    found = finding(overruled(overruled_for), "fvl", RCOG)
    assert found.own_category is category


def test_editions_that_share_a_day_each_ask_for_themselves():
    rcog = load_all()[RCOG]
    another = replace(rcog, key="another-2023")
    shared = day_of(overruled(RCOG), TODAY)
    categories = [
        next(f for f in evaluate_day(shared, one).findings if f.key == "fvl").own_category for one in (rcog, another)
    ]
    assert categories == [Category.NOT, Category.COND]


def overruled(edition):
    """A loss at 16+0 that the clinician does not count, for one edition or for all."""
    why = {"count_override": CountOverride.NOT_COUNTED, "override_reason": "cervical weakness"}
    loss = miscarriage(1, "2024-01-01", 16, days=0, **why, override_for=(edition,) if edition else ())
    return woman(pregnancies=[loss])

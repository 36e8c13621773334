"""What to do next: at most five sentences, what decides first, and none says more than the record does."""

from dataclasses import replace
from types import SimpleNamespace

from rpl_tracker.accounts.roles import Permission
from tests.facts import (
    absent,
    collected,
    decision,
    lifestyle,
    miscarriage,
    ordered,
    pregnancy,
    present,
    result,
    woman,
)
from tests.workup.checklist.four_losses import four_losses
from tests.workup.views.shown import NoRows, look, overview
from workup.guidelines import load_all

FAMILY = ("first_degree_vte_or_thrombophilia", "family_chromosome_rearrangement")


def steps(facts, edition="eshre-2022"):
    return overview(facts, look(guideline=edition)).steps


def said(facts, edition="eshre-2022"):
    return [step.what for step in steps(facts, edition)]


def all_asked():
    """Every question of every trigger answered with no, so that nothing waits for an answer."""
    codes = ("personal_vte", "oligo_amenorrhoea", "galactorrhoea", "uterine_anomaly", "child_with_congenital_anomaly")
    return [absent(code) for code in (*codes, *FAMILY)] + [present("support_offered")]


def all_results(**instead):
    words = {"la_interp": "negative", "us3d": "normal"}
    numbers = {"acl_igg": "2", "acl_igm": "2", "tsh": "2", "tpo": "2"}
    rows = [result(test, word, "2026-01-01") for test, word in words.items()]
    rows += [result(test, number, "2026-01-01", upper_limit="20") for test, number in numbers.items()]
    return [row for row in rows if row.test not in instead] + [row for row in instead.values() if row]


def complete(**instead):
    results = all_results(**instead.pop("results", {}))
    known = {"pregnancies": [miscarriage(1, weeks=8), miscarriage(2, weeks=8)], **instead}
    return woman(conditions=all_asked(), lifestyle=lifestyle(), investigations=results, **known)


def test_nothing_waits_when_everything_is_there():
    assert said(complete()) == []


def test_a_record_without_pregnancies_asks_for_them_before_any_test():
    first, second, *_ = steps(woman())
    assert (first.what, first.why) == ("Record her pregnancies", "None is on record; ESHRE 2022 goes by them.")
    assert (first.action.verb, first.action.address) == ("Record", "/pregnancy_new?#pregnancies")
    assert second.what.startswith("Order")


def test_one_pregnancy_is_enough_not_to_ask_for_them():
    assert "Record her pregnancies" not in said(woman(pregnancies=[miscarriage(1, weeks=8)]))


def test_who_may_not_record_is_shown_where_they_would_stand():
    (first, *_) = overview(woman(), None, Permission.RECORD).steps
    assert (first.what, first.action, first.anchor) == ("Record her pregnancies", None, "pregnancies")


def test_a_look_at_a_day_before_her_first_pregnancy_does_not_ask_for_what_is_on_record():
    stored = NoRows(pregnancy=[SimpleNamespace(number=1, pk=7)])
    assert "Record her pregnancies" not in [step.what for step in overview(woman(), rows=stored).steps]


def test_at_most_five_each_with_its_why():
    shown = steps(four_losses())
    assert len(shown) == 5
    assert all(step.why.endswith(".") for step in shown)


def test_the_fact_that_decides_the_definition_comes_first():
    first = steps(four_losses())[0]
    assert first.what == "Ask how pregnancies 1 and 2 were confirmed"
    assert first.why == "ESHRE 2022 cannot tell: it counts 1, needs 2, and this decides."


def test_each_kind_of_missing_fact_has_its_own_question():
    met = [miscarriage(9, weeks=8)]
    assert said(complete(pregnancies=[*met, pregnancy(1, "unknown")]))[0] == "Ask how pregnancy 1 ended"
    assert said(complete(pregnancies=[*met, pregnancy(1, "stillbirth")]))[0] == "Ask how far pregnancy 1 went"
    rcog = [miscarriage(n, weeks=8) for n in (3, 4)]
    confirmed = pregnancy(1, "biochemical", confirmed_by="serum_hcg")
    assert said(complete(pregnancies=[*rcog, confirmed]), "rcog-gtg17-2023")[0] == "Decide whether pregnancy 1 counts"


def test_a_definition_that_is_met_asks_nothing_more():
    enough = [miscarriage(1, weeks=8), miscarriage(2, weeks=8), pregnancy(3, "biochemical")]
    assert said(complete(pregnancies=enough)) == []


def test_what_is_missing_is_ordered_by_the_laboratory_slip():
    assert said(complete(results={"tsh": None, "tpo": None})) == ["Order TSH and TPO antibodies"]


def test_a_repeat_that_is_due_comes_before_what_is_missing():
    positive = complete(results={"la_interp": result("la_interp", "positive", "2026-01-01"), "tsh": None})
    shown = steps(positive)
    assert [step.what for step in shown] == ["Repeat lupus anticoagulant", "Order TSH"]
    assert shown[0].why == "A repeat counts since 26 Mar 2026."


def test_a_repeat_that_is_ahead_says_from_when():
    early = complete(results={"la_interp": result("la_interp", "positive", "2026-11-01")})
    assert said(early) == ["Repeat lupus anticoagulant from 24 Jan 2027"]


def test_a_repeat_that_was_ordered_is_waited_for():
    positive = complete(
        results={
            "la_interp": result("la_interp", "positive", "2026-01-01"),
            "again": ordered("la_interp", "2026-11-20"),
        }
    )
    (step,) = steps(positive)
    assert step.what == "Ask the laboratory for lupus anticoagulant, overall interpretation"
    assert step.why == "The longest waits since 20 Nov 2026, 2 days."


def test_a_repeat_that_was_ordered_ahead_says_so_and_for_when_and_asks_no_laboratory():
    ahead = complete(
        results={
            "la_interp": result("la_interp", "positive", "2026-11-01"),
            "again": ordered("la_interp", "2026-11-20"),
        }
    )
    (step,) = steps(ahead)
    assert step.what == "Repeat lupus anticoagulant from 24 Jan 2027"
    assert step.why == "It is ordered (20 Nov 2026); take the sample from that day, not before."
    assert (step.action, step.anchor) == (None, "outstanding")


def test_a_sample_of_the_repeat_that_was_taken_too_early_is_still_waited_for():
    early = complete(
        results={
            "la_interp": result("la_interp", "positive", "2026-11-01"),
            "again": collected("la_interp", "2026-11-20"),
        }
    )
    assert said(early) == ["Ask the laboratory for lupus anticoagulant, overall interpretation"]


def test_many_results_outstanding_are_one_sentence():
    sent = {test: collected(test, "2026-11-12") for test in ("d_dimer", "toxoplasma", "listeria", "crp")}
    (step,) = steps(complete(results=sent))
    assert step.what.endswith("and 1 more")
    assert step.anchor == "outstanding"


def test_items_that_wait_for_one_answer_share_a_sentence():
    shown = steps(replace(complete(), conditions=(present("support_offered"),)))
    (thrombosis,) = (step for step in shown if "thrombosis, hers" in step.what)
    assert thrombosis.why == "It decides on factor V Leiden and 4 more."


def test_what_waits_for_tsh_is_not_a_question_of_its_own():
    assert not any("TSH first" in what for what in said(woman()))


def test_an_incomplete_item_says_what_it_lacks():
    half = complete(results={"acl_igm": None})
    (step,) = steps(half)
    assert step.what == "Complete anticardiolipin antibodies"
    assert "IgM" in step.why


def test_a_decision_past_its_day_is_reviewed_and_the_item_still_missing():
    put_off = complete(results={"tsh": None}, decisions=[decision("tsh", "deferred", "2026-01-01", "2026-02-01")])
    assert said(put_off) == ["Review the decision on TSH", "Order TSH"]


def test_no_kind_takes_more_than_two_places():
    assert sum(what.startswith("Order") for what in said(woman(), "asrm-rpl-2012")) <= 2


def test_every_edition_has_steps_for_an_empty_record():
    assert all(said(woman(), key) for key in load_all())

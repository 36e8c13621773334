"""What counts on a day: interfaces.md, 2a.1; rulings.md, A1, A2, 25, 28, 30."""

from datetime import date

import pytest

from patients.obstetrics.values import InvestigationStatus
from tests.facts import (
    absent,
    collected,
    day,
    decision,
    lifestyle,
    medication,
    miscarriage,
    ongoing,
    ordered,
    partner,
    pregnancy,
    present,
    result,
    woman,
)
from workup.checklist.as_of import current_partners, facts_on

DAYS = ("2019-12-31", "2020-01-01", "2024-03-01", "2024-03-02")


def on(text, **known):
    return facts_on(woman(**known), date.fromisoformat(text))


def rows(text, *investigations):
    return on(text, investigations=list(investigations)).investigations


def test_a_result_counts_from_its_own_day():
    tsh = result("tsh", 2, "2024-03-01")
    assert rows("2024-02-29", tsh) == ()
    assert rows("2024-03-01", tsh) == (tsh,)


def test_ruling_a2_a_partial_date_counts_from_its_latest_possible_day():
    tsh = result("tsh", 2, "2024-03")
    assert rows("2024-03-30", tsh) == ()
    assert rows("2024-03-31", tsh) == (tsh,)


def test_ruling_a2_in_the_running_month_a_partial_date_counts_from_the_servers_own_date():
    tsh = result("tsh", 2, "2026")
    assert rows("2026-11-21", tsh) == ()
    assert rows("2026-11-22", tsh) == (tsh,)


def test_ruling_a2_holds_for_every_sheet():
    facts = on(
        "2026-11-22",
        conditions=[present("diabetes", since="2026")],
        medications=[medication("vka", "2026-11")],
        pregnancies=[miscarriage(1, "2026", 8)],
    )
    assert facts.conditions
    assert facts.medications
    assert facts.pregnancies[0].outcome == "miscarriage"


def test_what_has_no_date_always_counts():
    undated = [result("fvl", "not_detected"), ordered("tsh"), collected("la_interp")]
    assert rows("1990-01-01", *undated) == tuple(undated)


def test_an_order_counts_from_its_day():
    assert rows("2024-02-29", ordered("tsh", "2024-03-01")) == ()
    assert rows("2024-03-01", ordered("tsh", "2024-03-01"))


def test_ruling_25_between_order_and_sample_a_result_is_an_open_order():
    tsh = result("tsh", 12, "2024-03-10", ordered="2024-03-01", unit="mIU/L", word=None, lab="Northgate")
    assert rows("2024-02-29", tsh) == ()
    assert rows("2024-03-09", tsh) == (ordered("tsh", "2024-03-01", lab="Northgate"),)
    assert rows("2024-03-10", tsh) == (tsh,)


def test_ruling_25_a_sample_is_an_open_order_before_it_was_collected():
    sample = collected("tsh", "2024-03-10", ordered_on=day("2024-03-01"))
    assert rows("2024-03-05", sample) == (ordered("tsh", "2024-03-01"),)


def test_ruling_25_an_open_order_is_of_the_same_person_and_the_same_tissue():
    his = result("karyo_blood", "46,XY", "2024-03-10", ordered="2024-03-01", partner="P1")
    of_tissue = result("karyo_poc", "46,XX", "2024-03-10", ordered="2024-03-01", pregnancy=2)
    assert rows("2024-03-05", his) == (ordered("karyo_blood", "2024-03-01", partner="P1"),)
    assert rows("2024-03-05", of_tissue) == (ordered("karyo_poc", "2024-03-01", pregnancy=2),)


def test_without_an_order_a_result_is_nothing_before_its_day():
    assert rows("2024-03-05", result("tsh", 12, "2024-03-10")) == ()
    assert rows("2024-03-05", collected("tsh", "2024-03-10")) == ()


def test_a_sample_without_a_day_counts_from_its_order():
    sample = collected("tsh", ordered_on=day("2024-03-01"))
    assert rows("2024-02-29", sample) == ()
    assert rows("2024-03-01", sample) == (sample,)


def test_ruling_25_what_was_cancelled_never_counts_not_even_before():
    assert rows("2024-03-05", ordered("tsh", "2024-03-01", status=InvestigationStatus.CANCELLED)) == ()


def test_decisions_and_conditions_count_from_their_day():
    declined = decision("tsh", "declined", "2024-03-01")
    known = {"decisions": [declined], "conditions": [absent("pcos", since="2024-03-01")]}
    assert (on("2024-02-29", **known).decisions, on("2024-02-29", **known).conditions) == ((), ())
    assert on("2024-03-01", **known).decisions
    assert on("2024-03-01", **known).conditions


def test_a_stop_that_is_still_ahead_is_not_known_yet():
    course = [medication("vka", "2024-01-01", "2024-06-01")]
    assert on("2023-12-31", medications=course).medications == ()
    assert on("2024-05-31", medications=course).medications == (medication("vka", "2024-01-01"),)
    assert on("2024-06-01", medications=course).medications == tuple(course)


def test_ruling_28_height_and_weight_count_from_their_measurement_the_rest_always():
    known = {"lifestyle": lifestyle(measured_on=day("2024-03-01"))}
    before = on("2024-02-29", **known).lifestyle
    assert (before.height_cm, before.weight_kg, before.measured_on) == (None, None, None)
    assert (before.smoking, before.alcohol_units_per_week) == ("never", 0)
    assert on("2024-03-01", **known).lifestyle == known["lifestyle"]


def test_a_partners_measurement_counts_from_its_day_too():
    facts = on("2024-02-29", partners=[partner(lifestyle=lifestyle(measured_on=day("2024-03-01")))])
    assert facts.partners[0].lifestyle.height_cm is None


def test_ruling_28_what_was_measured_on_no_known_day_always_counts():
    known = {"lifestyle": lifestyle(), "partners": [partner(lifestyle=lifestyle())]}
    facts = on("1990-01-01", **known)
    assert (facts.lifestyle, facts.partners[0].lifestyle) == (lifestyle(), lifestyle())


def test_an_early_workup_without_a_day_always_counts():
    assert on("1990-01-01", early_workup_reason="clinician_discretion").early_workup_reason == "clinician_discretion"


def test_an_early_workup_counts_from_its_day():
    known = {"early_workup_reason": "clinician_discretion", "early_workup_on": day("2024-03-01")}
    assert on("2024-02-29", **known).early_workup_reason is None
    assert on("2024-03-01", **known).early_workup_reason == "clinician_discretion"


def test_ruling_30_both_end_days_of_a_partner_are_included():
    facts = woman(partners=[partner("P1", "2020-01-01", "2024-03-01"), partner("P2", "2024-03-01")])
    current = {d: [p.label for p in current_partners(facts_on(facts, day(d)), day(d))] for d in DAYS}
    assert current == {"2019-12-31": [], "2020-01-01": ["P1"], "2024-03-01": ["P1", "P2"], "2024-03-02": ["P2"]}


def test_a_partner_is_known_from_his_first_day_and_his_last_only_once_it_has_come():
    course = [partner("P1", "2020-01-01", "2024-03-01")]
    assert on("2019-12-31", partners=course).partners == ()
    assert on("2024-02-29", partners=course).partners == (partner("P1", "2020-01-01"),)
    assert on("2024-03-01", partners=course).partners == tuple(course)


@pytest.mark.parametrize("text", DAYS)
def test_a_partner_without_days_is_a_partner_on_every_day(text):
    assert [p.label for p in current_partners(woman(partners=[partner("P1")]), day(text))] == ["P1"]


def test_a_pregnancy_was_ongoing_until_it_ended():
    lost = [pregnancy(1, "miscarriage", "2024-03-01", 8, days=0)]
    assert on("2024-01-01", pregnancies=lost).pregnancies == ()
    assert on("2024-02-29", pregnancies=lost).pregnancies[0].outcome == "ongoing"
    assert on("2024-03-01", pregnancies=lost).pregnancies[0].outcome == "miscarriage"


def test_ruling_a1_an_ongoing_pregnancy_without_dates_is_ongoing_on_every_day():
    assert on("1990-01-01", pregnancies=[ongoing(1)]).pregnancies[0].outcome == "ongoing"


@pytest.mark.parametrize("text", ["2023-01-01", "2024-03-05", "2026-11-22"])
def test_doing_it_twice_changes_nothing(text):
    facts = woman(
        investigations=[result("tsh", 2, "2024-03-10", ordered="2024-03-01"), result("tpo", 2, "2024")],
        medications=[medication("vka", "2024-01", "2024-06-01")],
        partners=[partner("P1", "2020-01-01", "2025-03-01")],
        pregnancies=[pregnancy(1, "miscarriage", "2024-03-01", 8)],
    )
    once = facts_on(facts, date.fromisoformat(text))
    assert facts_on(once, date.fromisoformat(text)) == once

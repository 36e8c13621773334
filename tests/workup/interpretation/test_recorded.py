"""Conditions, platelets, imaging, hormones, karyotypes as answers to the criteria, with what is missing."""

import pytest

from patients.obstetrics.values import ConditionCode, InvestigationStatus
from tests.facts import TODAY, absent, ordered, partial, partner, present, result, woman
from workup.interpretation.days import Days
from workup.interpretation.recorded import (
    anatomy_excluded,
    chromosomes_excluded,
    final_of,
    hormones_excluded,
    low_platelets,
    recorded,
)

VTE = ConditionCode.PERSONAL_VTE


def of(*conditions):
    return recorded(woman(conditions=list(conditions)), TODAY, VTE)


def rows(*results):
    return woman(investigations=list(results))


def test_a_condition_is_present_absent_or_not_asked():
    there = of(present("personal_vte", since="2020-05"))
    assert (there.met, there.told) == (True, ("venous thrombosis since May 2020",))
    assert there.when == (Days(partial("2020-05").earliest, partial("2020-05").latest),)
    undated = of(present("personal_vte"))
    assert (undated.told, undated.when[0].last) == (("venous thrombosis, date not recorded",), TODAY)
    assert of(absent("personal_vte")).told == ("venous thrombosis: asked, absent",)
    assert (of(absent("personal_vte")).met, of(absent("personal_vte")).when) == (False, ())
    assert (of().met, of().missing) == (None, ("venous thrombosis",))


def test_a_partners_condition_is_not_hers():
    assert of(present("personal_vte", partner="P1")).met is None
    both = of(
        present("personal_vte", since="2020"), present("personal_vte", partner="P1", since="2010"),
        present("diabetes", since="2011"), absent("personal_vte", since="2012"),
    )  # fmt: skip
    assert both.told == ("venous thrombosis since 2020",)


def test_only_her_own_final_results_count():
    facts = rows(ordered("tsh"), result("tsh", "2"), result("tsh", "3", partner="P1"), result("tpo", "4"))
    assert [row.value for row in final_of(facts, ("tsh",))] == ["2"]


@pytest.mark.parametrize(
    ("unit", "read"),
    [("10*9/L", True), ("10^9/L", True), ("x10^9/L", True), ("×10⁹/L", True), ("10E9/L", True), ("G/L", True),
     ("/nL", True), ("10*3/uL", True), ("10^3/µL", True), ("K/uL", True), ("k/μL", True), ("x 10^9 / l", True),
     ("", False), ("/L", False), ("10*6/L", False)],
)  # fmt: skip
def test_platelets_need_a_unit_of_that_size(unit, read):
    found = low_platelets(rows(result("plt", "90", "2025-01-01", unit=unit)), TODAY)
    assert found.met is (True if read else None)
    if not read:
        assert found.missing == (f"platelets in 10*9/L (reported: 90{' ' + unit if unit else ''})",)


def test_the_lowest_count_is_told_with_its_day():
    facts = rows(*(result("plt", n, f"2025-0{k}-01", unit="G/L") for k, n in enumerate(("300", "90", "120"), start=1)))
    found = low_platelets(facts, TODAY)
    assert (found.told, found.missing) == (("lowest platelets 90 G/L",), ())
    assert found.when == (Days(partial("2025-02-01").earliest, partial("2025-02-01").latest),)
    assert low_platelets(woman(), TODAY).missing == ("platelets",)
    assert low_platelets(rows(result("plt", "normal", unit="G/L")), TODAY).missing == ("platelets",)


def test_a_comparator_that_leaves_it_open_is_missing():
    found = low_platelets(rows(result("plt", ">100", "2025-01-01", unit="G/L")), TODAY)
    assert (found.met, found.missing) == (None, ("a platelet count without its comparator",))


def test_anatomy():
    asked = anatomy_excluded(woman(conditions=[present("uterine_anomaly")]))
    assert (asked.met, asked.told) == (False, ("malformation of the uterus: present",))
    gone = anatomy_excluded(woman(conditions=[absent("uterine_anomaly")]))
    assert (gone.met, gone.told) == (True, ("malformation of the uterus: absent",))
    assert anatomy_excluded(rows(result("mri", "normal"), result("hsg", "normal"))).met is True
    assert anatomy_excluded(rows(result("mri", "normal"), result("hsg", "abnormal"))).met is None
    assert anatomy_excluded(rows(result("tvus", "normal"))).missing == ("exclusion of an anatomical cause",)


@pytest.mark.parametrize("technique", ["us3d", "shg", "hsg", "mri", "hysteroscopy"])
def test_every_technique_that_shows_the_cavity_can_exclude(technique):
    assert anatomy_excluded(rows(result(technique, "normal"))).met is True


def tsh(said, on):
    return result("tsh", said, on, lower_limit=0.4, upper_limit=4)


def test_the_newest_tsh_speaks_for_the_hormones():
    assert hormones_excluded(rows(tsh("9", "2024-01-01"), tsh("2", "2025-01-01"))).met is True
    assert hormones_excluded(rows(tsh("2", "2025-01-01"), tsh("9", "2024-01-01"))).told == ("TSH 2 (0.4-4)",)
    assert hormones_excluded(rows(tsh("2", "2024-01-01"), tsh("9", "2025-01-01"))).met is None
    assert hormones_excluded(rows(tsh("9", None), tsh("2", "2025-01-01"))).met is True
    assert hormones_excluded(woman()).missing == ("exclusion of a hormonal cause (TSH within its limits)",)


def test_both_parents_chromosomes():
    hers, his = result("karyo_blood", "46,XX"), result("karyo_blood", "46,XY", partner="P1")
    assert chromosomes_excluded(rows(hers, his)).met is True
    assert chromosomes_excluded(rows(hers)).missing == ("exclusion of a parental chromosomal cause (both karyotypes)",)
    assert chromosomes_excluded(rows(his)).met is None
    assert chromosomes_excluded(rows(hers, result("karyo_blood", "not_reported", partner="P1"))).met is None
    carrier = result("karyo_blood", "45,XY,rob(13;14)(q10;q10)", partner="P1")
    assert chromosomes_excluded(rows(carrier)).told == ("a parent has a chromosome rearrangement",)
    assert chromosomes_excluded(rows(hers, carrier)).met is False
    assert chromosomes_excluded(woman(partners=[partner()])).met is None


def test_a_karyotype_that_was_cancelled_excludes_nothing():
    hers = result("karyo_blood", "46,XX", status=InvestigationStatus.CANCELLED)
    assert chromosomes_excluded(rows(hers, result("karyo_blood", "46,XY", partner="P1"))).met is None

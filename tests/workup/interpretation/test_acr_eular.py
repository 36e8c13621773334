"""ACR/EULAR 2023: entry, every domain's points, ranges where something is not recorded."""

import pytest

from patients.obstetrics.facts import ComplicationFact
from patients.obstetrics.values import Complication
from tests.facts import miscarriage, pregnancy
from tests.workup.interpretation.aps_cases import (
    EVENT,
    FIRST,
    classified,
    conditions,
    early,
    once,
    platelets,
    record,
    twice,
    without,
)
from workup.interpretation.acr_eular import (
    ARTERIAL,
    BLOOD,
    ENTRY,
    LUPUS,
    MICROVASCULAR,
    OBSTETRIC,
    SOLID_PHASE,
    VALVE,
    VENOUS,
)

LA = twice("la_interp")


def acr(facts):
    return classified(facts).acr_eular


def points(name, facts):
    return acr(facts).input(name).points


def asked(*there, unasked=()):
    return record(*LA, conditions=conditions(*there, unasked=unasked))


@pytest.mark.parametrize(
    ("domain", "there", "unasked", "expected"),
    [
        (VENOUS, (), (), (0, 0)),
        (VENOUS, ("personal_vte",), (), (3, 3)),
        (VENOUS, ("personal_vte", "vte_high_risk_profile"), (), (1, 1)),
        (VENOUS, ("personal_vte",), ("vte_high_risk_profile",), (1, 3)),
        (VENOUS, (), ("personal_vte",), (0, 3)),
        (VENOUS, ("vte_high_risk_profile",), (), (0, 0)),
        (ARTERIAL, ("arterial_thrombosis",), (), (4, 4)),
        (ARTERIAL, ("arterial_thrombosis", "cvd_high_risk_profile"), (), (2, 2)),
        (ARTERIAL, ("arterial_thrombosis",), ("cvd_high_risk_profile",), (2, 4)),
        (MICROVASCULAR, ("aps_microvascular_suspected",), (), (2, 2)),
        (MICROVASCULAR, ("aps_microvascular_established",), (), (5, 5)),
        (MICROVASCULAR, ("aps_microvascular_suspected",), ("aps_microvascular_established",), (2, 5)),
        (MICROVASCULAR, (), ("aps_microvascular_suspected",), (0, 2)),
        (VALVE, ("heart_valve_thickening",), (), (2, 2)),
        (VALVE, ("heart_valve_vegetation",), (), (4, 4)),
        (VALVE, ("heart_valve_vegetation", "heart_valve_thickening"), (), (4, 4)),
        (VALVE, (), ("heart_valve_vegetation",), (0, 4)),
    ],
)
def test_only_the_highest_item_of_a_domain_counts(domain, there, unasked, expected):
    assert points(domain, asked(*there, unasked=unasked)) == expected


@pytest.mark.parametrize(
    ("there", "unasked", "met"),
    [
        (("personal_vte", "vte_high_risk_profile"), (), True),
        (("personal_vte",), ("vte_high_risk_profile",), True),
        ((), ("personal_vte",), None),
        ((), (), False),
    ],
)
def test_one_point_is_enough_to_meet_a_domain(there, unasked, met):
    assert acr(asked(*there, unasked=unasked)).input(VENOUS).finding.met is met


@pytest.mark.parametrize(
    ("said", "unit", "expected"),
    [
        ("19.9", "10*9/L", (0, 0)),
        ("20", "10*9/L", (2, 2)),
        ("130", "x10^9/L", (2, 2)),
        ("131", "G/L", (0, 0)),
        (">100", "10*9/L", (0, 2)),
        (">130", "10*9/L", (0, 0)),
        ("100", "", (0, 2)),
        ("100", "/L", (0, 2)),
    ],
)
def test_the_lowest_platelets(said, unit, expected):
    assert points(BLOOD, record(*LA, platelets(said, unit))) == expected


def test_the_lowest_of_several_counts_and_none_is_not_recorded():
    assert points(BLOOD, record(*LA, platelets("90"), platelets("300"))) == (2, 2)
    assert points(BLOOD, record(*LA, platelets("90"), platelets("15"))) == (0, 0)
    found = acr(without(record(*LA), "plt")).input(BLOOD)
    assert (found.points, found.finding.missing) == ((0, 2), ("platelets",))


def ill(kind, weeks=None, days=None, ended_weeks=38):
    what = tuple(ComplicationFact(Complication(one), weeks, days) for one in kind.split())
    return pregnancy(1, "live_birth", EVENT, ended_weeks, days=0, complications=what)


@pytest.mark.parametrize(
    ("histories", "expected"),
    [
        ([], (0, 0)),
        ([early(1), early(2)], (0, 0)),
        ([early(1), early(2), early(3)], (1, 1)),
        ([early(1), early(2), miscarriage(3, EVENT, 15, days=6)], (1, 1)),
        ([early(1), early(2), miscarriage(3, EVENT, 16, days=0)], (1, 1)),  # a fetal death of its own
        ([early(1), early(2), miscarriage(3, EVENT)], (0, 1)),
        ([miscarriage(1, EVENT, 15, days=6)], (0, 0)),
        ([miscarriage(1, EVENT, 16, days=0)], (1, 1)),
        ([pregnancy(1, "stillbirth", EVENT, 33, days=6)], (1, 1)),
        ([pregnancy(1, "stillbirth", EVENT, 34, days=0)], (0, 0)),
        ([ill("severe_preeclampsia", 33, 6)], (3, 3)),
        ([ill("severe_preeclampsia", 34, 0)], (0, 0)),
        ([ill("severe_preeclampsia")], (0, 3)),
        ([ill("severe_preeclampsia", ended_weeks=33)], (3, 3)),
        ([ill("placental_insufficiency_severe", 31)], (3, 3)),
        ([ill("placental_insufficiency", 31)], (0, 0)),
        ([ill("severe_preeclampsia placental_insufficiency_severe", 31)], (4, 4)),
        ([ill("severe_preeclampsia", 31), *(early(n) for n in (2, 3, 4))], (3, 3)),
    ],
)
def test_the_obstetric_domain(histories, expected):
    assert points(OBSTETRIC, record(*LA, pregnancies=histories)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (LA, (5, 5)),
        ([once("la_interp")], (1, 1)),
        (twice("la_interp", second="2025-05-23"), (1, 1)),
        ([once("la_interp"), once("la_interp", "negative", "2025-06-01")], (1, 1)),
        ([once("la_interp", "negative")], (0, 0)),
        ([once("la_interp", "indeterminate")], (0, 5)),
        ([once("la_interp", on="2025"), once("la_interp", on="2025-06-01")], (1, 5)),
    ],
)
def test_lupus_anticoagulant_once_and_persistent(rows, expected):
    assert points(LUPUS, record(*rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], (0, 0)),
        (twice("acl_igm", "90"), (1, 1)),
        (twice("acl_igm", "90") + twice("ab2gpi_igm", "90"), (1, 1)),
        (twice("acl_igg", "39.9"), (0, 0)),
        (twice("acl_igg", "40"), (4, 4)),
        (twice("acl_igg", "79.9"), (4, 4)),
        (twice("acl_igg", "80"), (5, 5)),
        (twice("ab2gpi_igg", "80"), (5, 5)),
        (twice("acl_igg", "80") + twice("ab2gpi_igg", "79"), (5, 5)),
        (twice("acl_igg", "80") + twice("ab2gpi_igg", "80"), (7, 7)),
        ([once("acl_igg", "90"), once("acl_igg", "50", "2025-06-01")], (4, 4)),
        ([once("acl_igg", "90")], (0, 0)),
        (twice("acl_igg", "90", second="2025-05-23"), (0, 0)),
        (twice("acl_igg", "positive"), (0, 5)),
        (twice("acl_igg", ">40"), (4, 5)),
        (twice("acl_igg", "negative"), (0, 0)),
    ],
)
def test_solid_phase_antibodies_by_titre_twice(rows, expected):
    assert points(SOLID_PHASE, record(*rows)) == expected


def test_an_antibody_that_was_not_tested_leaves_its_points_open():
    found = acr(without(record(*LA), "acl_igg")).input(SOLID_PHASE)
    assert found.points == (0, 5)
    assert found.finding.missing == ("Anticardiolipin IgG, in units",) * 2
    assert acr(without(record(), "la_interp")).input(LUPUS).points == (0, 5)


@pytest.mark.parametrize(
    ("since", "entry"),
    [("2022-03-01", True), ("2022-02-28", False), ("2028-02-29", True), (None, None), ("2022", None), (EVENT, True)],
)
def test_entry_within_three_years(since, entry):
    facts = record(once("la_interp", on=FIRST), conditions=conditions("personal_vte", since=since))
    assert acr(facts).input(ENTRY).finding.met is entry


@pytest.mark.parametrize(
    ("rows", "entry"),
    [
        ([once("acl_igg", "40")], True),
        ([once("acl_igg", "39")], False),
        ([once("ab2gpi_igm", "40")], True),
        ([once("ab2gpi_igm", "39")], False),  # above the laboratory's limit, and below moderate
        ([once("acl_igg", "positive")], None),
    ],
)
def test_entry_needs_a_lupus_anticoagulant_or_a_moderate_titre(rows, entry):
    assert acr(record(*rows, conditions=conditions("personal_vte"))).input(ENTRY).finding.met is entry


def test_an_antibody_that_was_not_tested_could_still_be_near():
    far = record(once("la_interp"), conditions=conditions("personal_vte", since="2015-01-01"))
    assert acr(far).input(ENTRY).finding.met is False
    assert acr(without(far, "ab2gpi_igm")).input(ENTRY).finding.met is None


def test_without_a_clinical_criterion_there_is_no_entry():
    found = acr(record(*LA))
    assert (found.input(ENTRY).finding.met, found.met) == (False, False)


@pytest.mark.parametrize(
    ("there", "rows", "met"),
    [
        (("personal_vte",), LA, True),
        (("personal_vte", "vte_high_risk_profile"), LA, False),  # one clinical point
        (("personal_vte",), [once("la_interp")], False),  # one laboratory point
        (("personal_vte",), twice("acl_igm", "90"), False),  # IgM alone cannot reach three
        (("personal_vte",), twice("acl_igg", "40"), True),
        (("heart_valve_thickening", "personal_vte", "vte_high_risk_profile"), LA, True),  # 2 + 1
    ],
)
def test_three_clinical_and_three_laboratory_points(there, rows, met):
    assert acr(record(*rows, conditions=conditions(*there))).met is met


def test_three_early_losses_and_a_persistent_lupus_anticoagulant_are_not_enough():
    found = acr(record(*LA, pregnancies=[early(1), early(2), early(3)]))
    assert (found.clinical, found.laboratory, found.met) == ((1, 1), (5, 5), False)


def test_what_is_not_recorded_makes_it_cannot_tell_and_is_named():
    found = acr(asked("heart_valve_thickening", unasked=("personal_vte",)))
    assert found.met is None
    assert found.clinical == (2, 5)
    assert found.missing == ("venous thrombosis",)


def test_what_is_not_recorded_does_not_matter_where_the_rest_decides():
    found = acr(asked("personal_vte", unasked=("heart_valve_vegetation",)))
    assert (found.met, found.missing) == (True, ())
    lab = record(conditions=conditions("personal_vte", unasked=("heart_valve_vegetation",)))
    assert acr(lab).met is False


@pytest.mark.parametrize(
    ("rows", "met", "missing"),
    [
        (LA, True, ()),
        ([once("la_interp")], True, ()),
        ([once("la_interp", "negative")], False, ()),
        ([once("la_interp", "indeterminate")], None, ("Lupus anticoagulant, overall interpretation",)),
    ],
)
def test_a_domain_is_met_when_it_surely_has_points(rows, met, missing):
    found = acr(record(*rows)).input(LUPUS).finding
    assert (found.met, found.missing) == (met, missing)


def test_the_facts_that_were_used_are_told():
    found = acr(record(*twice("acl_igg", "85"), conditions=conditions("personal_vte")))
    assert found.input(SOLID_PHASE).finding.told == (
        "Anticardiolipin IgG 80 units or more, persistent",
        "Anticardiolipin IgG 40 units or more, persistent",
    )
    assert found.input(ENTRY).finding.told == ("clinical criterion: documented", "positive antibody: 2 results")
    one = acr(record(once("la_interp"))).input(ENTRY).finding
    assert one.told == ("clinical criterion: none", "positive antibody: 1 result")
    open_ = acr(record(*LA, conditions=conditions(unasked=("personal_vte",)))).input(ENTRY).finding
    assert open_.told[0] == "clinical criterion: cannot tell"
    assert open_.missing == ("date of a clinical criterion, or of a positive antibody",)

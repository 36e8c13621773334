"""Items that the record itself satisfies: interfaces.md, 3; rulings.md, 17, 28, 30."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from patients.obstetrics.values import Abo, RhD, Smoking
from tests.facts import absent, day, lifestyle, ordered, partial, partner, present, result, woman
from tests.workup.checklist.look import ASRM, RCOG, checklist, finding, findings, status
from workup.catalogue.items import items
from workup.checklist.facts import Lifestyle
from workup.checklist.lines import matter_of
from workup.checklist.records import lifestyle_words, of_record
from workup.checklist.rows import Day, Target


def test_lifestyle_needs_height_weight_smoking_and_alcohol():
    found = finding(woman(lifestyle=lifestyle()), "lifestyle")
    assert (found.status, found.reading) == ("done", "not_read")
    assert found.evidence[0].text == "BMI 22.0, never smoked, 0 units of alcohol a week"
    assert found.reason == "Height, weight, smoking and alcohol recorded."


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("height_cm", "Height not recorded."),
        ("weight_kg", "Weight not recorded."),
        ("smoking", "Smoking not recorded."),
        ("alcohol_units_per_week", "Alcohol not recorded."),
    ],
)
def test_lifestyle_with_one_of_the_four_missing_is_partial(field, said):
    found = finding(woman(lifestyle=lifestyle(**{field: None})), "lifestyle")
    assert (found.status, found.reason) == ("partial", said)


def test_lifestyle_with_nothing_recorded_is_no_missing_test():
    found = finding(woman(), "lifestyle")
    assert (found.status, found.reason) == ("missing", "Height, weight, smoking and alcohol not recorded.")


def test_caffeine_alone_satisfies_nothing():
    assert status(woman(lifestyle=Lifestyle(caffeine_mg_per_day=100)), "lifestyle") == "missing"


def test_ruling_28_measured_later_is_not_known_yet():
    facts = woman(lifestyle=lifestyle(measured_on=day("2024-03-01")))
    before = finding(facts, "lifestyle", on=date(2024, 2, 29))
    assert (before.status, before.reason) == ("partial", "Height and weight not recorded.")
    assert status(facts, "lifestyle", on=date(2024, 3, 1)) == "done"


def test_words_name_only_what_is_recorded():
    assert lifestyle_words(Lifestyle(weight_kg=Decimal("60.5"), smoking=Smoking.FORMER)) == "60.5 kg, former smoker"
    assert lifestyle_words(Lifestyle()) == ""
    assert lifestyle_words(Lifestyle(height_cm=Decimal(165), smoking=Smoking.CURRENT)) == "165 cm, smokes"
    assert lifestyle_words(Lifestyle(alcohol_units_per_week=Decimal("1.5"))) == "1.5 units of alcohol a week"


@pytest.mark.parametrize(
    ("height", "words"), [("0", "0 cm, 60 kg"), ("1", "BMI 600000.0"), ("150", "BMI 26.7"), ("165.5", "BMI 21.9")]
)
def test_a_height_of_nothing_gives_no_bmi(height, words):
    assert lifestyle_words(Lifestyle(height_cm=Decimal(height), weight_kg=Decimal(60))) == words


def test_the_evidence_has_the_day_of_the_measurement():
    known = lifestyle(measured_on=day("2024-03-01"))
    assert finding(woman(lifestyle=known), "lifestyle").evidence[0].collected_on == partial("2024-03-01")
    assert finding(woman(lifestyle=lifestyle()), "lifestyle").evidence[0].collected_on is None
    some = finding(woman(lifestyle=lifestyle(smoking=None)), "lifestyle")
    assert [one.text for one in some.evidence] == ["BMI 22.0, 0 units of alcohol a week"]


def test_each_current_partner_has_his_own_lifestyle():
    facts = woman(partners=[partner("P1", lifestyle=lifestyle()), partner("P2")], lifestyle=lifestyle())
    assert (status(facts, "male_lifestyle", of="P1"), status(facts, "male_lifestyle", of="P2")) == ("done", "missing")


# --- Without a partner -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ["male_lifestyle", "sperm_dna", "parental_karyotype_partner"])
def test_without_a_partner_nobody_can_tell(item):
    (found,) = findings(woman(lifestyle=lifestyle()), item)
    assert (found.status, found.partner, found.reason) == ("cannot_tell", None, "No partner on record.")
    assert found.asked is False


def test_a_partner_who_left_is_no_partner():
    assert status(woman(partners=[partner("P1", until="2020-01-01")]), "male_lifestyle") == "cannot_tell"


def test_without_a_partner_what_is_not_asked_for_stays_so():
    assert status(woman(), "semen_analysis", ASRM) == "not_recommended"
    assert status(woman(), "sperm_dna", RCOG) == "not_recommended"


def test_ruling_17_a_woman_on_her_own_is_not_open_for_want_of_a_partner():
    alone, paired = checklist(woman()).completeness, checklist(woman(partners=[partner()])).completeness
    assert (paired.asked, paired.open) == (alone.asked + 1, alone.open + 1)


def test_ruling_30_a_partner_without_sperm_is_asked_for_the_rest_only():
    facts = woman(partners=[partner("P1", provides_sperm=False)], conditions=[present("child_with_congenital_anomaly")])
    assert finding(facts, "sperm_dna").reason == "Partner P1 provides no sperm."
    assert status(facts, "sperm_dna") == "not_indicated"
    assert status(facts, "male_lifestyle") == "missing"
    assert status(facts, "parental_karyotype_partner") == "missing"


# --- Family history --------------------------------------------------------------------------------------------------

BOTH = ("first_degree_vte_or_thrombophilia", "family_chromosome_rearrangement")


def test_ruling_28_without_a_partner_family_history_asks_her_alone():
    found = finding(woman(conditions=[absent(code) for code in BOTH]), "family_history")
    assert (found.status, found.reading) == ("done", "normal")
    assert found.reason.startswith("Asked, none")


def test_family_history_asks_each_current_partner():
    hers = [absent(code) for code in BOTH]
    facts = woman(partners=[partner("P1")], conditions=[*hers, absent(BOTH[0], "P1")])
    found = finding(facts, "family_history")
    assert found.status == "partial"
    assert "chromosome rearrangement in the family (partner P1)" in found.reason


def test_a_finding_in_the_family_is_abnormal():
    found = finding(woman(conditions=[present(BOTH[0]), absent(BOTH[1])]), "family_history")
    assert (found.status, found.reading) == ("done", "abnormal")
    assert "(hers)" in found.reason


def test_the_answers_on_the_family_are_its_evidence():
    known = [present(BOTH[0]), absent(BOTH[1]), absent(BOTH[0], "P1")]
    facts = woman(partners=[partner("P1")], conditions=known)
    assert [(one.test, one.collected_on, one.text) for one in finding(facts, "family_history").evidence] == [
        (BOTH[0], None, "hers: yes"), (BOTH[1], None, "hers: no"), (BOTH[0], None, "partner P1: no"),
    ]  # fmt: skip


def test_of_several_in_the_family_only_what_is_there_is_told():
    his = [absent(BOTH[0], "P1"), present(BOTH[1], "P1")]
    facts = woman(partners=[partner("P1")], conditions=[absent(BOTH[0]), absent(BOTH[1]), *his])
    found = finding(facts, "family_history")
    assert found.reason == "Chromosome rearrangement in the family (partner P1)."


def test_family_history_not_asked_is_missing():
    assert finding(woman(), "family_history").status == "missing"


# --- Support ---------------------------------------------------------------------------------------------------------


def test_support_offered_satisfies_the_item():
    found = finding(woman(conditions=[present("support_offered", since="2024-03-01")]), "psychological_support")
    assert (found.status, found.reading, found.reason) == ("done", "not_read", "Support was offered.")


def test_the_offer_is_its_evidence_with_its_day_and_note():
    offers = [
        replace(present("support_offered", since="2024-03-01"), note="phone line"), present("support_offered"),
        absent("support_offered"), present("support_offered", "P1"),
    ]  # fmt: skip
    found = finding(woman(conditions=offers, partners=[partner("P1")]), "psychological_support")
    assert [(one.test, one.collected_on, one.text) for one in found.evidence] == [
        ("support_offered", partial("2024-03-01"), "support offered: phone line"),
        ("support_offered", None, "support offered"),
    ]


@pytest.mark.parametrize(
    ("conditions", "reason"),
    [([], "Not on record that support was offered."), ([absent("support_offered")], "Support not offered.")],
)
def test_not_asked_is_not_the_same_as_not_offered(conditions, reason):
    assert finding(woman(conditions=conditions), "psychological_support").reason.startswith(reason)


@pytest.mark.parametrize("conditions", [[], [absent("support_offered")], [present("support_offered", "P1")]])
def test_ruling_28_not_offered_or_offered_to_him_leaves_it_missing(conditions):
    facts = woman(partners=[partner("P1")], conditions=conditions)
    assert status(facts, "psychological_support") == "missing"


@pytest.mark.parametrize("test", ["phq9", "gad7", "epds"])
def test_a_questionnaire_satisfies_it_too(test):
    assert status(woman(investigations=[result(test, 7, "2024-03-01")]), "psychological_support") == "done"


def test_an_ordered_questionnaire_says_more_than_nothing():
    assert status(woman(investigations=[ordered("phq9", "2024-03-01")]), "psychological_support") == "ordered"


# --- Blood group, a local item ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("abo", "rhd", "expected", "reason", "evidence"),
    [
        (Abo.A, RhD.NEGATIVE, "done", "blood group A RhD negative", ["A RhD negative"]),
        (Abo.A, None, "partial", "RhD not recorded", ["A"]),
        (None, RhD.POSITIVE, "partial", "ABO group not recorded", ["RhD positive"]),
        (None, None, "missing", "ABO group and RhD not recorded", []),
    ],
)
def test_the_blood_group_is_on_her_own_record(abo, rhd, expected, reason, evidence):
    target = Target(Day(woman(abo=abo, rhd=rhd), date(2026, 11, 22)), matter_of(items()["blood_group_rhd"], ()))
    found = of_record(target)
    assert (found.status, found.words, [one.text for one in found.evidence]) == (expected, (reason,), evidence)

"""What CNGOF, NGF, NVOG and DGGG ask of one woman, where they differ from the others (guidelines.md, 5b, 6, 8)."""

import pytest

from patients.obstetrics.values import FetalMorphology
from tests.facts import absent, miscarriage, partner, pregnancy, present, result, woman
from tests.workup.checklist.look import checklist, finding, findings, status

CNGOF, NGF, NVOG, DGGG = "cngof-2014", "ngf-2024", "nvog-hm", "dggg-015050-2022"


@pytest.mark.parametrize("item", ["homocysteine", "prolactin", "ovarian_reserve", "b12_folate", "thyroglobulin_ab"])
def test_cngof_asks_for_what_eshre_does_not(item):
    assert status(woman(), item, CNGOF) == "missing"
    assert finding(woman(), item, CNGOF).citation == "CNGOF 2014, abstract"


@pytest.mark.parametrize(
    ("edition", "item"), [(CNGOF, "ab2gpi"), (NGF, "ab2gpi"), (NGF, "uterine_anatomy"), (NVOG, "la")]
)
def test_what_was_not_read_is_no_item_of_it(edition, item):
    assert findings(woman(), item, edition) == ()


def test_ngf_wants_free_t4_beside_tsh_and_eshre_only_after_an_abnormal_one():
    fine = woman(investigations=[result("tsh", "2", "2026-03-01", lower_limit=0.4, upper_limit=4)])
    assert (status(fine, "free_t4", NGF), status(fine, "free_t4")) == ("missing", "not_indicated")


def test_ngf_counts_only_a_row_of_losses():
    lost = [miscarriage(1, weeks=8), pregnancy(2, "live_birth", weeks=39), miscarriage(3, weeks=8)]
    assert checklist(woman(pregnancies=lost), NGF).definition.met is False
    assert checklist(woman(pregnancies=lost)).definition.met is True


# --- NVOG -----------------------------------------------------------------------------------------------------------


def test_nvog_advises_against_tpo_antibodies_which_eshre_asks_for():
    done = woman(investigations=[result("tpo", "20", "2026-03-01")])
    assert (status(woman(), "tpo", NVOG), status(done, "tpo", NVOG)) == ("not_recommended", "done_not_recommended")


@pytest.mark.parametrize(("test", "expected"), [("fpg", "done_not_recommended"), ("hba1c", "not_recommended")])
def test_nvog_speaks_of_fasting_glucose_alone(test, expected):
    assert status(woman(investigations=[result(test, "5", "2026-03-01")]), "glucose", NVOG) == expected


def test_nvog_karyotypes_wait_for_the_estimate_of_risk():
    couple = {"partners": [partner("P1")]}
    assert status(woman(**couple), "parental_karyotype_patient", NVOG) == "cannot_tell"
    child = woman(**couple, conditions=[present("child_with_congenital_anomaly")])
    assert status(child, "parental_karyotype_patient", NVOG) == "missing"
    family = "family_chromosome_rearrangement"
    none = [absent("child_with_congenital_anomaly"), absent(family), absent(family, "P1")]
    assert status(woman(**couple, conditions=none), "parental_karyotype_partner", NVOG) == "not_indicated"


def test_nvog_looks_at_the_urinary_tract_after_a_malformation():
    assert status(woman(conditions=[present("uterine_anomaly")]), "urinary_tract", NVOG) == "missing"


@pytest.mark.parametrize(
    ("morphology", "category", "expected"),
    [
        (FetalMorphology.ABNORMAL, "COND", "optional"),
        (FetalMorphology.NORMAL, "NOT", "not_recommended"),
        (None, "NOT", "not_recommended"),
    ],
)
def test_nvog_tissue_is_considered_only_when_the_fetus_was_not_formed_normally(morphology, category, expected):
    lost = miscarriage(1, "2026-11-20", 12, fetal_morphology=morphology)
    found = finding(woman(pregnancies=[lost]), "tissue_genetics", NVOG)
    assert (found.category, found.status) == (category, expected)
    missing = "not recorded, and would change this: morphology of the fetus of pregnancy 1"
    assert (missing in found.reason.lower()) is (morphology is None)


# --- DGGG, a draft -------------------------------------------------------------------------------------------------


def test_dggg_both_partners_are_asked_without_a_result_of_the_latest_loss():
    lost = {"pregnancies": [miscarriage(1, "2024-01-01", 9)], "partners": [partner("P1")]}
    both = ("parental_karyotype_patient", "parental_karyotype_partner")
    assert [status(woman(**lost), item, DGGG) for item in both] == ["missing", "missing"]
    known = woman(**lost, investigations=[result("karyo_poc", "47,XX,+16", "2024-01-05", pregnancy=1)])
    assert [status(known, item, DGGG) for item in both] == ["not_indicated", "not_indicated"]
    assert status(known, "tissue_genetics", DGGG) == "done"


@pytest.mark.parametrize(
    ("item", "own"),
    [("psychological_screen", "REC"), ("mthfr", "NOT"), ("homocysteine", "NOT"), ("infection_screen", "NOT")],
)
def test_dggg_a_row_remembered_with_doubt_is_optional_whatever_it_says(item, own):
    found = finding(woman(), item, DGGG)
    assert (found.own_category, found.category, found.status) == (own, "COND", "optional")
    assert "this row is not confirmed" in found.reason


@pytest.mark.parametrize(("value", "expected"), [("12", "optional"), ("2", "not_indicated")])
def test_dggg_further_thyroid_tests_follow_an_abnormal_tsh(value, expected):
    tsh = result("tsh", value, "2026-03-01", lower_limit=0.4, upper_limit=4)
    assert {status(woman(investigations=[tsh]), item, DGGG) for item in ("tpo", "free_t4")} == {expected}


def test_dggg_coeliac_serology_after_food_intolerance():
    assert status(woman(), "coeliac", DGGG) == "cannot_tell"
    assert status(woman(conditions=[present("food_intolerance")]), "coeliac", DGGG) == "optional"
    assert status(woman(conditions=[absent("food_intolerance")]), "coeliac", DGGG) == "not_indicated"


@pytest.mark.parametrize("item", ["pcos_androgens", "prolactin", "glucose", "sperm_dna"])
def test_dggg_what_it_is_not_known_to_ask_is_no_item(item):
    assert findings(woman(), item, DGGG) == ()

"""The editions say what clinical/guidelines.md says of them, and nothing else (rulings.md, 6, 7, D)."""

from collections import defaultdict

import pytest

from workup.catalogue import tests as catalogue_tests
from workup.catalogue.items import items
from workup.guidelines import Category, Verification, load_all

THROMBOPHILIA = "fvl pt20210 protein_c protein_s antithrombin"
LISTED = {
    "eshre-2022": {
        "REC": "la acl tsh tpo uterine_anatomy lifestyle male_lifestyle family_history psychological_support",
        "COND": "ab2gpi ana adenomyosis tissue_genetics sperm_dna",
        "IND": f"{THROMBOPHILIA} free_t4 prolactin urinary_tract parental_karyotype_patient parental_karyotype_partner",
        "NOT": "homocysteine hla anti_hy anti_hla cytokines nk_cells glucose insulin pcos_androgens ovarian_reserve"
        " luteal_phase lh mthfr",
        "RES": "chronic_endometritis",
    },
    "rcog-gtg17-2023": {
        "REC": "la acl uterine_anatomy tsh tpo lifestyle psychological_support tissue_genetics",
        "IND": "parental_karyotype_patient parental_karyotype_partner",
        "NOT": f"{THROMBOPHILIA} mthfr",
        "RES": "hla cytokines nk_cells infection_screen sperm_dna chronic_endometritis",
    },
    "asrm-rpl-2012": {
        "REC": "la acl ab2gpi parental_karyotype_patient parental_karyotype_partner uterine_anatomy tsh prolactin"
        " glucose lifestyle psychological_support",
        "COND": "tissue_genetics",
        "IND": THROMBOPHILIA,
        "NOT": "hla nk_cells cytokines anti_hla luteal_phase infection_screen sperm_dna semen_analysis mthfr"
        " homocysteine",
    },
    "cngof-2014": {
        "REC": "la acl homocysteine tsh tpo thyroglobulin_ab glucose prolactin ovarian_reserve b12_folate"
        " uterine_anatomy",
    },
    "ngf-2024": {"REC": "la acl tsh free_t4 tpo lifestyle"},
    "dggg-015050-2022": {
        "REC": "la acl ab2gpi parental_karyotype_patient parental_karyotype_partner uterine_anatomy tsh lifestyle"
        " psychological_screen",
        "COND": "tissue_genetics chronic_endometritis ana",
        "IND": f"{THROMBOPHILIA} free_t4 tpo coeliac",
        "NOT": "mthfr homocysteine luteal_phase infection_screen",
        "RES": "nk_cells hla cytokines",
    },
    "nvog-hm": {
        "REC": "tsh uterine_anatomy",
        "COND": "adenomyosis",
        "IND": "free_t4 urinary_tract parental_karyotype_patient parental_karyotype_partner",
        "NOT": "homocysteine nk_cells tpo glucose insulin pcos_androgens tissue_genetics",
    },
}
LOW = {
    "eshre-2022": {"mthfr"},
    "rcog-gtg17-2023": {"chronic_endometritis"},
    "asrm-rpl-2012": {"mthfr", "homocysteine"},
    "cngof-2014": set(),
    "ngf-2024": set(),
    "nvog-hm": set(),
    "dggg-015050-2022": {
        "mthfr", "homocysteine", "free_t4", "tpo", "chronic_endometritis", "infection_screen", "ana", "coeliac",
        "psychological_screen",
    },
}  # fmt: skip
EDITIONS = sorted(LISTED)


def test_these_editions_are_on_file():
    assert sorted(load_all()) == EDITIONS


@pytest.mark.parametrize("key", EDITIONS)
def test_ruling_6_the_items_are_these_and_nothing_else(key):
    found = defaultdict(set)
    for row in load_all()[key].items:
        found[str(row.category)].add(row.item)
    assert found == {category: set(names.split()) for category, names in LISTED[key].items()}


@pytest.mark.parametrize("key", EDITIONS)
def test_ruling_7_only_these_rows_are_unconfirmed(key):
    assert {row.item for row in load_all()[key].items if not row.confirmed} == LOW[key]


@pytest.mark.parametrize(
    ("edition", "item", "strength", "quality", "mark"),
    [
        ("eshre-2022", "la", "Strong", "Q2", "recalled"),
        ("eshre-2022", "ab2gpi", "GPP", None, "recalled"),
        ("eshre-2022", "fvl", "Conditional", "Q3", "recalled"),
        ("eshre-2022", "tsh", "Strong", "Q3", "recalled"),
        ("eshre-2022", "prolactin", "Conditional", "Q2", "recalled"),
        ("eshre-2022", "cytokines", "Strong", "Q2", "seen_secondary"),
        ("eshre-2022", "anti_hla", "Strong", "Q3", "seen_secondary"),
        ("eshre-2022", "nk_cells", "Strong", "Q1", "seen_secondary"),
        ("eshre-2022", "homocysteine", "Strong", "Q1", "recalled"),
        ("rcog-gtg17-2023", "la", "C", None, "seen"),
        ("rcog-gtg17-2023", "tissue_genetics", "D", None, "seen"),
        ("rcog-gtg17-2023", "uterine_anatomy", "B", None, "seen"),
        ("rcog-gtg17-2023", "lifestyle", "D", None, "recalled"),
        ("asrm-rpl-2012", "tsh", "ungraded", None, "recalled"),
        ("cngof-2014", "glucose", "A", None, "seen"),
        ("cngof-2014", "tpo", "A", None, "seen"),
        ("cngof-2014", "prolactin", "B", None, "seen"),
        ("cngof-2014", "ovarian_reserve", "C", None, "seen"),
        ("ngf-2024", "la", "level Ib", None, "seen"),
        ("ngf-2024", "free_t4", None, None, "seen"),
        ("dggg-015050-2022", "la", "soll", None, "recalled"),
        ("dggg-015050-2022", "luteal_phase", None, None, "seen_secondary"),
    ],
)
def test_grades_are_the_documents_own_words(edition, item, strength, quality, mark):
    row = load_all()[edition].item(item)
    assert (row.strength, row.quality, row.verification) == (strength, quality, Verification(mark))


def test_rcog_thrombophilia_after_a_second_trimester_loss_is_a_case_of_its_own():
    rcog = load_all()["rcog-gtg17-2023"]
    for item in ("fvl", "pt20210", "protein_s"):
        assert [(case.when, case.category) for case in rcog.item(item).cases] == [
            ("second_trimester_loss", Category.COND)
        ]
    assert all(not rcog.item(item).cases for item in ("protein_c", "antithrombin", "mthfr"))


def test_dggg_is_a_draft_and_no_row_of_it_was_read_in_the_original():
    assert [key for key, edition in load_all().items() if edition.draft] == ["dggg-015050-2022"]
    dggg = load_all()["dggg-015050-2022"]
    assert dggg.edition_in_words == "S2k, May 2022 (draft, not verified)"
    assert Verification.SEEN not in {row.verification for row in dggg.items}


def test_dggg_either_both_karyotypes_or_tissue_of_the_latest_loss():
    dggg = load_all()["dggg-015050-2022"]
    parents = [dggg.item(f"parental_karyotype_{who}") for who in ("patient", "partner")]
    assert {row.trigger for row in parents} == {"latest_loss_without_tissue_result"}
    assert dggg.item("infection_screen").tests == ("vaginal_swab",)


def test_nvog_tissue_is_considered_when_the_fetus_was_not_formed_normally():
    tissue = load_all()["nvog-hm"].item("tissue_genetics")
    assert [(case.when, case.category) for case in tissue.cases] == [("abnormal_fetal_morphology", Category.COND)]
    assert tissue.category is Category.NOT


def test_ruling_26_glucose_is_fasting_glucose_for_eshre_and_any_test_of_the_row_for_asrm():
    assert load_all()["eshre-2022"].item("glucose").tests == ("fpg", "fpg_si")
    assert load_all()["nvog-hm"].item("glucose").tests == ("fpg", "fpg_si")
    assert load_all()["asrm-rpl-2012"].item("glucose").tests == ()


def test_the_preferred_techniques_of_the_uterus():
    preferred = {key: guideline.preferred_uterine for key, guideline in load_all().items()}
    assert preferred == {
        "eshre-2022": ("us3d",),
        "rcog-gtg17-2023": ("us3d",),
        "asrm-rpl-2012": ("shg", "hsg", "hysteroscopy"),
        "cngof-2014": (),
        "ngf-2024": (),
        "nvog-hm": ("us3d",),
        "dggg-015050-2022": ("us3d", "hysteroscopy"),
    }


@pytest.mark.parametrize("key", EDITIONS)
def test_every_edition_says_what_it_is_and_what_was_not_read(key):
    guideline = load_all()[key]
    assert guideline.identifier.startswith(("doi:10.", "hal-", "https://"))
    assert guideline.gaps
    assert guideline.revision.note
    assert all(guideline.gaps)
    assert all(remark.citation for remark in guideline.remarks)


@pytest.mark.parametrize("key", EDITIONS)
def test_every_row_and_note_has_a_citation_and_a_mark(key):
    rows = load_all()[key].items
    cited = [*rows, *(note for row in rows for note in row.notes)]
    assert all(entry.citation and isinstance(entry.verification, Verification) for entry in cited)


@pytest.mark.parametrize("key", EDITIONS)
def test_every_item_can_be_satisfied(key):
    known = catalogue_tests()
    for row in load_all()[key].items:
        item = items()[row.item]
        assert item.record or item.needed_tests
        assert item.tests <= set(known)


@pytest.mark.parametrize("key", EDITIONS)
def test_both_partners_karyotypes_share_trigger_and_grade(key):
    guideline = load_all()[key]
    both = [row for row in guideline.items if row.item.startswith("parental_karyotype")]
    assert len(both) in {0, 2}
    if both:
        hers, his = both
        assert (hers.trigger, hers.category, hers.strength) == (his.trigger, his.category, his.strength)


@pytest.mark.parametrize(
    ("key", "gap"),
    [
        ("cngof-2014", "anti-beta2-glycoprotein I"),
        ("cngof-2014", "parental karyotype"),
        ("ngf-2024", "which antibodies"),
        ("ngf-2024", "uterus"),
        ("ngf-2024", "genetics"),
        ("nvog-hm", "inherited thrombophilia"),
        ("nvog-hm", "antiphospholipid"),
        ("nvog-hm", "ANA"),
        ("nvog-hm", "male"),
        ("nvog-hm", "definition"),
        ("dggg-015050-2022", "every row"),
    ],
)
def test_what_was_not_read_is_a_gap_and_no_item(key, gap):
    assert any(gap in named for named in load_all()[key].gaps)


@pytest.mark.parametrize(("category", "words"), [("REC", "recommended"), ("RES", "research only")])
def test_categories_have_words(category, words):
    assert Category(category).words == words

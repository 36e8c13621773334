"""Which tests satisfy which item: interfaces.md, section 3."""

import pytest

from patients.obstetrics.values import ResultWord, Subject
from workup.catalogue import CatalogueError
from workup.catalogue.items import Need, _item, items

# The table of interfaces.md, section 3: alternatives separated by |, tests of which all are needed joined by +.
TABLE = {
    "la": "la_interp",
    "acl": "acl_igg + acl_igm",
    "ab2gpi": "ab2gpi_igg + ab2gpi_igm",
    "fvl": "fvl",
    "pt20210": "pt20210",
    "mthfr": "mthfr677",
    "homocysteine": "hcy",
    "protein_c": "pc_chrom | pc_clot",
    "protein_s": "ps_free | ps_clot",
    "antithrombin": "at_chrom",
    "ana": "ana_titre | ana_screen",
    "nk_cells": "nk_blood | nk_endometrium",
    "hla": "hla_typing",
    "anti_hy": "anti_hy",
    "anti_hla": "anti_hla",
    "cytokines": "cytokines",
    "coeliac": "ttg_iga",
    "tsh": "tsh",
    "tpo": "tpo",
    "free_t4": "ft4 | ft4_si",
    "thyroglobulin_ab": "anti_tg",
    "prolactin": "prl",
    "glucose": "hba1c | hba1c_ifcc | fpg | fpg_si",
    "insulin": "insulin_fasting",
    "pcos_androgens": "testo",
    "lh": "lh",
    "luteal_phase": "progesterone",
    "ovarian_reserve": "amh | fsh",
    "vitamin_d": "vitd",
    "b12_folate": "b12 + folate",
    "uterine_anatomy": "us3d | shg | hsg | mri | hysteroscopy",
    "adenomyosis": "adenomyosis_us",
    "urinary_tract": "renal_us",
    "parental_karyotype_patient": "karyo_blood",
    "parental_karyotype_partner": "karyo_blood",
    "tissue_genetics": "karyo_poc | cma_poc",
    "sperm_dna": "sdf",
    "semen_analysis": "semen_panel | sperm_conc + sperm_prog + sperm_normal",
    "infection_screen": "ct | rub | toxoplasma | vaginal_swab",
    "syphilis": "rpr | trep",
    "chronic_endometritis": "cd138",
    "blood_group_rhd": "abo_rh",
    "full_blood_count": "cbc | hb + plt",
    "lifestyle": "",
    "male_lifestyle": "",
    "family_history": "",
    "psychological_support": "phq9 | gad7 | epds",
    "psychological_screen": "phq9 | gad7 | epds",
}


def test_holds_every_item_and_no_other():
    assert set(items()) == set(TABLE)


@pytest.mark.parametrize("key", TABLE)
def test_which_tests_satisfy_it(key):
    expected = {frozenset(way.split(" + ")) for way in TABLE[key].split(" | ")} if TABLE[key] else set()

    assert {frozenset(need.test for need in way) for way in items()[key].alternatives} == expected


@pytest.mark.parametrize(
    ("key", "tests"),
    [
        ("la", {"la_drvvt_screen", "la_drvvt_confirm", "la_drvvt_ratio", "la_aptt_screen", "la_aptt_hex"}),
        ("fvl", {"apcr"}),
        ("protein_s", {"ps_total"}),
        ("ana", {"ana_screen", "ana_pattern"}),
        ("uterine_anatomy", {"tvus"}),
        ("acl", set()),
    ],
)
def test_which_tests_alone_are_only_a_part(key, tests):
    assert set(items()[key].partial_tests) == tests


def test_two_dimensional_ultrasound_says_so():
    assert items()["uterine_anatomy"].partial_tests["tvus"] == "2D only"


@pytest.mark.parametrize(
    ("panel", "covered"),
    [
        ("apl_panel", {"la", "acl", "ab2gpi"}),
        ("thrombophilia_panel", {"fvl", "pt20210", "protein_c", "protein_s", "antithrombin"}),
    ],
)
def test_which_items_a_panel_covers(panel, covered):
    assert {key for key, item in items().items() if panel in item.panels} == covered


def test_a_screen_counts_only_when_negative_and_progesterone_only_outside_pregnancy():
    assert (Need("ana_screen", ResultWord.NEGATIVE),) in items()["ana"].alternatives
    assert items()["luteal_phase"].alternatives == ((Need("progesterone", outside_pregnancy=True),),)


def test_whose_items_they_are():
    partner = {key for key, item in items().items() if item.subject is Subject.PARTNER}

    assert partner == {"parental_karyotype_partner", "sperm_dna", "semen_analysis", "male_lifestyle"}
    assert {key for key, item in items().items() if item.subject is Subject.TISSUE} == {"tissue_genetics"}


def test_what_else_on_the_record_counts():
    records = {key: item.record for key, item in items().items() if item.record}

    assert records == {
        "blood_group_rhd": "blood_group",
        "lifestyle": "lifestyle",
        "male_lifestyle": "lifestyle",
        "family_history": "family_history",
        "psychological_support": "support",
    }


def test_every_test_and_panel_named_for_an_item():
    assert items()["protein_s"].tests == {"ps_free", "ps_clot", "ps_total", "thrombophilia_panel"}
    assert items()["protein_s"].needed_tests == {"ps_free", "ps_clot"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"any_of": [["unheard_of"]]}, "unheard_of is not in the catalogue"),
        ({"any_of": [["sdf"]]}, "test sdf is not one of the patient"),
        ({"any_of": []}, "nothing satisfies it"),
        ({"record": "horoscope"}, "“horoscope” is none of"),
        ({"colour": "red"}, "colour is unknown"),
    ],
)
def test_an_item_that_is_not_sound_is_refused(change, words):
    entry = {"label": "TSH", "group": "thyroid", "subject": "patient", "any_of": [["tsh"]]}

    with pytest.raises(CatalogueError, match=f"item tsh: {words}"):
        _item("tsh", entry | change)

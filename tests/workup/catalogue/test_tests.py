"""The catalogue of tests against the table that it was made from, and what its loading refuses."""

import json
from pathlib import Path

import pytest

from patients.obstetrics.values import ResultWord, Subject
from workup import catalogue
from workup.catalogue import CatalogueError, Kind
from workup.catalogue.loading import check_digit, is_loinc, load_tests

CODES = json.loads((Path(__file__).parents[2] / "vectors" / "codes.json").read_text(encoding="utf-8"))
NOT_TESTS = {"crl", "msd", "iscn"}
ROWS = [row for row in CODES if row["input"]["group"] != "Pregnancy history" and row["input"]["key"] not in NOT_TESTS]

# interfaces.md, section 3: the keys that have a name and no code.
NAMED_ONLY = [
    "adenomyosis_us",
    "renal_us",
    "nk_blood",
    "nk_endometrium",
    "hla_typing",
    "anti_hy",
    "anti_hla",
    "cytokines",
    "ttg_iga",
    "insulin_fasting",
    "anti_tg",
    "folate",
    "b12",
    "toxoplasma",
    "listeria",
    "vaginal_swab",
    "d_dimer",
    "aptt",
    "pt",
    "inr",
    "fibrinogen",
    "crp",
    "progesterone",
    "histology_poc",
    "placental_histology",
    "post_mortem",
    "apl_panel",
    "thrombophilia_panel",
]

SOUND = {"label": "TSH", "group": "Endocrine", "kind": "number", "subjects": ["patient"]}


def test_holds_the_rows_of_the_code_table_and_the_named_keys():
    assert set(catalogue.tests()) == {row["input"]["key"] for row in ROWS} | set(NAMED_ONLY)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["input"]["key"])
def test_codes_units_and_their_verification_are_those_of_the_table(row):
    test, expected = catalogue.tests()[row["input"]["key"]], row["expected"]

    assert (test.label, test.group) == (row["name"], row["input"]["group"])
    assert (test.loinc, test.ucum) == (expected["loinc"], expected["ucum"])
    assert test.loinc_verification == expected["verification"]
    assert test.note == expected["note"]


@pytest.mark.parametrize("key", NAMED_ONLY)
def test_a_test_that_nobody_verified_has_neither_code_nor_unit(key):
    test = catalogue.tests()[key]

    assert (test.loinc, test.ucum, test.loinc_name, test.loinc_verification) == (None, None, "", "")
    assert test.label


def test_pytest_does_not_take_a_test_of_the_catalogue_for_one_of_its_own():
    assert catalogue.Test.__test__ is False


def test_the_catalogue_cannot_be_changed_by_its_readers():
    with pytest.raises(TypeError):
        catalogue.tests()["tsh"] = None


@pytest.mark.parametrize("code", ["3016-3", "882-1", "99046-5", "8061-4"])
def test_check_digit_of_real_codes(code):
    assert is_loinc(code)


@pytest.mark.parametrize("code", ["3016-4", "3061-3", "3016", "3016-33", "", "-1", "٣016-3"])
def test_a_code_with_a_typing_error_is_refused(code):
    assert not is_loinc(code)


def test_check_digit_is_mod_10():
    assert [check_digit(number) for number in ("0", "1", "5", "18", "3016")] == [0, 8, 9, 2, 3]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"loinc": "3016-4", "loinc_verification": "seen"}, "check digit"),
        ({"loinc": "3016-3"}, "how its LOINC code was verified"),
        ({"colour": "red"}, "colour is unknown; known are group, kind, label, loinc, loinc_name, "),
        ({"kind": "guess"}, "“guess” is none of"),
        ({"subjects": ["neighbour"]}, "“neighbour” is none of"),
        ({"subjects": []}, "names nobody"),
        ({"words": ["fine"]}, "“fine” is none of"),
    ],
)
def test_loading_refuses_and_names_test_and_fault(change, words):
    with pytest.raises(CatalogueError, match=f"test tsh.*{words}"):
        load_tests({"tsh": SOUND | change})


@pytest.mark.parametrize("field", sorted(SOUND))
def test_loading_refuses_a_test_with_something_missing(field):
    with pytest.raises(CatalogueError, match=f"test tsh: {field} missing"):
        load_tests({"tsh": {name: value for name, value in SOUND.items() if name != field}})


def _words(key):
    return {str(word) for word in catalogue.allowed_words(catalogue.tests()[key])}


NO_READING = {"indeterminate", "failed", "not_reported"}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("la_interp", {"positive", "negative"}),
        ("acl_igg", {"positive", "negative"}),
        ("ana_screen", {"positive", "negative"}),
        ("fvl", {"not_detected", "heterozygous", "homozygous"}),
        ("mri", {"normal", "abnormal"}),
        ("cbc", {"normal", "abnormal"}),
        ("semen_panel", {"normal", "abnormal"}),
        ("apl_panel", {"normal", "abnormal"}),
        ("tsh", {"normal", "abnormal"}),
        ("tpo", {"positive", "negative", "normal", "abnormal"}),
        ("karyo_blood", set()),
        ("hla_typing", set()),
        ("ana_pattern", set()),
        ("cma_poc", {"normal", "abnormal", "maternal_cells"}),
        ("karyo_poc", {"maternal_cells"}),
    ],
)
def test_which_words_a_result_may_be(key, words):
    assert _words(key) == words | NO_READING


def test_ruling_24_words_that_say_why_there_is_no_reading():
    assert {"indeterminate", "failed", "maternal_cells"} == catalogue.CANNOT_BE_READ


def test_only_tissue_can_hold_maternal_cells():
    allowing = {
        key for key, test in catalogue.tests().items() if ResultWord.MATERNAL_CELLS in catalogue.allowed_words(test)
    }

    assert allowing == {key for key, test in catalogue.tests().items() if Subject.TISSUE in test.subjects}


@pytest.mark.parametrize(
    ("key", "subjects"),
    [
        ("karyo_poc", {Subject.TISSUE}),
        ("cma_poc", {Subject.TISSUE}),
        ("sdf", {Subject.PARTNER}),
        ("hysteroscopy", {Subject.PATIENT}),
        ("karyo_blood", {Subject.PATIENT, Subject.PARTNER}),
        ("tsh", {Subject.PATIENT, Subject.PARTNER}),
    ],
)
def test_whose_sample_it_can_be(key, subjects):
    assert catalogue.tests()[key].subjects == subjects


def test_dna_and_chromosomes_have_their_own_kinds():
    kinds = {key: test.kind for key, test in catalogue.tests().items()}

    assert {key for key, kind in kinds.items() if kind is Kind.GENOTYPE} == {"fvl", "pt20210", "mthfr677"}
    assert {key for key, kind in kinds.items() if kind is Kind.KARYOTYPE} == {"karyo_blood", "karyo_poc"}
    assert {key for key, kind in kinds.items() if kind is Kind.ARRAY} == {"cma_poc"}


def test_the_licence_notice_of_loinc_is_in_the_repository():
    notice = " ".join(
        (Path(__file__).parents[3] / "docs" / "LOINC.md").read_text(encoding="utf-8").replace(">", "").split()
    )

    assert "This material contains content from LOINC (http://loinc.org)." in notice
    assert "LOINC is copyright © Regenstrief Institute, Inc. and the LOINC Committee" in notice
    assert "is available at no cost under the license at http://loinc.org/license" in notice

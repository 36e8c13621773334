"""Beside a karyotype or array: category, counselling, which loss it speaks of."""

import pytest

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.values import Subject
from tests.workup.interpretation.said import said
from tests.workup.interpretation.samples import ON, facts, pregnancy, sample
from workup.interpretation.beside import beside
from workup.interpretation.genetics import carrier, read_genetics, tissue_abnormal

COUNSELLING, CATEGORY, ARRAY = "Genetic counselling is advised", "Karyotype category", "Array result"
TISSUE, INV_1 = "Which loss tissue speaks of", "Inversion of chromosome 1"
LOSS = pregnancy(ended="2024-03-02", number=3, ga_weeks=9, ga_days=2)


def blood(value, **more):
    one = sample("karyo_blood", "2024-01-01", value, **more)
    return said(one, facts(one))


def tissue(value=None, test="karyo_poc", word=None):
    one = sample(test, "2024-03-02", value, word, subject=Subject.TISSUE, pregnancy=3)
    return said(one, facts(one, pregnancies=[LOSS]))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("46,XX", None),
        ("47,XXX", None),
        ("46,XX,inv(9)(p12q13)", None),
        ("46,XX,9qh+", None),
        ("46,XX,t(11;22)(q23.3;q11.2)", "Balanced carrier"),
        ("45,XX,rob(13;14)(q10;q10)", "Balanced carrier"),
        ("46,XY,inv(10)(p11.2q21.2)mat", "Balanced carrier"),
        ("47,XY,+der(22)t(11;22)(q23.3;q11.2)mat", "Unbalanced result"),
        ("46,XX,rob(14;21)(q10;q10),+21", "Unbalanced result"),
        ("mos 46,XX,t(11;22)(q23;q11)[5]/46,XX[20]", "Balanced carrier"),
    ],
)
def test_balanced_carriers_and_unbalanced_results_ask_for_counselling(value, words):
    found = blood(value)
    assert (COUNSELLING in found) is (words is not None)
    assert found.get(COUNSELLING, "").startswith(words or "")


def test_a_partner_is_read_like_her():
    assert COUNSELLING in blood("46,XY,t(4;20)(q21;p13)dn", subject=Subject.PARTNER, partner="P1")


def test_the_category_is_shown_of_a_mosaic_line_by_line():
    assert blood("47,XX,+21") == {CATEGORY: "Category: autosomal trisomy"}
    assert blood("mos 45,X[10]/46,XX[20]")[CATEGORY] == (
        "Category: mosaic (sex chromosome aneuploidy in 10 cells, normal in 20 cells)"
    )


def test_an_inversion_of_chromosome_1_says_that_its_variant_is_not_on_file():
    assert "cannot be told" in blood("46,XX,inv(1)(p11q12)")[INV_1]
    assert INV_1 not in blood("46,XX,inv(10)(p11.2q21.2)")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("47,XX,+16", "Abnormal: it can explain the loss of"),
        ("69,XXY", "Abnormal"),
        ("45,X", "Abnormal"),
        ("46,XX", "Nothing found that would explain the loss of"),
        ("46,XX,9qh+", "Nothing found"),
        ("46,XX,rob(13;14)(q10;q10),+21", "Abnormal"),
    ],
)
def test_tissue_speaks_of_its_own_loss(value, words):
    told = tissue(value)[TISSUE]
    assert told.startswith(words)
    assert "pregnancy 3 (miscarriage, at 9+2, ended 2 Mar 2024)" in told
    assert told.endswith("and of no other") is words.startswith("Abnormal")


@pytest.mark.parametrize(
    "value", ["46,XX,t(11;22)(q23.3;q11.2)", "46,XX,ins(5;2)(p14;q22q32)", "46,XX,inv(10)(p11.2q21.2)"]
)
def test_no_balanced_tissue_explains_or_excludes(value):
    assert TISSUE not in tissue(value)


@pytest.mark.parametrize(
    ("value", "copies"),
    [
        ("arr(X)x3,(Y)x0", "3 copies of chromosome X"),
        ("arr(X)x1,(Y)x2", "2 copies of chromosome Y"),
        ("arr(X)x0,(Y)x1", "0 copies of chromosome X"),
        ("arr(X)x1,(Y)x0", "of the sex chromosomes"),
        ("arr(X)x2,(Y)x1", "of the sex chromosomes"),
        ("arr(21)x3,(X)x2", "3 copies of chromosome 21"),
        (
            "arr[GRCh38] (16)x3,8p23.1(100_200)x2,22q11.21(100_200)x1",
            "3 copies of chromosome 16, 1 of 22q11.21",
        ),
    ],
)
def test_only_what_is_not_usual_is_counted_out(value, copies):
    assert tissue(value, test="cma_poc")[ARRAY].startswith(f"Copies other than two: {copies}; an array misses")


@pytest.mark.parametrize(
    ("value", "answer"), [("46,XX", False), ("46,XX,t(11;22)(q23.3;q11.2)", True), ("46XX", None), (None, None)]
)
def test_a_carrier_is_who_has_a_structural_rearrangement(value, answer):
    assert carrier(sample("karyo_blood", "2024-01-01", value)) is answer


def test_another_test_is_no_tissue_result():
    assert tissue_abnormal(sample("tsh", "2024-01-01", word="abnormal")) is None
    assert tissue_abnormal(sample("a test of the clinic", "2024-01-01", word="abnormal")) is None
    for test in ("tsh", "a test of the clinic"):
        assert read_genetics(sample(test, "2024-01-01", "46,XX"), facts(), ON) == ()


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (pregnancy(number=3), "pregnancy 3 (miscarriage)"),
        (pregnancy(number=3, ended="2024-03"), "pregnancy 3 (miscarriage, ended Mar 2024)"),
        (pregnancy("pul_resolved", number=3, ga_weeks=6), "pregnancy 3 (pul resolved, at 6 weeks)"),
    ],
)
def test_a_loss_is_told_by_what_is_on_record(loss, words):
    one = sample("karyo_poc", "2024-03-02", "47,XX,+16", subject=Subject.TISSUE, pregnancy=3)
    assert f"the loss of {words}, and of no other" in said(one, facts(one, pregnancies=[loss]))[TISSUE]


def test_a_balanced_tissue_neither_explains_nor_excludes():
    assert TISSUE not in tissue("45,XX,rob(13;14)(q10;q10)")
    assert COUNSELLING in tissue("45,XX,rob(13;14)(q10;q10)")


@pytest.mark.parametrize("test", ["karyo_poc", "cma_poc"])
def test_failed_tissue_and_maternal_cells_explain_nothing(test):
    assert "gave no result: it explains nothing" in tissue(test=test, word="failed")[TISSUE]
    assert tissue(test=test, word="maternal_cells")[TISSUE].startswith(
        "Maternal cells: this says nothing of pregnancy 3"
    )


def test_not_reported_says_nothing_and_a_word_alone_decides():
    assert tissue(word="not_reported") == {}
    assert tissue(test="cma_poc", word="abnormal")[TISSUE].startswith("Abnormal")
    assert tissue(test="cma_poc", word="normal")[TISSUE].startswith("Nothing found")
    assert tissue(test="cma_poc", word="indeterminate") == {}


@pytest.mark.parametrize(
    ("value", "copies", "counselling", "explains"),
    [
        ("arr(1-22,X)x2", "Nothing lost or gained", False, False),
        ("arr(1-22)x2,(X,Y)x1", "Nothing lost or gained", False, False),
        ("arr(16)x3", "Copies other than two: 3 copies of chromosome 16", False, True),
        ("arr[GRCh38] 22q11.21(18912231_21465672)x1", "Copies other than two: 1 of 22q11.21", True, True),
        ("arr(1-22)x2,(X)x1", "Copies other than two: of the sex chromosomes", False, True),
    ],
)
def test_an_array_says_what_is_lost_or_gained_and_what_it_cannot_see(value, copies, counselling, explains):
    found = tissue(value, test="cma_poc")
    assert found[ARRAY].startswith(copies)
    assert "an array misses balanced rearrangements" in found[ARRAY]
    assert found.get(COUNSELLING, "").startswith("Unbalanced result") is counselling
    assert found[TISSUE].startswith("Abnormal") is explains


def test_a_text_that_was_stored_before_it_was_checked_is_left_alone():
    assert blood("46XX") == {}
    assert blood(None) == {}


def test_a_loss_that_is_not_on_record_is_named_by_its_number():
    one = sample("karyo_poc", None, "47,XX,+16", subject=Subject.TISSUE, pregnancy=7)
    assert "loss of pregnancy 7," in said(one, facts(one))[TISSUE]


def test_counselling_names_its_guideline_as_recalled():
    one = sample("karyo_blood", None, "46,XX,t(11;22)(q23.3;q11.2)")
    (advice,) = (s for s in beside(one, facts(one), ON) if s.rule == COUNSELLING)
    assert (advice.mark, advice.acts) == (Mark.RECALLED, True)
    assert "ESHRE 2022" in advice.source

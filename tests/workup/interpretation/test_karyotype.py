"""ISCN karyotypes: the samples of clinical/vectors/iscn.json, and each check of domain-logic.md, 8."""

import json
from pathlib import Path

import pytest

from workup.interpretation.karyotype import KaryotypeError, ascii_signs, parse

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "iscn.json").read_text(encoding="utf-8"))
VALID = [vector for vector in VECTORS if vector["expected"]["valid"]]
INVALID = [vector for vector in VECTORS if not vector["expected"]["valid"]]


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: vector["name"])
def test_valid_samples_and_their_category(vector):
    assert parse(vector["input"]["iscn"]).category == vector["expected"]["category"]


@pytest.mark.parametrize("vector", INVALID, ids=lambda vector: vector["name"])
def test_invalid_samples_and_their_reason(vector):
    with pytest.raises(KaryotypeError) as refused:
        parse(vector["input"]["iscn"])

    assert [refused.value.code] == vector["expected"]["errors"]
    assert str(refused.value)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("46,XY", "normal"),
        ("45,X", "sex_chromosome_aneuploidy"),
        ("47,XXY", "sex_chromosome_aneuploidy"),
        ("47,XYY", "sex_chromosome_aneuploidy"),
        ("46,YY", "sex_chromosome_aneuploidy"),
        ("47,XX,+X", "sex_chromosome_aneuploidy"),
        ("45,XX,-21", "autosomal_monosomy"),
        ("48,XX,+18,+21", "autosomal_trisomy"),
        ("48,XXY,+21", "autosomal_trisomy"),
        ("45,XY,der(14;21)(q10;q10)", "balanced_robertsonian"),
        ("45,XX,rob(21;21)(q10;q10)", "balanced_robertsonian"),
        ("45,XY,rob(13;15)(q10;q10)", "balanced_robertsonian"),
        ("45,XX,rob(14;22)(q10;q10)", "balanced_robertsonian"),
        ("45,XX,dic(13;14)(p11.2;p11.2)", "balanced_robertsonian"),
        ("46,XX,rob(14;21)(q10;q10),+21", "unbalanced_structural"),
        ("46,XX,rob(13;14)(q10;q10),+21", "autosomal_trisomy"),
        ("46,XX,t(11;22)(q23.3;q11.2)", "balanced_reciprocal"),
        ("46,X,t(X;11)(p11;q13)", "balanced_reciprocal"),
        ("46,XX,t(2;7;5)(p21;q23;q22)", "balanced_reciprocal"),
        ("47,XX,t(11;22)(q23;q11),+22", "unbalanced_structural"),
        ("46,XY,inv(10)(p11.2q21.2)mat", "inversion"),
        ("46,Y,inv(X)(p11q13)", "inversion"),
        ("46,XX,inv(2)(p11.2q13)", "variant_inversion"),
        ("46,XX,inv(1)(p11q12)", "inversion"),
        ("46,XX,inv(1)(p36q21)", "inversion"),
        ("46,XX,ins(5;2)(p14;q22q32)", "balanced_insertion"),
        ("46,XX,ins(2)(p13q21q31)", "balanced_insertion"),
        ("46,XX,del(5)(p15.2)", "unbalanced_structural"),
        ("46,XX,del(5)(q13q33)", "unbalanced_structural"),
        ("46,XX,dup(1)(q22)", "unbalanced_structural"),
        ("46,XX,dup(1)(q22q25)", "unbalanced_structural"),
        ("46,XX,r(7)(p22q36)", "unbalanced_structural"),
        ("46,XX,add(19)(p13.3)", "unbalanced_structural"),
        ("46,XX,der(11)t(11;22)(q23;q11)", "unbalanced_structural"),
        ("46,XX,i(17)(q10)", "unbalanced_structural"),
        ("45,XX,der(1;7)(q10;p10)", "unbalanced_structural"),
        ("46,X,idic(Y)(q11.2)", "structural_sex_chromosome"),
        ("46,X,del(X)(q24)", "structural_sex_chromosome"),
        ("46,X,der(X)t(X;18)(p11;q11)", "unbalanced_structural"),
        ("45,XX,dic(1;7)(p11;q11)", "unbalanced_structural"),
        ("46,XX,trp(1)(q22)", "unbalanced_structural"),
        ("46,XX,trp(1)(q22q25)", "unbalanced_structural"),
        ("45,XX,t(11;22)(q23;q11),-22", "unbalanced_structural"),
        ("45,XY,-Y", "sex_chromosome_aneuploidy"),
        ("46,X,+mar", "marker"),
        ("48,XX,+2mar", "marker"),
        ("46,XY,15ps+", "heteromorphism"),
        ("46,XY,Yqh+", "heteromorphism"),
        ("46,X,Yqh-", "heteromorphism"),
        ("46,XX,fra(X)(q27.3)", None),
        ("46,X,fra(X)(q27.3)", "fragile_site"),
        ("68,XX", "polyploidy"),
        ("69,XXX", "polyploidy"),
        ("70,XXX,+21", "polyploidy"),
        ("45,X[10]/46,XX[20]", "mosaic"),
        ("chi 46,XX[10]/46,XY[15]", "mosaic"),
        ("47,XX,+21[30]", "autosomal_trisomy"),
    ],
)
def test_categories(text, category):
    if category is None:
        with pytest.raises(KaryotypeError):
            parse(text)
    else:
        assert parse(text).category == category


def changed(count, sex, sign, number):
    """`57,XX,+1,+2,...`: the first chromosomes gained or lost."""
    return ",".join([str(count), sex, *(f"{sign}{chromosome}" for chromosome in range(1, number + 1))])


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (changed(57, "XX", "+", 11), "autosomal_trisomy"),
        (changed(58, "XX", "+", 12), None),
        (changed(57, "XXX", "-", 12), None),
        (changed(58, "XXX", "-", 11), "polyploidy"),
        (changed(80, "XXX", "+", 11), "polyploidy"),
        (changed(81, "XXX", "+", 12), None),
        (changed(80, "XXXX", "-", 12), None),
        (changed(81, "XXXX", "-", 11), "polyploidy"),
    ],
)
def test_58_to_80_chromosomes_are_triploid_more_tetraploid(text, category):
    if category is None:
        with pytest.raises(KaryotypeError, match="adds up to"):
            parse(text)
    else:
        assert parse(text).category == category


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("46XX", "syntax"),
        ("4,XX", "syntax"),
        ("46,", "syntax"),
        ("46", "syntax"),
        ("46,YX", "syntax"),
        ("46,XX,", "syntax"),
        ("46,XX,+23", "syntax"),
        ("46,XX,trisomy 21", "syntax"),
        ("46,XX\n", "whitespace"),
        (" 46,XX", "whitespace"),
        ("mos  45,X[10]/46,XX[20]", "syntax"),
        ("45,X[10] / 46,XX[20]", "syntax"),
        ("45,X[0]/46,XX[20]", "syntax"),
        ("45,X[10]/", "syntax"),
        ("47,XX", "modal_number_mismatch"),
        ("46,XX,+21", "modal_number_mismatch"),
        ("47,XX,-21", "modal_number_mismatch"),
        ("69,XX", "modal_number_mismatch"),
        ("45,X,i(X)(q10)", "modal_number_mismatch"),
        ("46,XX,+mar", "modal_number_mismatch"),
        ("mos 45,X[10]/46,X[20]", "modal_number_mismatch"),
        ("45,XX,rob(1;14)(q10;q10)", "robertsonian_chromosomes"),
        ("45,XX,rob(13;14;15)(q10;q10;q10)", "syntax"),
        ("45,XX,rob(13)(q10)", "syntax"),
        ("45,XX,rob(13;14)", "syntax"),
        ("45,XX,rob(14;13)(q10;q10)", "chromosome_order"),
        ("46,X,t(11;X)(q13;p11)", "chromosome_order"),
        ("47,XY,+der(22)t(22;11)(q11.2;q23.3)", "chromosome_order"),
        ("47,XY,+der(21)t(11;22)(q23.3;q11.2)", "syntax"),
        ("46,XX,der(11)(q23)", "syntax"),
        ("46,XX,t(11)t(11;22)(q23;q11)", "syntax"),
        ("46,XX,inv(9)(p12)", "syntax"),
        ("46,XX,inv(9)(p12q13q21)", "syntax"),
        ("46,XX,del(5)(q13q23q33)", "syntax"),
        ("46,XX,dup(1)(q22q25q32)", "syntax"),
        ("46,XX,trp(1)(q22q25q32)", "syntax"),
        ("46,XX,r(7)(p22)", "syntax"),
        ("46,XX,r(7)(p22q21q36)", "syntax"),
        ("46,XX,i(17)(q10q21)", "syntax"),
        ("46,XX,ins(5;2)(p14;q22)", "syntax"),
        ("46,XX,ins(2)(p13q21)", "syntax"),
        ("46,XX,ins(5;2;7)(p14;q22q32;q11)", "syntax"),
        ("46,XX,ins(5;2;7)(p14;q22q32)", "syntax"),
        ("45,XX,der(1;7)t(1;7)(q10;p10)", "syntax"),
        ("46,XX,der(11)t(11)(q23)", "syntax"),
        ("47,XX,+0", "syntax"),
        ("46,XX,inv(9;10)(p12;q13)", "syntax"),
        ("46,XX,del(5)(p15.2;p14)", "syntax"),
        ("46,XX,t(11;22)(x23;q11)", "syntax"),
        ("chi 46,XX[10]", "mosaic_needs_two_lines"),
        ("mos 45,X[10]/46,XX", "missing_cell_count"),
    ],
)
def test_each_check_refuses_with_its_reason(text, code):
    with pytest.raises(KaryotypeError) as refused:
        parse(text)

    assert refused.value.code == code


def test_the_reason_can_be_understood():
    with pytest.raises(KaryotypeError, match="“46,XX,\\+21” adds up to 47 chromosomes, not 46"):
        parse("46,XX,+21")


def test_chromosomes_parted_by_a_comma_get_the_hint_and_others_do_not():
    with pytest.raises(KaryotypeError, match="separate chromosomes by a semicolon"):
        parse("45,XX,rob(13,14)(q10;q10)")
    with pytest.raises(KaryotypeError, match=r"is not a chromosome \(1 to 22, X or Y\)$"):
        parse("45,XX,rob(13;24)(q10;q10)")


def test_the_reason_names_the_part_that_is_wrong():
    with pytest.raises(KaryotypeError, match="“YX” is not a set of sex chromosomes"):
        parse("46,YX")


@pytest.mark.parametrize("minus", ["\u2212", "\u2010", "\u2011", "\u2013"])
def test_typographic_signs_are_read_as_ascii(minus):
    assert parse(f"45,XX,{minus}21").text == "45,XX,-21"
    assert ascii_signs("arr(16)\u00d73") == "arr(16)x3"


@pytest.mark.parametrize(
    ("text", "carrier", "unbalanced"),
    [
        ("46,XX", False, False),
        ("47,XX,+21", False, False),
        ("69,XXY", False, False),
        ("46,XX,inv(9)(p12q13)", False, False),
        ("46,XX,9qh+", False, False),
        ("45,XX,rob(13;14)(q10;q10)", True, False),
        ("46,XX,t(11;22)(q23.3;q11.2)", True, False),
        ("46,XX,rob(13;14)(q10;q10),+21", True, False),
        ("46,XX,rob(14;21)(q10;q10),+21", False, True),
        ("47,XY,+der(22)t(11;22)(q23.3;q11.2)mat", False, True),
        ("46,X,i(X)(q10)", False, True),
        ("47,XX,+mar", False, True),
        ("mos 46,XX,t(11;22)(q23;q11)[5]/46,XX[20]", True, False),
        ("mos 46,XX,del(5)(p15)[5]/46,XX[20]", False, True),
        ("mos 45,X[10]/46,XX[20]", False, False),
    ],
)
def test_what_counts_as_a_structural_rearrangement(text, carrier, unbalanced):
    karyotype = parse(text)

    assert (karyotype.balanced_carrier, karyotype.unbalanced_structural) == (carrier, unbalanced)
    assert karyotype.structural_rearrangement is (carrier or unbalanced)


@pytest.mark.parametrize(
    ("text", "normal", "abnormal"),
    [
        ("46,XX", True, False),
        ("46,XX,9qh+", False, False),
        ("46,XX,inv(9)(p12q13)", False, False),
        ("45,X", False, True),
    ],
)
def test_a_variant_is_neither_normal_nor_abnormal(text, normal, abnormal):
    karyotype = parse(text)

    assert (karyotype.normal, karyotype.abnormal) == (normal, abnormal)

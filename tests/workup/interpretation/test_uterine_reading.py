"""What stands beside an examination of the uterus: three classes side by side, and who disagrees with whom."""

from dataclasses import replace
from decimal import Decimal

import pytest

from patients.obstetrics.interpreted import Mark
from tests.facts import result, woman
from tests.workup.interpretation.samples import ON
from workup.checklist.uterine import Fibroid, MusaSign, Sign, UterineFindings
from workup.interpretation.beside import beside
from workup.interpretation.uterine_reading import MAC_CATEGORIES, RULES, measured_words

NAMES = ("indentation_mm", "angle_deg", "external_cleft_mm", "wall_mm")
ESHRE, A16, A21 = "ESHRE/ESGE 2013, computed", "ASRM 2016, computed", "ASRM 2021, computed"
COMPARED, CODE, CATEGORY = "Classifications compared", "Examiner's ESHRE/ESGE code", "Examiner's ASRM 2021 category"


def read(*numbers, **more):
    given = {name: Decimal(str(n)) for name, n in zip(NAMES, numbers, strict=False) if n is not None}
    scan = replace(result("us3d", "abnormal"), uterus=UterineFindings(**given, **more))
    return beside(scan, woman(), ON)


def said(*numbers, **more):
    return {one.rule.removesuffix(", with its subclass"): one for one in read(*numbers, **more)}


def test_nothing_is_said_where_nothing_was_measured():
    assert beside(result("us3d", "abnormal"), woman(), ON) == ()
    assert read(cavity="arcuate", adhesions=False) == ()


def test_three_classes_side_by_side_with_the_numbers_they_are_from():
    found = said(12, 85, 0, 11)
    assert found[ESHRE].says == "U2, septate (internal indentation 12 mm, external cleft 0 mm, wall 11 mm)"
    assert found[A16].says == "Grey zone (internal indentation 12 mm, angle 85°)"
    assert found[A21].says == "Septate (internal indentation 12 mm, angle 85°)"
    assert [found[rule].mark for rule in (ESHRE, A16, A21)] == [Mark.SEEN, Mark.SEEN, Mark.RECALLED]


def test_disagreement_is_said_and_is_for_somebody_to_decide():
    one = said(12, 85, 0, 11)[COMPARED]
    assert one.says.startswith("They do not agree: ESHRE/ESGE 2013 U2, septate; ASRM 2016 grey zone; ASRM 2021 septate")
    assert (one.acts, one.mark) == (True, Mark.RULE)


@pytest.mark.parametrize(
    ("numbers", "differ"),
    [
        ((16, 80, 0, 11), False),  # septate by all three
        ((2, 120, 0, 11), False),  # normal, or arcuate, by all three
        ((6, 100, 0, 11), True),  # U2, yet arcuate by both of ASRM
        ((16, 80, 6, 11), True),  # bicorporeal, yet septate by both of ASRM
        ((10, 120, 0, 30), True),  # grey in 2016, arcuate in 2021
        ((12, 100, None, None), False),  # one grey zone, one without a class, ESHRE cannot tell
        ((12, 80, None, None), True),
        ((12, None, 0, 11), True),  # 2016 is grey whatever the angle
        ((16, None, 0, 11), False),  # only ESHRE can tell
    ],
)
def test_who_disagrees(numbers, differ):
    assert (COMPARED in said(*numbers)) is differ


def test_a_rule_that_cannot_tell_is_not_in_the_comparison():
    assert "ASRM 2021" not in said(12, None, 0, 11)[COMPARED].says


def test_what_is_missing_is_named():
    found = said(None, None, None, 11)
    assert found[ESHRE].says.startswith("Cannot tell: internal indentation depth and external cleft not recorded")
    assert found[A16].says.startswith("Cannot tell: indentation depth and indentation angle not recorded")
    assert found[A16].says.endswith("(none of its numbers recorded)")


@pytest.mark.parametrize(
    ("code", "acts", "words"),
    [
        ("U2bC0V0", False, "The measurements say the same class"),
        ("U0C0V0", True, "The measurements say otherwise: U2, septate"),
        ("U3aC2V1", True, "The measurements say otherwise: U2, septate"),
        ("U1aC0V0", False, "tell only U0, U2 and U3 apart; by them it would be U2, septate"),
        ("U6C0V0", False, "tell only U0, U2 and U3 apart"),
    ],
)
def test_the_examiners_code_beside_the_class(code, acts, words):
    one = said(12, 85, 0, 11, ucv=code)[CODE]
    assert (one.acts, words in one.says) == (acts, True)


def test_a_code_alone_is_put_into_words():
    one = said(ucv="U2aC0V0")[CODE]
    assert one.says == "U2aC0V0: septate uterus, partial; normal cervix; normal vagina"
    assert (one.mark, one.acts) == (Mark.RECALLED, False)
    assert said(ucv="U2C0V0")[CODE].mark is Mark.SEEN


def test_a_code_where_the_numbers_lie_between_two_classes():
    one = said(12, 85, 5, 10, ucv="U2C0V0")[CODE]
    assert (one.acts, "exactly 50 %" in one.says) == (False, True)


def test_a_code_where_the_numbers_cannot_tell():
    assert said(12, 85, ucv="U0C0V0")[CODE].says.endswith("normal vagina")


@pytest.mark.parametrize(
    ("category", "numbers", "acts"),
    [
        ("septate", (12, 85), False),
        ("Septate uterus", (12, 85), False),
        ("septate", (9, 120), True),
        ("septate", (12, 120), True),  # not classified
        ("bicornuate", (12, 85), True),
        ("agenesis", (12, 85), True),
        ("unicornuate", (12, 85), True),
        ("didelphys", (12, 85), True),
        ("cervical agenesis", (12, 85), False),
        ("longitudinal vaginal septum", (12, 85), False),
        ("complex", (12, 85), False),
        ("bicornuate", (9, 120), False),
        ("septate", (12, None), False),  # cannot tell
        ("septate", (), False),
        ("transverse vaginal septum", (12, 85), False),  # not of the body of the uterus
        ("partial septate, two cavities", (9, 120), False),  # free text is not read
    ],
)
def test_the_examiners_category_beside_the_class(category, numbers, acts):
    one = said(*numbers, mac=category)[CATEGORY]
    assert (one.acts, one.mark) == (acts, Mark.RECALLED)
    assert one.says.startswith(f"The examiner named it: {category}")
    assert ("The measurements say otherwise" in one.says) is acts


def test_nine_categories_of_asrm_2021_are_offered():
    assert set(MAC_CATEGORIES) == {
        "agenesis", "cervical agenesis", "unicornuate", "didelphys", "bicornuate", "septate",
        "longitudinal vaginal septum", "transverse vaginal septum", "complex",
    }  # fmt: skip


def test_every_fibroid_has_its_line():
    lines = read(fibroids=(Fibroid("2-5", Decimal(34)), Fibroid("4")))
    assert [one.says for one in lines] == [
        "Fibroid FIGO 2-5, 34 mm: hybrid of 2 (50 % or more intramural) and 5 (subserosal, 50 % or more intramural)",
        "Fibroid FIGO 4: intramural",
    ]
    assert {one.mark for one in lines} == {Mark.RECALLED}


def test_signs_and_adhesions():
    found = said(signs=(Sign(MusaSign.MYOMETRIAL_CYSTS, True),), adhesions=True)
    assert found["MUSA signs of adenomyosis"].says.startswith("Suggests adenomyosis")
    assert found["MUSA signs of adenomyosis"].mark is Mark.RECALLED
    assert found["Intrauterine adhesions"].says == "Intrauterine adhesions seen (ICD-10 N85.6)"


def test_what_no_rule_reads_is_still_said():
    found = UterineFindings(cavity="T-shaped", adhesions=False)
    assert measured_words(found) == "cavity: T-shaped; no intrauterine adhesions"
    assert measured_words(UterineFindings()) == ""


def test_every_rule_names_its_source_and_inputs():
    assert all(rule.source and rule.inputs for rule in RULES)

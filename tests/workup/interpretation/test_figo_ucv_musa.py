"""Types of fibroids, the examiner's code, and the signs of adenomyosis."""

import re
from itertools import permutations, product

import pytest

from workup.checklist.uterine import MusaSign, Sign, UterineFindings
from workup.interpretation.figo import FIGO_PATTERN, parse_figo
from workup.interpretation.musa import DIRECT, adenomyosis_suggested, adenomyosis_words
from workup.interpretation.ucv import UCV_PATTERN, parse_ucv


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "pedunculated, inside the cavity"),
        ("1", "less than 50 % intramural"),
        ("2", "50 % or more intramural"),
        ("3", "100 % intramural, touching the endometrium"),
        ("4", "intramural"),
        ("5", "subserosal, 50 % or more intramural"),
        ("6", "subserosal, less than 50 % intramural"),
        ("7", "pedunculated, subserosal"),
        ("8", "other (cervical, parasitic)"),
    ],
)
def test_every_figo_type(text, words):
    assert (parse_figo(text).words, str(parse_figo(text))) == (words, text)


def test_a_hybrid_has_two_types():
    hybrid = parse_figo("2-5")
    assert (hybrid.first, hybrid.second, str(hybrid)) == (2, 5, "2-5")
    assert hybrid.words == "hybrid of 2 (50 % or more intramural) and 5 (subserosal, 50 % or more intramural)"


@pytest.mark.parametrize("text", ["9", "-1", "", "2-", "-5", "2-9", "4-4", "2-5-6", "II", "2.5", "12", " 4", "4\n"])
def test_no_figo_type(text):
    with pytest.raises(ValueError, match="is no FIGO type: write 0 to 8"):
        parse_figo(text)


def test_the_database_takes_0_to_8_and_every_pair_of_two_different_ones():
    allowed = {*"012345678", *("-".join(pair) for pair in permutations("012345678", 2))}
    asked = {*map(str, range(12)), *("-".join(pair) for pair in product("0123456789", repeat=2))}
    assert {text for text in asked if re.fullmatch(FIGO_PATTERN, text)} == allowed


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("U0C0V0", "normal uterus; normal cervix; normal vagina"),
        ("U2aC0V0", "septate uterus, partial; normal cervix; normal vagina"),
        ("U3bC2V1", "bicorporeal uterus, complete; double cervix; non-obstructing longitudinal septum of the vagina"),
        ("U1C1V2", "dysmorphic uterus; septate cervix; obstructing longitudinal septum of the vagina"),
        ("U4bC3V3", "hemi-uterus, without rudimentary cavity; unilateral aplasia of the cervix; transverse septum of "
                    "the vagina or imperforate hymen"),
        ("U5aC4V4", "aplastic uterus, with rudimentary cavity; aplasia of the cervix; aplasia of the vagina"),
        ("U6C0V0", "unclassified uterus; normal cervix; normal vagina"),
    ],
)  # fmt: skip
def test_a_code_in_words(code, words):
    assert parse_ucv(code).words == words


@pytest.mark.parametrize(
    ("uterus", "words"),
    [
        ("U1a", "dysmorphic uterus, T-shaped"), ("U1b", "dysmorphic uterus, infantilis"),
        ("U1c", "dysmorphic uterus, other"), ("U2a", "septate uterus, partial"), ("U2b", "septate uterus, complete"),
        ("U3a", "bicorporeal uterus, partial"), ("U3b", "bicorporeal uterus, complete"),
        ("U3c", "bicorporeal uterus, bicorporeal septate"), ("U4a", "hemi-uterus, with rudimentary cavity"),
        ("U4b", "hemi-uterus, without rudimentary cavity"), ("U5a", "aplastic uterus, with rudimentary cavity"),
        ("U5b", "aplastic uterus, without rudimentary cavity"),
    ],
)  # fmt: skip
def test_every_subclass_in_words(uterus, words):
    assert parse_ucv(f"{uterus}C0V0").words == f"{words}; normal cervix; normal vagina"


LETTERS = {"0": "", "1": "abc", "2": "ab", "3": "abc", "4": "ab", "5": "ab", "6": ""}


@pytest.mark.parametrize("uterus", "01234567")
@pytest.mark.parametrize("letter", ["", "a", "b", "c", "d"])
def test_only_the_letters_of_its_class(uterus, letter):
    allowed = uterus in LETTERS and (letter == "" or letter in LETTERS[uterus])
    assert bool(re.match(UCV_PATTERN, f"U{uterus}{letter}C0V0")) is allowed


@pytest.mark.parametrize(
    "code", ["U2aC5V0", "U2aC0V5", "U2a", "C0V0", "u2ac0v0", "U2aC0V0 ", "U2 C0 V0", "", "U2abC0V0"]
)
def test_no_code(code):
    with pytest.raises(ValueError, match="is no ESHRE/ESGE code"):
        parse_ucv(code)


def seen(**signs):
    each = {MusaSign(name): present for name, present in signs.items()}
    return UterineFindings(signs=tuple(Sign(sign, present) for sign, present in each.items()))


NO_DIRECT = {sign.value: False for sign in DIRECT}


@pytest.mark.parametrize("sign", MusaSign)
def test_one_direct_sign_suggests_adenomyosis_and_an_indirect_one_does_not(sign):
    found = seen(**{**NO_DIRECT, sign.value: True})
    assert adenomyosis_suggested(found) is (sign in DIRECT)


def test_there_are_three_direct_signs():
    assert [sign.words for sign in DIRECT] == [
        "myometrial cysts", "hyperechogenic islands", "echogenic subendometrial lines or buds",
    ]  # fmt: skip


@pytest.mark.parametrize("left_out", DIRECT)
def test_a_sign_that_was_not_assessed_is_not_absent(left_out):
    others = {name: False for name in NO_DIRECT if name != left_out.value}
    found = seen(**others, globular_uterus=True)
    assert adenomyosis_suggested(found) is None
    assert f"not assessed: {left_out.words}" in adenomyosis_words(found)
    assert "Indirect signs present: globular uterus" in adenomyosis_words(found)


def test_one_direct_sign_is_enough_while_others_were_not_assessed():
    assert adenomyosis_suggested(seen(hyperechogenic_islands=True)) is True


def test_nothing_assessed_tells_nothing():
    assert adenomyosis_suggested(UterineFindings()) is None


def test_words_name_the_signs_with_their_extent():
    found = UterineFindings(
        signs=(
            Sign(MusaSign.MYOMETRIAL_CYSTS, True, "posterior wall, 12 mm"),
            Sign(MusaSign.GLOBULAR_UTERUS, True),
            Sign(MusaSign.QUESTION_MARK_FORM, False),
        )
    )
    assert adenomyosis_words(found) == (
        "suggests adenomyosis, direct sign present: myometrial cysts (posterior wall, 12 mm). Indirect signs present: "
        "globular uterus; looked for and absent: question-mark form"
    )


def test_all_direct_signs_absent():
    words = adenomyosis_words(seen(**NO_DIRECT))
    assert words.startswith("not suggested: all three direct signs were looked for and none is present. ")
    assert "Indirect signs present: none recorded" in words

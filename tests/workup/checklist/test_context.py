"""What stands beside a finding: thyroid drugs without a thyroid result, a technique other than the preferred one."""

import pytest

from patients.obstetrics.values import Subject
from tests.facts import collected, medication, ordered, result, woman
from tests.workup.checklist.look import ASRM, ESHRE, finding

ON_HER_LIST = "is on her medication list"
LEVOTHYROXINE = medication("levothyroxine", "2025-01-01", name="Levothyroxine", dose="50 ug")


def said(item, *rows, drugs=(LEVOTHYROXINE,), edition=ESHRE):
    return finding(woman(medications=list(drugs), investigations=list(rows)), item, edition).reason


@pytest.mark.parametrize("item", ["tsh", "tpo", "free_t4"])
def test_a_thyroid_drug_is_named_at_every_thyroid_item_that_is_open(item):
    assert "Levothyroxine 50 ug is on her medication list" in said(item)


@pytest.mark.parametrize(("kind", "named"), [("levothyroxine", True), ("antithyroid", True), ("doac", False)])
def test_only_thyroid_drugs_are_named(kind, named):
    assert (ON_HER_LIST in said("tsh", drugs=[medication(kind, "2025-01-01")])) is named


def test_every_thyroid_drug_is_named_without_its_dose_where_none_is_known():
    drugs = [LEVOTHYROXINE, medication("antithyroid", name="Thiamazole")]
    assert said("tsh", drugs=drugs).endswith(
        "Levothyroxine 50 ug is on her medication list. Thiamazole is on her medication list."
    )


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (result("tsh", "failed", "2025-02-01"), False),
        (ordered("tsh", "2025-02-01"), True),
        (collected("tsh", "2025-02-01"), True),
        (result("tsh", 2, "2025-02-01", subject=Subject.PARTNER, partner="P1"), True),
        (result("ft4", 1, "2025-02-01"), True),
    ],
)
def test_a_tsh_of_hers_ends_it(row, named):
    assert (ON_HER_LIST in said("tpo", row)) is named


def test_an_item_that_is_done_or_of_no_thyroid_does_not_name_them():
    assert ON_HER_LIST not in said("tpo", result("tpo", 5, "2025-02-01", upper_limit=34))
    assert ON_HER_LIST not in said("la")


@pytest.mark.parametrize(
    ("edition", "tests", "words"),
    [
        (ESHRE, ["hysteroscopy"], "prefers transvaginal 3D ultrasound, which was not used"),
        (ESHRE, ["us3d"], ""),
        (ESHRE, ["us3d", "hysteroscopy"], ""),
        (ASRM, ["mri"], "prefers sonohysterogram, HSG or hysteroscopy, which was not used"),
        (ASRM, ["hsg"], ""),
        ("cngof-2014", ["mri"], ""),
        (ESHRE, [], ""),
        (ESHRE, ["tvus"], ""),
    ],
)
def test_another_technique_than_the_preferred_one_is_said_once_the_item_is_done(edition, tests, words):
    rows = [result(test, "normal", "2025-02-01") for test in tests]
    reason = said("uterine_anatomy", *rows, drugs=(), edition=edition)
    assert words in reason
    assert ("which was not used" in reason) is bool(words)

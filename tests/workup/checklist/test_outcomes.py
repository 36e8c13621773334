"""What results alone say of an item: all tests that it needs, the words it needs, pregnancy, and what is not enough."""

import pytest

from tests.facts import TODAY, medication, miscarriage, partner, present, result, woman
from tests.workup.checklist.look import ESHRE, finding
from workup.checklist.evaluate import evaluate
from workup.checklist.findings import Status
from workup.guidelines import Category, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt


def local(item, *rows, **known):
    """The finding of an item that the clinic asks for on its own."""
    edition, facts = load_all()[ESHRE], woman(investigations=list(rows), **known)
    change = [LocalChange(ESHRE, item, Category.REC, "ours")]
    (found,) = (
        f
        for f in evaluate(
            facts, adopt(edition, change, [LocalItem(item, Category.REC, "ours")], "Main"), TODAY
        ).findings
        if f.key == item
    )
    return found


def first(found):
    return found.reason.split(". ")[0].removesuffix(".")


@pytest.mark.parametrize(
    ("item", "rows", "status", "reason"),
    [
        ("b12_folate", ["b12"], "partial", "Folate not on record"),
        ("b12_folate", ["folate"], "partial", "Vitamin B12 not on record"),
        ("b12_folate", ["b12", "folate"], "done", "Vitamin B12 on 1 Jan 2026 and Folate on 1 Jan 2026"),
        ("full_blood_count", ["hb"], "partial", "Platelets not on record"),
        ("full_blood_count", ["cbc"], "done", None),
    ],
)
def test_every_test_of_one_way_is_needed(item, rows, status, reason):
    known = [result(test, "normal" if test == "cbc" else 5, "2026-01-01") for test in rows]
    found = local(item, *known)
    assert found.status == status
    assert reason is None or first(found) == reason


def test_all_that_is_lacking_is_named():
    found = local("semen_analysis", result("sperm_prog", 40, "2026-01-01", partner="P1"), partners=[partner("P1")])
    assert found.status is Status.PARTIAL
    assert first(found) == "Sperm concentration and Normal morphology not on record"


def test_one_of_two_that_cannot_be_read_is_not_half_of_an_answer():
    assert local("b12_folate", result("b12", "failed", "2026-01-01")).status is Status.NOT_INTERPRETABLE
    found = local("b12_folate", result("b12", 5, "2026-01-01"), result("folate", "failed", "2026-01-01"))
    assert (found.status, first(found)) == (Status.PARTIAL, "Folate not on record")


@pytest.mark.parametrize(("word", "status"), [("negative", "done"), ("positive", "partial")])
def test_a_screen_satisfies_only_with_the_word_that_is_needed(word, status):
    found = finding(woman(investigations=[result("ana_screen", word, "2026-01-01")]), "ana")
    assert found.status == status
    if word == "positive":
        assert found.reason == "Positive screen without a titre."


PREGNANT = miscarriage(1, "2026-03-01", 8, days=0)


@pytest.mark.parametrize(
    ("on", "status", "reason"),
    [
        ("2025-06-01", "done", "Progesterone on 1 Jun 2025"),
        ("2026-02-20", "missing", "No result on record"),
        (None, "partial", "Progesterone: day of collection not known"),
        ("2026", "partial", "Progesterone: day of collection not known"),
    ],
)
def test_progesterone_counts_outside_of_pregnancy_only(on, status, reason):
    found = local("luteal_phase", result("progesterone", 30, on), pregnancies=[PREGNANT])
    assert (found.status, first(found)) == (status, reason)


@pytest.mark.parametrize(
    ("item", "panel", "reason"),
    [
        ("la", "apl_panel", "Antiphospholipid panel, components not reported."),
        ("fvl", "thrombophilia_panel", "Thrombophilia panel, components not reported."),
    ],
)
def test_a_panel_says_once_that_its_components_are_not_reported(item, panel, reason):
    facts = woman(investigations=[result(panel, "normal", "2026-01-01")], conditions=[present("personal_vte")])
    found = finding(facts, item)
    assert found.status is Status.PARTIAL
    assert found.reason.startswith(reason)


def test_only_the_newest_unreadable_result_says_why():
    vka = [medication("vka", "2025-01-01", "2025-12-31")]
    rows = [result("pc_clot", 50, "2025-06-01"), result("pc_clot", "failed", "2026-06-01")]
    found = finding(woman(investigations=rows, medications=vka, conditions=[present("personal_vte")]), "protein_c")
    assert found.status is Status.NOT_INTERPRETABLE
    assert "on 1 Jun 2026 cannot be read: " in found.reason
    assert "antagonist" not in found.reason.lower()
    assert "vka" not in found.reason.lower()

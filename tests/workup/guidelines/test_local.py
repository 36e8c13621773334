"""What a clinic does differently: on a copy of the edition, with its reason, never as a guideline's word."""

from dataclasses import replace
from pathlib import Path

import pytest

from patients.obstetrics.values import Subject
from tests.facts import TODAY, miscarriage, partner, result, woman
from workup import guidelines
from workup.checklist.document import document
from workup.checklist.evaluate import evaluate
from workup.checklist.text import text
from workup.guidelines import Category, GuidelineError, Verification, load, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt
from workup.guidelines.model import Case

ESHRE, RCOG = load_all()["eshre-2022"], load_all()["rcog-gtg17-2023"]
SYPHILIS = LocalItem("syphilis", Category.REC, "the antenatal set")
OWN = LocalItem("local-iron", Category.COND, "our own", "Iron", "blood", Subject.PATIENT, ("folate", "b12"))


def change(item, category, edition=ESHRE, reason="our reason"):
    return adopt(edition, [LocalChange(edition.key, item, category, reason)], [], "Main")


def added(*own):
    return adopt(ESHRE, [], own, "Main")


def found(edition, item, facts=None, on=TODAY):
    (one,) = (f for f in evaluate(facts or woman(), edition, on).findings if f.key == item)
    return one


def test_without_changes_it_is_the_edition_itself():
    assert adopt(ESHRE, [], [], "Main") is ESHRE
    assert adopt(ESHRE, [LocalChange(RCOG.key, "la", Category.NOT, "x")], [], "Main") is ESHRE
    assert adopt(ESHRE, [LocalChange(ESHRE.key, "syphilis", Category.REC, "x")], [], "Main") is ESHRE


@pytest.mark.parametrize(
    "adopted",
    [
        change("sperm_dna", Category.REC),
        change("semen_analysis", Category.REC, load_all()["asrm-rpl-2012"]),
        added(LocalItem("semen_analysis", Category.REC, "our own")),
    ],
    ids=["changed", "changed_without_trigger", "added"],
)
def test_sperm_is_asked_of_no_partner_who_provides_none(adopted):
    item = next(row.item for row in adopted.items if row.local)
    assert found(adopted, item, woman(partners=[partner(provides_sperm=True)])).status == "missing"
    assert found(adopted, item, woman(partners=[partner()])).status == "missing"
    none = found(adopted, item, woman(partners=[partner(provides_sperm=False)]))
    assert (none.status, none.asked) == ("not_indicated", False)
    assert "provides no sperm" in none.reason


def test_the_edition_on_file_is_not_touched():
    before = ESHRE.item("fvl")
    change("fvl", Category.REC)
    assert load_all()["eshre-2022"].item("fvl") is before
    assert (before.local, before.category) == ("", Category.IND)


def test_only_the_row_that_is_named_changes():
    rows = zip(ESHRE.items, change("ana", Category.REC).items, strict=True)
    assert [old.item for old, new in rows if old != new] == ["ana"]


@pytest.mark.parametrize("item", ["la", "fvl", "cytokines", "mthfr", "tissue_genetics"])
@pytest.mark.parametrize("category", [Category.REC, Category.COND, Category.NOT])
def test_a_changed_row_is_no_guidelines_word(item, category):
    row = change(item, category).item(item)
    assert (row.category, row.local, row.trigger, row.cases) == (category, "our reason", None, ())
    assert (row.strength, row.quality, row.sub_reason) == (None, None, None)
    assert row.citation == f"{ESHRE.item(item).citation}; local change, Main"
    assert row.verification is Verification.RECALLED


def test_asked_for_without_the_trigger_of_the_edition():
    assert found(ESHRE, "fvl").status == "cannot_tell"
    asked = found(change("fvl", Category.REC), "fvl")
    assert (asked.status, asked.asked, asked.local) == ("missing", True, "our reason")
    assert asked.reason == (
        "No result on record. Asked for in this clinic: our reason."
        " The edition itself: only if indicated (Conditional)."
    )


def test_a_row_remembered_with_doubt_counts_as_the_clinic_says():
    assert found(ESHRE, "mthfr").status == "optional"
    asked = found(change("mthfr", Category.REC), "mthfr")
    assert (asked.status, asked.asked) == ("missing", True)
    assert "a row that is not confirmed" in asked.reason


def test_considered_is_optional_and_not_asked():
    one = found(change("la", Category.COND), "la")
    assert (one.status, one.asked) == ("optional", False)
    assert "Considered in this clinic: our reason. The edition itself: recommended (Strong)." in one.reason


def test_not_used_says_why_and_never_that_the_guideline_advises_against_it():
    one = found(change("la", Category.NOT), "la")
    assert (one.status, one.asked) == ("not_recommended", False)
    assert one.reason == "Not used in this clinic: our reason. The edition itself: recommended (Strong)."


def test_not_used_yet_done():
    facts = woman(investigations=[result("tsh", 2, "2026-01-01")])
    one = found(change("tsh", Category.NOT), "tsh", facts)
    assert one.status == "done_not_recommended"
    assert one.reason.startswith("Done: not used in this clinic: our reason. TSH on 1 Jan 2026.")


def test_cases_of_the_edition_are_kept_in_words():
    row = change("fvl", Category.REC, RCOG).item("fvl")
    assert RCOG.item("fvl").cases == (Case("second_trimester_loss", Category.COND),)
    assert row.edition_says == "not recommended (C), can be considered in some cases"


def test_what_the_edition_does_not_grade_has_no_grade_in_words():
    asrm = load_all()["asrm-rpl-2012"]
    assert asrm.item("prolactin").strength == "ungraded"
    assert change("prolactin", Category.COND, asrm).item("prolactin").edition_says == "recommended"


def test_what_the_edition_leaves_to_research_is_said():
    row = change("chronic_endometritis", Category.REC).item("chronic_endometritis")
    assert row.edition_says.startswith("research only")


def test_a_local_item_comes_last_and_says_that_it_is_local():
    edition = added(SYPHILIS)
    assert edition.items[:-1] == ESHRE.items
    row = edition.items[-1]
    assert (row.item, row.citation, row.strength) == ("syphilis", "local, Main", None)
    assert row.verification is Verification.RECALLED
    one = found(edition, "syphilis")
    assert (one.label, one.status, one.asked) == ("Syphilis", "missing", True)
    assert one.reason == (
        "No result on record. Asked for in this clinic: the antenatal set. The edition has no row for it."
    )


def test_a_result_satisfies_a_local_item():
    one = found(added(SYPHILIS), "syphilis", woman(investigations=[result("rpr", "negative", "2026-01-01")]))
    assert (one.status, one.reading) == ("done", "normal")


@pytest.mark.parametrize("test", ["folate", "b12"])
def test_any_test_of_a_clinics_own_item_satisfies_it(test):
    done = found(added(OWN), "local-iron", woman(investigations=[result(test, 2, "2026-01-01")]))
    nothing = found(added(OWN), "local-iron")
    assert (done.status, nothing.status) == ("done", "optional")
    assert (nothing.label, nothing.group, nothing.enter) == ("Iron", "blood", ("folate", "b12"))


def test_a_partners_own_item_is_once_for_each_partner():
    edition = added(replace(OWN, subject=Subject.PARTNER))
    assert found(edition, "local-iron").status == "cannot_tell"


def test_an_item_that_the_edition_has_stays_the_editions():
    assert added(LocalItem("la", Category.COND, "x")) is ESHRE


def test_a_key_that_nobody_knows():
    with pytest.raises(KeyError):
        added(LocalItem("nonsense", Category.REC, "x"))


def test_the_definition_and_the_gaps_stay():
    edition = added(SYPHILIS)
    assert (edition.definition, edition.gaps, edition.revisions) == (ESHRE.definition, ESHRE.gaps, ESHRE.revisions)


def test_the_document_has_local_on_local_items_only():
    edition = adopt(ESHRE, [LocalChange(ESHRE.key, "ana", Category.NOT, "ours")], [SYPHILIS], "Main")
    (told,) = document(woman(pregnancies=[miscarriage(1)]), [edition], TODAY, ())["guidelines"]
    assert {item["key"]: item["local"] for item in told["items"] if "local" in item} == {
        "ana": "ours", "syphilis": "the antenatal set",
    }  # fmt: skip
    plain = document(woman(), [ESHRE], TODAY, ())["guidelines"][0]["items"]
    assert not any("local" in item for item in plain)


def test_the_text_marks_them_and_names_no_guideline_as_their_source():
    told = text(document(woman(), [added(SYPHILIS)], TODAY, ()))
    assert "- Syphilis [local]: missing. No result on record. Asked for in this clinic" in told
    assert "    REC; local, Main; not from a guideline\n" in told
    assert "[local]" not in text(document(woman(), [ESHRE], TODAY, ()))


def test_a_local_item_that_is_asked_for_counts_once_in_completeness():
    assert evaluate(woman(), added(SYPHILIS), TODAY).completeness.asked == (
        evaluate(woman(), ESHRE, TODAY).completeness.asked + 1
    )


def test_a_file_cannot_call_a_row_local(tmp_path):
    source = Path(guidelines.__file__).parent / "ngf-2024.toml"
    copy = tmp_path / "ngf-2024.toml"
    copy.write_text(source.read_text().replace("[[items]]\n", '[[items]]\nlocal = "ours"\n', 1))
    with pytest.raises(GuidelineError, match="unknown key local"):
        load(copy)

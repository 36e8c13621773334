"""Editions side by side: where they disagree about her, and why a cell is empty. Expectations from guidelines.md, 8."""

from dataclasses import replace

import pytest

from tests.facts import TODAY, absent, decision, miscarriage, partner, present, result, woman
from workup.checklist.compare import SILENT, Line, Matrix, Stance, Verdict, compare
from workup.guidelines import Category, Verification, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt

ESHRE, RCOG, ASRM = "eshre-2022", "rcog-gtg17-2023", "asrm-rpl-2012"
DGGG, CNGOF, NVOG, NGF = "dggg-015050-2022", "cngof-2014", "nvog-hm", "ngf-2024"
ALL = load_all()


def matrix(*keys: str, facts=None) -> Matrix:
    return compare(facts or woman(), [ALL[key] for key in keys or ALL], TODAY)


def line(item: str, *keys: str, facts=None, of=None) -> Line:
    (found,) = (one for one in matrix(*keys, facts=facts).lines if one.identity[0] == item and of in one.identity[1:])
    return found


def stances(item: str, *keys: str, facts=None) -> list[Stance]:
    return [cell.stance for cell in line(item, *keys, facts=facts).cells]


@pytest.mark.parametrize(
    ("item", "keys", "said"),
    [
        ("tpo", (RCOG, NVOG), [Stance.ASKS, Stance.AGAINST]),  # guidelines.md, 8: REC, NOT
        ("prolactin", (ASRM, CNGOF), [Stance.ASKS, Stance.ASKS]),
        ("homocysteine", (ESHRE, CNGOF), [Stance.AGAINST, Stance.ASKS]),
        ("ab2gpi", (ESHRE, ASRM), [Stance.CONSIDERS, Stance.ASKS]),
        ("nk_cells", (ESHRE, RCOG, NVOG), [Stance.AGAINST, Stance.AGAINST, Stance.AGAINST]),  # NOT, RES, NOT
    ],
)
def test_a_stance_is_the_category_of_the_row(item, keys, said):
    assert stances(item, *keys) == said


def test_one_asks_and_another_advises_against():
    tpo = line("tpo", RCOG, ESHRE, NVOG)
    assert (tpo.verdict, tpo.apart) == (Verdict.DIFFERS, {NVOG})


def test_research_only_and_not_recommended_agree():
    assert line("nk_cells", ESHRE, RCOG, NVOG).verdict is Verdict.AGREE


def test_one_asks_and_another_leaves_it_open():
    found = line("ab2gpi", ESHRE, ASRM, DGGG)
    assert (found.verdict, found.apart) == (Verdict.DIFFERS, {ESHRE})


def test_one_against_one_has_nobody_in_the_minority():
    assert line("tpo", RCOG, NVOG).apart == frozenset()


def test_a_trigger_that_is_false_in_her_is_against_and_one_that_is_true_asks():
    lacks = woman(conditions=[absent("oligo_amenorrhoea"), absent("galactorrhoea")])
    has = woman(conditions=[present("galactorrhoea")])
    assert stances("prolactin", ESHRE, ASRM, facts=lacks) == [Stance.AGAINST, Stance.ASKS]
    assert line("prolactin", ESHRE, ASRM, facts=lacks).differs
    assert line("prolactin", ESHRE, ASRM, facts=has).verdict is Verdict.AGREE


def test_what_cannot_be_told_is_no_disagreement():
    found = line("prolactin", ESHRE, ASRM)
    assert [cell.stance for cell in found.cells] == [Stance.CANNOT_TELL, Stance.ASKS]
    assert (found.verdict, found.apart) == (Verdict.ALONE, frozenset())


def test_a_row_remembered_with_doubt_is_no_disagreement():
    found = line("mthfr", ESHRE, RCOG)
    assert [cell.stance for cell in found.cells] == [Stance.DOUBTFUL, Stance.AGAINST]
    assert found.verdict is Verdict.ALONE


def test_nobody_who_is_sure_leaves_it_open():
    found = line("mthfr", ESHRE, ASRM, DGGG)
    assert found.verdict is Verdict.OPEN


def test_a_clinics_local_row_does_not_speak_for_a_guideline():
    own = adopt(ALL[RCOG], [LocalChange(RCOG, "tpo", Category.NOT, "our reason")], [], "Main")
    (tpo,) = (one for one in compare(woman(), [own, ALL[ESHRE]], TODAY).lines if one.identity[0] == "tpo")
    assert [cell.stance for cell in tpo.cells] == [Stance.LOCAL, Stance.ASKS]
    assert not tpo.differs


def test_a_clinics_own_item_comes_last():
    iron = LocalItem("local-iron", Category.REC, "our own", "Iron", "blood", tests=("folate",))
    own = adopt(ALL[RCOG], [], [iron], "Main")
    last = compare(woman(), [own, ALL[ESHRE]], TODAY).lines[-1]
    assert (last.label, [cell.stance for cell in last.cells]) == ("Iron", [Stance.LOCAL, Stance.NOT_READ])


# --- a cell without a row ---------------------------------------------------------------------------------------------


def test_a_gap_that_covers_the_item_is_not_read():
    _, rcog = line("ab2gpi", ESHRE, RCOG).cells
    assert (rcog.stance, rcog.finding, rcog.gap) == (Stance.NOT_READ, None, "anti-beta2-glycoprotein I antibodies")


def test_a_remark_that_it_is_not_stated_is_not_addressed():
    _, rcog = line("homocysteine", ESHRE, RCOG).cells
    assert (rcog.stance, rcog.gap) == (Stance.NOT_ADDRESSED, "")
    assert rcog.remark
    assert rcog.remark.text == "Not stated."


def test_a_gap_of_the_item_outweighs_a_remark():
    _, rcog = line("prolactin", ASRM, RCOG).cells
    assert rcog.remark
    assert rcog.stance is Stance.NOT_READ


def test_what_is_left_of_a_text_read_in_part_is_not_read():
    _, cngof = line("nk_cells", ESHRE, CNGOF).cells
    assert (cngof.stance, cngof.gap) == (Stance.NOT_READ, "the full text (only the abstract was read)")


def test_without_row_gap_and_remark_it_is_not_addressed():
    lines = compare(woman(), [ALL[ESHRE], replace(ALL[NVOG], gaps=(), gap_items=())], TODAY).lines
    _, nvog = next(one for one in lines if one.identity[0] == "cytokines").cells
    assert (nvog.stance, nvog.gap, nvog.remark) == (Stance.NOT_ADDRESSED, "", None)


def test_silence_is_never_a_disagreement():
    found = line("homocysteine", RCOG, NGF, CNGOF)
    assert found.verdict is Verdict.ALONE
    assert {cell.stance for cell in found.cells} == {Stance.ASKS, Stance.NOT_READ, Stance.NOT_ADDRESSED}


@pytest.mark.parametrize("key", ALL)
def test_no_edition_is_silent_where_its_text_was_not_read(key):
    """No edition on file was read in full, so only a remark of it can say that it does not speak of an item."""
    cells = [cell for one in matrix().lines for cell in one.cells if cell.guideline == key]
    assert all(cell.remark for cell in cells if cell.stance is Stance.NOT_ADDRESSED)
    assert any(one.rest for one in ALL[key].gap_items)


def test_a_row_keeps_the_gap_of_its_topic():
    (eshre,) = line("glucose", ESHRE).cells
    assert eshre.finding
    assert eshre.gap == "HbA1c"


# --- lines and columns ------------------------------------------------------------------------------------------------


def test_a_line_for_every_partner_and_every_loss():
    facts = woman(
        pregnancies=[miscarriage(1, "2024-01"), miscarriage(2, "2025-01")], partners=[partner("P1"), partner("P2")]
    )
    seen = {one.identity for one in matrix(facts=facts).lines}
    assert {("tissue_genetics", None, 1), ("tissue_genetics", None, 2)} <= seen
    assert {("sperm_dna", "P1", None), ("sperm_dna", "P2", None)} <= seen
    assert ("sperm_dna", None, None) not in seen


def test_tissue_of_each_loss_has_its_own_disagreement():
    facts = woman(pregnancies=[miscarriage(n, f"202{n}-01", 8) for n in (1, 2, 3)])
    first, third = (line("tissue_genetics", RCOG, NVOG, facts=facts, of=number) for number in (1, 3))
    assert [cell.stance for cell in first.cells] == [Stance.AGAINST, Stance.AGAINST]
    assert [cell.stance for cell in third.cells] == [Stance.ASKS, Stance.AGAINST]
    assert (first.verdict, third.verdict) == (Verdict.AGREE, Verdict.DIFFERS)


def test_without_a_partner_there_is_one_line_that_names_none():
    assert line("sperm_dna", ESHRE).identity == ("sperm_dna", None, None)


def test_columns_in_the_order_asked_for_and_lines_in_that_of_the_catalogue():
    found = matrix(NVOG, ESHRE)
    assert [column.guideline for column in found.columns] == [NVOG, ESHRE]
    assert all([cell.guideline for cell in one.cells] == [NVOG, ESHRE] for one in found.lines)
    assert [one.identity[0] for one in found.lines][:3] == ["la", "acl", "ab2gpi"]


def test_an_item_that_no_chosen_edition_has_has_no_line():
    assert "b12_folate" not in {one.identity[0] for one in matrix(ESHRE, RCOG).lines}


def test_definitions_differ_only_where_one_is_met_and_one_is_not():
    two = woman(pregnancies=[miscarriage(n, f"202{n}-01", 8, "ultrasound") for n in (1, 2)])
    assert matrix(ESHRE, RCOG, facts=two).definitions_differ
    assert not matrix(ESHRE, ASRM, facts=two).definitions_differ
    assert not matrix(ESHRE, RCOG).definitions_differ


def test_open_is_what_somebody_asks_for_and_nobody_has_done():
    done = woman(investigations=[result("tsh", "1.2", "2026-10-01", unit="mIU/L", lower_limit=0.4, upper_limit=4)])
    assert line("tsh", ESHRE).open
    assert not line("tsh", ESHRE, facts=done).open
    assert not line("tpo", NVOG).open


def test_results_change_the_status_and_never_the_disagreement():
    done = woman(investigations=[result("tpo", "12", "2026-10-01", unit="IU/mL", upper_limit=34)])
    before, after = line("tpo", RCOG, NVOG), line("tpo", RCOG, NVOG, facts=done)
    assert before.differs
    assert after.differs
    assert [cell.finding.status for cell in after.cells] == ["done", "done_not_recommended"]


def test_nothing_to_compare():
    assert compare(woman(), [], TODAY).lines == ()


def test_a_draft_and_its_doubts_take_no_part_until_they_are_confirmed():
    sure = tuple(replace(row, verification=Verification.SEEN) for row in ALL[DGGG].items)
    (ana,) = (
        one
        for one in compare(woman(), [ALL[ESHRE], replace(ALL[DGGG], items=sure)], TODAY).lines
        if one.identity[0] == "ana"
    )
    assert stances("ana", ESHRE, DGGG) == [Stance.CONSIDERS, Stance.DOUBTFUL]
    assert ana.verdict is Verdict.AGREE


def test_a_result_says_nothing_of_whether_it_was_asked_for():
    known = woman(investigations=[result("fvl", "not_detected", "2026-01-01")])
    assert stances("fvl", ESHRE, facts=known) == [Stance.CANNOT_TELL]  # done, and nobody knows whether it is indicated
    assert stances("male_lifestyle", ESHRE) == [Stance.CANNOT_TELL]  # asked for, and there is no partner


@pytest.mark.parametrize("kind", ["declined", "elsewhere", "not_applicable"])
def test_what_a_decision_closed_is_not_open(kind):
    assert not line("tsh", ESHRE, facts=woman(decisions=[decision("tsh", kind, "2026-01-01")])).open


def test_not_read_and_not_addressed_are_both_silent():
    assert {Stance.NOT_READ, Stance.NOT_ADDRESSED} == SILENT


def test_lines_are_in_the_order_of_keys_partners_and_losses():
    rows = [LocalItem(f"local-{name}", Category.REC, "ours", name, "blood", tests=("folate",)) for name in ("b", "a")]
    edition = adopt(ALL[ESHRE], [], rows, "Main")
    losses = [miscarriage(n, f"202{n}-01", 8) for n in (2, 1, 3)]
    facts = woman(partners=[partner("P2"), partner("P1")], pregnancies=losses)
    seen = [one.identity for one in compare(facts, [edition], TODAY).lines]
    assert [who for item, who, _ in seen if item == "sperm_dna"] == ["P1", "P2"]
    assert [which for item, _, which in seen if item == "tissue_genetics"] == [1, 2, 3]
    assert [item for item, *_ in seen][-2:] == ["local-a", "local-b"]

"""Published live-birth figures: confirmed cells only, and only where they apply."""

from dataclasses import replace
from datetime import date

import pytest

from patients.obstetrics.interpreted import Mark
from tests.facts import TODAY, miscarriage, pregnancy, woman
from workup.checklist.evaluate import evaluate
from workup.checklist.findings import Status
from workup.guidelines import load_all
from workup.interpretation.prognosis import CELLS, Idiopathic, age_on, idiopathic_by, losses_of, prognosis_of

UNEXPLAINED = Idiopathic(True, "")
BORN = {age: date(2026 - age, 11, 22) for age in range(15, 60)}


def of(age, losses, idiopathic=UNEXPLAINED, **known):
    history = known.pop("pregnancies", [miscarriage(n, weeks=8) for n in range(1, losses + 1)])
    return prognosis_of(woman(date_of_birth=BORN.get(age), pregnancies=history, **known), TODAY, idiopathic)


def names(found):
    return [one.rule for one in found.figures]


@pytest.mark.parametrize(
    ("age", "losses", "per_cent"),
    [(20, 2, 92), (25, 2, 89), (30, 2, 84), (35, 2, 77), (40, 2, 69), (30, 3, 80), (30, 5, 71)],
)
def test_the_confirmed_cells(age, losses, per_cent):
    first = of(age, losses).figures[0]
    assert first.says.startswith(f"{per_cent} % at age {age} with {losses} losses")
    assert "from one 1999 UK clinic, next pregnancy ongoing past 24 weeks, not a prediction for you" in first.says
    assert len(CELLS) == 7


@pytest.mark.parametrize(
    ("age", "losses", "why"),
    [
        (30, 4, "no confirmed figure"),
        (20, 3, "no confirmed figure"),
        (32, 2, "no confirmed figure is on file for age 32 and 2 losses; none is interpolated"),
        (45, 2, "no confirmed figure"),
        (19, 2, "age 20 to 45"),
        (46, 2, "age 20 to 45"),
        (30, 6, "2 to 5 losses"),
        (None, 2, "date of birth is not recorded"),
    ],
)
def test_no_other_cell_is_shown_and_it_says_why(age, losses, why):
    found = of(age, losses)
    assert "Brigham 1999" not in names(found)
    assert why in found.withheld[0]


@pytest.mark.parametrize("value", [False, None])
def test_only_for_unexplained_loss(value):
    found = of(30, 2, Idiopathic(value, "two items are open"))
    assert names(found) == []
    assert found.withheld == ("Brigham 1999 (unexplained loss only): two items are open.",)


@pytest.mark.parametrize(("losses", "shown"), [(2, False), (3, True), (6, True)])
def test_lund_and_kling_from_three_losses_on(losses, shown):
    found = names(of(30, losses))
    assert ("Lund 2012" in found, "Kling 2018" in found) == (shown, shown)


def test_the_warning_stands_beside_every_figure_and_alone_beside_none():
    assert names(of(30, 3))[-1] == "Kolte 2021"
    assert names(of(32, 2)) == []


@pytest.mark.parametrize("losses", [0, 1])
def test_nothing_below_two_losses(losses):
    found = of(30, losses)
    assert (found.figures, found.withheld) == ((), ())


def test_non_visualised_losses():
    history = [pregnancy(1, "biochemical"), pregnancy(2, "pul_resolved"), miscarriage(3, weeks=8)]
    [kolte] = [one for one in of(32, 0, pregnancies=history).figures if one.rule == "Kolte 2014"]
    assert "(she has 2)" in kolte.says
    assert "Kolte 2014" not in names(of(32, 3))


def test_what_is_no_loss_is_not_counted():
    history = [miscarriage(1, weeks=8), pregnancy(2, "ectopic"), pregnancy(3, "termination"), pregnancy(4, "molar")]
    assert losses_of(history, TODAY) == 1


def test_every_figure_is_confirmed_and_named():
    for one in of(30, 3).figures:
        assert one.mark is Mark.SEEN
        assert one.source
        assert not one.acts


@pytest.mark.parametrize(
    ("born", "age"), [(date(1996, 11, 22), 30), (date(1996, 11, 23), 29), (date(1996, 2, 29), 30), (None, None)]
)
def test_age_in_completed_years(born, age):
    assert age_on(born, TODAY) == age


def checklist(*statuses, **known):
    """A checklist whose findings are `done` and `normal`, except for what is named."""
    whole = evaluate(woman(pregnancies=[miscarriage(1, weeks=8)]), load_all()["rcog-gtg17-2023"], TODAY)
    one = next(f for f in whole.findings if f.asked and not f.record)
    done = {"status": Status.DONE, "reading": "normal", **known}
    return replace(whole, findings=tuple(replace(one, **{**done, **change}) for change in ({}, *statuses)))


@pytest.mark.parametrize(
    ("change", "value", "words"),
    [
        ({}, True, "done and normal"),
        ({"reading": "abnormal"}, False, "abnormal"),
        ({"status": Status.MISSING, "reading": None}, None, "1 of 2 items"),
        ({"status": Status.CANNOT_TELL, "reading": None}, None, "1 of 2 items"),
        ({"status": Status.REPEAT_DUE, "reading": None}, None, "are open"),
        ({"status": Status.DECLINED, "reading": None}, None, "have no reading"),
        ({"reading": "not_read"}, None, "have no reading"),
        ({"reading": "not_read", "record": "lifestyle"}, True, "done and normal"),
    ],
)
def test_unexplained_is_a_complete_workup_without_an_abnormal_finding(change, value, words):
    found = idiopathic_by(checklist(change), "RCOG 2023")
    assert found.value is value
    assert words in found.because
    assert "RCOG 2023" in found.because


def test_a_checklist_that_asks_for_nothing_cannot_tell():
    assert idiopathic_by(replace(checklist(), findings=()), "RCOG 2023").value is None

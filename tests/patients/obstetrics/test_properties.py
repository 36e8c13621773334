"""What must hold for every history that can be stored, sensible or not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st

from patients.obstetrics.as_of import pregnancies_on
from patients.obstetrics.definitions import DEFINITIONS, judge
from patients.obstetrics.gestation import beginning, gestation_of, reached
from patients.obstetrics.losses import is_spontaneous_loss, numbered_losses
from patients.obstetrics.runs import RunType, runs
from patients.obstetrics.summary import obstetric_summary
from patients.obstetrics.values import Confirmation, CountOverride, Outcome
from tests.patients.obstetrics.histories import ON, biochemical
from tests.patients.obstetrics.strategies import DAYS, KEYS, for_all, histories, pregnancies

EARLY = st.none() | st.just("her age")


def judged(name, history, on=ON, early=None, key="eshre-2022"):
    return judge(name, history, on, guideline_key=key, early_workup=early)


@for_all(histories(), DAYS, st.booleans(), st.booleans())
def test_every_pregnancy_has_exactly_one_place(history, on, biochemical_counts, children_count):
    told = obstetric_summary(history, on, biochemical_in_gravida=biochemical_counts, children_in_para=children_count)
    assert told.gravida == told.term + told.preterm + told.abortus + told.ongoing + told.unclassified
    assert told.gravida == told.uk_para + told.uk_plus + told.ongoing + told.unclassified
    left_out = 0 if biochemical_counts else sum(p.outcome is Outcome.BIOCHEMICAL for p in history)
    assert told.gravida == len(history) - left_out


@for_all(histories(), DAYS)
def test_there_is_a_text_or_a_reason_why_not(history, on):
    told = obstetric_summary(history, on)
    complete = told.living is not None and told.unclassified == 0
    assert (told.us is not None) == (told.uk is not None) == complete
    assert complete or told.problems


@for_all(histories(), DAYS)
def test_the_twin_convention_changes_the_texts_and_no_number(history, on):
    textbook, by_children = (obstetric_summary(history, on, children_in_para=chosen) for chosen in (False, True))
    said = {"us": textbook.us, "uk": textbook.uk, "problems": textbook.problems}
    assert replace(by_children, **said) == textbook
    assert (by_children.us is None) == (textbook.us is None)


@for_all(histories(), DAYS)
def test_the_order_in_which_pregnancies_are_given_does_not_matter(history, on):
    turned = history[::-1]
    assert obstetric_summary(history, on) == obstetric_summary(turned, on)
    assert runs(history, on) == runs(turned, on)
    assert all(judged(name, history, on) == judged(name, turned, on) for name in DEFINITIONS)


@for_all(pregnancies(), DAYS, st.integers(0, 300))
def test_reached_agrees_with_the_gestation(p, on, days):
    bounds = gestation_of(p, on).bounds
    answers = {None} if bounds is None else {low >= days for low in range(bounds[0], bounds[1] + 1)}
    assert reached(p, days, on) is (answers.pop() if len(answers) == 1 else None)


@for_all(pregnancies(), DAYS)
def test_a_gestation_is_days_or_a_range_or_unknown_with_its_source(p, on):
    gestation = gestation_of(p, on)
    assert gestation.days is None or gestation.range is None
    assert (gestation.source is None) == (gestation.bounds is None)
    assert gestation.bounds is None or 0 <= gestation.bounds[0] <= gestation.bounds[1]


@for_all(histories(), DAYS)
def test_runs_are_runs_of_spontaneous_losses(history, on):
    found = runs(history, on)
    losses = sum(is_spontaneous_loss(p, on) for p in history)
    assert 0 <= found.current_run <= found.max_consecutive <= losses
    assert (found.type is RunType.NONE) == (losses < 2)
    assert sorted(numbered_losses(history, on).values()) == list(range(1, losses + 1))


@for_all(histories(), DAYS, EARLY, st.sampled_from(sorted(DEFINITIONS)), st.sampled_from(KEYS))
def test_a_definition_judges_every_pregnancy_and_its_answer_follows(history, on, early, name, key):
    result = judged(name, history, on, early, key)
    sure = [j for j in result.pregnancies if j.counted]
    possible = [j for j in result.pregnancies if j.counted is not False]
    assert [j.number for j in result.pregnancies] == sorted(p.number for p in history)
    assert result.counted == len(sure)
    assert all(j.reason for j in result.pregnancies)
    by_number = True if len(sure) >= result.required else None if len(possible) >= result.required else False
    if by_number or not DEFINITIONS[name].second_trimester_loss_in_scope:
        assert result.met is by_number
    assert result.met is not False or by_number is False
    assert result.in_scope_by is None or (result.met is True and len(sure) < result.required)


@for_all(histories(), st.sampled_from(sorted(DEFINITIONS)), st.sampled_from(list(CountOverride)))
def test_overruling_everything_leaves_nothing_open(history, name, how):
    overruled = [replace(p, count_override=how, override_for=()) for p in history]
    result = judged(name, overruled)
    ended = sum(p.outcome is not Outcome.ONGOING for p in history)
    assert result.counted == (ended if how is CountOverride.COUNTED else 0)
    assert None not in {j.counted for j in result.pregnancies}


@pytest.mark.parametrize("confirmed_by", Confirmation)
@for_all(history=histories(longest=4))
def test_the_answer_changes_the_count_as_the_reason_said(confirmed_by, history):
    number = len(history) + 1
    before = judged("eshre_2022", [*history, biochemical(number)])
    after = judged("eshre_2022", [*history, biochemical(number, confirmed_by=confirmed_by)])
    assert f"the count would be {after.counted} (2 needed)" in before.pregnancies[-1].reason
    assert after.counted == before.counted + 1


@for_all(histories(), DAYS, DAYS)
def test_as_of_shows_nothing_of_the_future_and_is_stable(history, on, recorded_by):
    then = pregnancies_on(history, on, recorded_by)
    assert [p.number for p in then] == sorted(p.number for p in then)
    assert pregnancies_on(then, on, recorded_by) == then
    for p in then:
        ended, began = p.ended_on and p.ended_on.exact, beginning(p)
        assert ended is None or ended <= on
        assert p.outcome is not Outcome.ONGOING or began is None or began <= on


@for_all(histories(), DAYS, DAYS, st.integers(0, 400))
def test_a_pregnancy_once_there_stays(history, on, recorded_by, later):
    earlier = {p.number for p in pregnancies_on(history, on, recorded_by)}
    assert earlier <= {p.number for p in pregnancies_on(history, on + timedelta(days=later), recorded_by)}


@for_all(histories(), DAYS)
def test_everything_works_on_the_pregnancies_of_any_day(history, on):
    then = pregnancies_on(history, on, ON)
    told = obstetric_summary(then, on)
    assert told.gravida == len(then)
    assert runs(then, on).max_consecutive <= told.gravida
    assert all(judged(name, then, on).counted <= told.gravida for name in DEFINITIONS)

"""Every status has its word, its icon and its meaning; "done" never stands without its reading."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tests.facts import TODAY, absent, decision, lifestyle, result, woman
from tests.workup.checklist.look import finding
from workup.checklist.findings import Status
from workup.guidelines import Verification, load_all
from workup.templatetags.parts import chip, icon
from workup.views.presenters.questions import QUESTIONS
from workup.views.presenters.statuses import MEANINGS, RANK, READINGS, VERIFICATION, WORDS, chip_of, grade_of, short_day

SPRITE = (Path(settings.BASE_DIR) / "rpl_tracker/static/icons.svg").read_text()


@pytest.mark.parametrize("status", sorted(Status))
def test_every_status_has_a_word_a_rank_and_a_picture(status):
    assert WORDS[status]
    assert status in RANK
    for name in [f"s-done-{reading}" for reading in READINGS] if status is Status.DONE else [f"s-{status}"]:
        assert f'id="{name}"' in SPRITE


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DONE}))
def test_every_status_is_explained(status):
    assert MEANINGS[status].endswith(".")


def test_every_picture_that_a_template_names_is_in_the_sprite():
    named = set()
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([^"]+)"', template.read_text()))
    assert named
    assert {name for name in named if f'id="{name}"' not in SPRITE} == set()


def test_done_is_never_shown_without_its_reading():
    assert 'data-reading="abnormal"' in chip("done", "Done, abnormal", "abnormal")
    with pytest.raises(ValueError, match="reading"):
        chip("done", "Done")
    with pytest.raises(ValueError, match="reading"):
        chip("missing", "Missing", "normal")


def test_words_in_a_chip_are_escaped_and_its_picture_is_hidden_from_readers():
    assert "<b>" not in chip("missing", "<b>")
    assert 'aria-hidden="true"' in icon("s-missing")


def test_done_says_normal_abnormal_or_not_read():
    def said(*given, **limits):
        return chip_of(finding(woman(investigations=[result("tsh", *given, **limits)]), "tsh"), TODAY)

    assert (said("2", "2026-01-01", upper_limit="4").word, said("2", upper_limit="4").reading) == (
        "Done, normal",
        "normal",
    )
    assert said("12", "2026-01-01", upper_limit="4").word == "Done, abnormal"
    assert said("12", "2026-01-01").word == "Done, not read"


def test_what_is_only_recorded_is_not_called_unread():
    shown = chip_of(finding(woman(lifestyle=lifestyle()), "lifestyle"), TODAY)
    assert (shown.word, shown.reading) == ("Done, recorded", "not_read")


def test_a_repeat_that_is_ahead_says_from_when_and_the_year_when_it_is_another():
    later = chip_of(finding(woman(investigations=[result("la_interp", "positive", "2026-11-01")]), "la"), TODAY)
    assert (later.status, later.word) == ("repeat_not_yet", "Repeat from 24 Jan 2027")
    assert short_day(date(2026, 12, 1), TODAY) == "1 Dec"


def test_put_off_until_a_day():
    put_off = woman(decisions=[decision("tsh", "deferred", "2026-11-01", "2026-12-24")])
    assert chip_of(finding(put_off, "tsh"), TODAY).word == "Deferred to 24 Dec"


def test_not_advised_and_not_asked_for_are_two_things():
    asked = [absent("personal_vte"), absent("first_degree_vte_or_thrombophilia")]
    tested = woman(conditions=asked, investigations=[result("nk_blood", "12"), result("fvl", "not_detected")])
    assert chip_of(finding(tested, "nk_cells"), TODAY).word == "Done, not advised"
    assert chip_of(finding(tested, "fvl"), TODAY).word == "Done, not asked for"


@pytest.mark.parametrize(("quality", "marks"), [("Q1", "⊕○○○"), ("Q2", "⊕⊕○○"), ("Q3", "⊕⊕⊕○"), ("Q4", "⊕⊕⊕⊕")])
def test_quality_of_evidence_is_drawn_and_said(quality, marks):
    grade = grade_of(quality)
    assert grade is not None
    assert grade.marks == marks
    assert grade.words.endswith("quality of evidence")


def test_a_document_that_does_not_grade_has_no_marks():
    assert grade_of(None) is None


def test_every_mark_of_trust_has_its_words():
    assert set(VERIFICATION) == set(Verification)


def test_every_trigger_of_every_edition_is_asked_for_in_words():
    triggers = {item.trigger for edition in load_all().values() for item in edition.items if item.trigger}
    assert triggers - set(QUESTIONS) == set()

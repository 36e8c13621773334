"""What published rules say of a pregnancy, at its story: folded, with marks, never counting on after an end."""

from decimal import Decimal

import pytest

from patients.models import Event as StoredEvent
from patients.obstetrics.facts import Event
from patients.obstetrics.values import Conception, EventKind, RhD, Route
from rpl_tracker.accounts.roles import Permission
from tests.facts import day, miscarriage, partial, pregnancy, result, woman
from tests.workup.views.shown import NoRows, look, overview
from workup.stored import kept

LMP = day("2026-08-20")
STILL = Event(
    EventKind.SCAN, partial("2026-10-14"), crl_mm=Decimal(9), cardiac_activity="absent", route=Route.TRANSVAGINAL
)
GROWING = Event(EventKind.SCAN, partial("2026-10-20"), crl_mm=Decimal(5), cardiac_activity="present")


def going(*events, **known):
    return pregnancy(1, "ongoing", lmp=LMP, events=events, conception=Conception.SPONTANEOUS, **known)


def early(facts, *args, **kw):
    return overview(facts, *args, **kw).picture.stories[0].early


def about(found, start):
    return [one for told in found.told if told.about.startswith(start) for one in told.said]


def test_a_scan_of_a_pregnancy_that_goes_on():
    found = early(woman(pregnancies=[going(STILL)]))
    assert found.acts
    assert "criterion diagnostic of loss: CRL 7 mm or more and no cardiac activity" in [
        one.says for one in about(found, "Scan, 7+6")
    ]


def test_nothing_is_shown_where_nothing_is_said():
    assert early(woman(rhd=RhD.POSITIVE, pregnancies=[miscarriage(1, "2024-01-01", 9)])).told == ()


def test_after_a_loss_no_due_date_no_next_step_and_nothing_to_decide():
    ended = miscarriage(1, "2026-10-16", lmp=LMP, events=(STILL,))
    found = early(woman(rhd=RhD.POSITIVE, pregnancies=[ended]))
    words = " ".join(f"{one.rule} {one.says}" for told in found.told for one in told.said).lower()
    assert "crl 7 mm or more" in words
    assert "due date" not in words
    assert not found.acts


def test_one_click_to_the_form_for_who_may_change_it():
    row, rows = StoredEvent(pk=7), NoRows(pregnancy=[type("Row", (), {"number": 1, "pk": 3, "note": ""})()])
    kept(GROWING, row, rows)
    facts = woman(pregnancies=[going(GROWING)])
    [told] = [told for told in early(facts, rows=rows).told if told.about.startswith("Scan")]
    assert [action.verb for action in told.actions] == [
        "Take 15 Jun 2027 (Robinson) to the form",
        "Take 13 Jun 2027 (Hadlock) to the form",
    ]
    assert told.actions[0].address == "/pregnancy_edit/3?scan=7&formula=robinson_fleming_1975#pregnancies"
    [told] = [t for t in early(facts, look(), Permission.RECORD, rows=rows).told if t.about.startswith("Scan")]
    assert told.actions == ()


def test_anti_d_for_a_woman_who_is_rhd_negative():
    facts = woman(
        rhd=RhD.NEGATIVE,
        pregnancies=[pregnancy(1, "ectopic", "2026-11-20", 7)],
        investigations=[result("ab_screen", "negative")],
    )
    said = about(early(facts), "Anti-D, how it ended")
    assert [(one.rule, one.acts) for one in said][:3] == [
        ("Anti-D: NICE NG126", False), ("Anti-D: BSH", True), ("Anti-D: ACOG PB 181", True),
    ]  # fmt: skip
    assert any("until 23 Nov 2026" in one.says for one in said)


def test_anti_d_when_rhd_is_not_recorded_and_not_when_it_is_positive():
    ended = pregnancy(1, "ectopic", "2026-11-20", 7)
    said = about(early(woman(pregnancies=[ended])), "Anti-D")
    assert said[0].says == "not recorded: RhD, antibody screen"
    assert not about(early(woman(rhd=RhD.POSITIVE, pregnancies=[ended])), "Anti-D")


def test_anti_d_after_a_bleed():
    bleed = Event(EventKind.BLEED, partial("2026-11-12"))
    found = early(woman(rhd=RhD.NEGATIVE, pregnancies=[going(bleed)]))
    assert any(one.rule == "Anti-D: NICE NG126" for one in about(found, "Anti-D, bleeding on 12 Nov 2026"))


@pytest.mark.parametrize("given", ["given", "not_needed"])
def test_what_is_on_record_of_anti_d_is_respected(given):
    facts = woman(rhd=RhD.NEGATIVE, pregnancies=[pregnancy(1, "ectopic", "2026-11-20", 7, anti_d=given)])
    [one] = about(early(facts), "Anti-D")
    assert "record" in one.says
    assert not one.acts


def test_after_ten_days_nobody_is_asked_to_act():
    for ended, acts in (
        ("2026-11-12", True),
        ("2026-11-11", False),
        ("2026-11", True),
        ("2026-10", False),
        (None, False),
    ):
        assert early(woman(rhd=RhD.NEGATIVE, pregnancies=[pregnancy(1, "ectopic", ended, 7)])).acts is acts


def test_a_look_back_asks_nobody_to_act_on_anti_d():
    facts = woman(rhd=RhD.NEGATIVE, pregnancies=[pregnancy(1, "ectopic", "2026-10-20", 7)])
    back = early(facts, look(on=day("2026-10-21")))
    assert about(back, "Anti-D")
    assert not back.acts

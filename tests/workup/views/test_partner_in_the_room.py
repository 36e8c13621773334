"""Her page while her partner is in the room: what is folded away, what stays, how long it holds."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.facts import TODAY, miscarriage, partner, pregnancy, result, woman
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation
from tests.workup.views.shown import look, overview
from workup.views.presenters.folding import Fold, fold_of, folded

NEUTRAL = "Some entries are folded away"
COUPLE = [partner("P1", "2010-01-01", "2018-12-31"), partner("P2", "2020-01-01")]


def fold(*pregnancies, partners=COUPLE):
    return fold_of(woman(pregnancies=list(pregnancies), partners=partners), TODAY)


def test_pregnancies_with_earlier_partners_are_folded_and_those_with_the_present_one_stay():
    found = fold(miscarriage(1, "2015", partner="P1"), miscarriage(2, "2024", partner="P2"))
    assert (found.pregnancies, found.partners, found.not_known) == ({1}, {"P1"}, ())


@pytest.mark.parametrize("outcome", ["termination", "termination_anomaly", "termination_medical"])
def test_terminations_are_folded_whoever_the_partner_was(outcome):
    assert fold(pregnancy(1, outcome, "2024", partner="P2")).pregnancies == {1}


def test_one_without_a_partner_is_folded_only_when_it_ended_before_the_present_one_came():
    found = fold(miscarriage(1, "2019-12"), miscarriage(2, "2020"), miscarriage(3))
    assert (found.pregnancies, found.not_known) == ({1}, (2, 3))


def test_a_partner_is_present_on_the_last_day_too():
    assert fold(partners=[partner("P1", None, TODAY.isoformat())]).partners == set()
    assert fold(partners=[partner("P1", None, "2026-11-21")]).partners == {"P1"}


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Tissue genetics, pregnancy 3", True),
        ("pregnancies 1, 2 and 3", True),
        ("pregnancy 13", False),
        ("pregnancy 4", False),
        ("Parental karyotype (P1)", True),
        ("partner P1", True),
        ("partner P10", False),
        ("P1NP", False),
        ("ended for medical reasons", True),
        ("TSH", False),
    ],
)
def test_what_speaks_of_something_folded_away(text, speaks):
    assert Fold(frozenset({3}), frozenset({"P1"}), ()).mentions(text) is speaks


def test_a_sentence_loses_only_the_part_that_speaks_of_it():
    away = Fold(frozenset({3}), frozenset(), ())
    assert folded("6 Jun 2026 · in pregnancy 3, at 5+0", away) == "6 Jun 2026"
    assert folded("pregnancy 3 (2020); pregnancy 4 (2021)", away).lstrip("; ") == "pregnancy 4 (2021)"
    assert folded((3, "closed"), away) == (3, "closed")


def test_the_page_loses_the_entries_and_keeps_its_counts():
    facts = woman(
        partners=COUPLE,
        pregnancies=[
            miscarriage(1, "2015-05-01", weeks=8, partner="P1"),
            pregnancy(2, "termination_medical", "2024-05-01", 19, partner="P2"),
            miscarriage(3, "2025-05-01", weeks=8, partner="P2"),
        ],
        investigations=[
            result("karyo_blood", "46,XY", "2015", partner="P1"),
            result("karyo_blood", "46,XY", "2025", partner="P2"),
            result("karyo_poc", "47,XX,+16", "2024-05-01", pregnancy=2),
        ],
    )
    whole = overview(facts, look())
    seen = folded(whole, fold_of(facts, TODAY))
    assert [lane.number for lane, _ in seen.picture.rows] == [3]
    assert [story.number for story in seen.picture.stories] == [3]
    assert [bar.label for bar in seen.timeline.bands[0].bars] == ["3"]
    assert {line.whose for day in seen.days for line in day.lines} == {"partner P2"}
    assert {person.label for person in seen.people} <= {"P2"}
    assert seen.glance.tally == whole.glance.tally
    said = repr(seen).lower()
    assert not any(word in said for word in ("pregnancy 1", "pregnancy 2", "'p1'", "(p1)", "ended for", "terminat"))


@pytest.fixture
def clinic(db):
    return a_clinic("main")


@pytest.fixture
def she(clinic):
    woman = a_patient(clinic)
    first, present = (
        a_partner(woman, "P1", to_date=date(2018, 1, 1)),
        a_partner(woman, "P2", from_date=date(2020, 1, 1)),
    )
    a_pregnancy(woman, 1, "miscarriage", partner=first, ended_on="2015-05-01")
    a_pregnancy(woman, 2, "termination_medical", partner=present, ended_on="2024-05-01", ga_weeks=19)
    a_pregnancy(woman, 3, "miscarriage", partner=present, ended_on="2025-05-01")
    an_investigation(woman, "karyo_blood", subject="partner", partner=present, value="46,XY")
    return woman


@pytest.fixture
def shown(client, clinic, she):
    client.force_login(a_user(clinic))
    return lambda address="", to=she: client.get(reverse("patient", args=[to.pk]) + address).content.decode()


def test_it_is_off_until_it_is_switched_on_and_the_partner_of_each_is_seen(shown):
    html = shown()
    assert NEUTRAL not in html
    assert "partner P1</small>" in html
    assert "Ended for medical reasons" in html


def test_it_holds_over_forms_and_back_until_it_is_switched_off(shown, client, she):
    on = shown("?room=on")
    assert NEUTRAL in on
    assert "Ended for medical reasons" not in on
    assert not re.search(r"\bP1\b", on)
    client.get(reverse("pregnancy_new", args=[she.pk]))
    assert NEUTRAL in shown()
    assert NEUTRAL in shown("?room=nonsense")
    assert NEUTRAL not in shown("?room=off")
    assert NEUTRAL not in shown()


def test_another_woman_is_seen_whole(shown, clinic):
    shown("?room=on")
    assert NEUTRAL not in shown(to=a_patient(clinic))


def test_it_asks_the_database_no_more_often(shown, she, client, django_assert_max_num_queries):
    shown("?room=on")
    with django_assert_max_num_queries(15):
        client.get(reverse("patient", args=[she.pk]))


def test_from_the_partners_row_one_click_leads_to_his_panels(shown, client, she):
    present = she.partners.get(label="P2")
    html = shown()
    address = reverse("results_panel", args=[she.pk, "male"])
    assert f'href="{address}?partner={present.pk}&amp;next=' in html
    form = client.get(f"{address}?partner={present.pk}").content.decode()
    assert f'<option value="partner-{present.pk}" selected' in form or f'value="{present.pk}" selected' in form

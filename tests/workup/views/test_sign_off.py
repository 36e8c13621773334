"""The sign-off of an edition: a clinician of the clinic, in their own name, row by row; and its withdrawal."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.adopting import ESHRE, a_local_change, a_local_item, a_sign_off
from tests.records import a_clinic, a_user
from workup.editions import adoption_of, signed_off_of
from workup.guidelines.local import digest, row_mark
from workup.models import SignOff
from workup.signing import sign_off, withdraw

pytestmark = pytest.mark.django_db
URL = f"/guidelines/{ESHRE}/sign-off/"
TICKED = re.compile(r'name="(row|gap)" value="[^"]*" checked')


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def doctor(client, clinic):
    client.user = a_user(clinic, first_name="Una", last_name="Doctor")
    client.force_login(client.user)
    return client


def edition(clinic):
    return adoption_of(clinic).edition(ESHRE)


def ticks(clinic, **more):
    used = edition(clinic)
    every = {"seen": digest(used), "row": [row_mark(row) for row in used.items], "gap": list(used.gaps)}
    return {**every, "note": "compared with the printed text", **more}


def in_error(page):
    return page.split('class="errors"')[1].split("</ul>")[0]


def test_nothing_is_ticked_beforehand_and_every_row_is_there(doctor, clinic):
    page = doctor.get(URL).content.decode()
    assert page.count('name="row"') == len(edition(clinic).items)
    assert page.count('name="gap"') == len(edition(clinic).gaps)
    assert not re.search(r"<input[^>]* checked", page)
    for words in ("Una Doctor", "Lupus anticoagulant", "ESHRE 2022, ch. 8", "Nobody has signed this edition off"):
        assert words in page


def test_all_ticked_is_signed_in_their_name_on_the_clinics_day(doctor, clinic):
    answer = doctor.post(URL, ticks(clinic), follow=True)
    assert "is signed off in Main in your name" in answer.content.decode()
    signed = SignOff.objects.get()
    assert (signed.clinic, signed.edition, signed.signed_by, signed.revision) == (clinic, ESHRE, doctor.user, 2)
    assert signed.items == [row.item for row in edition(clinic).items]
    assert signed.gaps == list(edition(clinic).gaps)
    assert (signed.note, signed.digest) == ("compared with the printed text", digest(edition(clinic)))
    assert ESHRE in signed_off_of(clinic)
    page = answer.content.decode()
    assert "<b>Una Doctor</b>" in page
    assert "in force" in page
    assert "Sign off in my name" not in page


def test_what_is_left_is_listed_and_nothing_signed_and_the_ticks_stay(doctor, clinic):
    marks = [row_mark(row) for row in edition(clinic).items if row.item not in {"tsh", "la"}]
    page = doctor.post(URL, ticks(clinic, row=marks, gap=list(edition(clinic).gaps[1:]))).content.decode()
    left = in_error(page)
    assert left.count("<li>") == 3
    assert '<a href="#row-tsh">TSH: not ticked yet</a>' in left
    assert "Lupus anticoagulant: not ticked yet" in left
    assert 'href="#gap-1"' in left
    assert len(TICKED.findall(page)) == len(marks) + len(edition(clinic).gaps) - 1
    assert "compared with the printed text" in page
    assert not SignOff.objects.exists()


def test_an_empty_form_signs_nothing(doctor):
    assert doctor.post(URL, {}).status_code == 200
    assert not SignOff.objects.exists()


def test_no_single_word_stands_for_the_ticks_of_many_rows(doctor, clinic):
    assert 'name="all_rows"' not in doctor.get(URL).content.decode()
    page = doctor.post(URL, ticks(clinic, row=[], all_rows="on")).content.decode()
    assert in_error(page).count("<li>") == len(edition(clinic).items)
    assert not SignOff.objects.exists()


def test_a_row_that_changed_meanwhile_loses_its_tick_and_the_others_stay(doctor, clinic):
    opened = ticks(clinic)
    a_local_change(clinic, "ana", "NOT")
    a_local_item(clinic)
    page = doctor.post(URL, opened).content.decode()
    assert "has changed since you opened this page" in in_error(page)
    assert 'href="#row-ana"' in in_error(page)
    assert 'href="#row-syphilis"' in in_error(page)
    assert len(TICKED.findall(page)) == len(opened["row"]) - 1 + len(opened["gap"])
    assert not SignOff.objects.exists()
    assert f'value="{digest(edition(clinic))}"' in page
    assert doctor.post(URL, ticks(clinic)).status_code == 302


def test_local_rows_are_marked_on_it(doctor, clinic):
    a_local_item(clinic, reason="the antenatal set")
    page = doctor.get(URL).content.decode()
    said = page.split('id="syphilis"')[1].split("</article>")[0]
    assert "local" in said.lower()
    assert "the antenatal set" in said


def test_twice_by_the_same_person_is_said(doctor, clinic):
    a_sign_off(clinic, by=doctor.user)
    page = doctor.post(URL, ticks(clinic)).content.decode()
    assert "You have signed this edition off already." in in_error(page)
    assert SignOff.objects.count() == 1


@pytest.mark.parametrize("role", ["nurse", "viewer"])
@pytest.mark.parametrize("staff", [False, True])
def test_others_may_not_an_administrator_included(client, clinic, role, staff):
    client.force_login(a_user(clinic, role, is_staff=staff))
    assert client.get(URL).status_code == 403
    assert client.post(URL, ticks(clinic)).status_code == 403
    assert not SignOff.objects.exists()


def test_an_administrator_without_a_role_may_not(client, clinic):
    client.force_login(a_user(is_staff=True))
    assert client.post(URL, ticks(clinic)).status_code == 403


def test_another_clinics_sign_off_is_neither_seen_nor_withdrawn(doctor):
    other = a_sign_off(a_clinic("other"), note="theirs alone")
    assert "theirs alone" not in doctor.get(URL).content.decode()
    assert doctor.post(f"{URL}{other.pk}/withdraw/", {"reason": "x"}).status_code == 404
    assert SignOff.objects.get().withdrawn_on is None


def test_an_edition_that_is_none(doctor):
    assert doctor.get("/guidelines/eshre-1999/sign-off/").status_code == 404


class TestWithdrawal:
    def test_needs_a_reason_and_then_ends_it(self, doctor, clinic):
        signed = a_sign_off(clinic)
        url = reverse("guideline_sign_off_withdraw", args=[ESHRE, signed.pk])
        page = doctor.post(url, {"reason": " "}).content.decode()
        assert "Say why it is withdrawn." in in_error(page)
        assert ESHRE in signed_off_of(clinic)
        page = doctor.post(url, {"reason": "a row was misread"}, follow=True).content.decode()
        signed.refresh_from_db()
        assert (signed.withdrawn_by, signed.withdrawn_reason) == (doctor.user, "a row was misread")
        assert "Withdrawn by Una Doctor on" in page
        assert "a row was misread" in page
        assert signed_off_of(clinic) == {}

    def test_of_one_that_is_withdrawn_changes_nothing(self, doctor, clinic):
        signed = a_sign_off(clinic)
        url = reverse("guideline_sign_off_withdraw", args=[ESHRE, signed.pk])
        doctor.post(url, {"reason": "first"})
        assert "withdrawn already" in doctor.post(url, {"reason": "second"}).content.decode()
        assert SignOff.objects.get().withdrawn_reason == "first"

    def test_by_a_nurse_is_refused(self, client, clinic):
        signed = a_sign_off(clinic)
        client.force_login(a_user(clinic, "nurse"))
        url = reverse("guideline_sign_off_withdraw", args=[ESHRE, signed.pk])
        assert client.post(url, {"reason": "x"}).status_code == 403

    def test_after_it_one_may_sign_again(self, doctor, clinic):
        signed = a_sign_off(clinic, by=doctor.user)
        withdraw(signed, reason="again", by=doctor.user, on=date(2026, 5, 1))
        assert doctor.post(URL, ticks(clinic)).status_code == 302
        assert ESHRE in signed_off_of(clinic)


def test_what_has_changed_since_counts_no_more_and_says_so(doctor, clinic):
    a_sign_off(clinic)
    a_local_change(clinic)
    assert "of rows that have changed since; it counts no more" in doctor.get(URL).content.decode()


@pytest.mark.parametrize(("left", "words"), [("gaps", "Every gap"), ("rows", "Every row")])
def test_the_action_itself_refuses_a_gap_that_is_not_named_and_a_row_that_is_not_checked(clinic, left, words):
    used = edition(clinic)
    ticked = {"rows": [row.item for row in used.items], "gaps": list(used.gaps)}
    ticked[left] = ticked[left][1:]
    with pytest.raises(ValidationError, match=words):
        sign_off(clinic=clinic, guideline=used, **ticked, note="", by=a_user(clinic), on=date(2026, 1, 1))


def test_the_page_of_the_edition_leads_there_for_those_who_may(doctor, client, clinic):
    assert URL in doctor.get(f"/guidelines/{ESHRE}/").content.decode()
    client.force_login(a_user(clinic, "nurse"))
    assert URL not in client.get(f"/guidelines/{ESHRE}/").content.decode()

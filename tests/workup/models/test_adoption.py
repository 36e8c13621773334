"""Local changes, local items and sign-offs: what cannot be true is not stored, and nothing is taken back silently."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from rpl_tracker.audit.history import history_of
from tests.adopting import a_local_change, a_local_item, a_sign_off, an_own_item
from tests.records import a_clinic, a_user
from workup.guidelines.local import LocalItem
from workup.guidelines.model import Category
from workup.models import AdoptedChange, AdoptedItem, SignOff

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic()


def refused(name, make, *args, **fields):
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        make(*args, **fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("local_change_category", {"category": "IND"}),
        ("local_change_category", {"category": "RES"}),
        ("local_change_has_reason", {"reason": ""}),
        ("local_change_ends_with_reason", {"active": False}),
        ("local_change_ends_with_reason", {"end_reason": "over"}),
        ("local_change_says_of_what", {"edition": ""}),
        ("local_change_says_of_what", {"item": ""}),
    ],
)
def test_impossible_change(clinic, name, fields):
    refused(name, a_local_change, clinic, **fields)


def test_one_active_change_of_an_item(clinic):
    first = a_local_change(clinic)
    refused("one_active_local_change", a_local_change, clinic, category="NOT")
    a_local_change(clinic, edition="asrm-rpl-2012", item="la")
    a_local_change(a_clinic("other"))
    first.active, first.end_reason = False, "another laboratory"
    first.save()
    assert a_local_change(clinic, category="NOT").pk


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("local_item_category", {"category": "NOT"}),
        ("local_item_has_reason", {"reason": ""}),
        ("local_item_ends_with_reason", {"active": False}),
        ("local_item_key_is_a_word", {"item": "Vitamin D"}),
        ("local_item_subject", {"subject": "tissue"}),
        ("local_item_is_of_the_catalogue_or_says_what_it_is", {"item": "local-x"}),
        ("local_item_is_of_the_catalogue_or_says_what_it_is", {"item": "local-x", "label": "X", "group": "blood"}),
        ("local_item_is_of_the_catalogue_or_says_what_it_is", {"label": "X"}),
        ("local_item_is_of_the_catalogue_or_says_what_it_is", {"tests": ["b12"]}),
    ],
)
def test_impossible_item(clinic, name, fields):
    refused(name, a_local_item, clinic, **fields)


def test_an_item_once_while_it_is_active(clinic):
    a_local_item(clinic)
    refused("one_active_local_item", a_local_item, clinic)
    a_local_item(a_clinic("other"))


@pytest.mark.parametrize(
    ("field", "words", "fields"),
    [
        ("edition", "There is no edition “eshre-1999” on file.", {"edition": "eshre-1999"}),
        ("item", "has no row for “syphilis”", {"item": "syphilis"}),
        ("end_reason", "Say why it ends.", {"active": False}),
        ("end_reason", "It is active", {"end_reason": "over"}),
    ],
)
def test_a_change_is_of_a_row_on_file(clinic, field, words, fields):
    known = {"edition": "eshre-2022", "item": "ana", "category": "REC", "reason": "x", **fields}
    with pytest.raises(ValidationError) as found:
        AdoptedChange(clinic=clinic, **known).full_clean()
    assert words in " ".join(found.value.message_dict[field])


@pytest.mark.parametrize(
    ("field", "words", "fields"),
    [
        ("item", "There is no item “nonsense” in the catalogue", {"item": "nonsense"}),
        ("label", "Give the clinic's own item a name.", {"item": "local-x", "tests": ["b12"], "group": "blood"}),
        ("tests", "at least one test", {"item": "local-x", "label": "X", "group": "blood"}),
        ("tests", "no test “moon”", {"item": "local-x", "label": "X", "group": "blood", "tests": ["moon"]}),
        (
            "tests",
            "is not done on the partner",
            {"item": "local-x", "label": "X", "group": "blood", "tests": ["hysteroscopy"], "subject": "partner"},
        ),
    ],
)
def test_an_item_is_of_the_catalogue_or_complete(clinic, field, words, fields):
    known = {"category": "REC", "reason": "x", **fields}
    with pytest.raises(ValidationError) as found:
        AdoptedItem(clinic=clinic, **known).full_clean()
    assert words in " ".join(found.value.message_dict[field])


def test_as_the_rules_take_them(clinic):
    assert a_local_item(clinic).pure == LocalItem("syphilis", Category.REC, "our set")
    own = an_own_item(clinic)
    assert own.pure.what.needed_tests == {"folate", "b12"}
    assert (own.name, a_local_item(clinic, "vitamin_d").name) == ("Iron and vitamins", "Vitamin D")


def test_every_change_is_in_the_history(clinic):
    change = a_local_change(clinic)
    change.reason = "a better reason"
    change.save()
    assert len(history_of(change)) == 2


class TestSignOff:
    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("sign_off_of_exact_rows", {"digest": "abc"}),
            ("sign_off_names_the_rows_checked", {"items": []}),
            ("sign_off_withdrawn_by_whom_and_why", {"withdrawn_on": date(2026, 4, 1)}),
            ("sign_off_withdrawn_by_whom_and_why", {"withdrawn_reason": "a mistake"}),
        ],
    )
    def test_impossible(self, clinic, name, fields):
        refused(name, a_sign_off, clinic, **fields)

    def test_once_by_each_person(self, clinic):
        person = a_user(clinic)
        a_sign_off(clinic, by=person)
        refused("signed_once", a_sign_off, clinic, by=person)
        assert a_sign_off(clinic, by=a_user(clinic)).pk

    @pytest.mark.parametrize(
        "change",
        [{"signed_on": date(2026, 1, 1)}, {"note": "other"}, {"items": ["la"]}, {"gaps": []}, {"edition": "ngf-2024"}],
    )
    def test_what_was_signed_stays(self, clinic, change):
        signed = a_sign_off(clinic)
        refused("only_withdrawal_is_added", SignOff.objects.filter(pk=signed.pk).update, **change)

    def test_is_withdrawn_once_and_for_good(self, clinic):
        signed = a_sign_off(clinic)
        person = a_user(clinic)
        mine = SignOff.objects.filter(pk=signed.pk)
        mine.update(withdrawn_by=person, withdrawn_on=date(2026, 4, 1), withdrawn_reason="a row was misread")
        back = {"withdrawn_by": None, "withdrawn_on": None, "withdrawn_reason": ""}
        refused("withdrawn_once", mine.update, **back)
        refused("withdrawn_once", mine.update, withdrawn_reason="no, another reason")

    def test_is_never_deleted(self, clinic):
        signed = a_sign_off(clinic)
        refused("permission denied|never_deleted", SignOff.objects.filter(pk=signed.pk).delete)

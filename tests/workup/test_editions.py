"""The editions as a clinic uses them, in one query: local changes and items, sign-offs, what findings rest on."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from patients.models import Patient
from patients.obstetrics.definitions import DEFINITIONS
from rpl_tracker.accounts.access import today
from tests.adopting import ESHRE, a_local_change, a_local_item, a_sign_off, an_own_item
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.editions import adoption_of, adoptions_of, basis_of, editions_of, signed_off_of
from workup.findings import differing, recompute, refresh
from workup.guidelines import Category, load_all, local
from workup.guidelines.local import earlier_digest
from workup.models import AdoptedChange, ChecklistPeriod, Finding, SignOff
from workup.worklist import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def patient(clinic):
    woman = a_patient(clinic, mrn="A1")
    a_pregnancy(woman, 1, ga_weeks=8)
    refresh([woman.pk])
    return woman


def ended(row):
    row.active, row.end_reason = False, "not any more"
    row.save()


def test_a_clinic_without_changes_uses_the_editions_on_file(clinic):
    assert editions_of(clinic) == load_all()
    assert editions_of(clinic)[ESHRE] is load_all()[ESHRE]
    assert signed_off_of(clinic) == {}


def test_changes_and_items_are_the_clinics_own(clinic):
    a_local_change(clinic, "ana", "REC")
    a_local_item(clinic)
    other = a_clinic("other")
    mine = editions_of(clinic)[ESHRE]
    assert (mine.item("ana").category, mine.item("syphilis").local) == (Category.REC, "our set")
    assert editions_of(other) == load_all()
    assert "syphilis" in {row.item for row in editions_of(clinic)["ngf-2024"].items}


def test_what_has_ended_changes_nothing_any_more(clinic):
    ended(a_local_change(clinic))
    ended(an_own_item(clinic))
    assert editions_of(clinic) == load_all()
    assert adoption_of(clinic).items["local-iron-and-vitamins"].label == "Iron and vitamins"


@pytest.mark.parametrize("number", [1, 3])
def test_one_query_whatever_there_is(number, django_assert_num_queries):
    clinics = [a_clinic(f"c{n}") for n in range(number)]
    for each in clinics:
        a_local_change(each)
        a_local_item(each)
        a_sign_off(each)
    with django_assert_num_queries(1):
        found = adoptions_of(clinics)
        assert all(adoption.signed_off == {ESHRE} for adoption in found.values())


def test_the_clinics_edition_is_one_on_file():
    clinic = a_clinic(default_guideline="withdrawn-1999")
    assert adoption_of(clinic).default.key == next(iter(load_all()))


class TestSignOff:
    def test_says_who_and_when(self, clinic):
        a_sign_off(clinic, by=a_user(clinic, first_name="Una", last_name="Doctor"))
        assert signed_off_of(clinic) == {ESHRE: "Signed off by Una Doctor on 9 Mar 2026, revision 2."}

    def test_the_latest_is_named(self, clinic):
        a_sign_off(clinic, by=a_user(clinic, username="later"), signed_on=date(2026, 5, 1))
        a_sign_off(clinic, by=a_user(clinic, username="earlier"))
        assert signed_off_of(clinic)[ESHRE].startswith("Signed off by later on 1 May 2026")

    def test_is_of_one_clinic_and_one_edition(self, clinic):
        a_sign_off(clinic)
        assert adoption_of(clinic).signed_off == {ESHRE}
        assert not adoption_of(a_clinic("other")).signed_off

    def test_withdrawn_is_none(self, clinic):
        signed = a_sign_off(clinic)
        SignOff.objects.filter(pk=signed.pk).update(
            withdrawn_by=a_user(), withdrawn_on=date(2026, 4, 1), withdrawn_reason="misread"
        )
        assert signed_off_of(clinic) == {}

    def test_a_local_change_ends_it_and_its_end_brings_it_back(self, clinic):
        a_sign_off(clinic)
        change = a_local_change(clinic)
        assert signed_off_of(clinic) == {}
        ended(change)
        assert set(signed_off_of(clinic)) == {ESHRE}

    def test_a_clinic_that_is_renamed_keeps_it(self, clinic):
        a_local_change(clinic)
        a_local_item(clinic)
        a_sign_off(clinic)
        clinic.name = "The other name"
        clinic.save()
        assert "The other name" in editions_of(clinic)[ESHRE].item("ana").citation
        assert set(signed_off_of(clinic)) == {ESHRE}

    def test_one_made_before_a_digest_knew_the_definition_holds_until_that_changes(self, clinic, monkeypatch):
        a_sign_off(clinic, digest=earlier_digest(adoption_of(clinic).edition(ESHRE)))
        assert set(signed_off_of(clinic)) == {ESHRE}
        asked_for_more = replace(DEFINITIONS["eshre_2022"], required=3)
        monkeypatch.setattr(local, "DEFINITIONS", {**DEFINITIONS, "eshre_2022": asked_for_more})
        assert signed_off_of(clinic) == {}

    def test_another_definition_ends_it_and_what_is_stored_rests_on_something_else(self, clinic, monkeypatch):
        a_sign_off(clinic)
        before = basis_of(clinic, adoption_of(clinic))
        in_a_row = replace(DEFINITIONS["eshre_2022"], consecutive=True)
        monkeypatch.setattr(local, "DEFINITIONS", {**DEFINITIONS, "eshre_2022": in_a_row})
        assert signed_off_of(clinic) == {}
        assert basis_of(clinic, adoption_of(clinic)) != before

    def test_a_local_item_ends_it(self, clinic):
        a_sign_off(clinic)
        a_local_item(clinic)
        assert signed_off_of(clinic) == {}

    def test_a_change_of_another_edition_leaves_it(self, clinic):
        a_sign_off(clinic)
        a_local_change(clinic, "la", "NOT", edition="asrm-rpl-2012")
        assert set(signed_off_of(clinic)) == {ESHRE}


class TestDocument:
    def told(self, patient):
        out = StringIO()
        call_command("workup", patient.mrn, "--guideline", ESHRE, "--format", "json", stdout=out)
        (edition,) = json.loads(out.getvalue())["guidelines"]
        return edition

    def test_signed_off_is_true_only_while_it_is_of_these_rows(self, patient):
        assert self.told(patient)["signed_off"] is False
        a_sign_off(patient.clinic)
        assert self.told(patient)["signed_off"] is True
        a_local_change(patient.clinic)
        assert self.told(patient)["signed_off"] is False

    def test_local_rows_are_in_the_command_as_on_the_page(self, patient, client):
        a_local_item(patient.clinic)
        client.force_login(a_user(patient.clinic))
        page = client.get(f"/patients/{patient.pk}/workup.json?guideline={ESHRE}").json()["guidelines"][0]
        assert page == self.told(patient)
        (local,) = (item for item in page["items"] if "local" in item)
        assert (local["key"], local["local"], local["status"]) == ("syphilis", "our set", "missing")
        assert local["citation"] == "local, Main"

    def test_the_text_says_signed_off(self, patient):
        def said():
            out = StringIO()
            call_command("workup", patient.mrn, "--guideline", ESHRE, stdout=out)
            return out.getvalue()

        assert "; NOT SIGNED OFF)" in said()
        a_sign_off(patient.clinic)
        assert "; signed off)" in said()


class TestStoredFindings:
    def stored(self, patient, item):
        return Finding.objects.filter(patient=patient, item=item).values_list("status", "label").first()

    def test_follow_a_local_change_and_a_local_item(self, patient, django_capture_on_commit_callbacks):
        assert self.stored(patient, "ana") == ("optional", "Antinuclear antibodies")
        with django_capture_on_commit_callbacks(execute=True):
            a_local_change(patient.clinic)
            a_local_item(patient.clinic)
        assert self.stored(patient, "ana") == ("missing", "Antinuclear antibodies (local)")
        assert self.stored(patient, "syphilis") == ("missing", "Syphilis (local)")
        assert differing([patient.pk]) == []

    def test_follow_a_setting(self, patient, django_capture_on_commit_callbacks):
        before = periods(patient.clinic, today(patient.clinic)).get().basis
        with django_capture_on_commit_callbacks(execute=True):
            patient.clinic.tissue_days = 30
            patient.clinic.save()
        assert periods(patient.clinic, today(patient.clinic)).get().basis != before
        assert differing([patient.pk]) == []

    def test_the_check_finds_what_rests_on_the_edition_before(self, patient):
        a_local_change(patient.clinic)
        assert differing([patient.pk]) == [patient.pk]

    def test_only_what_rests_on_something_else_is_computed_again(self, patient):
        assert recompute(patient.clinic_id) == 0
        AdoptedChange.objects.bulk_create(
            [AdoptedChange(clinic=patient.clinic, edition=ESHRE, item="ana", category="NOT", reason="x")]
        )
        a_patient(a_clinic("other"))
        assert recompute(patient.clinic_id) == 1
        assert recompute(patient.clinic_id) == 0

    def test_a_patient_in_error_is_left_alone(self, patient):
        Patient.objects.filter(pk=patient.pk).update(entered_in_error=True, error_reason="twice")
        ChecklistPeriod.objects.all().delete()
        assert recompute(patient.clinic_id) == 0


def test_the_basis_is_of_edition_settings_and_zone(clinic):
    def basis(**changed):
        other = a_clinic()
        for name, value in changed.items():
            setattr(other, name, value)
        return basis_of(other, adoption_of(other))

    plain = basis()
    assert plain == basis()
    changes = [
        {"apl_mode": "acr_eular"}, {"tissue_days": 30}, {"time_zone": "Asia/Tokyo"}, {"tsh_upper": 4},
        {"default_guideline": "ngf-2024"}, {"children_in_para": True}, {"biochemical_in_gravida": False},
    ]  # fmt: skip
    assert len({plain, *(basis(**change) for change in changes)}) == len(changes) + 1

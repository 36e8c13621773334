"""Several missing items ordered in one step, each for the one whom it is of; the tissue of a loss with the loss."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from patients.models import Pregnancy
from patients.obstetrics.dates import PartialDate
from patients.tissue import days_too_late
from rpl_tracker.accounts.access import today
from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation
from workup.findings import refresh
from workup.models import Investigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic("main", default_guideline="asrm-rpl-2012")


@pytest.fixture
def clinician(client, clinic):
    client.force_login(a_user(clinic))
    return client


@pytest.fixture
def woman(clinic):
    """By ASRM both karyotypes are missing beside the blood tests."""
    woman = a_patient(clinic)
    a_partner(woman, "P1")
    for number in (1, 2):
        a_pregnancy(woman, number, ga_weeks=8, confirmed_by="ultrasound", ended_on="2024")
    refresh([woman.pk])
    return woman


def page(client, woman, **asked):
    return client.get(reverse("order", args=[woman.pk]), asked)


def ticked(answer):
    return {key.partition(":")[0] for key in answer.context["form"]["due"].value()}


def order(client, woman, due=(), tests=(), **more):
    sent = {"patient_pk": woman.pk, "whose": "patient", "ordered_on": str(today(woman.clinic)), **more}
    return client.post(reverse("order", args=[woman.pk]), {**sent, "due": list(due), "tests": list(tests)})


def orders(woman):
    return set(Investigation.objects.filter(patient=woman, status="ordered").values_list("test", "subject"))


def test_everything_missing_is_ticked_when_asked_for(clinician, woman):
    found = ticked(page(clinician, woman, what="missing"))
    assert {"la", "acl", "tsh", "parental_karyotype_patient", "parental_karyotype_partner"} <= found
    assert "lifestyle" not in found  # no test answers it
    assert ticked(page(clinician, woman)) == set()


def test_all_are_ordered_in_one_step_each_for_whom_it_is_of(clinician, woman):
    keys = page(clinician, woman, what="missing").context["form"].due_now
    assert order(clinician, woman, keys).status_code == 302
    assert {("tsh", "patient"), ("karyo_blood", "patient"), ("karyo_blood", "partner")} <= orders(woman)
    assert ticked(page(clinician, woman, what="missing")) == set()


def test_an_item_and_a_test_of_it_are_one_order(clinician, woman):
    key = next(key for key in page(clinician, woman).context["form"].due_now if key.startswith("tsh"))
    order(clinician, woman, [key], ["tsh", "crp"])
    assert orders(woman) == {("tsh", "patient"), ("crp", "patient")}


def test_nothing_ticked_is_said(clinician, woman):
    assert "Tick at least one test" in order(clinician, woman).content.decode()


def test_what_is_under_way_is_not_ordered_twice(clinician, woman):
    key = next(key for key in page(clinician, woman).context["form"].due_now if key.startswith("tsh"))
    an_investigation(woman, "tsh", status="ordered")
    answer = order(clinician, woman, [key])
    assert "under way already" in answer.content.decode()


def test_another_patients_key_is_refused(clinician, woman):
    assert order(clinician, woman, ["tsh:nobody"]).status_code == 200
    assert orders(woman) == set()


def test_what_somebody_else_ordered_meanwhile_is_said_and_the_rest_stays_ticked(clinician, woman):
    due = page(clinician, woman).context["form"].due_now
    tsh, la = (next(key for key in due if key.startswith(name)) for name in ("tsh", "la"))
    order(clinician, woman, tests=["tsh"])
    answer = order(clinician, woman, [tsh, la])
    assert "is not missing or due any more" in answer.content.decode()
    assert tsh not in answer.content.decode()
    assert [tick.value for tick in answer.context["form"].due_ticks() if tick.chosen] == [la]
    assert ("la_interp", "patient") not in orders(woman)


def record_loss(client, woman, ended_on, outcome="miscarriage", **more):
    sent = {"patient_pk": woman.pk, "number": "3", "outcome": outcome, "ended_on": ended_on, "row_version": "1"}
    return client.post(reverse("pregnancy_new", args=[woman.pk]), {**sent, "order_tissue": "on", **more})


def test_a_loss_now_is_recorded_and_its_tissue_ordered_in_one_step(clinician, woman, clinic):
    assert record_loss(clinician, woman, str(today(clinic))).status_code == 302
    loss = Pregnancy.objects.get(patient=woman, number=3)
    sent = Investigation.objects.get(pregnancy=loss)
    assert (sent.subject, sent.status, sent.ordered_on, sent.test) == ("tissue", "ordered", today(clinic), "karyo_poc")
    finding = [row for row in woman_findings(woman) if row.item == "tissue_genetics" and row.pregnancy == 3]
    assert [row.status for row in finding] == ["ordered"]


def woman_findings(woman):
    from workup.worklist import findings_on

    return findings_on(today(woman.clinic)).filter(patient=woman)


@pytest.mark.parametrize(("days", "stored"), [(0, True), (14, True), (15, False)])
def test_within_the_days_of_the_clinic(clinician, woman, clinic, days, stored):
    answer = record_loss(clinician, woman, str(today(clinic) - timedelta(days=days)))
    assert Pregnancy.objects.filter(number=3).exists() is stored
    assert Investigation.objects.filter(subject="tissue").exists() is stored
    assert stored or "within 14 days of a loss" in answer.content.decode()


def test_a_tick_that_does_not_apply_is_left_out(clinician, woman, clinic):
    record_loss(clinician, woman, str(today(clinic)), outcome="ectopic")
    assert Pregnancy.objects.filter(number=3).exists()
    assert not Investigation.objects.filter(subject="tissue").exists()


def test_tissue_on_record_is_not_ordered_again(clinician, woman, clinic):
    record_loss(clinician, woman, str(today(clinic)))
    loss = Pregnancy.objects.get(number=3)
    sent = {"patient_pk": woman.pk, "number": "3", "outcome": "miscarriage", "row_version": loss.version,
            "ended_on": str(today(clinic)), "order_tissue": "on"}  # fmt: skip
    assert clinician.post(reverse("pregnancy_edit", args=[woman.pk, loss.pk]), sent).status_code == 302
    assert Investigation.objects.filter(subject="tissue").count() == 1


def test_a_loss_that_somebody_else_changed_is_shown_again_and_nothing_is_ordered(clinician, woman, clinic):
    record_loss(clinician, woman, str(today(clinic)), order_tissue="")
    loss = Pregnancy.objects.get(number=3)
    sent = {"patient_pk": woman.pk, "number": "3", "outcome": "miscarriage", "row_version": loss.version + 1,
            "ended_on": str(today(clinic)), "order_tissue": "on", "note": "typed"}  # fmt: skip
    answer = clinician.post(reverse("pregnancy_edit", args=[woman.pk, loss.pk]), sent)
    assert (answer.status_code, "Somebody else changed this" in answer.content.decode()) == (409, True)
    assert not Investigation.objects.filter(subject="tissue").exists()


def test_without_its_order_the_loss_is_not_stored_either(clinician, woman, clinic, monkeypatch):
    def refuse(*rows, **more):
        raise ValidationError("refused")

    monkeypatch.setattr("workup.forms.tissue.actions.store_together", refuse)
    with pytest.raises(Exception, match=r"refused|atomic"):
        record_loss(clinician, woman, str(today(clinic)))
    monkeypatch.undo()
    assert not Pregnancy.objects.filter(number=3).exists()


def test_a_month_counts_by_its_latest_day(clinic):
    on = PartialDate.parse("2026-03-20").earliest
    assert days_too_late(PartialDate.parse("2026-03"), on, 14) == 0
    assert days_too_late(PartialDate.parse("2026-03-05"), on, 14) == 1
    assert days_too_late(PartialDate.parse("2026-03-06"), on, 14) == 0
    assert days_too_late(None, on, 14) == 0

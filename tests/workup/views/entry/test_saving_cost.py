"""How many queries each save takes at most, begin and commit among them: more than these are a step back.

All of them: session, user, clinics; begin; was it sent before?, patient (locked); checks, row; findings read, findings
written; draft and note; commit.
"""

from datetime import date

import pytest
from django.urls import reverse

from patients.models import Medication, Pregnancy
from tests.patients.views.posting import shown
from tests.records import an_investigation
from tests.workup.views.people import four_losses
from workup.models import Decision, Investigation, Laboratory

pytestmark = pytest.mark.django_db


@pytest.fixture
def woman(clinic):
    return four_losses(clinic)


@pytest.fixture
def saved(doctor, django_assert_max_num_queries):
    """Opens a form, fills it in, and sends it in at most so many queries."""

    def save(queries, page, *args, **typed):
        url = reverse(page, args=args)
        values = shown(doctor.get(url)) | typed
        with django_assert_max_num_queries(queries):
            assert doctor.post(url, values).status_code == 302

    return save


def test_one_result_on_its_own_page(saved, clinic, woman):
    """Also: the result, its laboratory, the laboratory typed, what is stored now."""
    lab = Laboratory.objects.create(clinic=clinic, name="Northgate")
    row = an_investigation(woman, "tsh", status="ordered", ordered_on=date(2026, 1, 5), lab=lab)
    saved(16, "investigation_edit", woman.pk, row.pk, status="final", value="2.4")
    row.refresh_from_db()
    assert (row.value, row.version) == ("2.4", 2)


def test_a_result_that_completes_its_order_on_a_panel(saved, woman):
    """Also: what is on record, and the order as it is stored now."""
    an_investigation(woman, "tsh", status="ordered", ordered_on=date(2026, 1, 5))
    saved(13, "results_panel", woman.pk, "thyroid", **{"tsh-value": "2.4", "collected_on": "9 Jan 2026"})
    assert Investigation.objects.get(patient=woman, test="tsh", collected_on="2026-01-09").version == 2


def test_an_order(saved, woman):
    """Also: partners, losses, what is due, what is under way."""
    saved(16, "order", woman.pk, tests=["hcy", "amh"], ordered_on="2026-01-05")
    assert Investigation.objects.filter(patient=woman, status="ordered", ordered_on="2026-01-05").count() == 2


def test_a_decision(saved, woman):
    """Also: the clinic's items, the checks of the form, is it a twin?"""
    saved(15, "decision_new", woman.pk, item="tsh", kind="declined", reason="her wish")
    assert Decision.objects.filter(patient=woman, item="tsh").exists()


def test_a_medication(saved, woman):
    saved(12, "medication_new", woman.pk, name="Folic acid", kind="folic_acid")
    assert Medication.objects.filter(patient=woman, name="Folic acid").exists()


def test_a_pregnancy(saved, woman):
    """Also: the next number, the checks of the form, is it a twin?, and what must be unique in her record."""
    saved(15, "pregnancy_new", woman.pk, outcome="miscarriage", ended_on="May 2026", loss_type="fetal")
    assert Pregnancy.objects.filter(patient=woman, ended_on="2026-05").exists()

"""How many queries each save takes at most, begin and commit among them: more than these are a step back.

All of them: session, person; begin; was it sent before?, patient (locked); can it be stored?, row; findings read,
findings written; draft and note; commit. Eleven, and what each form reads. A laboratory of which the clinic has had
nothing yet takes up to five more: it stays only when what is stored with it does.
"""

from datetime import date

import pytest
from django.urls import reverse

from patients.models import Birth, Event, Medication, Patient, Pregnancy
from rpl_tracker.accounts.access import today
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
    """Also: the result, its laboratory, her partners and pregnancies."""
    lab = Laboratory.objects.create(clinic=clinic, name="Northgate")
    row = an_investigation(woman, "tsh", status="ordered", ordered_on=date(2026, 1, 5), lab=lab)
    saved(14, "investigation_edit", woman.pk, row.pk, status="final", value="2.4")
    row.refresh_from_db()
    assert (row.value, row.version) == ("2.4", 2)


def test_the_partners_result_of_another_laboratory(saved, clinic, woman):
    """Also: the laboratory that is typed."""
    labs = [Laboratory.objects.create(clinic=clinic, name=name) for name in ("Northgate", "Southgate")]
    row = an_investigation(
        woman, "karyo_blood", status="ordered", lab=labs[0], subject="partner", partner=woman.partners.get(),
        pregnancy=woman.pregnancies.first(),
    )  # fmt: skip
    saved(15, "investigation_edit", woman.pk, row.pk, status="final", value="46,XY", laboratory="southgate")
    row.refresh_from_db()
    assert (row.value, row.lab) == ("46,XY", labs[1])


def test_a_result_that_completes_its_order_on_a_panel(saved, woman):
    """Also: what is on record, and the order as it is stored now."""
    an_investigation(woman, "tsh", status="ordered", ordered_on=date(2026, 1, 5))
    saved(13, "results_panel", woman.pk, "thyroid", **{"tsh-value": "2.4", "collected_on": "9 Jan 2026"})
    assert Investigation.objects.get(patient=woman, test="tsh", collected_on="2026-01-09").version == 2


def test_results_that_complete_several_orders_and_one_that_was_not_ordered(saved, woman):
    """Also: one INSERT and one UPDATE, however many."""
    for test in ("tsh", "tpo", "ft4"):
        an_investigation(woman, test, status="ordered", ordered_on=date(2026, 1, 5))
    typed = {f"{test}-value": "2.4" for test in ("tsh", "tpo", "ft4", "prl")}
    saved(14, "results_panel", woman.pk, "thyroid", **{**typed, "collected_on": "9 Jan 2026"})
    stored = Investigation.objects.filter(patient=woman, collected_on="2026-01-09")
    assert dict(stored.values_list("test", "version")) == {"tsh": 2, "tpo": 2, "ft4": 2, "prl": 1}


def test_an_order(saved, woman):
    """Also: partners, losses, what is due and what is under way, together."""
    saved(12, "order", woman.pk, tests=["hcy", "amh"], ordered_on="2026-01-05")
    assert Investigation.objects.filter(patient=woman, status="ordered", ordered_on="2026-01-05").count() == 2


def test_a_decision(saved, woman):
    """Also: the clinic's items, her partners and pregnancies."""
    saved(13, "decision_new", woman.pk, item="tsh", kind="declined", reason="her wish")
    assert Decision.objects.filter(patient=woman, item="tsh").exists()


def test_a_medication(saved, woman):
    saved(11, "medication_new", woman.pk, name="Folic acid", kind="folic_acid")
    assert Medication.objects.filter(patient=woman, name="Folic acid").exists()


def test_a_pregnancy(saved, woman):
    """Also: her partners and pregnancies."""
    partner = woman.partners.get()
    saved(
        12, "pregnancy_new", woman.pk, outcome="miscarriage", lmp="2025-02-01", ended_on="9 May 2025",
        loss_type="fetal", partner=str(partner.pk),
    )  # fmt: skip
    assert Pregnancy.objects.get(patient=woman, ended_on="2025-05-09").partner == partner


def test_a_changed_pregnancy(saved, woman):
    """Also: the pregnancy."""
    row = woman.pregnancies.last()
    saved(13, "pregnancy_edit", woman.pk, row.pk, note="seen again", partner=str(woman.partners.get().pk))
    row.refresh_from_db()
    assert (row.note, row.version) == ("seen again", 2)


def test_a_loss_now_and_the_order_of_its_tissue(saved, clinic, woman):
    """Also: what of it is on record, can the order be stored?, the order."""
    saved(15, "pregnancy_new", woman.pk, outcome="miscarriage", ended_on=str(today(clinic)), order_tissue="on")
    assert Investigation.objects.get(patient=woman, subject="tissue", status="ordered").version == 1


def test_a_birth_and_its_correction(saved, woman):
    """Also: the pregnancy, the next number or the birth, the other births."""
    whole = woman.pregnancies.last()
    saved(14, "birth_new", woman.pk, whole.pk, outcome="stillbirth")
    row = Birth.objects.get(pregnancy=whole)
    saved(14, "birth_edit", woman.pk, row.pk, sex="female")
    row.refresh_from_db()
    assert (row.sex, row.version) == ("female", 2)


def test_an_event_and_its_correction(saved, woman):
    """Also: the pregnancy; the event."""
    whole = woman.pregnancies.last()
    saved(12, "event_new", woman.pk, whole.pk, kind="note", on="2026-04-01", text="seen")
    row = Event.objects.get(pregnancy=whole, text="seen")
    saved(13, "event_edit", woman.pk, row.pk, text="seen twice")
    row.refresh_from_db()
    assert (row.text, row.version) == ("seen twice", 2)


def test_a_new_patient(saved, woman):
    """Also: is anybody alike?, can she be stored? once more (another may take her MRN), and a savepoint for it."""
    saved(14, "patient_new", family_name="Example", given_names="Una", mrn="new", date_of_birth="1990-01-01")
    assert Patient.objects.get(mrn="new").version == 1

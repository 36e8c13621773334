"""A scan while it is typed, and the due date that it proposes."""

from datetime import date

import pytest
from django.urls import reverse

from patients.models import Event, Pregnancy
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_patient, a_pregnancy, an_event

pytestmark = pytest.mark.django_db
LMP = date(2026, 1, 9)


@pytest.fixture
def pregnancy(patient):
    return a_pregnancy(patient, 1, outcome="ongoing", lmp=LMP, conception="spontaneous")


def url(name, pregnancy, row=None):
    return reverse(name, args=[pregnancy.patient_id, row or pregnancy.pk])


def typed(doctor, pregnancy, row=None, **values):
    query = "" if row is None else f"?row={row}"
    form = {"kind": "scan", "patient_pk": pregnancy.patient_id, "row_version": 1, **values}
    return doctor.post(url("event_reading", pregnancy) + query, form).content.decode()


def test_read_while_it_is_typed_and_nothing_is_stored(doctor, pregnancy):
    said = typed(doctor, pregnancy, on="12 Mar 2026", crl_mm="7", cardiac_activity="absent", route="transvaginal")
    assert "CRL 7 mm or more and no cardiac activity" in said
    assert "second assessor needed" in said
    assert "recalled, not confirmed in the original" in said
    assert not Event.objects.exists()


def test_what_cannot_be_read_yet_is_left_out(doctor, pregnancy):
    assert "Nothing to read yet" in typed(doctor, pregnancy)
    assert "Nothing to read yet" in typed(doctor, pregnancy, kind="bleed", on="12 Mar 2026")
    assert "Robinson 9+6" in typed(doctor, pregnancy, on="3/4/2026", crl_mm="30")


def test_an_earlier_scan_of_the_same_pregnancy_counts(doctor, pregnancy):
    an_event(pregnancy, on="2026-03-01", sac_mm=10, yolk_sac_seen=True, route="transvaginal")
    later = {"on": "12 Mar 2026", "embryo_seen": "no", "route": "transvaginal"}
    assert "11 days or more after a sac with a yolk sac" in typed(doctor, pregnancy, **later)
    assert "11 days or more" not in typed(doctor, pregnancy, **{**later, "on": "11 Mar 2026"})


def test_a_scan_that_is_edited_is_not_compared_with_itself(doctor, pregnancy):
    stored = an_event(pregnancy, on="2026-03-01", crl_mm=4, cardiac_activity="absent", route="transvaginal")
    values = {"on": "12 Mar 2026", "crl_mm": "4", "cardiac_activity": "absent", "route": "transvaginal"}
    assert "on two scans 7 days or more apart" not in typed(doctor, pregnancy, stored.pk, **values)
    assert "on two scans 7 days or more apart" in typed(doctor, pregnancy, **values)


def test_what_a_scan_saw_is_stored_as_three_things(doctor, pregnancy):
    fill(doctor, url("event_new", pregnancy), kind="scan", on="12 Mar 2026", sac_mm="12", embryo_seen="no",
         yolk_sac_seen="", route="transvaginal")  # fmt: skip
    scan = Event.objects.get()
    assert (scan.embryo_seen, scan.yolk_sac_seen, scan.empty_amnion, scan.route) == (False, None, None, "transvaginal")


def test_a_measured_embryo_was_seen(doctor, pregnancy):
    answer = fill(doctor, url("event_new", pregnancy), kind="scan", on="12 Mar 2026", crl_mm="4", embryo_seen="no")
    assert "says that an embryo was seen" in errors_of(answer)
    assert not Event.objects.exists()


def test_the_due_date_goes_to_the_form_and_is_stored_when_it_is_saved(doctor, pregnancy):
    scan = an_event(pregnancy, on="2026-03-12", crl_mm=30, cardiac_activity="present")
    address = f"{url('pregnancy_edit', pregnancy)}?scan={scan.pk}&formula=robinson_fleming_1975"
    page = doctor.get(address)
    assert "Proposed from the scan of 12 Mar 2026: due date 9 Oct 2026 by Robinson" in page.content.decode()
    assert Pregnancy.objects.get().edd is None
    assert doctor.post(address, shown(page)).status_code == 302
    stored = Pregnancy.objects.get()
    assert (stored.edd, stored.edd_basis) == (date(2026, 10, 9), "ultrasound")


@pytest.mark.parametrize("query", ["scan={pk}&formula=nobody", "scan=x&formula=hadlock_1992", "formula=hadlock_1992"])
def test_an_address_that_proposes_nothing(doctor, pregnancy, query):
    scan = an_event(pregnancy, on="2026-03-12", crl_mm=30)
    page = doctor.get(f"{url('pregnancy_edit', pregnancy)}?{query.format(pk=scan.pk)}")
    assert page.status_code == 200
    assert "Proposed from the scan" not in page.content.decode()


def test_a_due_date_that_stands_is_not_proposed(doctor, pregnancy):
    scan = an_event(pregnancy, on="2026-03-12", crl_mm=30)
    Pregnancy.objects.update(conception="fet")
    page = doctor.get(f"{url('pregnancy_edit', pregnancy)}?scan={scan.pk}&formula=hadlock_1992")
    assert "Proposed from the scan" not in page.content.decode()


def test_a_scan_of_somebody_else_is_not_there(doctor, pregnancy):
    strangers = an_event(a_pregnancy(a_patient(pregnancy.patient.clinic), 1), on="2026-03-12", crl_mm=30)
    address = f"{url('pregnancy_edit', pregnancy)}?scan={strangers.pk}&formula=hadlock_1992"
    assert doctor.get(address).status_code == 404


def test_after_an_end_no_due_date_is_spoken_of(doctor, pregnancy):
    Pregnancy.objects.update(outcome="miscarriage", ended_on="2026-03-20")
    said = typed(doctor, pregnancy, on="12 Mar 2026", crl_mm="30", cardiac_activity="absent")
    assert "Robinson 9+6" in said
    assert "due date" not in said.lower()
    assert "To decide" not in said

"""Findings of the uterus in the administration: to read and to search, with their history."""

import pytest
from django.urls import reverse

from rpl_tracker.audit.models import AccessLog
from tests.records import a_clinic, a_patient, a_user, an_investigation, findings_of_uterus

pytestmark = pytest.mark.django_db


def row_in(clinic):
    return findings_of_uterus(an_investigation(a_patient(a_clinic(clinic)), "us3d", word="abnormal"), ucv="U2aC0V0")


def test_they_are_read_not_changed_and_the_look_is_on_record(client):
    row = row_in("main")
    user = a_user(a_clinic("main"), "viewer", is_staff=True, is_superuser=True)
    client.force_login(user)
    change = reverse("admin:workup_uterinefindings_change", args=[row.pk])
    assert "U2aC0V0" in client.get(reverse("admin:workup_uterinefindings_changelist")).content.decode()
    assert client.get(change).status_code == 200
    assert AccessLog.objects.get().patient_id == row.patient_pk
    assert client.post(change, {"ucv": "U0C0V0"}).status_code == 403
    history = client.get(reverse("admin:workup_uterinefindings_history", args=[row.pk])).content.decode()
    assert "U2aC0V0" in history


def test_another_clinics_are_not_there(client):
    row = row_in("other")
    client.force_login(a_user(a_clinic("main"), "viewer", is_staff=True, is_superuser=True))
    assert "U2aC0V0" not in client.get(reverse("admin:workup_uterinefindings_changelist")).content.decode()
    assert client.get(reverse("admin:workup_uterinefindings_change", args=[row.pk])).status_code in {302, 404}

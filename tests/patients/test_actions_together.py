"""Several rows at once, all or none; and a partner whom a pregnancy names."""

import pytest
from django.core.exceptions import ValidationError

from patients import actions
from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.history import history_of
from tests.records import a_partner, a_patient, a_pregnancy, a_user, an_investigation
from workup.models import Investigation

pytestmark = pytest.mark.django_db


def test_new_and_changed_rows_are_stored_together_and_say_who():
    patient, user = a_patient(), a_user()
    sent = an_investigation(patient, "tsh", status="collected")
    sent.status, sent.value = "final", "2.4"
    new = Investigation(patient=patient, test="tpo", word="negative")
    actions.store_together([new], [(sent, 1)], by=user)
    stored = Investigation.objects.get(pk=sent.pk)
    assert (stored.status, stored.value, stored.version) == ("final", "2.4", 2)
    assert {history_of(row)[-1].username for row in (new, sent)} == {user.username}


def test_one_impossible_row_keeps_all_from_being_stored():
    patient = a_patient()
    rows = [Investigation(patient=patient, test="tsh", value="2"), Investigation(patient=patient, test="tpo")]
    with pytest.raises(ValidationError, match="has a result"):
        actions.store_together(rows, [], by=a_user())
    assert not Investigation.objects.exists()


def test_one_stale_row_keeps_all_from_being_stored():
    patient = a_patient()
    sent = an_investigation(patient, "tsh", status="ordered")
    actions.change(sent, by=a_user(), version=1)
    mine = Investigation.objects.get(pk=sent.pk)
    mine.collected_on = PartialDate(2024)
    with pytest.raises(actions.Conflict):
        actions.store_together([Investigation(patient=patient, test="tpo", value="3")], [(mine, 1)], by=a_user())
    assert Investigation.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries):
    patient, user = a_patient(), a_user()
    rows = [Investigation(patient=patient, test="tsh", value=str(n)) for n in range(12)]
    with django_assert_max_num_queries(25):
        actions.store_together(rows, [], by=user)


def test_a_partner_whom_a_pregnancy_names_stays_until_she_is_asked_again():
    patient = a_patient()
    partner = a_partner(patient)
    pregnancy = a_pregnancy(patient, partner=partner)
    with pytest.raises(ValidationError, match="Pregnancy 1 names this partner"):
        actions.enter_in_error(partner, by=a_user(), reason="typed twice", version=1)
    pregnancy.refresh_from_db()
    assert not pregnancy.entered_in_error


def test_a_partner_whom_nothing_names_can_be_entered_in_error():
    partner = actions.enter_in_error(a_partner(a_patient()), by=a_user(), reason="typed twice", version=1)
    assert (partner.entered_in_error, partner.version) == (True, 2)

"""One investigation on record: corrected, completed, cancelled."""

from decimal import Decimal

import pytest
from django.urls import reverse

from patients import actions
from patients.obstetrics.dates import PartialDate
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_partner, a_pregnancy, a_user, an_investigation
from workup.models import Investigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(patient):
    return an_investigation(
        patient, "tsh", value="2.10", number=Decimal("2.10"), comparator="<", unit="mIU/L", upper_limit=4,
        collected_on=PartialDate(2024, 5),
    )  # fmt: skip


@pytest.fixture
def url(patient, row):
    return reverse("investigation_edit", args=[patient.pk, row.pk])


def test_what_is_on_record_is_shown_as_it_was_reported_and_saving_changes_nothing(doctor, row, url):
    kept = shown(doctor.get(url))
    assert (kept["value"], kept["collected_on"], kept["upper_limit"]) == (["<2.10"], ["May 2024"], ["4"])
    fill(doctor, url)
    stored = Investigation.objects.get()
    assert (stored.comparator, stored.value, stored.number, stored.unit) == ("<", "2.10", Decimal("2.1"), "mIU/L")
    assert (stored.upper_limit, stored.collected_on) == (4, PartialDate(2024, 5))


def test_a_corrected_value_takes_its_comparator_with_it(doctor, row, url):
    fill(doctor, url, value="3.1", laboratory="Southgate", fasting="no", cycle_day="3", word="abnormal")
    stored = Investigation.objects.get()
    assert (stored.comparator, stored.value, stored.number, stored.word) == ("", "3.1", Decimal("3.1"), "abnormal")
    assert (stored.lab.name, stored.fasting, stored.cycle_day) == ("Southgate", False, 3)


def test_a_result_that_was_none_becomes_a_cancelled_order(doctor, row, url):
    fill(doctor, url, status="cancelled")
    stored = Investigation.objects.get()
    assert (stored.status, stored.value, stored.number, stored.comparator) == ("cancelled", "", None, "")


def test_an_order_becomes_a_sample(doctor, patient):
    sent = an_investigation(patient, "tsh", status="ordered")
    fill(
        doctor, reverse("investigation_edit", args=[patient.pk, sent.pk]), status="collected", collected_on="2024-05-09"
    )
    sent.refresh_from_db()
    assert (sent.status, sent.collected_on) == ("collected", PartialDate(2024, 5, 9))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value": ""}, "As reported: A final investigation has a result"),
        ({"value": "2,1"}, "As reported: Write decimals with a point"),
        ({"lower_limit": "9"}, "Upper limit: The lower limit is above the upper one"),
        ({"ordered_on": "2024-06-01"}, "Collected or done on: It was collected before it was ordered"),
        ({"collected_on": "2099"}, "This lies in the future"),
        ({"subject": "partner"}, "Partner: A partner's result names the partner"),
        ({"cycle_day": "0"}, "The day of the cycle is 1 or more"),
        ({"word": "homozygous"}, "Result: Select a valid choice"),
    ],
)
def test_what_cannot_be_true_is_said_and_kept(doctor, row, url, typed, words):
    answer = fill(doctor, url, **typed)
    assert words.replace("'", "&#x27;") in errors_of(answer)
    row.refresh_from_db()
    assert (row.version, row.value) == (1, "2.10")


def test_a_result_moves_to_the_partner_whose_it_is(doctor, patient, row, url):
    partner = a_partner(patient)
    fill(doctor, url, subject="partner", partner=partner.pk)
    stored = Investigation.objects.get()
    assert (stored.subject, stored.partner) == ("partner", partner)


def test_tissue_needs_its_pregnancy(doctor, patient):
    row = an_investigation(patient, "karyo_poc", value="46,XX", subject="tissue", pregnancy=a_pregnancy(patient))
    url = reverse("investigation_edit", args=[patient.pk, row.pk])
    assert "Pregnancy: A tissue result needs the pregnancy" in errors_of(fill(doctor, url, pregnancy=""))


def test_two_people_at_one_result(doctor, row, url):
    opened = shown(doctor.get(url))
    theirs = Investigation.objects.get()
    theirs.value, theirs.number, theirs.comparator = "2.5", Decimal("2.5"), ""
    actions.change(theirs, by=a_user(username="anna"), version=1)
    answer = doctor.post(url, opened | {"value": "2.6"})
    assert answer.status_code == 409
    assert "Stored now: <b>2.5</b> <span>by anna" in answer.content.decode()
    assert doctor.post(url, shown(answer)).status_code == 302
    assert Investigation.objects.get().value == "2.6"


def test_limits_keep_the_places_that_were_printed(doctor, patient):
    row = an_investigation(patient, "tsh", lower_limit=Decimal("0.40"), upper_limit=Decimal("4.0"))
    url = reverse("investigation_edit", args=[patient.pk, row.pk])
    kept = shown(doctor.get(url))
    assert (kept["lower_limit"], kept["upper_limit"]) == (["0.40"], ["4.0"])
    fill(doctor, url, comment="seen")
    row.refresh_from_db()
    assert (str(row.lower_limit), str(row.upper_limit), row.comment) == ("0.40", "4.0", "seen")

"""The immediate reading: what a result says while it is typed; nothing is stored."""

import re
from datetime import date

import pytest
from django.urls import reverse

from patients.obstetrics.dates import PartialDate
from tests.records import a_medication, a_pregnancy, an_investigation
from workup.models import Investigation

pytestmark = pytest.mark.django_db
DAY = "9 Jan 2026"


def readings(client, patient, panel, **typed):
    """Reading by test, and the sentence of the panel under `first`."""
    sent = {"patient_pk": patient.pk, "whose": "patient", "collected_on": DAY}
    sent |= {name.replace("__", "-"): value for name, value in typed.items()}
    page = client.post(reverse("results_reading", args=[patient.pk, panel]), sent).content.decode()
    lines = re.findall(r'id="read-(\w+)"[^>]*>(.*?)</p>', page, re.DOTALL)
    found = {test: re.sub(r"<[^>]+>", " ", words).strip() for test, words in lines}
    return found | {"first": re.sub(r"<[^>]+>", "", page.partition("</p>")[0]).strip()}


def test_a_positive_says_from_when_a_repeat_counts(doctor, patient):
    read = readings(doctor, patient, "apl", la_interp__word="positive")
    assert read["la_interp"] == "positive: a repeat counts from 3 Apr 2026"
    assert read["first"] == "Lupus anticoagulant, overall interpretation: positive: a repeat counts from 3 Apr 2026"
    assert not Investigation.objects.exists()


def test_a_second_positive_twelve_weeks_later_is_persistent(doctor, patient):
    an_investigation(patient, "la_interp", word="positive", collected_on=PartialDate(2025, 10, 1))
    assert "persistent" in readings(doctor, patient, "apl", la_interp__word="positive")["la_interp"]


def test_a_positive_whose_day_is_not_known_has_no_day_of_repeat(doctor, patient):
    read = readings(doctor, patient, "apl", la_interp__word="positive", collected_on="")
    assert "a repeat is needed 12 weeks after it; its day is not known" in read["la_interp"]


def test_low_is_below_the_criteria(doctor, patient):
    typed = {"acl_igm__value": "28", "acl_igm__unit": "MPL", "acl_igm__upper": "20"}
    assert readings(doctor, patient, "apl", **typed)["acl_igm"] == "negative (low, below the criteria)"


def test_limits_read_a_number(doctor, patient):
    typed = {"tsh__value": "5.1", "tsh__upper": "4", "tsh__lower": "0.4", "tpo__value": "12", "ft4__value": "1",
             "ft4__upper": "1.7"}  # fmt: skip
    read = readings(doctor, patient, "thyroid", **typed)
    assert (read["tsh"], read["ft4"]) == ("outside the limits", "within the limits")
    assert read["tpo"] == "kept as reported; no limits given"


def lines_of(doctor, patient, panel, **typed):
    sent = {"patient_pk": patient.pk, "whose": "patient", "collected_on": DAY, **typed}
    return doctor.post(reverse("results_reading", args=[patient.pk, panel]), sent).content.decode()


def test_no_line_keeps_an_earlier_reading_when_the_day_is_wrong(doctor, patient):
    read = readings(
        doctor, patient, "thyroid", tsh__value="5.1", tsh__upper="4", tpo__value="1,2", collected_on="9/1/26"
    )
    assert "can be read in two ways" in read["first"]
    assert read["tsh"] == ""
    assert "with a point" in read["tpo"]


def test_what_has_nothing_to_be_compared_with_is_said_quietly(doctor, patient):
    page = lines_of(doctor, patient, "thyroid", **{"tpo-value": "12", "tsh-value": "2", "tsh-upper": "4"})
    assert "<span>kept as reported; no limits given</span>" in page
    assert "<b>within the limits</b>" in page


def test_a_total_has_bands_and_no_limits(doctor, patient):
    page = lines_of(doctor, patient, "questionnaires", **{"gad7-value": "7"})
    assert "<span>total kept as reported</span>" in page
    assert "limits" not in page
    assert "GAD-7" in page.split('id="said-gad7"')[1]


def test_protein_s_taken_in_pregnancy_cannot_be_read_and_says_from_when(doctor, patient):
    a_pregnancy(patient, 1, lmp=date(2025, 12, 1), ended_on=PartialDate(2026, 1, 20))
    read = readings(doctor, patient, "thrombophilia", ps_free__value="40", ps_free__lower="60")
    assert read["ps_free"].startswith("cannot be read: ")
    assert "a new sample from 3 Mar 2026" in read["ps_free"]


def test_a_lupus_anticoagulant_on_heparin_cannot_be_read(doctor, patient):
    a_medication(patient, "heparin", started_on=PartialDate(2026, 1, 1), stopped_on=PartialDate(2026, 2, 1))
    read = readings(doctor, patient, "apl", la_interp__word="positive")
    assert read["la_interp"].startswith("cannot be read")
    assert readings(doctor, patient, "apl", la_interp__word="positive", heparin_neutralised="yes")[
        "la_interp"
    ].startswith("positive")


def test_outstanding_and_not_reported_say_what_follows(doctor, patient):
    read = readings(doctor, patient, "infection", rpr__word="collected", trep__word="not_reported")
    assert read["rpr"].startswith("outstanding")
    assert read["trep"] == "done, but without its result the item stays partial"


def test_a_line_that_cannot_be_read_yet_says_why_and_the_others_are_read(doctor, patient):
    read = readings(doctor, patient, "thyroid", tsh__value="3,5", tpo__word="normal")
    assert "Write decimals with a point" in read["tsh"]
    assert read["tpo"] == "normal"


def test_nothing_typed_and_a_day_half_typed_are_no_error_page(doctor, patient):
    assert "Nothing entered yet" in readings(doctor, patient, "thyroid")["first"]
    assert "Collected or done on" in readings(doctor, patient, "thyroid", collected_on="9 Ja")["first"]


def test_every_rule_that_has_a_word_is_named_with_source_and_mark(doctor, patient):
    sent = {"patient_pk": patient.pk, "whose": "patient", "collected_on": DAY, "acl_igg-value": "40"}
    sent |= {"acl_igg-unit": "GPL", "acl_igm-value": "5,5"}
    page = client_said(doctor, patient, "apl", sent)
    assert "Titre, ACR/EULAR 2023" in page["acl_igg"]
    assert "PMC10967298" in page["acl_igg"]
    assert "confirmed in a public source" in page["acl_igg"]
    assert page["acl_igm"] == ""  # a line with an error says so itself
    assert page["la_interp"] == ""


def test_a_recalled_rule_shows_its_mark(doctor, patient):
    sent = {"patient_pk": patient.pk, "whose": "patient", "collected_on": DAY, "prl-value": "40", "prl-upper": "25"}
    assert "recalled, not confirmed in the original" in client_said(doctor, patient, "thyroid", sent)["prl"]


def client_said(client, patient, panel, sent):
    """What the rules say, by test."""
    page = client.post(reverse("results_reading", args=[patient.pk, panel]), sent).content.decode()
    return {test: words.strip() for test, words in re.findall(r'id="said-(\w+)"[^>]*>(.*?)</div>', page, re.DOTALL)}

"""A panel on one form: what is filled in is stored, orders are completed, nothing is stored twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.history import history_of
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_partner, a_patient, a_pregnancy, a_user, an_investigation
from workup.models import Investigation, Laboratory

pytestmark = pytest.mark.django_db
DAY = "9 Jan 2026"


@pytest.fixture
def apl(patient):
    return reverse("results_panel", args=[patient.pk, "apl"])


@pytest.fixture
def thyroid(patient):
    return reverse("results_panel", args=[patient.pk, "thyroid"])


def by_test():
    return {row.test: row for row in Investigation.objects.all()}


def test_a_part_of_a_panel_is_stored_with_what_the_header_says(doctor, clinic, apl):
    answer = fill(doctor, apl, **{
        "collected_on": DAY, "lab": "Northgate", "heparin_neutralised": "no", "la_interp-word": "positive",
        "acl_igg-value": "12", "acl_igg-unit": "GPL", "acl_igg-upper": "20", "ab2gpi_igg-value": "<3.0",
    })  # fmt: skip
    assert answer.status_code == 302
    rows = by_test()
    assert set(rows) == {"la_interp", "acl_igg", "ab2gpi_igg"}
    assert {row.collected_on for row in rows.values()} == {PartialDate(2026, 1, 9)}
    assert {row.lab.name for row in rows.values()} == {"Northgate"}
    assert Laboratory.objects.get().clinic == clinic
    assert (rows["la_interp"].word, rows["la_interp"].heparin_neutralised) == ("positive", False)
    assert (rows["acl_igg"].number, rows["acl_igg"].unit, rows["acl_igg"].upper_limit) == (12, "GPL", 20)
    assert rows["acl_igg"].heparin_neutralised is None
    less = rows["ab2gpi_igg"]
    assert (less.comparator, less.value, less.number) == ("<", "3.0", Decimal("3.0"))
    assert history_of(less)[0].username == "dora"


def test_a_nurse_enters_results(client, clinic, thyroid):
    client.force_login(a_user(clinic, "nurse"))
    assert fill(client, thyroid, **{"tsh-value": "2.4"}).status_code == 302
    assert Investigation.objects.get().collected_on is None


def test_a_month_stays_a_month(doctor, thyroid):
    fill(doctor, thyroid, **{"collected_on": "May 2019", "tsh-value": "2.4"})
    assert Investigation.objects.get().collected_on == PartialDate(2019, 5)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Nothing was entered yet"),
        ({"tsh-unit": "mIU/L", "tsh-upper": "4"}, "Nothing was entered yet"),
        ({"tsh-value": "3,5"}, "TSH: as reported: Write decimals with a point"),
        ({"tsh-value": "2 mIU/L"}, "under Unit"),
        ({"tsh-value": "2", "tsh-lower": "4", "tsh-upper": "0.4"}, "TSH: upper limit: The lower limit is above"),
        ({"tsh-value": "2", "collected_on": "01/02/2026"}, "two ways"),
        ({"tsh-value": "2", "collected_on": "1 Jan 2099"}, "This lies in the future"),
        ({"tsh-comment": "haemolysed"}, "A comment needs a result"),
        ({"tsh-value": "2", "tsh-word": "collected"}, "it is not outstanding"),
    ],
)
def test_bad_input_keeps_everything_and_stores_nothing(doctor, thyroid, typed, words):
    answer = fill(doctor, thyroid, **{"tpo-value": "30", "tpo-unit": "IU/mL"} if "tsh-value" in typed else {}, **typed)
    assert words in errors_of(answer)
    assert not Investigation.objects.exists()
    assert {name: shown(answer)[name] for name in typed} == {name: [text] for name, text in typed.items()}


def test_the_words_of_a_line_are_those_of_its_test(doctor, thyroid, patient):
    assert "TSH: result: Select a valid choice" in errors_of(fill(doctor, thyroid, **{"tsh-word": "homozygous"}))
    url = reverse("results_panel", args=[patient.pk, "thrombophilia"])
    fill(doctor, url, **{"mthfr677-word": "heterozygous", "thrombophilia_panel-word": "normal"})
    assert by_test()["mthfr677"].word == "heterozygous"


def test_a_form_that_comes_back_does_not_say_that_nothing_was_entered(doctor, thyroid):
    page = fill(doctor, thyroid, **{"tsh-value": "1,2"}).content.decode()
    assert "A blank line stores nothing" in page
    assert "Nothing entered yet" not in page


def test_a_karyotype_that_is_none_is_refused_with_its_reason(doctor, patient):
    url = reverse("results_panel", args=[patient.pk, "parental_genetics"])
    assert "no valid karyotype" in errors_of(fill(doctor, url, **{"karyo_blood-value": "46XX"}))
    fill(doctor, url, **{"karyo_blood-value": "46,XX"})
    assert Investigation.objects.get().value == "46,XX"


def test_the_partners_result_is_the_partners(doctor, patient):
    partner = a_partner(patient)
    url = reverse("results_panel", args=[patient.pk, "parental_genetics"])
    opened = doctor.get(url, {"subject": "partner", "partner": partner.pk})
    assert shown(opened)["whose"] == [f"partner-{partner.pk}"]
    doctor.post(url, shown(opened) | {"karyo_blood-value": "46,XY"})
    row = Investigation.objects.get()
    assert (row.subject, row.partner) == ("partner", partner)


def test_tissue_is_of_the_pregnancy_that_the_address_names(doctor, patient):
    first, _ = a_pregnancy(patient, 1), a_pregnancy(patient, 2)
    url = reverse("results_panel", args=[patient.pk, "tissue"])
    opened = doctor.get(url, {"subject": "tissue", "pregnancy": first.pk})
    doctor.post(url, shown(opened) | {"cma_poc-word": "failed"})
    row = Investigation.objects.get()
    assert (row.subject, row.pregnancy, row.word) == ("tissue", first, "failed")


@pytest.mark.parametrize(("panel", "words"), [("tissue", "no pregnancy on record"), ("male", "no partner on record")])
def test_without_anybody_to_take_it_from_the_page_says_what_to_do(doctor, patient, panel, words):
    url = reverse("results_panel", args=[patient.pk, panel])
    assert words in doctor.get(url).content.decode()
    assert doctor.post(url, {"patient_pk": patient.pk, "sdf-value": "12"}).status_code == 200
    assert not Investigation.objects.exists()


def test_somebody_elses_partner_cannot_be_chosen(doctor, clinic, patient):
    a_partner(patient)
    other = a_partner(a_patient(clinic))
    url = reverse("results_panel", args=[patient.pk, "male"])
    assert "choose again" in errors_of(fill(doctor, url, whose=f"partner-{other.pk}", **{"sdf-value": "12"}))


@pytest.mark.parametrize(
    ("upper", "stored"),
    [("20", ("", None)), ("15", ("GPL", 15)), ("", ("GPL", None))],
    ids=["as the page filled them in", "typed", "taken away"],
)
def test_beside_a_word_alone_unit_and_limits_are_kept_where_somebody_typed(doctor, clinic, patient, apl, upper, stored):
    lab = Laboratory.objects.create(clinic=clinic, name="Northgate")
    an_investigation(a_patient(clinic), "acl_igg", lab=lab, value="2", number=2, unit="GPL", upper_limit=20)
    fill(doctor, apl, **{"acl_igg-word": "negative", "acl_igg-value": "", "acl_igg-upper": upper})
    row = Investigation.objects.get(patient=patient)
    assert (row.unit, row.upper_limit) == stored


def test_unit_and_limits_are_what_the_laboratory_gave_last(doctor, clinic, patient, thyroid):
    lab = Laboratory.objects.create(clinic=clinic, name="Northgate")
    for unit, upper in (("mU/L", 5), ("mIU/L", 4)):
        an_investigation(
            a_patient(clinic), "tsh", lab=lab, unit=unit, upper_limit=upper, collected_on=PartialDate(2025)
        )
    kept = shown(doctor.get(thyroid))
    assert (kept["lab"], kept["tsh-unit"], kept["tsh-upper"]) == (["Northgate"], ["mIU/L"], ["4"])


def test_a_laboratory_is_one_whatever_its_capital_letters(doctor, clinic, thyroid):
    Laboratory.objects.create(clinic=clinic, name="Northgate")
    fill(doctor, thyroid, **{"lab": "NORTHGATE ", "tsh-value": "2"})
    assert Laboratory.objects.count() == 1


def test_an_open_order_is_completed_by_its_result(doctor, patient, thyroid):
    sent = an_investigation(patient, "tsh", status="ordered", ordered_on=date(2026, 1, 5))
    fill(doctor, thyroid, **{"collected_on": DAY, "tsh-value": "2.4"})
    sent.refresh_from_db()
    assert (sent.status, sent.value, sent.ordered_on, sent.version) == ("final", "2.4", date(2026, 1, 5), 2)
    assert Investigation.objects.count() == 1


def test_a_result_older_than_the_order_leaves_the_order_open(doctor, patient, thyroid):
    an_investigation(patient, "tsh", status="ordered", ordered_on=date(2026, 2, 5))
    fill(doctor, thyroid, **{"collected_on": DAY, "tsh-value": "2.4"})
    assert sorted(Investigation.objects.values_list("status", flat=True)) == ["final", "ordered"]


def test_a_sample_that_is_waited_for_is_offered_with_its_day(doctor, patient):
    an_investigation(patient, "d_dimer", status="collected", collected_on=PartialDate(2026, 1, 9))
    url = reverse("results_panel", args=[patient.pk, "pregnancy_bloods"])
    opened = doctor.get(url, {"test": "d_dimer"})
    assert shown(opened)["collected_on"] == [DAY]
    doctor.post(url, shown(opened) | {"d_dimer-value": "<0.5", "d_dimer-unit": "mg/L"})
    row = Investigation.objects.get()
    assert (row.status, row.comparator, row.value) == ("final", "<", "0.5")


def test_another_days_sample_stays_outstanding(doctor, patient):
    an_investigation(patient, "d_dimer", status="collected", collected_on=PartialDate(2025, 12, 1))
    url = reverse("results_panel", args=[patient.pk, "pregnancy_bloods"])
    fill(doctor, url, **{"collected_on": DAY, "d_dimer-value": "0.4"})
    assert sorted(Investigation.objects.values_list("status", flat=True)) == ["collected", "final"]


def test_collected_and_no_result_yet_is_outstanding(doctor, patient):
    url = reverse("results_panel", args=[patient.pk, "infection"])
    fill(doctor, url, **{"collected_on": DAY, "toxoplasma-word": "collected", "listeria-word": "not_reported"})
    rows = by_test()
    assert (rows["toxoplasma"].status, rows["toxoplasma"].word) == ("collected", "")
    assert (rows["listeria"].status, rows["listeria"].word) == ("final", "not_reported")


def test_the_same_result_sent_twice_is_asked_about(doctor, thyroid):
    typed = {"collected_on": DAY, "tsh-value": "2.4"}
    fill(doctor, thyroid, **typed)
    answer = fill(doctor, thyroid, **typed)
    assert "There is a result of this test and day already" in errors_of(answer)
    assert Investigation.objects.count() == 1
    assert doctor.post(thyroid, shown(answer) | {"again": "on"}).status_code == 302
    assert Investigation.objects.count() == 2


def test_saving_a_panel_costs_as_many_queries_as_saving_one_result(doctor, patient, apl, django_assert_max_num_queries):
    """Session, user, clinics; begin; sent before?, patient, on record, laboratory, checks, rows; findings: read, write;
    draft and note; commit.
    """
    typed = {"collected_on": DAY, "lab": "Northgate"}
    fill(doctor, apl, **typed, **{"la_interp-word": "negative"})
    every = {f"{key}-value": "12" for key in ("acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm", "la_drvvt_ratio")}
    opened = shown(doctor.get(apl))
    with django_assert_max_num_queries(14):
        assert doctor.post(apl, opened | typed | every).status_code == 302
    assert Investigation.objects.count() == 6

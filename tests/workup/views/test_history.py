"""The history of a row and of a record: who, when, from what to what, why, and through which door."""

import re
from html import unescape

import pytest
from django.urls import reverse

from patients import actions
from patients.models import Condition, Medication
from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.models import AccessLog
from tests.records import (
    a_birth,
    a_clinic,
    a_condition,
    a_decision,
    a_medication,
    a_partner,
    a_patient,
    a_pregnancy,
    a_user,
    an_event,
    an_investigation,
    findings_of_uterus,
)
from tests.rpl_tracker.interop.letters.builders import a_letter
from workup.forms.in_error import KINDS
from workup.models import AdoptedItem, Laboratory
from workup.views import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def patient(clinic):
    return a_patient(clinic)


@pytest.fixture
def dora(client, clinic):
    user = a_user(clinic, username="dora")
    client.force_login(user)
    return user


def text(response):
    """The page as it reads."""
    body = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def of(client, patient, kind, row):
    answer = client.get(reverse("history", args=[patient.pk, kind, row.pk]))
    assert answer.status_code == 200
    return text(answer)


def changed(row, by, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return actions.change(row, by=by, version=row.version)


def test_who_when_from_what_to_what(client, patient, dora):
    row = actions.add(Medication(patient=patient, name="Aspirin", kind="aspirin", dose="75 mg"), by=dora)
    changed(row, a_user(username="anna"), dose="150 mg")
    page = of(client, patient, "medication", row)
    assert "History: Aspirin" in page
    assert re.search(r"Changed \d+ \w+ \d{4}, [\d:]+, by anna .*Dose 75 mg 150 mg .*Entered .* by dora", page)
    assert "Field New Name Aspirin Class Aspirin Dose 75 mg" in page


def test_what_did_not_change_and_what_was_blank_is_not_told(client, patient, dora):
    row = actions.add(Medication(patient=patient, name="Aspirin", kind="aspirin"), by=dora)
    changed(row, dora, dose="75 mg")
    page = of(client, patient, "medication", row)
    assert page.count("Name") == 1
    assert "Stopped" not in page
    assert "Version" not in page


def test_values_read_as_their_forms_say_them(client, patient, dora):
    partner = a_partner(patient)
    row = a_pregnancy(patient, ga_weeks=8, lmp="2024-05-01", complications=["bleeding"])
    changed(row, dora, partner=partner, outcome="live_birth")
    page = of(client, patient, "pregnancy", row)
    assert "Partner none named Partner P1" in page
    assert "Last menstrual period 1 May 2024" in page
    assert "Gestation when it ended 8 weeks" in page
    assert "Complications Bleeding" in page
    assert "Outcome Miscarriage Live birth" in page


def test_one_half_of_a_gestation_changed_tells_the_whole(client, patient, dora):
    row = a_pregnancy(patient, ga_weeks=8)
    changed(row, dora, ga_days=3)
    assert "Gestation when it ended 8 weeks 8+3" in of(client, patient, "pregnancy", row)


def test_a_result_is_told_with_its_sign_and_its_unit(client, patient, dora):
    lab = Laboratory.objects.create(clinic=patient.clinic, name="City Lab")
    row = an_investigation(patient, "acl_igg", value="17", number=17, comparator="<", unit="GPL", lab=lab)
    changed(row, dora, value="18", number=18, unit="U/mL", collected_on="2024-05")
    page = of(client, patient, "investigation", row)
    assert "History: Anticardiolipin IgG, May 2024" in page
    assert "As reported <17 GPL <18 U/mL" in page
    assert "Laboratory City Lab" in page
    assert "Collected or done on not recorded May 2024" in page
    assert "Unit" not in page
    assert "Number" not in page


def test_a_unit_alone_is_told_by_itself(client, patient, dora):
    row = an_investigation(patient, "acl_igg", unit="GPL")
    changed(row, dora, unit="U/mL")
    assert "Unit GPL U/mL" in of(client, patient, "investigation", row)


def test_findings_of_the_uterus_name_their_examination(client, patient, dora):
    seen = an_investigation(patient, "us3d", word="abnormal", collected_on="2024-05-09")
    row = findings_of_uterus(seen, fibroids=["4@12"], adhesions=False, globular_uterus=True)
    page = of(client, patient, "uterine_findings", row)
    assert "History: Findings of the uterus: 3D ultrasound uterus, 9 May 2024" in page
    assert "Examination 3D ultrasound uterus, 9 May 2024" in page
    for words in ("Fibroids FIGO 4, 12 mm", "Intrauterine adhesions Not seen", "Globular uterus Present"):
        assert words in page
    assert "4@12" not in page


def test_an_item_of_the_clinics_own_is_called_by_its_name(client, patient, dora):
    AdoptedItem.objects.create(
        clinic=patient.clinic, item="local-hiv", label="HIV screen", group="infection", tests=["hiv"], category="REC",
        reason="Asked for here.", made_by=dora,
    )  # fmt: skip
    page = of(client, patient, "decision", a_decision(patient, "local-hiv"))
    assert "History: Decision: HIV screen" in page
    assert "Item HIV screen" in page


def test_a_letters_changes_are_in_her_history(client, patient, dora):
    row = a_letter(patient)
    changed(row, dora, addressee="Dr Near", body="Dear colleague,\n\nthank you.")
    page = of(client, patient, "letter", row)
    assert "History: Letter of 1 Jun 2026" in page
    assert "To Dr Far Dr Near" in page
    assert "Status Draft" in page
    whole = client.get(reverse("record_history", args=[patient.pk]))
    assert "Letter of 1 Jun 2026" in text(whole)
    listed = client.get(reverse("letters", args=[patient.pk])).content.decode()
    assert reverse("history", args=[patient.pk, "letter", row.pk]) in listed


def test_yes_no_and_neither(client, patient, dora):
    row = an_event(a_pregnancy(patient), on="2024", approximate=True)
    changed(row, dora, embryo_seen=False)
    page = of(client, patient, "event", row)
    assert "Embryo seen not recorded No" in page
    assert "Day or gestation is approximate Yes" in page


def test_the_reason_and_that_it_was_taken_back(client, patient, dora):
    row = a_medication(patient)
    before = {"entered_in_error": False, "error_reason": ""}
    actions.enter_in_error(row, by=dora, reason="typed twice", version=1)
    assert "Marked as entered in error" in of(client, patient, "medication", row)
    assert "Reason: typed twice" in of(client, patient, "medication", row)
    actions.write_back(row, before, by=dora, version=2)
    page = of(client, patient, "medication", row)
    assert re.search(r"Taken back into the record [^.]*, undo", page)


@pytest.mark.parametrize(("source", "words"), [("import", ", import"), ("somewhere else", ", somewhere else")])
def test_through_which_door(client, patient, dora, source, words):
    with acting_as(dora, source=source):
        row = actions.add(Medication(patient=patient, name="Aspirin", kind="aspirin"), by=dora)
    assert f"by dora {words}" in of(client, patient, "medication", row)


def test_every_kind_of_row_has_one(client, patient, dora):
    pregnancy = a_pregnancy(patient)
    rows = {
        "patient": patient, "partner": a_partner(patient), "condition": a_condition(patient, "pcos"),
        "medication": a_medication(patient), "pregnancy": pregnancy, "birth": a_birth(pregnancy, outcome="vanished"),
        "event": an_event(pregnancy, on="2024"), "investigation": an_investigation(patient),
        "decision": a_decision(patient),
    }  # fmt: skip
    assert set(rows) <= set(KINDS)
    for kind, row in rows.items():
        assert "Entered" in of(client, patient, kind, row), kind


def test_the_whole_record_names_its_rows_and_leads_to_them(client, patient, dora):
    decision, test = a_decision(patient, "tsh"), an_investigation(patient, "tsh")
    actions.add(Condition(patient=patient, code="pcos", present=True), by=dora)
    answer = client.get(reverse("record_history", args=[patient.pk]))
    for words in ("Decision: TSH", "TSH: entered", "Polycystic ovary syndrome (PCOS): entered", "Her details: entered"):
        assert words in text(answer).replace(" : ", ": ")
    for kind, row in (("decision", decision), ("investigation", test)):
        assert reverse("history", args=[patient.pk, kind, row.pk]) in answer.content.decode()


def test_one_kind_alone(client, patient, dora):
    a_condition(patient, "pcos"), a_medication(patient)
    url = reverse("record_history", args=[patient.pk])
    page = text(client.get(url, {"kind": "condition"}))
    assert page.count("(PCOS)") == 2
    assert "Her details" not in page
    assert client.get(url, {"kind": "secret"}).status_code == 404


def test_newest_first_and_not_without_end(client, patient, dora, monkeypatch):
    row = a_medication(patient, name="Aspirin")
    for number in range(4):
        changed(row, dora, dose=f"{number} mg")
    monkeypatch.setattr(history, "MOST", 3)
    page = text(client.get(reverse("record_history", args=[patient.pk])))
    assert page.index("2 mg 3 mg") < page.index("1 mg 2 mg") < page.index("0 mg 1 mg")
    assert "3 earlier changes are not shown here" in page
    assert of(client, patient, "medication", row).count("by dora") == 4


def test_it_asks_as_often_for_a_long_record(client, patient, dora, django_assert_max_num_queries):
    for number in range(1, 9):
        whole = a_pregnancy(patient, number, partner=a_partner(patient, f"P{number}"))
        an_event(whole, on="2024"), an_investigation(patient, collected_on=f"2024-0{number}")
    url = reverse("record_history", args=[patient.pk])
    with django_assert_max_num_queries(45):
        client.get(url)


def test_two_clicks_from_her_page(client, patient, dora):
    row = a_medication(patient)
    page = client.get(reverse("patient", args=[patient.pk])).content.decode()
    form = reverse("medication_edit", args=[patient.pk, row.pk])
    assert f'href="{form}?' in page
    assert reverse("history", args=[patient.pk, "medication", row.pk]) in client.get(form).content.decode()
    assert reverse("record_history", args=[patient.pk]) in page
    assert "kind=condition" in client.get(reverse("conditions", args=[patient.pk])).content.decode()


def test_a_look_is_on_record_and_of_one_in_error_too(client, patient, dora):
    row = a_medication(patient)
    actions.enter_in_error(row, by=dora, reason="typed twice", version=1)
    of(client, patient, "medication", row)
    assert AccessLog.objects.get().page == "history"


def test_four_actors(client, clinic, patient):
    row, strange = a_medication(patient), a_medication(a_patient(clinic))
    address = reverse("history", args=[patient.pk, "medication", row.pk])
    assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(a_user(a_clinic("elsewhere")))
    assert client.get(address).status_code == 404
    for role in ("viewer", "nurse", "clinician"):
        client.force_login(a_user(clinic, role))
        assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405
    assert client.get(reverse("history", args=[patient.pk, "medication", strange.pk])).status_code == 404
    assert client.get(reverse("history", args=[patient.pk, "secret", row.pk])).status_code == 404


@pytest.mark.parametrize("name", ["letters", "record_history", "compare"])
def test_letters_and_history_are_one_click_from_every_page_about_her(client, patient, dora, name):
    here = reverse(name, args=[patient.pk])
    tabs = client.get(here).content.decode().partition('aria-label="Her record"')[2].partition("</nav>")[0]
    for tab in ("letters", "record_history"):
        assert f'href="{reverse(tab, args=[patient.pk])}"' in tabs
    assert tabs.count("aria-current") == 1
    assert f'href="{here}" aria-current="page"' in tabs

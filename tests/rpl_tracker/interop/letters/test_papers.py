"""Summary and plan as pages and as PDF: as-of date, edition and gaps on each, nobody else's results."""

import re
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import escape

from patients.models import Patient
from rpl_tracker.audit.models import AccessLog
from rpl_tracker.interop.demo_clinic import FOLDER, REFERENCE_DAY
from rpl_tracker.interop.letters import paper
from rpl_tracker.interop.letters.views import NO_PDF
from rpl_tracker.interop.templatetags import paper as templates
from tests.records import a_birth, a_clinic, a_patient, a_pregnancy, a_user

needs_pango = pytest.mark.skipif(paper.library() is None, reason="Pango is not installed")


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_summary_says_by_what_and_as_of_when(doctor, patient):
    told = text_of(doctor.get(reverse("summary", args=[patient.pk]), {"as_of": "2026-06-01"}))
    assert "Quince, Marta" in told
    assert "MRN 482" in told
    assert "As of 1 Jun 2026, not the day of printing" in told
    assert "ESHRE guideline: recurrent pregnancy loss" in told
    assert "Not on file for this edition: the recommendation tables" in told
    assert "Not signed off in this clinic." in told
    assert "The live record may differ from this page" in told


def test_the_summary_has_the_findings_with_words_beside_every_icon(doctor, patient):
    page = doctor.get(reverse("summary", args=[patient.pk])).content.decode()
    rows = re.findall(r"<td><svg[^>]*>.*?</svg> <b>(.*?)</b></td>\s*<td><b>(.*?)</b></td><td>(.*?)</td>", page, re.S)
    by_item = {item: (state, reason) for state, items, reason in rows for item in items.split(", ")}
    assert by_item["TSH"][0] == "Done, abnormal"
    assert "12 mIU/L" in by_item["TSH"][1]
    assert by_item["TPO antibodies"][0] == "Ordered"
    assert by_item["Lupus anticoagulant"][0] == "Missing"


def test_under_the_head_gestation_it_says_only_that_it_is_not_recorded(doctor, patient):
    a_pregnancy(patient, 7, "miscarriage")
    shown = doctor.get(reverse("summary", args=[patient.pk])).content.decode()
    assert "<b>not recorded</b></td>" in shown


def test_summary_and_letter_tell_of_the_twin_who_was_lost(doctor, patient):
    twins = a_pregnancy(patient, 7, "live_birth", ended_on="2024-03-12", fetus_count=2, liveborn=1)
    a_birth(twins, 1, ga_weeks=35, ga_days=2)
    a_birth(twins, 2, "vanished", ga_weeks=9, ga_days=1)
    for name in ("summary", "letter_new"):
        page = doctor.get(reverse(name, args=[patient.pk]))
        assert "; twins: live birth at 35+2, vanished at 9+1" in page.content.decode()


def test_paper_without_an_entry_has_no_due_date_and_no_link_out(doctor, patient):
    page = doctor.get(reverse("summary", args=[patient.pk])).content.decode()
    assert "due " not in page.lower().replace("repeat due", "")
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", page)


def test_icons_are_drawn_whatever_prefix_a_library_has_given_their_namespace(monkeypatch):
    monkeypatch.setattr(ElementTree, "_namespace_map", {"http://www.w3.org/2000/svg": "svg"})
    templates._icons.cache_clear()
    assert templates.drawn("s-missing").startswith("<svg ")
    assert re.findall("<([a-z:]+)", templates.drawn("s-missing"))[:2] == ["svg", "circle"]
    assert "xmlns" not in templates.drawn("s-missing")


@needs_pango
def test_the_real_case_fits_on_one_a4_page(client, db):
    call_command("import_records", FOLDER, "--clinic", "demo", "--create-clinic", stdout=StringIO())
    woman = Patient.objects.select_related("clinic").get(mrn="DEMO-001")
    client.force_login(a_user(woman.clinic))
    page = client.get(reverse("summary", args=[woman.pk]), {"as_of": REFERENCE_DAY.isoformat()}).content.decode()
    assert len(paper.laid_out(page).pages) == 1


@needs_pango
@pytest.mark.parametrize("name", ["summary_pdf", "plan_pdf"])
def test_a_pdf_is_named_by_kind_and_date(doctor, patient, name):
    answer = doctor.get(reverse(name, args=[patient.pk]), {"as_of": "2026-06-01"})
    assert answer["Content-Type"] == "application/pdf"
    kind = name.removesuffix("_pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="{kind}-2026-06-01.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "no-store"


def test_without_the_library_the_page_answers_and_says_why(doctor, patient, monkeypatch):
    monkeypatch.setattr(paper, "library", lambda: None)
    answer = doctor.get(reverse("summary_pdf", args=[patient.pk]))
    assert escape(NO_PDF) in answer.content.decode()
    assert "Quince" in answer.content.decode()


def test_her_plan_names_tests_and_no_results(doctor, patient, partner):
    told = text_of(doctor.get(reverse("plan", args=[patient.pk])))
    assert "Blood test: lupus anticoagulant Can be done now" in told
    assert "Blood test: thyroid antibodies (TPO) Already asked for: no result yet" in told
    for private in ("12 mIU/L", "46,XY", "Reed", "iscarriage", "482", "G2"):
        assert private not in told


def test_a_partners_plan_has_nothing_of_hers(doctor, patient, partner):
    told = text_of(doctor.get(reverse("partner_plan", args=[patient.pk, partner.pk])))
    assert "Tom Reed" in told
    for hers in ("Quince", "Marta", "12 mIU/L", "lupus", "TPO", "iscarriage", "482", "G2"):
        assert hers not in told


def test_a_partner_of_somebody_else_is_not_found(doctor, patient, partner, clinic):
    other = a_patient(clinic)
    assert doctor.get(reverse("partner_plan", args=[other.pk, partner.pk])).status_code == 404


def test_every_paper_is_on_record_as_a_print(doctor, patient, partner):
    for name, args in (("summary", []), ("plan", []), ("partner_plan", [partner.pk])):
        doctor.get(reverse(name, args=[patient.pk, *args]))
    assert list(AccessLog.objects.order_by("id").values_list("kind", "page")) == [
        ("print", "summary"), ("print", "plan"), ("print", "partner_plan"),
    ]  # fmt: skip


def test_a_viewer_may_print_and_somebody_elses_clinic_finds_nothing(client, clinic, patient):
    client.force_login(a_user(clinic, "viewer"))
    assert client.get(reverse("summary", args=[patient.pk])).status_code == 200
    client.force_login(a_user(a_clinic("other"), "clinician"))
    assert client.get(reverse("summary", args=[patient.pk])).status_code == 404


def test_the_summary_asks_no_more_than_her_page(doctor, patient, django_assert_max_num_queries):
    doctor.get(reverse("summary", args=[patient.pk]))
    with django_assert_max_num_queries(15):
        doctor.get(reverse("summary", args=[patient.pk]))

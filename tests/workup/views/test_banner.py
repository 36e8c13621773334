"""Her banner: age, both forms of G/P, blood group, a verdict per definition with what it counted."""

from datetime import date

import pytest
from django.template import Context, Template

from patients.models import Patient
from rpl_tracker.accounts.models import Clinic
from tests.facts import TODAY, miscarriage, pregnancy
from tests.records import a_clinic, a_patient, a_pregnancy, a_user
from workup.views.presenters.banner import age_on, banner_of


def she(**known) -> Patient:
    return Patient(clinic=Clinic(code="main"), date_of_birth=date(1996, 3, 4), **known)


def banner(*pregnancies, first="", on=TODAY, **known):
    return banner_of(she(**known), pregnancies, on, recorded_by=TODAY, first=first)


def verdict(name, *pregnancies, **known):
    (found,) = (v for v in banner(*pregnancies, **known).verdicts if v.guideline == name)
    return found.met, found.words, found.counts


@pytest.mark.parametrize(("on", "age"), [(date(2026, 3, 3), 29), (date(2026, 3, 4), 30), (date(2026, 12, 31), 30)])
def test_age_in_completed_years(on, age):
    assert age_on(date(1996, 3, 4), on) == age


def test_both_forms_of_the_summary():
    shown = banner(
        *(miscarriage(n, weeks=8) for n in (1, 2)),
        pregnancy(3, "live_birth", weeks=39, liveborn=1, children_alive_now=1),
    )
    assert (shown.us, shown.uk) == ("G3 P1021", "G3 P1+2")


def test_a_summary_that_cannot_be_told_is_not_guessed():
    shown = banner(pregnancy(1, "live_birth", weeks=39, liveborn=1))
    assert (shown.us, shown.uk) == ("G1, P not complete", "G1, P not complete")
    assert shown.problems == ("Pregnancy 1: whether every child born alive is still living is not recorded",)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, ""),
        ({"rhd": "negative"}, "RhD negative"),
        ({"abo": "A", "rhd": "positive"}, "A, RhD positive"),
        ({"abo": "A"}, ""),
    ],
)
def test_blood_group_without_rhd_is_not_a_blood_group(known, words):
    assert banner(**known).blood == words


def test_met_not_met_and_cannot_tell_each_with_its_count():
    two = [miscarriage(n, weeks=8, by="serum_hcg") for n in (1, 2)]
    assert verdict("ESHRE 2022", *two) == ("true", "Met", "counts 2, needs 2")
    assert verdict("ASRM 2012", *two) == ("false", "Not met", "counts 0, needs 2")
    assert verdict("RCOG 2023", miscarriage(1, weeks=8), miscarriage(2), miscarriage(3, weeks=8)) == (
        "unknown",
        "Cannot tell",
        "counts 2, needs 3",
    )


def test_the_door_into_scope_is_named():
    assert verdict("RCOG 2023", miscarriage(1, weeks=16)) == ("true", "In scope", "second-trimester loss")
    two = [miscarriage(n, weeks=8) for n in (1, 2)]
    early = {"early_workup_reason": "clinician_discretion"}
    assert verdict("RCOG 2023", *two, **early)[1:] == ("In scope", "two losses, clinician's discretion")
    later = {**early, "early_workup_on": date(2026, 11, 23)}
    assert verdict("RCOG 2023", *two, **later)[1] == "Not met"


def test_the_edition_that_is_looked_at_leads():
    assert banner(first="rcog-gtg17-2023").verdicts[0].guideline == "RCOG 2023"
    assert banner().verdicts[0].guideline == "ESHRE 2022"


def test_the_banner_has_room_for_three_verdicts_whatever_is_looked_at():
    shown = banner(first="cngof-2014").verdicts
    assert [v.guideline for v in shown] == ["CNGOF 2014", "ESHRE 2022", "ASRM 2012"]
    assert shown[0].counts == "counts 0, needs 3 in a row"


def test_in_a_look_back_she_has_only_what_had_begun():
    shown = banner(
        miscarriage(1, "2024-05-01", weeks=8, days=0),
        miscarriage(2, "2026-05-01", weeks=8, days=0),
        on=date(2025, 1, 1),
    )
    assert shown.us == "G1 P0010"


@pytest.mark.django_db
def test_a_page_of_another_colleague_gets_it_with_one_tag(django_assert_num_queries):
    patient = a_patient(a_clinic(), family_name="<Kovács>")
    a_pregnancy(patient, 1, ended_on="2024")
    template = Template("{% load parts %}{% patient_banner patient %}")
    patient = Patient.objects.select_related("clinic").get(pk=patient.pk)
    with django_assert_num_queries(2):
        html = template.render(Context({"patient": patient}))
    assert "&lt;Kovács&gt;" in html
    assert "G1 P0010" in html


@pytest.mark.django_db
def test_what_both_forms_say_alike_is_said_once():
    patient = a_patient(a_clinic())
    prepared = banner_of(patient, (miscarriage(1), pregnancy(2, "unknown")), TODAY, recorded_by=TODAY)
    html = Template("{% load parts %}{% patient_banner patient %}").render(
        Context({"patient": patient, "banner": prepared})
    )
    assert html.count("G2, P not complete") == 1
    assert "G/P, US and UK form" in html


@pytest.mark.django_db
def test_a_prepared_banner_costs_no_query(django_assert_num_queries):
    patient = a_patient(a_clinic())
    prepared = banner_of(patient, (), TODAY, recorded_by=TODAY)
    template = Template("{% load parts %}{% patient_banner patient %}")
    with django_assert_num_queries(0):
        assert "G0 P0000" in template.render(Context({"patient": patient, "banner": prepared}))


@pytest.mark.django_db
def test_the_bar_shows_new_patient_to_those_who_may(client):
    clinic = a_clinic()
    patient = a_patient(clinic)
    client.force_login(a_user(clinic, "viewer"))
    assert "New patient" not in client.get(f"/patients/{patient.pk}/").content.decode()


def test_each_verdict_says_whether_its_edition_is_signed_off():
    shown = banner_of(she(), (), TODAY, recorded_by=TODAY, signed_off={"asrm-rpl-2012"}).verdicts
    assert [(v.guideline, v.signed_off) for v in shown] == [
        ("ESHRE 2022", False),
        ("ASRM 2012", True),
        ("RCOG 2023", False),
    ]


def test_a_definition_without_an_edition_on_file_is_not_called_unsigned():
    (shown,) = (v for v in banner(first="sogc-2025").verdicts if v.guideline.startswith("SOGC"))
    assert shown.signed_off is None

"""Forms as data: every field is shown once, and conditions hang on fields that come before."""

import pytest

from patients.forms.inside import BirthForm, EventForm
from patients.forms.layout import idle, text, unless, unplaced, when
from patients.forms.medication import MedicationForm
from patients.forms.patient import PartnerForm, PatientForm
from patients.forms.pregnancy import PregnancyForm
from patients.models import Birth, Event, Medication, Partner, Patient, Pregnancy
from patients.obstetrics.values import Outcome
from workup.forms.decisions import DecisionForm
from workup.forms.single import InvestigationForm
from workup.models import Decision, Investigation

FORMS = (BirthForm, EventForm, MedicationForm, PartnerForm, PatientForm, PregnancyForm, DecisionForm, InvestigationForm)
OUTSIDE = {"patient_pk", "row_version", "seen", "clinic_pk", "someone_else"}
NOT_TYPED = {
    "id",
    "version",
    "entered_in_error",
    "error_reason",
    "patient",
    "clinic",
    "pregnancy",
    "test",
    "decided_by",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_field_is_on_the_page_once(form):
    assert unplaced(form.sections, set(form.base_fields) - OUTSIDE) == set()
    shown = [name for section in form.sections for name in section.fields]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("form", FORMS)
def test_a_condition_hangs_on_a_field_of_the_form(form):
    assert {condition.field for condition in form.applies.values()} <= set(form.base_fields)
    assert set(form.applies) <= set(form.base_fields)


@pytest.mark.parametrize(
    ("form", "model", "elsewhere"),
    [
        (PatientForm, Patient, set()),
        (PartnerForm, Partner, set()),
        (MedicationForm, Medication, set()),
        (PregnancyForm, Pregnancy, {"complications"}),  # a tick each
        (BirthForm, Birth, set()),
        (EventForm, Event, set()),
        (InvestigationForm, Investigation, {"comparator", "number", "lab"}),  # typed with the value; by its name
        (DecisionForm, Decision, set()),
    ],
)
def test_every_column_is_a_field_somewhere(form, model, elsewhere):
    pairs = {column for both in form.gestations.values() for column in both}
    columns = {column.name for column in model._meta.concrete_fields}
    assert columns - NOT_TYPED - elsewhere - pairs <= set(form.base_fields)


def test_a_field_that_hangs_on_one_that_does_not_apply_does_not_apply():
    applies = {"management": when("outcome", "miscarriage"), "drug": when("management", "medical")}
    assert idle(applies, {"outcome": "ongoing", "management": "medical"}) == ["management", "drug"]
    assert idle(applies, {"outcome": "miscarriage", "management": "medical"}) == []


def test_unless_holds_also_while_nothing_is_chosen():
    condition = unless("outcome", Outcome, "ongoing")
    assert {"", "miscarriage", "unknown"} <= condition.among
    assert "ongoing" not in condition.among
    assert condition.words.startswith("|")  # the blank is one of the values that the script looks for


@pytest.mark.parametrize(("value", "shown"), [(None, ""), ([], ""), (0, "0"), ("", ""), (Outcome.ECTOPIC, "ectopic")])
def test_zero_is_a_value_and_nothing_is_none(value, shown):
    assert text(value) == shown

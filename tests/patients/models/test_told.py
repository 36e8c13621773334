"""Changed rows are written with one statement, each only if nobody changed it meanwhile."""

from datetime import date
from decimal import Decimal

import pytest

from patients import actions
from patients.models import Event, Medication, Patient, Pregnancy
from patients.models.told import Impossible, told, write
from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.history import history_of
from tests.records import a_medication, a_patient, a_pregnancy, a_user, an_event, an_investigation
from workup.models import Investigation

pytestmark = pytest.mark.django_db


def raised(row, **values):
    """The row as an action is about to write it."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    return row


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Pregnancy, {"lmp": date(2024, 1, 31), "ended_on": PartialDate(2024, 5), "complications": ["pprom@19+2", "hg"],
                     "override_for": [], "note": "“<17” stays\n\\u0000 'so' %s {} é 漢", "ga_weeks": 0}),
        (Event, {"crl_mm": Decimal("24.5"), "hcg_iu_l": Decimal("1234567.5"), "embryo_seen": True, "text": ""}),
        (Medication, {"dose": '"75" mg', "started_on": None, "stopped_on": PartialDate(2025, 2, 28)}),
        (Investigation, {"value": "4.0", "number": Decimal("4.000000"), "lower_limit": Decimal("4.0"),
                         "fasting": False, "cycle_day": None, "collected_on": PartialDate(2024)}),
    ],
)  # fmt: skip
def test_every_kind_of_value_is_stored_as_it_is(model, values):
    patient = a_patient()
    pregnancy = a_pregnancy(patient)
    made = {
        Pregnancy: lambda: pregnancy,
        Event: lambda: an_event(pregnancy, on=PartialDate(2025)),
        Medication: lambda: a_medication(patient),
        Investigation: lambda: an_investigation(patient, "tsh", value="3"),
    }
    row = raised(made[model](), **values)
    assert write([row]) == {row.pk}
    stored = model.objects.get(pk=row.pk)
    assert {name: getattr(stored, name) for name in values} == values
    assert str(getattr(stored, "lower_limit", "4.0")) == "4.0"  # its places, too
    unchanged = [column.attname for column in model._meta.concrete_fields if column.attname not in values]
    assert [getattr(stored, name) for name in unchanged] == [getattr(row, name) for name in unchanged]


def test_it_is_one_statement_whatever_the_number_and_each_change_is_on_record(django_assert_num_queries):
    patient = a_patient()
    rows = [a_medication(patient, name=name) for name in ("one", "two", "three")]
    for row in rows:
        raised(row, dose=f"{row.name} mg")
    with django_assert_num_queries(1):
        assert write(rows) == {row.pk for row in rows}
    assert [history_of(row)[-1].fields["dose"][1] for row in rows] == ["one mg", "two mg", "three mg"]


def test_what_was_changed_or_entered_in_error_meanwhile_stays_as_it_is():
    patient, user = a_patient(), a_user()
    mine, taken, wrong = (a_medication(patient, name=name) for name in ("mine", "taken", "wrong"))
    stale = [Medication.objects.get(pk=row.pk) for row in (mine, taken, wrong)]
    taken.dose = "5 mg"
    actions.change(taken, by=user, version=1)
    actions.enter_in_error(wrong, by=user, reason="not hers", version=1)
    assert write([raised(row, dose="9 mg") for row in stale]) == {mine.pk}
    stale[2].version = 3
    assert write([stale[2]]) == set()
    assert list(Medication.objects.order_by("pk").values_list("dose", "version")) == [("9 mg", 2), ("5 mg", 2), ("", 2)]


def test_a_version_that_no_row_can_have_is_a_conflict_and_leaves_the_row_alone():
    row = a_medication(a_patient())
    with pytest.raises(actions.Conflict):
        actions.change(row, by=a_user(), version=2**40)
    assert row.version == 2**40
    row.refresh_from_db()
    assert row.version == 1


def test_what_no_column_holds_cannot_be_told():
    with pytest.raises(Impossible):
        told([Patient(mrn="a\x00b")])

"""Her details: what is recorded is said, what is not is not taken for no."""

from datetime import date

import pytest

from patients.models import Patient
from rpl_tracker.accounts.models import User
from tests.facts import lifestyle
from workup.checklist.facts import Lifestyle
from workup.views.presenters.details import details_of


def test_of_a_woman_of_whom_nothing_is_known_only_the_gap_is_said():
    assert details_of(Patient(), Lifestyle()) == [
        ("Lifestyle", "height, weight, smoking and alcohol not recorded"),
    ]


def test_everything_that_is_recorded():
    woman = Patient(
        language="Spanish", interpreter=True, assigned_to=User(username="ines", last_name="Okafor"),
        next_visit_on=date(2026, 12, 1), first_seen_on=date(2026, 5, 18), referred_on=date(2026, 4, 27),
        referred_by="Dr Invented", early_workup_reason="two losses at 38", early_workup_on=date(2026, 5, 20),
        note="Trying for two years.",
    )  # fmt: skip
    assert details_of(woman, lifestyle()) == [
        ("Language", "Spanish, interpreter needed"),
        ("Clinician", "Okafor"),
        ("Next visit", "1 Dec 2026"),
        ("First seen", "18 May 2026"),
        ("Referred", "27 Apr 2026, Dr Invented"),
        ("Lifestyle", "BMI 22.0, never smoked, 0 units of alcohol a week"),
        ("Workup begun early", "two losses at 38, 20 May 2026"),
        ("Note", "Trying for two years."),
    ]


@pytest.mark.parametrize(
    ("interpreter", "said"), [(True, "interpreter needed"), (False, "no interpreter needed"), (None, None)]
)
def test_whether_an_interpreter_is_needed_is_three_things(interpreter, said):
    assert dict(details_of(Patient(interpreter=interpreter), Lifestyle())).get("Language") == said


def test_a_clinician_without_a_name_is_known_by_the_username():
    assert ("Clinician", "ines") in details_of(Patient(assigned_to=User(username="ines")), Lifestyle())

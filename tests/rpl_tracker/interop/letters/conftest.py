"""One clinic with a woman of two losses, one test ordered, and a partner."""

from datetime import date

import pytest

from tests.records import a_clinic, a_partner, a_patient, a_pregnancy, a_user, an_investigation

DAY = "2026-03-01"


@pytest.fixture
def clinic(db):
    return a_clinic()


@pytest.fixture
def patient(clinic):
    woman = a_patient(
        clinic, family_name="Quince", given_names="Marta", mrn="482", referred_by="Dr Far\nHill Road",
        referred_on=date(2026, 4, 27),
    )  # fmt: skip
    for number in (1, 2):
        a_pregnancy(woman, number, "miscarriage", ga_weeks=8, confirmed_by="ultrasound", ended_on=f"2025-0{number}")
    an_investigation(woman, "tsh", value="12", number=12, unit="mIU/L", upper_limit="4.0", collected_on=DAY)
    an_investigation(woman, "tpo", status="ordered", ordered_on=date(2026, 5, 2), value="")
    return woman


@pytest.fixture
def partner(patient):
    man = a_partner(patient, family_name="Reed", given_names="Tom")
    an_investigation(patient, "karyo_blood", subject="partner", partner=man, value="46,XY", collected_on="2026-03-02")
    return man


@pytest.fixture
def doctor(client, clinic):
    """A signed-in clinician."""
    client.user = a_user(clinic, "clinician", username="dora", last_name="Okafor")
    client.force_login(client.user)
    return client

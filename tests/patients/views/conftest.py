"""One clinic with a patient, and people who may and may not."""

import pytest

from tests.records import a_clinic, a_patient, a_user


@pytest.fixture
def clinic(db):
    return a_clinic()


@pytest.fixture
def patient(clinic):
    return a_patient(clinic)


@pytest.fixture
def doctor(client, clinic):
    """A signed-in clinician; `doctor.user` is who."""
    client.user = a_user(clinic, "clinician", username="dora")
    client.force_login(client.user)
    return client

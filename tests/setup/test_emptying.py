"""What a test in the browser leaves: no row of anybody, and the rights of before."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from tests.emptying import STAY, empty
from tests.records import a_clinic
from tests.sweep.pages import Record

pytestmark = pytest.mark.django_db(transaction=True)


def filled() -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables))
        return {name for (name,) in cursor.fetchall()}


def test_every_row_is_gone_history_included_and_permissions_stay():
    Record.of(a_clinic())
    before = filled()
    assert {"patients_patient", "patients_patientevent", "workup_investigation"} <= before
    permissions = Permission.objects.count()
    empty()
    assert filled() <= STAY
    assert Permission.objects.count() == permissions > 0
    assert Record.of(a_clinic()).patient.pk

"""The partner and the pregnancy of an investigation or a decision are the same patient's."""

from importlib import import_module

from django.db import migrations

same_patient = import_module("patients.migrations.0002_same_patient").same_patient


class Migration(migrations.Migration):
    dependencies = [("workup", "0001_initial"), ("patients", "0002_same_patient")]

    operations = [
        same_patient(table, column, target)
        for table in ("workup_investigation", "workup_decision")
        for column, target in (("partner_id", "patients_partner"), ("pregnancy_id", "patients_pregnancy"))
    ]

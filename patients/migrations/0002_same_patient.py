"""A pregnancy's partner, and a condition's, is a partner of the same patient: keys of two columns, which Django cannot say."""

from django.db import migrations


def same_patient(table: str, column: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{column}_same_patient"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, patient_id) "
        f"REFERENCES {target} (id, patient_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def id_and_patient(table: str) -> migrations.RunSQL:
    name = f"{table}_id_and_patient"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (id, patient_id)", f"ALTER TABLE {table} DROP CONSTRAINT {name}"
    )


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial")]

    operations = [
        id_and_patient("patients_partner"),
        id_and_patient("patients_pregnancy"),
        same_patient("patients_pregnancy", "partner_id", "patients_partner"),
        same_patient("patients_condition", "partner_id", "patients_partner"),
    ]

"""A limit keeps the places that the laboratory printed: 4.0, not 4 and not 4.000000."""

from django.db import migrations

import patients.fields

LIMITS = ("lower_limit", "upper_limit")


def as_reported(model: str, name: str) -> migrations.AlterField:
    field = patients.fields.ReportedDecimalField(blank=True, decimal_places=6, max_digits=16, null=True)
    return migrations.AlterField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("workup", "0002_same_patient"),
    ]

    operations = [as_reported(model, name) for model in ("investigation", "investigationevent") for name in LIMITS]

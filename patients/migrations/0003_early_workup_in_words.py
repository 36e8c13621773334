"""The reason for an early workup is what the clinician writes: interfaces.md has no value set for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0002_same_patient"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="patient", name="patient_early_workup_reason_is_known"),
        migrations.AlterField(
            model_name="patient",
            name="early_workup_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reason to start the workup early"),
        ),
        migrations.AlterField(
            model_name="patientevent",
            name="early_workup_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reason to start the workup early"),
        ),
    ]

"""The MRN of a new patient is in use: the way to the woman who has it."""

from __future__ import annotations

from patients.forms.patient import PatientForm
from patients.models import Patient


def holder_of_mrn(form: PatientForm) -> int | None:
    """The number of the other patient of the same clinic with the MRN that was refused; None without one.

    Asks the database only when something is wrong with the MRN; one that is wrong in itself never reaches the row.
    """
    row = form.instance
    if "mrn" not in form.errors or not row.mrn:
        return None
    others = Patient.objects.valid().filter(clinic=row.clinic_id, mrn=row.mrn).exclude(pk=row.pk)
    return others.order_by().values_list("pk", flat=True).first()

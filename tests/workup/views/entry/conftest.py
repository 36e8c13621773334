"""The same people as for the record."""

from tests.patients.views.conftest import clinic, doctor, patient

__all__ = ["clinic", "doctor", "patient"]

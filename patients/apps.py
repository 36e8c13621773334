"""The woman, her partners, her pregnancies."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "patients"
    verbose_name = "Patients"

    def ready(self) -> None:
        from patients import unfinished  # noqa: F401  (connects the listeners)

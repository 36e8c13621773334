"""What was investigated, and what is still missing."""

from django.apps import AppConfig


class WorkupConfig(AppConfig):
    name = "workup"
    verbose_name = "Workup"

    def ready(self) -> None:
        from workup import signals  # noqa: F401  (connects the listeners)

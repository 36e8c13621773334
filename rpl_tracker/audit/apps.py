"""Who changed what, and who looked at whom."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "rpl_tracker.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        from rpl_tracker.audit.grants import secure

        post_migrate.connect(secure, sender=self)  # sent once all migrations of all apps are done

"""Who changed what, and who looked at whom."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rpl_tracker.audit"
    label = "audit"
    verbose_name = "Audit"

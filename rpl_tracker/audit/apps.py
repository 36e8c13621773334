from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rpl_tracker.audit"
    label = "audit"

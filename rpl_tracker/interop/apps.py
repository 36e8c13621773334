from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "rpl_tracker.interop"
    label = "interop"
    verbose_name = "Letters"

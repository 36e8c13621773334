"""People who log in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rpl_tracker.accounts"
    label = "accounts"
    verbose_name = "People and clinics"

"""What was investigated, and what is still missing."""

from django.apps import AppConfig


class WorkupConfig(AppConfig):
    name = "workup"
    verbose_name = "Workup"

    def ready(self) -> None:
        from rpl_tracker.accounts.editions import tell_editions, tell_refusal
        from workup import signals  # noqa: F401  (connects the listeners)
        from workup.editions import refusal_of_default
        from workup.guidelines import load_all

        tell_editions(lambda: [(edition.key, edition.title) for edition in load_all().values()])
        tell_refusal(refusal_of_default)

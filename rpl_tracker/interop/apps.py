from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "rpl_tracker.interop"
    label = "interop"
    verbose_name = "Letters"

    def ready(self) -> None:
        """A letter's changes stand in her history, beside those of the record."""
        from patients.obstetrics.dates import in_words
        from rpl_tracker.accounts.roles import Permission
        from rpl_tracker.interop.models import Letter
        from workup.forms.in_error import Kind
        from workup.history import tell_kind

        words = "this letter"
        tell_kind(
            "letter", Kind(Letter, words, Permission.LETTERS, named=lambda row: f"Letter of {in_words(row.as_of)}")
        )

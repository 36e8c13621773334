"""By which edition and as of which day a page is looked at: what the address asks for, or the clinic's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from patients.forms.written import read_date
from patients.obstetrics.dates import in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from workup.editions import Adoption, adoption_for
from workup.guidelines import Guideline, load_all


@dataclass(frozen=True, slots=True)
class Look:
    """`problems` say in words what of the address could not be used, and what is shown instead; `typed` keeps it."""

    guideline: Guideline  # as the clinic uses it
    on: date
    today: date
    problems: tuple[str, ...]
    typed: str
    clinics_own: str = ""  # the key of the clinic's default edition
    signed_off: str = ""  # by whom and when; empty: nobody has
    signed_editions: frozenset[str] = frozenset()  # the keys of all that are signed off in the clinic

    @property
    def is_today(self) -> bool:
        """Whether the page shows the record as it is now."""
        return self.on == self.today


def look_of(request: HttpRequest, clinic: Clinic) -> Look:
    """`?guideline=KEY&as_of=DATE`; a value that is none leaves the clinic's edition, or today, with a message."""
    now = today(clinic)
    adoption = adoption_for(request, clinic)
    guideline, wrong_guideline = _guideline(request.GET.get("guideline", ""), adoption)
    typed = " ".join(request.GET.get("as_of", "").split())[:40]
    on, wrong_day = _day(typed, now)
    shown = typed if wrong_day else in_words(on)
    problems = tuple(p for p in (wrong_guideline, wrong_day) if p)
    signed = adoption.signed_words(guideline)
    return Look(guideline, on, now, problems, shown, clinic.default_guideline, signed, adoption.signed_off)


def _guideline(key: str, adoption: Adoption) -> tuple[Guideline, str]:
    own = adoption.default
    if not key:
        return own, ""
    if key in load_all():
        return adoption.edition(key), ""
    return own, f"There is no edition with this key; this is by {own.title}."


def _day(typed: str, now: date) -> tuple[date, str]:
    if not typed:
        return now, ""
    instead = f"This is as of today, {in_words(now)}."
    try:
        day = read_date(typed).exact
    except ValueError as error:
        return now, f"As of: {error} {instead}"
    return (day, "") if day else (now, f"As of: “{typed}” needs a full date, such as {in_words(now)}. {instead}")

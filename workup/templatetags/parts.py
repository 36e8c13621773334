"""Parts of pages: icon, status chip, her banner, the list of what keeps a form from being saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from patients.models import Patient
from patients.obstetrics.dates import PartialDate, in_words
from rpl_tracker.accounts.access import today
from rpl_tracker.markup.widgets import safe
from workup.editions import adoption_for, adoption_of
from workup.load import load_pregnancies
from workup.views.presenters.banner import Banner, banner_of
from workup.views.presenters.statuses import MEANINGS, READING_MEANINGS, READINGS, WORDS, Chip

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon of `static/icons.svg`, such as `i-search` or `s-missing`. It is a picture only: words stand beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def chip(status: str, word: str, reading: str | None = None, count: int | None = None) -> SafeString:
    """A status as icon and word. `done` is never shown without its reading."""
    if (status == "done") != bool(reading):
        raise ValueError("a reading belongs to the status done, and only to it")
    name = f"s-done-{reading}" if reading else f"s-{status}"
    said = f' data-reading="{safe(reading)}"' if reading else ""
    number = f" <b>{safe(count)}</b>" if count is not None else ""
    inside = f"{icon(name)}{safe(word)}{number}"
    return mark_safe(f'<span class="chip" data-status="{safe(status)}"{said}>{inside}</span>')  # noqa: S308 - escaped


@register.filter
def words(day: date | PartialDate | None) -> str:
    """`9 Jan 2026`, `Jan 2026`, `2026`, or `not recorded`."""
    if day is None:
        return "not recorded"
    return day.words if isinstance(day, PartialDate) else in_words(day)


@register.inclusion_tag("workup/partials/banner.html", takes_context=True)
def patient_banner(context: template.Context, patient: Patient) -> dict[str, Any]:
    """Who she is and what is met. Four queries, none when the view put a `Banner` into the context as `banner`."""
    prepared = context.get("banner")
    if not isinstance(prepared, Banner):
        on = today(patient.clinic)
        request = context.get("request")
        adoption = adoption_for(request, patient.clinic) if request else adoption_of(patient.clinic)
        pregnancies = load_pregnancies(patient)
        prepared = banner_of(patient, pregnancies, on, recorded_by=on, signed_off=adoption.signed_off)
    return {"banner": prepared, "patient": patient}


@register.inclusion_tag("workup/partials/meanings.html")
def status_words() -> dict[str, list[tuple[Chip, str]]]:
    """Every status and what it means."""
    done = [(Chip("done", f"Done, {said}", key), READING_MEANINGS[key]) for key, said in READINGS.items()]
    return {"meanings": done + [(Chip(status, WORDS[status]), text) for status, text in MEANINGS.items()]}


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One error: the field's label and id, and what is wrong."""

    anchor: str
    label: str
    text: str


@register.inclusion_tag("partials/errors.html")
def error_summary(*forms: BaseForm) -> dict[str, list[ErrorLine]]:
    """All errors of the forms of a page, in the order of their fields; those of a whole form first."""
    return {"lines": [line for form in forms if form.is_bound for line in _errors(form)]}


def _errors(form: BaseForm) -> list[ErrorLine]:
    whole = [ErrorLine("", "", str(text)) for text in form.non_field_errors()]
    return whole + [
        ErrorLine("" if field.is_hidden else field.id_for_label, str(field.label), str(text))
        for field in form
        for text in field.errors
    ]

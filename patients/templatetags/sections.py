"""The fields of a form of the record, section by section: `{% sections form %}`; a line of the conditions."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from patients.forms.base import RecordForm
from patients.forms.conditions import ConditionForm
from patients.forms.layout import Section, When
from rpl_tracker.markup.fields import slim_field, written_field
from rpl_tracker.markup.moulds import MARK
from rpl_tracker.markup.widgets import safe

register = template.Library()
Cell = dict[str, Any]
PREFIX = f"{MARK}prefix{MARK}"


@register.simple_tag
def sections(form: RecordForm, first: int = 0, last: int | None = None) -> SafeString:
    """A fieldset for each section, or for those from `first` to before `last`. A cell says in `data-when` and
    `data-among` when it applies (`applies.js`).
    """
    shown = form.laid_out(first, last)
    return mark_safe("\n".join(_section(*laid) for laid in shown))  # noqa: S308 - all went through `safe`


@register.simple_tag
def condition_line(form: ConditionForm) -> SafeString:
    """A row of the table: what is asked, the answer, since when, a note. Most were never asked: those are made once."""
    if not form.is_bound and form.stored is None:
        return mark_safe(_never_asked(type(form)).replace(PREFIX, safe(form.prefix)))  # noqa: S308 - as below
    return mark_safe(_line(form))  # noqa: S308 - every value went through `safe`


@cache
def _never_asked(kind: type[ConditionForm]) -> str:
    return _line(kind(None, prefix=PREFIX, stored=None, on=date.min))


def _line(form: ConditionForm) -> str:
    stored = f'<p class="stored">{safe(form.now)}</p>' if form.now else ""
    cells = (
        f'<th scope="row">{safe(form.label)}{slim_field(form["seen"])}</th>',
        f'<td class="c-state">{slim_field(form["state"])}{stored}</td>',
        f'<td class="c-since" data-label="Since">{slim_field(form["since"])}</td>',
        f'<td data-label="Note">{slim_field(form["note"])}</td>',
    )
    css = ' class="has-error"' if form.errors else ""
    return f"<tr{css}>{''.join(cells)}</tr>"


def _section(section: Section, cells: list[Cell]) -> str:
    told = f'<p class="part__help">{safe(section.help)}</p>' if section.help else ""
    css = "fields fields--pairs" if section.pairs else "fields"
    inside = "".join(map(_cell, cells))
    head = f'<fieldset class="part" data-part><legend>{safe(section.title)}</legend>{told}'
    return f'{head}<div class="{css}">{inside}</div></fieldset>'


def _cell(cell: Cell) -> str:
    css = "cell wide" if cell["wide"] else "cell"
    inside = f"{written_field(cell['field'])}{_difference(cell)}"
    whole = f'<div class="{css}"{_when(cell["when"])}>{inside}</div>'
    before = '<div class="pair-of">' if cell.get("first_of_pair") else ""
    return f"{before}{whole}{'</div>' if cell.get('second_of_pair') else ''}"


def _when(to: When | None) -> str:
    return f' data-when="{safe(to.field)}" data-among="{safe(to.words)}"' if to else ""


def _difference(cell: Cell) -> str:
    """What is stored now, beside a field in which it differs."""
    found = cell["difference"]
    return render_to_string("patients/parts/difference.html", {"d": found, "field": cell["field"]}) if found else ""

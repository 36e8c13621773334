"""The cells of a line of a panel in which something is typed: `{% cells row %}`."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from rpl_tracker.markup.fields import slim_field
from rpl_tracker.markup.shared import shared_by
from rpl_tracker.markup.widgets import safe
from workup.forms.laboratories import Gave
from workup.forms.rows import ITEM, RowForm

register = template.Library()
MEASURED = (
    ("c-value", "As reported", "value"),
    ("c-unit", "Unit", "unit"),
    ("c-limit", "From", "lower"),
    ("c-limit", "To", "upper"),
)


@register.simple_tag
def cells(row: RowForm) -> SafeString:
    """Result, what was reported with unit and limits, comment. What is wrong is said in the line's last cell."""
    fresh = not row.is_bound and shared_by(row["word"]) is not None
    return _fresh(type(row), row.gave) if fresh else _cells(row)


@lru_cache(maxsize=1024)
def _fresh(kind: type[RowForm], gave: Gave) -> SafeString:
    """A line in which nothing stands but what its laboratory gave last."""
    return _cells(kind(None, gave=gave, waiting=[], begin=False))


def _cells(row: RowForm) -> SafeString:
    word, comment = _cell(row, "c-word", "Result", "word"), _cell(row, "c-comment", "Comment", "comment")
    return mark_safe(f"{word}{_reported(row)}{comment}")  # noqa: S308 - every value went through `safe`


def _reported(row: RowForm) -> str:
    if row.wide:
        return f'<td class="c-wide" colspan="4" data-label="As reported">{_field(row, "value")}{_item(row)}</td>'
    if "unit" not in row.fields:
        return '<td class="c-none" colspan="4"></td>'
    return "".join(_cell(row, *cell) for cell in MEASURED)


def _cell(row: RowForm, css: str, label: str, name: str) -> str:
    return f'<td class="{css}" data-label="{label}">{_field(row, name)}</td>'


def _field(row: RowForm, name: str) -> str:
    return slim_field(row[name], quiet=True)


def _item(row: RowForm) -> str:
    """The self-harm item of a questionnaire stands beside its total, with its label to be seen."""
    if ITEM not in row.fields:
        return ""
    field = row[ITEM]
    return f'<label for="{safe(field.id_for_label)}">{safe(row.item_words)}</label>{field}'

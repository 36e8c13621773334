"""Many ticks of one field, in an order and in groups of the page's own: `{% written_ticks group %}`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from rpl_tracker.markup.widgets import safe

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice of a field; `chosen`: it is ticked."""

    name: str
    value: str
    label: str
    id: str
    chosen: bool


def ticks_of(field: BoundField) -> dict[str, Tick]:
    """The choices of a field for several, by value, as Django's own widget would number them."""
    chosen, choices = set(map(str, field.value() or ())), _choices(field)
    return {
        value: Tick(field.html_name, value, label, f"{field.auto_id}_{place}", value in chosen)
        for place, (value, label) in enumerate(choices)
    }


def _choices(field: BoundField) -> list[tuple[str, str]]:
    several: Any = field.field
    return [(str(value), str(label)) for value, label in several.choices]


@register.simple_tag
def written_ticks(ticks: Iterable[Tick]) -> SafeString:
    """One below the other."""
    return mark_safe("\n".join(map(_written, ticks)))  # noqa: S308 - every value went through `safe`


def _written(tick: Tick) -> str:
    own, checked = safe(tick.id), " checked" if tick.chosen else ""
    box = f'name="{safe(tick.name)}" value="{safe(tick.value)}" id="{own}"{checked}>'
    label = f'<label class="form-check-label" for="{own}">{safe(tick.label)}</label>'
    return f'<div class="form-check"><input type="checkbox" class="form-check-input" {box}{label}</div>'

"""A shared field is written once, with places for its name and its value, and then only filled in.

What a field looks like hangs on more than its name and value while something is wrong with it, while its form has
changed it, or where its choices come from the database: then it is written anew. So is a choice that nobody offered (a
draft, an address may name any): what a person typed is never kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django import forms
from django.forms import BoundField

from rpl_tracker.markup.shared import Shared, shared_by
from rpl_tracker.markup.widgets import safe

Write = Callable[[BoundField], str]
Shape = tuple[Hashable, str]  # what it looks like besides its text, and the text that stands in it
TEXTS = (forms.TextInput, forms.NumberInput, forms.HiddenInput, forms.Textarea)
CHOICES = (forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple)
MOST = 2_000  # moulds of one kind of form; further combinations of choices are written anew from then on
MARK = "\ue000"  # of Unicode's private letters: it stands in no text, and a value with it is written anew
NAME, VALUE = f"{MARK}name{MARK}", f"{MARK}value{MARK}"


def moulded(field: BoundField, write: Write) -> str:
    """What `write(field)` gives."""
    shared = shared_by(field)
    shape = _shape(field, shared) if shared is not None and field.name not in field.form.errors else None
    if shared is None or shape is None:
        return write(field)
    look, text = shape
    kind = (write, field.name, look, field.form.auto_id, field.form.use_required_attribute)
    mould = shared.moulds.get(kind)
    if mould is None:
        mould = write(_Empty(field, VALUE if text else field.value()))
        if len(shared.moulds) < MOST:
            shared.moulds[kind] = mould
    named = mould.replace(NAME, safe(field.html_name))
    return named.replace(VALUE, text) if text else named


def _shape(field: BoundField, shared: Shared) -> Shape | None:
    """None for what is written anew each time."""
    kind, widget, value = type(field.field.widget), field.field.widget, field.value()
    if kind in TEXTS:
        text = widget.format_value(value)
        return (text is not None and text != "", safe(text or ""))
    if kind is forms.CheckboxInput:
        return None if widget.format_value(value) else (widget.check_test(value), "")
    if kind in CHOICES and not isinstance(field.field, forms.ModelChoiceField):
        chosen = tuple(widget.format_value(value))
        return (chosen, "") if _offered(field, shared).issuperset(chosen) else None
    return None


def _offered(field: BoundField, shared: Shared) -> frozenset[str]:
    """The values among which a field lets one choose."""
    known = shared.offered.get(field.name)
    if known is None:
        widget: Any = field.field.widget
        known = frozenset(str(option["value"]) for option in widget.options(field.html_name, []))
        shared.offered[field.name] = known
    return known


class _Empty(BoundField):
    """The field without its own name; nothing is wrong with it."""

    errors: Any = ()

    def __init__(self, like: BoundField, held: Any) -> None:
        super().__init__(like.form, like.field, like.name)
        self.html_name, self._held = NAME, held

    def value(self) -> Any:
        return self._held

"""One field as crispy's Bootstrap template lays it out: label, widget, what is wrong with it, help.

`templates/bootstrap5/field.html` hands every field of crispy over to this. Crispy's horizontal and inline forms are not
written here; nothing uses them.
"""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from rpl_tracker.markup.moulds import moulded
from rpl_tracker.markup.widgets import attributes, safe

register = template.Library()

TICKS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
END = "</div>"


@register.simple_tag
def written_field(field: BoundField) -> SafeString:
    """The field with everything around it; a hidden one is its widget alone."""
    return mark_safe(moulded(field, _written))  # noqa: S308 - every value went through `safe`


@register.simple_tag
def slim_field(field: BoundField, quiet: bool = False) -> SafeString:
    """A field in a table, where its column says what it is: a label for those who hear the page, widget, errors.

    `quiet` leaves the errors to another place.
    """
    return mark_safe(moulded(field, _quiet if quiet else _slim))  # noqa: S308 - every value went through `safe`


def _written(field: BoundField) -> str:
    if field.is_hidden:
        return str(field.as_widget())
    widget = field.field.widget
    write = _check if isinstance(widget, forms.CheckboxInput) else _ticks if isinstance(widget, TICKS) else _labelled
    return write(field)


def _quiet(field: BoundField) -> str:
    if field.is_hidden:
        return str(field.as_widget())
    label = f'<label class="visually-hidden" for="{safe(field.id_for_label)}">{safe(field.label)}</label>'
    return f"{label}{field.as_widget()}"


def _slim(field: BoundField) -> str:
    wrong = "".join(f"<span>{safe(text)}</span>" for text in field.errors)
    told = f'<div class="invalid-feedback d-block" id="{safe(field.auto_id)}_error">{wrong}</div>' if wrong else ""
    return f"{_quiet(field)}{told}"


def _labelled(field: BoundField) -> str:
    kind = "form-select" if isinstance(field.field.widget, forms.Select) else "form-control"
    return _around(field, "mb-3", f"{_label(field)}{_widget(field, kind)}{_errors(field)}{_help(field)}")


def _check(field: BoundField) -> str:
    label = (
        f'<label for="{safe(field.id_for_label)}" class="form-check-label{_required(field)}">{_words(field)}</label>'
    )
    inside = f"{_widget(field, 'form-check-input')}{label}{_errors(field)}{_help(field)}"
    return f'<div class="mb-3">{_around(field, "form-check", inside)}</div>'


def _ticks(field: BoundField) -> str:
    """A fieldset: one tick below the other, and beside the last one what is wrong."""
    widget: Any = field.field.widget
    named = {"id": widget.attrs.get("id") or field.auto_id}
    groups = widget.optgroups(field.html_name, widget.format_value(field.value()), field.build_widget_attrs(named))
    ticks = "".join(_named(name) + "".join(_tick(field, tick) for tick in ticks) for name, ticks, _ in groups)
    ticks = f"{ticks.removesuffix(END)}{_errors(field)}{END}" if ticks else ""
    described = f' aria-describedby="{safe(field.aria_describedby)}"' if field.aria_describedby else ""
    legend = f'<legend class="form-label{_required(field)} fs-6">{_words(field)}</legend>' if field.label else ""
    return _around(field, "mb-3", f"<fieldset{described}>{legend}<div>{ticks}</div>{_help(field)}</fieldset>")


def _named(group: str | None) -> str:
    return f"<strong>{safe(group)}</strong>" if group else ""


def _tick(field: BoundField, tick: dict[str, Any]) -> str:
    css = "form-check-input is-invalid" if field.errors else "form-check-input"
    name, value = safe(field.html_name), safe(tick["value"])
    box = f'<input type="{safe(tick["type"])}" class="{css}" name="{name}" value="{value}"{attributes(tick)}>'
    label = f'<label for="{safe(tick["attrs"]["id"])}" class="form-check-label">{safe(tick["label"])}</label>'
    return f'<div class="form-check">{box}{label}{END}'


def _around(field: BoundField, css: str, inside: str) -> str:
    classes = f"{css} {field.css_classes()}".strip()
    return f'<div id="div_{safe(field.auto_id)}" class="{safe(classes)}">{inside}</div>'


def _label(field: BoundField) -> str:
    if not field.label:
        return ""
    to = f'for="{safe(field.id_for_label)}" ' if field.id_for_label else ""
    return f'<label {to}class="form-label{_required(field)}">{_words(field)}</label>'


def _required(field: BoundField) -> str:
    return " requiredField" if field.field.required else ""


def _words(field: BoundField) -> str:
    return safe(field.label) + ('<span class="asteriskField">*</span>' if field.field.required else "")


def _widget(field: BoundField, css: str) -> str:
    """With the classes of its own, of its kind and of Bootstrap, each once."""
    widget = field.field.widget
    wanted = [*widget.attrs.get("class", "").split(), type(widget).__name__.lower(), css]
    wanted += ["is-invalid"] if field.errors else []
    return str(field.as_widget(attrs={"class": " ".join(dict.fromkeys(wanted))}))


def _errors(field: BoundField) -> str:
    if not field.errors:
        return ""
    own = safe(field.auto_id)
    lines = (f'<p id="error_{n}_{own}"><strong>{safe(text)}</strong></p>' for n, text in enumerate(field.errors, 1))
    return f'<div id="{own}_error" class="invalid-feedback">{"".join(lines)}</div>'


def _help(field: BoundField) -> str:
    if not field.help_text:
        return ""
    own = f'id="{safe(field.auto_id)}_helptext" ' if field.auto_id else ""
    return f'<div {own}class="form-text">{field.help_text}</div>'

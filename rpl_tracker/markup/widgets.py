"""The widgets of every form, as Django's own templates write them, without a template for each option and attribute.

The setting FORM_RENDERER names it. Widgets that are not written here, and whole forms, are left to the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


def safe(value: object) -> str:
    """The value as text of a page: escaped, unless it says that it is HTML already."""
    said = str(value) if isinstance(value, Promise) else value
    return str(said.__html__()) if hasattr(said, "__html__") else escape(str(said))


def attributes(widget: Widget) -> str:
    """Each with a blank in front; True is a name alone, False nothing."""
    return "".join(
        f" {safe(name)}" if value is True else f' {safe(name)}="{safe(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{safe(widget["value"])}"'
    return f'<input type="{safe(widget["type"])}" name="{safe(widget["name"])}"{value}{attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    return f'<textarea name="{safe(widget["name"])}"{attributes(widget)}>\n{safe(widget["value"] or "")}</textarea>'


def _select(widget: Widget) -> str:
    options = "".join(_group(name, choices) for name, choices, _ in widget["optgroups"])
    return f'<select name="{safe(widget["name"])}"{attributes(widget)}>{options}</select>'


def _group(name: str | None, choices: list[Widget]) -> str:
    options = "".join(map(_option, choices))
    return f'<optgroup label="{safe(name)}">{options}</optgroup>' if name else options


def _option(option: Widget) -> str:
    return f'<option value="{safe(option["value"])}"{attributes(option)}>{safe(option["label"])}</option>'


_FOLDER = "django/forms/widgets/"
_INPUTS = ("text", "number", "email", "password", "hidden", "date", "datetime", "time", "checkbox", "search", "tel")
WRITTEN: Mapping[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}


class DirectRenderer(TemplatesSetting):
    """Writes the common widgets out; everything else is rendered by its template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write = WRITTEN.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return SafeString(write(context["widget"]))  # every value went through `safe`

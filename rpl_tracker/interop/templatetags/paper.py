"""Parts of paper: icons that stand in the page itself, and plain text as paragraphs and lists."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPE = '<svg class="i" viewBox="0 0 16 16" fill="none" stroke="#000" stroke-width="1.6" aria-hidden="true">{}</svg>'


@register.simple_tag
def drawn(name: str) -> SafeString:
    """The icon's own lines, because a PDF fetches no file. A picture only: words stand beside it."""
    return format_html(_SHAPE, mark_safe(_icons()[name]))  # noqa: S308 (our own file)


@register.filter
def as_text(body: str) -> SafeString:
    """Paragraphs between blank lines; consecutive lines that begin with "- " are a list."""
    parts = body.replace("\r\n", "\n").split("\n\n")
    return format_html_join("\n", "{}", ((_block(part.strip("\n")),) for part in parts if part.strip()))


def _block(part: str) -> SafeString:
    lines = part.split("\n")
    text = [line for line in lines if not line.startswith("- ")]
    points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    said = format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text)))
    listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((point,) for point in points)))
    return format_html("{}{}", said if text else "", listed if points else "")


@cache
def _icons() -> dict[str, str]:
    found = finders.find("icons.svg")
    assert isinstance(found, str), "icons.svg is not among the static files"
    with open(found, encoding="utf-8") as file:
        sprite = ElementTree.parse(file).getroot()  # noqa: S314 (our own file)
    return {symbol.get("id", ""): _lines(symbol) for symbol in sprite.iter(f"{_SVG}symbol")}


def _lines(symbol: ElementTree.Element) -> str:
    for shape in symbol.iter():  # without its namespace: the prefix written for one is anybody's to change, for all
        shape.tag = shape.tag.removeprefix(_SVG)
    inside = "".join(ElementTree.tostring(shape, encoding="unicode") for shape in symbol)
    return inside.replace("currentColor", "#000")

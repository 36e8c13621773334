"""The ways from a page to the part of the guide that speaks of it."""

from __future__ import annotations

from django import template

from rpl_tracker.help.guide import address
from rpl_tracker.help.places import PLACES

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context: template.Context) -> str:
    """The address of the section about the page that is shown; empty where the guide has none."""
    match = getattr(context.get("request"), "resolver_match", None)
    found = PLACES.get(match.url_name or "") if match is not None else None
    return "" if found is None else address(*found)


@register.simple_tag
def guide(name: str, anchor: str) -> str:
    """The address of a section of the guide. KeyError where there is none."""
    return address(name, anchor)

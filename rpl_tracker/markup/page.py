"""For templates: what is the same on every page is made once, and an address once for what it leads to."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()
MOST = 4096  # addresses that are remembered


class _Once(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._written: SafeString | None = None

    def render(self, context: Context) -> SafeString:
        if self._written is None:
            self._written = self.nodelist.render(context)
        return self._written


@register.tag
def once(parser: Parser, token: Token) -> _Once:
    """`{% once %}...{% endonce %}` around what no page and no person changes: addresses of static files, icons."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return _Once(nodelist)


class _Address(URLNode):
    """As Django's, but that an address is looked up once."""

    def render(self, context: Context) -> str:
        args = tuple(arg.resolve(context) for arg in self.args)
        if self.kwargs:
            return str(super().render(context))
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


def address(name: str, *args: object) -> str:
    """`reverse`, which looks each address up once. NoReverseMatch when there is none."""
    return _reversed(name, args, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=MOST)
def _reversed(name: str, args: tuple[Any, ...], urls: Any, prefix: str) -> str:
    return reverse(name, urlconf=urls, args=args)


@register.tag
def url(parser: Parser, token: Token) -> _Address:
    """Django's tag of the same name."""
    node = djangos_url(parser, token)
    return _Address(node.view_name, node.args, node.kwargs, node.asvar)

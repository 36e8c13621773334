"""One finding of the checklist: `{% finding row edition %}`. Her page shows some forty of them."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from rpl_tracker.markup.page import address
from rpl_tracker.markup.widgets import safe
from workup.templatetags.parts import chip, icon
from workup.views.overview import Edition
from workup.views.presenters.findings import EvidenceLine, Remark, Row

register = template.Library()
LOCAL = "Local, not the edition's own"


@register.simple_tag
def finding(row: Row, edition: Edition) -> SafeString:
    """Status, what and why; what it rests on; what one can do about it."""
    css = "finding finding--quiet" if row.quiet else "finding"
    state = chip(row.chip.status, row.chip.word, row.chip.reading)
    parts = f"<div>{state}</div>\n<div>{_said(row)}</div>\n{_basis(row, edition)}\n{_actions(row)}"
    return mark_safe(f'<li class="{css}" id="{safe(row.anchor)}">\n{parts}\n</li>')  # noqa: S308 - went through `safe`


def _said(row: Row) -> str:
    head = f'<h4>{safe(row.label)}</h4><p class="finding__why">{safe(row.reason)}</p>'
    lines = "".join(map(_evidence, row.evidence))
    return f"{head}{_listed('evidence', lines)}{_why(row)}"


def _evidence(line: EvidenceLine) -> str:
    words = f"{icon('i-doc')}{safe(line.words)}"
    return f'<li><a href="#{safe(line.anchor)}">{words}</a></li>' if line.anchor else f"<li><span>{words}</span></li>"


def _why(row: Row) -> str:
    if not row.why:
        return ""
    pairs = "".join(f"<div><dt>{safe(label)}</dt><dd>{safe(words)}</dd></div>" for label, words in row.why)
    return f'<details class="more why"><summary>Why?{_unseen(row)}</summary><dl>{pairs}</dl></details>'


def _basis(row: Row, edition: Edition) -> str:
    local = f'<p class="local">{icon("i-info")}{safe(LOCAL)}</p>' if row.local else ""
    strength = f"<p><b>{safe(row.category)}</b> {safe(row.strength)}{_grade(row)}</p>"
    return f'<div class="basis">{local}{strength}\n{_source(row, edition)}\n{_remarks(row)}</div>'


def _grade(row: Row) -> str:
    if row.grade is None:
        return ""
    words = safe(row.grade.words)
    marks = f'<span aria-hidden="true">{safe(row.grade.marks)}</span><span class="visually-hidden">, {words}</span>'
    return f' <span class="grade" title="{words}">{marks}</span>'


def _source(row: Row, edition: Edition) -> str:
    """The row of the edition, and how far it has been confirmed."""
    there = f"{address('guideline', edition.key)}#{row.item}"
    sure = "" if row.confirmed else ' class="unconfirmed"'
    return f'<p><a href="{safe(there)}">{safe(row.citation)}</a> · <span{sure}>{safe(row.verification)}</span></p>'


def _remarks(row: Row) -> str:
    if not row.remarks:
        return ""
    number = f"{len(row.remarks)} note{'' if len(row.remarks) == 1 else 's'}"
    head = f'<summary>{number}<span class="visually-hidden"> on {safe(row.label)}</span></summary>'
    return f'<details class="more">{head}{_listed("remarks", "".join(map(_remark, row.remarks)))}</details>'


def _remark(remark: Remark) -> str:
    source = f' <span class="muted">({safe(remark.source)})</span>' if remark.source else ""
    return f"<li>{safe(remark.text)}{source}</li>"


def _actions(row: Row) -> str:
    links = (f'<a href="{safe(to.address)}">{safe(to.verb)}{_unseen(row)}</a>' for to in row.actions)
    return f'<p class="does">{"".join(links)}</p>' if row.actions else ""


def _unseen(row: Row) -> str:
    """What a link or a summary is about, for those who hear the page."""
    return f'<span class="visually-hidden"> {safe(row.label)}</span>'


def _listed(css: str, lines: str) -> str:
    return f'<ul class="{css}">{lines}</ul>' if lines else ""

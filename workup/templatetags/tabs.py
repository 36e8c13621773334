"""The tabs of her record: one and the same on every page about her, the one to which the page belongs marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django import template
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from patients.models import Patient
from rpl_tracker.markup.page import address

register = template.Library()

# On her overview these are parts of the page, elsewhere they lead to them.
PARTS: Mapping[str, str] = {
    "glance": "Overview",
    "pregnancies": "Pregnancies",
    "checklist": "Checklist",
    "results": "Results",
    "record": "Record",
}
PAGES: Mapping[str, str] = {
    "compare": "Compare guidelines",
    "letters": "Letters and prints",
    "record_history": "Change history",
}
# Which tab leads to a page, by the page's name or by the kind of the row that it is about.
_BELONGS: Mapping[str, str] = {
    **dict.fromkeys(("pregnancy_new", "pregnancy_edit", "birth_new", "birth_edit", "event_new", "event_edit"),
                    "pregnancies"),
    **dict.fromkeys(("order", "decision_new", "decision_edit"), "checklist"),
    **dict.fromkeys(("results_panel", "investigation_edit", "uterine_findings"), "results"),
    **dict.fromkeys(("patient_edit", "partner_new", "partner_edit", "conditions", "medication_new", "medication_edit"),
                    "record"),
    **dict.fromkeys(("letter_new", "letter", "letter_in_error"), "letters"),
    "patient": "glance",
    "results": "results",
    "history": "record_history",
}  # fmt: skip
_OF_A_KIND: Mapping[str, str] = {
    **dict.fromkeys(("pregnancy", "birth", "event"), "pregnancies"),
    **dict.fromkeys(("investigation", "uterine_findings"), "results"),
    **dict.fromkeys(("patient", "partner", "condition", "medication"), "record"),
    "decision": "checklist",
}


@register.simple_tag(takes_context=True)
def her_tabs(context: template.Context, patient: Patient) -> SafeString:
    """Links; a look back to a day goes along to the comparison of that day."""
    request: HttpRequest = context["request"]
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    here = tab_of(name, request.resolver_match.kwargs.get("kind") if request.resolver_match else None)
    look = context.get("look")
    back = "" if look is None or look.is_today else f"?as_of={look.on.isoformat()}"
    return format_html_join(
        "\n", '<a href="{}"{}>{}</a>',
        ((there, _mark(key, here, name), words) for key, there, words in _links(patient, name, back)),
    )  # fmt: skip


def tab_of(name: str, kind: str | None) -> str:
    """The key of the tab to which a page belongs; empty when it belongs to none."""
    if name == "entered_in_error":
        return _OF_A_KIND.get(kind or "", "")
    return name if name in PAGES else _BELONGS.get(name, "")


def _mark(key: str, here: str, name: str) -> SafeString:
    """`page`: this very page; `true`: the part of the record to which it belongs."""
    if key != here:
        return SafeString("")
    return format_html(' aria-current="{}"', "page" if name in (key, "patient") else "true")


def _links(patient: Patient, name: str, back: str) -> Iterator[tuple[str, str, str]]:
    hers = "" if name == "patient" else address("patient", patient.pk)
    for key, words in PARTS.items():
        yield key, hers if hers and key == "glance" else f"{hers}#{key}", words
    for key, words in PAGES.items():
        yield key, address(key, patient.pk) + (back if key == "compare" else ""), words

"""Paper about one patient: the summary, the plan of tests for her or for a partner, letters to the referring doctor."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from patients.actions import Conflict
from patients.models import Partner, Patient
from patients.scope import patient_for, row_of
from patients.views.entry import STILL_HERE, entry, say_too_late, show
from patients.views.keeping import keeps_drafts, row_in_form, typed, unjudged
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import can
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.audit.access_log import log_access
from rpl_tracker.interop.letters import paper
from rpl_tracker.interop.letters.composing import draft_of
from rpl_tracker.interop.letters.forms import LetterForm
from rpl_tracker.interop.letters.keeping import make_final
from rpl_tracker.interop.letters.plan import plan_of
from rpl_tracker.interop.letters.seeing import Sight, see
from rpl_tracker.interop.letters.summary import is_full, lines_of
from rpl_tracker.interop.models import Letter
from workup.forms.in_error import InErrorForm, facts_of

FINAL_MEANWHILE = "Somebody made this letter final while you were writing, and it is kept as it went out."
NO_PDF = (
    "PDF files cannot be made on this server (a system library is missing). This page prints as it is, and the "
    "browser's print dialogue can save it as a PDF."
)


@require_safe
def summary(request: HttpRequest, pk: int, form: str = "page") -> HttpResponse:
    """One A4 page: pregnancies, workup, what is next, what is outstanding."""
    patient = patient_for(request, pk, Permission.VIEW)
    sight = see(request, patient)
    lines, overview = lines_of(sight.rows), sight.overview
    full = is_full(lines, len(overview.picture.rows), len(overview.waiting))
    context = {"lines": lines, "full": full, "address": reverse("summary_pdf", args=[pk])}
    return _paper(request, sight, "summary", form, context)


@require_safe
def plan(request: HttpRequest, pk: int, partner: int | None = None, form: str = "page") -> HttpResponse:
    """The tests of one person in plain words, with dates: nothing of the history, and nothing of the other person."""
    patient = patient_for(request, pk, Permission.VIEW)
    who = row_of(patient, Partner, partner) if partner is not None else None
    sight = see(request, patient)
    person = who or patient
    lines = plan_of(sight.checklist, who.label if who else None)
    name = "plan_pdf" if who is None else "partner_plan_pdf"
    address = reverse(name, args=[pk] if who is None else [pk, who.pk])
    return _paper(request, sight, "plan", form, {"person": person, "lines": lines, "address": address})


@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Every paper about her: what can be printed, drafts, and letters as they went out."""
    patient = patient_for(request, pk, Permission.VIEW)
    kept = Letter.objects.valid().filter(patient=patient).select_related("written_by", "final_by").defer("page", "pdf")
    partners = Partner.objects.valid().filter(patient=patient)
    may_write = can(request, patient.clinic_id, Permission.LETTERS)
    context = {"letters": kept, "partners": partners, "may_write": may_write}
    return show(request, patient, "interop/letters.html", context)


@forms_only
@keeps_drafts(Permission.LETTERS)
def letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft, composed from the record as it is today (or as of the day of the look)."""
    patient = patient_for(request, pk, Permission.LETTERS)
    sight = see(request, patient)
    letter = Letter(patient=patient, guideline=sight.look.guideline.key, as_of=sight.look.on, written_by=request.user)  # type: ignore[misc]
    letter.addressee = patient.referred_by or ""
    letter.body = draft_of(sight.seen)
    form = LetterForm(typed(request), instance=letter, on=sight.look.today)
    return _entry(request, patient, form, banner=sight.banner)


@forms_only
@keeps_drafts(Permission.LETTERS)
def letter(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A draft to be edited; a final letter as it went out."""
    patient = patient_for(request, pk, Permission.VIEW)
    stored = row_in_form(request, patient, Letter, row)
    if stored.is_final and typed(request) is None:
        log_access(request, patient.pk, patient.clinic_id, "print")
        context = {"patient": patient, "fragment": stored.page, "address": _pdf_of(stored)}
        return HttpResponse(paper.page_of(request, "interop/paper/letter.html", context))
    patient_for(request, pk, Permission.LETTERS)
    form = LetterForm(typed(request), instance=stored, on=stored.as_of)
    if stored.is_final:
        status = say_too_late(request, form, f"{FINAL_MEANWHILE} {STILL_HERE}")
        return show(request, patient, "interop/letter.html", {"form": form, "title": "Letter"}, status)
    return _entry(request, patient, form)


@forms_only
def letter_preview(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The draft as it will look. Sent back, it is final: the page and, where it can be made, the PDF are kept."""
    patient = patient_for(request, pk, Permission.LETTERS)
    stored = row_of(patient, Letter, row)
    if stored.is_final:
        return redirect("letter", pk, row)
    sight = see(request, patient, letter=stored)
    if request.method != "POST":
        return _paper(request, sight, "letter", "page", {"letter": stored, "address": ""})
    try:
        make_final(request, stored, sight, version=_version(request))
    except Conflict:
        messages.error(request, "Somebody changed the letter since you looked at it. Read it again before it is final.")
        return redirect("letter_preview", pk, row)
    messages.success(request, "The letter is final and kept as it is.")
    return redirect("letters", pk)


@require_safe
def letter_pdf(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The file that was made when the letter became final."""
    patient = patient_for(request, pk, Permission.VIEW)
    stored = row_of(patient, Letter, row)
    if not stored.is_final or stored.pdf is None:
        messages.warning(request, NO_PDF if stored.is_final else "A draft has no PDF yet: make it final first.")
        return redirect("letter", pk, row)
    log_access(request, patient.pk, patient.clinic_id, "print")
    return _file(bytes(stored.pdf), f"letter-{stored.as_of.isoformat()}")


@forms_only
@keeps_drafts(Permission.LETTERS)
def letter_in_error(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A letter that should not have been written is marked, with the reason; nothing is deleted."""
    patient = patient_for(request, pk, Permission.LETTERS)
    form = InErrorForm(typed(request), row=row_of(patient, Letter, row))
    unjudged(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            form.store(by=request.user)  # type: ignore[arg-type]
        except Conflict as conflict:
            form.meet(conflict.stored)
        else:
            messages.success(request, "Marked as entered in error: the letter. It stays in the history.")
            return redirect("letters", pk)
    context = {"form": form, "title": "Entered in error", "what": "this letter", "facts": facts_of(form.row)}
    return show(request, patient, "workup/entry/in_error.html", {**context, "next": reverse("letters", args=[pk])})


def _entry(request: HttpRequest, patient: Patient, form: LetterForm, **more: Any) -> HttpResponse:
    """A draft is stored like every row; then it is looked at as it will be sent."""
    answer = entry(request, patient, form, "Letter", template="interop/letter.html", **more)
    if answer.status_code != 302:
        return answer
    return redirect("letter_preview", patient.pk, form.instance.pk)


def _paper(request: HttpRequest, sight: Sight, kind: str, form: str, context: dict[str, Any]) -> HttpResponse:
    """The page for paper, or its PDF; without a PDF library the page, which says so."""
    template = f"interop/paper/{kind}.html"
    log_access(request, sight.patient.pk, sight.patient.clinic_id, "print")
    whole = {**sight.context, **context}
    if form == "pdf":
        made = paper.as_pdf(paper.page_of(request, template, whole, pdf=True))
        if made is not None:
            return _file(made, f"{kind}-{sight.look.on.isoformat()}")
        whole["problem"] = NO_PDF
    return HttpResponse(paper.page_of(request, template, whole))


def _file(content: bytes, name: str) -> HttpResponse:
    """A download named by kind and date, never by a person."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _pdf_of(letter: Letter) -> str:
    return reverse("letter_pdf", args=[letter.patient_id, letter.pk]) if letter.pdf is not None else ""


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("row_version", "")
    return int(typed) if typed.isdecimal() else 0

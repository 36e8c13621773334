"""The sign-off of an edition by a clinician of the clinic, in their own name; who signed what; withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from patients.forms.summary import ErrorLine, error_lines
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import current_clinic, requires, today
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.accounts.roles import Permission
from workup.editions import adoption_for
from workup.forms.signing import SignOffForm, WithdrawForm
from workup.guidelines import Guideline
from workup.guidelines.local import holds_for
from workup.models import SignOff
from workup.signing import sign_off, withdraw
from workup.views.presenters.editions import edition_page

LEFT = "not ticked yet"


@dataclass(frozen=True, slots=True)
class Past:
    """One sign-off on record; `state` says whether it counts for the edition as it is now."""

    row: SignOff
    state: str
    in_force: bool


@forms_only
@requires(Permission.SIGN_OFF)
def guideline_sign_off(request: HttpRequest, key: str) -> HttpResponse:
    """Every row, every gap, a tick each; nothing is signed while one is left."""
    clinic, guideline = current_clinic(request), _edition(request, key)
    form = SignOffForm(request.POST if request.method == "POST" else None, guideline=guideline)
    if request.method == "POST" and form.is_valid() and _signed(request, clinic, form):
        messages.success(request, f"{guideline.title} is signed off in {clinic.name} in your name.")
        return redirect("guideline_sign_off", key)
    lines = _lines(form)
    if form.is_bound:
        form.show_anew()
    return _page(request, clinic, form, lines)


@require_POST
@requires(Permission.SIGN_OFF)
def guideline_sign_off_withdraw(request: HttpRequest, key: str, row: int) -> HttpResponse:
    """Take a sign-off of this clinic back, with a reason."""
    clinic, guideline = current_clinic(request), _edition(request, key)
    signed = get_object_or_404(SignOff, pk=row, clinic=clinic, edition=key)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw(signed, reason=form.cleaned_data["reason"], by=request.user, on=today(clinic))  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"The sign-off of {guideline.title} is withdrawn.")
            return redirect("guideline_sign_off", key)
    lines = [ErrorLine(f"reason-{row}" if line.anchor else "", line.label, line.text) for line in error_lines([form])]
    typed = {"wrong_row": row, "typed_reason": request.POST.get("reason", "")}
    return _page(request, clinic, SignOffForm(None, guideline=guideline), lines, **typed)


def _edition(request: HttpRequest, key: str) -> Guideline:
    editions = adoption_for(request, current_clinic(request)).editions
    if key not in editions:
        raise Http404("There is no edition with this key.")
    return editions[key]


def _signed(request: HttpRequest, clinic: Clinic, form: SignOffForm) -> bool:
    ticked: dict[str, Any] = {"rows": form.rows, "gaps": sorted(form.gaps, key=form.guideline.gaps.index)}
    note, by = form.cleaned_data["note"], request.user
    try:
        sign_off(clinic=clinic, guideline=form.guideline, **ticked, note=note, by=by, on=today(clinic))  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


def _lines(form: SignOffForm) -> list[ErrorLine]:
    """What keeps it from being signed: each row and gap that is left, as a link to its tick."""
    if not form.is_bound:
        return []
    labels = {row.item: row.what.label for row in form.guideline.items}
    rows = [ErrorLine(f"row-{item}", labels[item], LEFT) for item in form.rows_left]
    numbers = {gap: number for number, gap in enumerate(form.guideline.gaps, start=1)}
    gaps = [ErrorLine(f"gap-{numbers[gap]}", f"Not on file: {gap}", LEFT) for gap in form.gaps_left]
    return [*error_lines([form]), *gaps, *rows]


def _page(request: HttpRequest, clinic: Clinic, form: SignOffForm, lines: list[ErrorLine], **more: Any) -> HttpResponse:
    guideline = form.guideline
    mine = SignOff.objects.filter(clinic=clinic, edition=guideline.key).select_related("signed_by", "withdrawn_by")
    past = [_past(row, guideline) for row in mine]
    page = edition_page(guideline)
    marks = form.marks
    context = {
        "clinic": clinic,
        "edition": page,
        "groups": [(group, [(i, marks[i.key], i.key in form.rows) for i in group.items]) for group in page.groups],
        "form": form,
        "lines": lines,
        "on": today(clinic),
        "past": past,
        "already": any(each.in_force and each.row.signed_by_id == request.user.pk for each in past),
        **more,
    }
    return render(request, "workup/sign_off.html", context)


def _past(row: SignOff, guideline: Guideline) -> Past:
    if row.withdrawn_on is not None:
        return Past(row, "withdrawn", False)
    in_force = holds_for(row.digest, guideline)
    return Past(row, "in force" if in_force else "of rows that have changed since; it counts no more", in_force)

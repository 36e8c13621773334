"""Several patients of the worklist at once: a page that names them all asks first, and one step leads back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from patients.actions import Conflict
from patients.models import Patient
from patients.views.entry import next_path
from rpl_tracker.accounts.access import current_clinic, requires, today
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.accounts.roles import Permission
from workup.forms.group import ASSIGN, COLUMNS, TITLES, VISIT, GroupForm, change_group, chosen, seen_of
from workup.views.undo import keep_way_back, take_way_back
from workup.views.worklist import colleagues

NOBODY_TICKED = "Nobody was ticked. Tick the patients first, then choose what to do for them."
NOT_HERE = (
    "Nothing was changed: the patients whom you ticked are not in this clinic's list any more. Was the clinic changed "
    "in another window?"
)
NOBODY = "Nobody was changed: it stands there already."
MEANWHILE = (
    "One of these patients was changed by somebody else meanwhile. Nothing was stored; look once more and save again."
)


@require_POST
@requires(Permission.RECORD)
def group(request: HttpRequest) -> HttpResponse:
    """Ask with the list of names, then store it for all of them or for none."""
    clinic = current_clinic(request)
    do = VISIT if request.POST.get("do") == VISIT else ASSIGN
    women = chosen(clinic, request.POST.getlist("patient"))
    back = next_path(request)
    if not women:
        ticked = any(text.isdecimal() and len(text) < 18 for text in request.POST.getlist("patient"))
        messages.error(request, NOT_HERE if ticked else NOBODY_TICKED)
        return redirect(back)
    sent = request.POST if "confirmed" in request.POST else None
    form = GroupForm(sent, do=do, people=colleagues(clinic), on=today(clinic))
    if form.is_valid() and _store(request, clinic, women, form):
        return redirect(back)
    context = {"form": form, "women": women, "do": do, "title": TITLES[do], "next": back}
    return render(request, "workup/group.html", context)


@require_POST
@requires(Permission.RECORD)
def group_undo(request: HttpRequest) -> HttpResponse:
    """Write the earlier values anew; whoever was changed since stays as she is now."""
    clinic = current_clinic(request)
    kept = take_way_back(request, clinic)
    if kept is None:
        messages.error(request, "There is nothing to undo any more.")
        return redirect(next_path(request))
    undone = sum(_put_back(request, clinic, kept["column"], *row) for row in kept["rows"])
    left = len(kept["rows"]) - undone
    messages.success(request, f"Undone for {undone} patient{'' if undone == 1 else 's'}.")
    if left:
        messages.warning(request, f"{left} stayed as they are now: somebody changed them since.")
    return redirect(next_path(request))


def _store(request: HttpRequest, clinic: Clinic, women: list[Patient], form: GroupForm) -> bool:
    """Whether it is stored; if not, the form says that somebody else was faster."""
    column, by = COLUMNS[form.do], request.user
    try:
        seen = seen_of(request.POST.getlist("seen"))
        before = change_group(women, seen, column, form.value, by=by)  # type: ignore[arg-type]
    except Conflict:
        form.add_error(None, MEANWHILE)
        women[:] = chosen(clinic, [str(woman.pk) for woman in women])
        return False
    if before:
        keep_way_back(request, clinic, column, before, form.in_words(len(before)))
    else:  # a form that was sent twice leaves the way back from its first time
        messages.info(request, NOBODY)
    return True


def _put_back(request: HttpRequest, clinic: Clinic, column: str, pk: int, version: int, was: Any) -> bool:
    women = chosen(clinic, [str(pk)])
    try:
        change_group(women, {pk: version}, column, was, by=request.user)  # type: ignore[arg-type]
    except Conflict:
        return False
    return bool(women)

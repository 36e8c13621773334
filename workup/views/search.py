"""Finding a patient from anywhere. By POST: what is typed is in no address and in no log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rpl_tracker.accounts.access import current_clinic, today
from workup import search
from workup.editions import adoption_for, basis_of
from workup.views.worklist import page_of, with_everything
from workup.worklist import Filter, counts


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """The list below the field of the bar, while one types."""
    clinic = current_clinic(request)
    text = search.cleaned(request.POST.get("q", ""))
    rows, more = search.few(clinic, today(clinic), text) if text else ([], False)
    women = [row.patient for row in rows]
    return render(request, "workup/found.html", {"women": women, "more": more, "typed": text})


@require_POST
def worklist_search(request: HttpRequest) -> HttpResponse:
    """Everybody found, as a list. Enter in the bar, when only one fits to the letter, leads to her page at once."""
    clinic = current_clinic(request)
    on, text = today(clinic), search.cleaned(request.POST.get("q", ""))
    if text and "bar" in request.POST and (her := search.only(clinic, on, text)) is not None:
        return redirect("patient", her)
    if text:
        rows, number = search.found(clinic, on, text)
        found = page_of(request, rows, request.POST.get("page"), on, number) | {"typed": text, "searched": True}
    else:
        found = {"rows": [], "nothing_typed": True}
    if request.headers.get("HX-Request"):
        return render(request, "workup/worklist_rows.html", found)
    basis = basis_of(clinic, adoption_for(request, clinic))
    numbers = counts(clinic, on, Filter(), basis)
    around = with_everything(request, clinic, on, numbers, Filter(), [])
    return render(request, "workup/worklist.html", around | found)

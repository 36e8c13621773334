"""A form is stored once, however often it is sent; and the step that it was can be taken back."""

from __future__ import annotations

import hashlib
import json
import re
import uuid

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from patients import actions
from patients.actions import Conflict, Touched
from patients.drafts import Place, content_of, forgetting, one_at_a_time
from patients.models import ClinicalRow, Patient, SentForm
from rpl_tracker.accounts.models import User
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.audit.context import acting_as
from rpl_tracker.audit.history import event_model_of
from rpl_tracker.together import insert, tell

CHANGED_SINCE = "This {} was changed since then, so nothing was undone. Its history shows what and by whom."
HANGS_ON_IT = "Something else was recorded below this {} since then, so nothing was undone."
NO_LONGER = "What was there before can no longer be so, and nothing was undone: {}"
UNDONE_ALREADY = "This was undone already."


class CannotUndo(Exception):
    """Says in words why nothing was undone."""


def key_of(typed: QueryDict) -> str:
    """A fingerprint of a form's one-time number and its content; of its own for a form without the number."""
    token = token_in(typed) or uuid.uuid4().hex
    content = json.dumps(content_of(typed), sort_keys=True)
    return hashlib.sha256(f"{token}|{content}".encode()).hexdigest()


def token_in(typed: QueryDict) -> str:
    """The form's one-time number; blank when it has none of ours."""
    token = typed.get("form_token", "")
    return token if re.fullmatch("[0-9a-f]{32}", token) else ""


def sent_before(by: User, place: Place, typed: QueryDict) -> str | None:
    """Where the form led to that this person sent with the very same number and content; None when nobody did.

    Until the end of the transaction nothing else of this person's is stored or kept in this form.
    """
    mine = SentForm.objects.filter(user=by.pk, key=key_of(typed)).values_list("leads_to").order_by()
    _, found = tell([one_at_a_time(by, place), mine.query.sql_with_params()])
    return found[0][0] if found else None


def is_stored(by: User, typed: QueryDict) -> bool:
    """Whether this very form, number and content, is stored already."""
    return SentForm.objects.filter(user=by.pk, key=key_of(typed)).exists()


def is_sent(by: User, typed: QueryDict) -> bool:
    """Whether the form with this one-time number is stored already."""
    token = token_in(typed)
    return token != "" and SentForm.objects.filter(user=by.pk, token=token).exists()


def remember(
    by: User, place: Place, typed: QueryDict, leads_to: str, permission: Permission, touched: Touched
) -> SentForm:
    """Put on record that a form was stored: where it led to, and which rows it wrote. Its draft is forgotten."""
    rows = [[model._meta.label, pk, before, after] for (model, pk), (before, after, _) in touched.items()]
    whose = {patient_id for _, _, patient_id in touched.values()}
    found = SentForm(
        user_id=by.pk, token=token_in(typed), key=key_of(typed), leads_to=leads_to,
        permission=permission.name, touched=rows, at=timezone.now(), patient_id=next(iter(whose), None),
    )  # fmt: skip
    ((sql, values),) = insert([found])
    _, ((found.pk,),) = tell([forgetting(by, place), (f"{sql} RETURNING id", values)])
    return found


@transaction.atomic
def undo(sent: SentForm, *, by: User) -> None:
    """Write the values from before this step anew, all or none. `CannotUndo` says why not."""
    sent = SentForm.objects.select_for_update().get(pk=sent.pk)
    if sent.undone:
        raise CannotUndo(UNDONE_ALREADY)
    with actions.many_changes(), acting_as(by, source="undo"):
        list(Patient.objects.select_for_update().filter(pk=sent.patient_id).values_list("pk"))
        steps = [(_unchanged(label, pk, after), before) for label, pk, before, after in sent.touched]
        for row, before in reversed(steps):
            _take_back(row, before, by)
    sent.undone = True
    sent.save(update_fields=["undone"])


def may_be_undone_by(request: HttpRequest, pk: int, patient_pk: int) -> SentForm | None:
    """A step of the last day that this very person took in this woman's record."""
    return SentForm.objects.fresh().filter(pk=pk, user=request.user.pk, patient=patient_pk).first()


def _unchanged(label: str, pk: int, version: int) -> ClinicalRow:
    row: ClinicalRow = apps.get_model(label)._default_manager.get(pk=pk)
    if row.version != version:
        raise CannotUndo(CHANGED_SINCE.format(row._meta.verbose_name))
    return row


def _take_back(row: ClinicalRow, before: int, by: User) -> None:
    try:
        if before:
            actions.write_back(row, _values_at(row, before), by=by, version=row.version)
        else:
            _refuse_if_something_hangs_on(row)
            reason = f"undone by {by.get_username()}"
            actions.enter_in_error(row, by=by, reason=reason, version=row.version)
    except Conflict as error:
        raise CannotUndo(CHANGED_SINCE.format(row._meta.verbose_name)) from error
    except ValidationError as error:
        raise CannotUndo(NO_LONGER.format(" ".join(error.messages))) from error


def _values_at(row: ClinicalRow, version: int) -> dict[str, object]:
    """The columns of the row as the history has them at that version."""
    event = event_model_of(type(row)).objects.filter(pgh_obj_id=row.pk, version=version).order_by("-pgh_id").first()
    if event is None:
        raise CannotUndo(CHANGED_SINCE.format(row._meta.verbose_name))
    columns = [column.attname for column in row._meta.concrete_fields if column.name not in {"id", "version"}]
    return {name: getattr(event, name) for name in columns}


def _refuse_if_something_hangs_on(row: ClinicalRow) -> None:
    for relation in row._meta.related_objects:
        model = relation.related_model
        if not (isinstance(model, type) and issubclass(model, ClinicalRow)):
            continue
        if model.objects.valid().filter(**{relation.field.name: row}).exists():
            raise CannotUndo(HANGS_ON_IT.format(row._meta.verbose_name))

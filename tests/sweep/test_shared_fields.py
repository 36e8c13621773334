"""No page changes a field that it shares with the next one: one person's data would stand in another's form."""

import pytest
from django.db.models import QuerySet
from django.forms import Field, Widget

from patients.forms.conditions import ConditionForm
from rpl_tracker.accounts.models import Membership
from rpl_tracker.markup.shared import Shared, SharedFields
from tests.bench.pages import forms_of
from tests.records import a_clinic, a_user
from tests.sweep.pages import Record
from workup.forms.rows import RowForm

pytestmark = pytest.mark.django_db


def kinds(base=SharedFields):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def told(value):
    """Everything that a field says, as far as it can be compared."""
    if isinstance(value, Field | Widget):
        return {name: told(part) for name, part in vars(value).items() if name != "creation_counter"}
    if isinstance(value, QuerySet):
        return str(value.query)
    if isinstance(value, dict):
        return {key: told(part) for key, part in value.items()}
    return [told(part) for part in value] if isinstance(value, list | tuple) else repr(value).partition(" at 0x")[0]


def all_told(*without):
    """By the kind of form: what its shared fields say now."""
    shared = (kind for kind in kinds() if isinstance(kind.base_fields, Shared) and kind.__base__ not in without)
    return {kind: repr(told(dict(kind.base_fields))) for kind in shared}


def test_every_form_leaves_its_shared_fields_as_they_were(client):
    one, other = a_clinic("one"), a_clinic("other")
    user = a_user(one)
    Membership.objects.create(user=user, clinic=other, role="clinician")
    client.force_login(user)
    seen = {}
    for record in (Record.of(one), Record.of(other)):
        for _, address in forms_of(record):
            assert client.get(address).status_code == 200
            client.post(address, {"note": "typed", "whose": "nobody", "reason": "", "partner": "0"})
            for kind, fields in all_told(RowForm, ConditionForm).items():
                assert seen.setdefault(kind, fields) == fields, address
        for kind, fields in all_told().items():
            assert seen.setdefault(kind, fields) == fields
    assert len(seen) > 60  # a kind of line for each test and for each condition among them

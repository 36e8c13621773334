"""The order that goes with a loss happening now."""

from __future__ import annotations

from datetime import date

from patients import actions
from patients.models import Pregnancy
from patients.obstetrics.values import Subject
from rpl_tracker.accounts.models import User
from workup.catalogue.items import items
from workup.forms.orders import ordered, wanted
from workup.forms.whose import Whose
from workup.models import Investigation


def order_tissue(pregnancy: Pregnancy, *, by: User, on: date) -> int:
    """Open orders for genetic analysis of the tissue; how many. What is on record already is not ordered again."""
    whose = Whose(Subject.TISSUE, pregnancy=pregnancy)
    patient = pregnancy.patient
    on_record = Investigation.objects.valid().filter(pregnancy=pregnancy, subject=Subject.TISSUE)
    known = set(on_record.exclude(status="cancelled").values_list("test", flat=True))
    tests = [test for test in wanted(items()["tissue_genetics"], "") if test not in known]
    if tests:
        actions.store_together([ordered(patient, whose, test, on) for test in tests], [], by=by)
    return len(tests)

"""What a clinic does differently, stored, for tests; and a sign-off of an edition as it uses it today."""

from __future__ import annotations

from datetime import date
from typing import Any

from rpl_tracker.accounts.models import Clinic, User
from tests.records import a_user
from workup.editions import adoption_of
from workup.guidelines.local import digest
from workup.models import AdoptedChange, AdoptedItem, SignOff

ESHRE = "eshre-2022"


def a_local_change(clinic: Clinic, item: str = "ana", category: str = "REC", **more: Any) -> AdoptedChange:
    more = {"edition": ESHRE, "reason": "we see many", **more}
    return AdoptedChange.objects.create(clinic=clinic, item=item, category=category, **more)


def a_local_item(clinic: Clinic, item: str = "syphilis", category: str = "REC", **more: Any) -> AdoptedItem:
    return AdoptedItem.objects.create(clinic=clinic, item=item, category=category, **{"reason": "our set", **more})


def an_own_item(clinic: Clinic, **more: Any) -> AdoptedItem:
    """An item that the catalogue does not have."""
    known = {"label": "Iron and vitamins", "group": "blood", "tests": ["folate", "b12"], **more}
    return a_local_item(clinic, "local-iron-and-vitamins", **known)


def a_sign_off(clinic: Clinic, edition: str = ESHRE, by: User | None = None, **more: Any) -> SignOff:
    """In force: of the edition exactly as the clinic uses it."""
    used = adoption_of(clinic).edition(edition)
    known = {
        "revision": used.revision.number,
        "digest": digest(used),
        "signed_on": date(2026, 3, 9),
        "items": [row.item for row in used.items],
        "gaps": list(used.gaps),
        **more,
    }
    return SignOff.objects.create(
        clinic=clinic, edition=edition, signed_by=by or a_user(clinic, last_name="Signer"), **known
    )

"""Who may do what in a clinic: one small table."""

from __future__ import annotations

from enum import Enum

from rpl_tracker.accounts.models import Membership


class Permission(Enum):
    """What can be allowed; the value is how a refusal says it."""

    VIEW = "look at patients"
    RESULTS = "enter results"
    ORDERS = "order tests"
    EVENTS = "record events in a pregnancy"
    RECORD = "change the record (patients, partners, conditions, medication, pregnancies)"
    DECISIONS = "record decisions"
    SIGN_OFF = "sign off a guideline"
    LETTERS = "write letters"
    IMPORT = "import records"
    EXPORT = "export records"


NURSE = frozenset({Permission.VIEW, Permission.RESULTS, Permission.ORDERS, Permission.EVENTS})

ALLOWED: dict[str, frozenset[Permission]] = {
    Membership.Role.CLINICIAN: frozenset(Permission),
    Membership.Role.NURSE: NURSE,
    Membership.Role.VIEWER: frozenset({Permission.VIEW}),
}


def allows(role: str, permission: Permission) -> bool:
    """Whether the role has the permission. KeyError for a role that is none."""
    return permission in ALLOWED[role]

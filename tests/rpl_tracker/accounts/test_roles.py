"""The table of roles, cell by cell."""

import pytest

from rpl_tracker.accounts.models import Membership
from rpl_tracker.accounts.roles import ALLOWED, Permission, allows

TABLE = {
    #                       clinician, nurse, viewer
    Permission.VIEW: (True, True, True),
    Permission.RESULTS: (True, True, False),
    Permission.ORDERS: (True, True, False),
    Permission.EVENTS: (True, True, False),
    Permission.RECORD: (True, False, False),
    Permission.DECISIONS: (True, False, False),
    Permission.SIGN_OFF: (True, False, False),
    Permission.LETTERS: (True, False, False),
    Permission.IMPORT: (True, False, False),
    Permission.EXPORT: (True, False, False),
}


@pytest.mark.parametrize("permission", Permission)
def test_roles(permission: Permission) -> None:
    roles = ("clinician", "nurse", "viewer")
    assert tuple(allows(role, permission) for role in roles) == TABLE[permission]


def test_every_role_is_in_the_table() -> None:
    assert set(ALLOWED) == set(Membership.Role.values)


def test_a_role_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        allows("manager", Permission.VIEW)

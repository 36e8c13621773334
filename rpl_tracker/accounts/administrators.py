"""What the tick "administrator" (`is_staff`) allows: see, add and change in the Django admin; delete nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest


class AdministratorBackend:
    """Grants permissions and signs nobody in. Permissions by person or group would be writes without a history."""

    def authenticate(self, request: HttpRequest | None) -> None:
        """Takes no name and no password, so Django passes it by."""

    def has_perm(self, user_obj: AbstractUser | AnonymousUser, perm: str, obj: Any = None) -> bool:
        return self.has_module_perms(user_obj) and ".delete_" not in perm

    def has_module_perms(self, user_obj: AbstractUser | AnonymousUser, app_label: str = "") -> bool:
        return user_obj.is_active and user_obj.is_staff

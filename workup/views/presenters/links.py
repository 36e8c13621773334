"""Where the actions on her page lead, each with the way back. What a role may not do has no link."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from patients.models import Patient
from rpl_tracker.accounts.access import can
from rpl_tracker.accounts.roles import Permission


@dataclass(slots=True)
class Links:
    """Addresses of one page about one patient; None where the role does not suffice, or the page does not exist."""

    request: HttpRequest
    patient: Patient
    _known: dict[tuple[object, ...], str | None] = field(default_factory=dict)
    _ways_back: dict[str, str] = field(default_factory=dict)

    def to(self, name: str, permission: Permission, *args: object, back: str = "", **query: object) -> str | None:
        """`name` with her number and `args`; `query` without blanks; `back` is the part of this page to return to."""
        address = self._address(name, permission, args)
        if address is None:
            return None
        asked = {key: value for key, value in query.items() if value is not None}
        return f"{address}?{urlencode(asked)}{'&' if asked else ''}{self._back(back)}"

    def _back(self, part: str) -> str:
        """The way back, which every link of a part of the page has in common."""
        if part not in self._ways_back:
            self._ways_back[part] = urlencode({"next": self.here(part)})
        return self._ways_back[part]

    def here(self, part: str = "") -> str:
        """This page as it is now, at one of its parts."""
        return self.request.get_full_path() + (f"#{part}" if part else "")

    def _address(self, name: str, permission: Permission, args: tuple[object, ...]) -> str | None:
        key = (name, *args)
        if key not in self._known:
            self._known[key] = self._reverse(name, args) if self.may(permission) else None
        return self._known[key]

    def may(self, permission: Permission) -> bool:
        """Whether the person may do it in her clinic."""
        return can(self.request, self.patient.clinic_id, permission)

    def _reverse(self, name: str, args: tuple[object, ...]) -> str | None:
        try:
            return reverse(name, args=[self.patient.pk, *args])
        except NoReverseMatch:
            return None


@dataclass(slots=True)
class OnPaper(Links):
    """Paper has no links."""

    def to(self, name: str, permission: Permission, *args: object, back: str = "", **query: object) -> str | None:
        return None

"""Who is signed in, read together with what they are in which clinic: every page needs both."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from rpl_tracker.accounts.models import Membership, User
from rpl_tracker.together import Question, ask_together, given

PERSON = Question(lambda: User.objects.filter(pk=given("pk")))
MEMBERSHIPS = Question(
    lambda: (
        Membership.objects.filter(user_id=given("pk"), active=True)
        .select_related("clinic")
        .order_by("clinic__name", "clinic_id")
    )
)


class SignedInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth tells no types
    """Signs in as allauth does; finds the person of a session in one journey with the memberships."""

    def get_user(self, user_id: int) -> User | None:
        people, memberships = ask_together(PERSON.about(pk=user_id), MEMBERSHIPS.about(pk=user_id))
        for person in people:
            person.read_memberships = memberships
            return person if self.user_can_authenticate(person) else None
        return None


def memberships_of(user: AbstractBaseUser | AnonymousUser) -> list[Membership]:
    """The user's active memberships with their clinics, by name of the clinic; no query for whom a session brought."""
    if not user.is_authenticated:
        return []
    read: list[Membership] | None = getattr(user, "read_memberships", None)
    return MEMBERSHIPS.ask(pk=user.pk) if read is None else read

"""The editions as a clinic uses them: with its local changes and items, and signed off by whom. One query.

Whoever evaluates or names an edition takes it from here, never from the files alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from patients.obstetrics.dates import in_words
from patients.obstetrics.values import Subject
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.together import Question, any_of
from workup.catalogue.items import Item, items
from workup.guidelines import Category, Guideline, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt, definition_mark, digest, holds_for
from workup.load import settings_of


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-off that is not withdrawn; in force for the edition whose digest it has."""

    edition: str
    digest: str
    by: str
    on: date
    revision: int
    gaps: tuple[str, ...]

    @property
    def words(self) -> str:
        """`Signed off by Una Doctor on 9 Mar 2026, revision 1.`"""
        return f"Signed off by {self.by} on {in_words(self.on)}, revision {self.revision}."


@dataclass(frozen=True)
class Adoption:
    """What one clinic does with the editions on file. `additions` also knows items that have ended, for their names."""

    clinic: str
    default_key: str
    changes: tuple[LocalChange, ...]
    additions: tuple[LocalItem, ...]
    signed: tuple[Signed, ...]
    ended: tuple[LocalItem, ...] = ()

    def edition(self, key: str) -> Guideline:
        """One edition as the clinic uses it. KeyError when it is not on file."""
        return _adopted(load_all()[key], self.changes, self.additions, self.clinic)

    @cached_property
    def editions(self) -> Mapping[str, Guideline]:
        """All of them, in the order of their keys."""
        return {key: self.edition(key) for key in load_all()}

    @property
    def default(self) -> Guideline:
        """The clinic's own edition; the first on file when its key is no longer one."""
        on_file = load_all()
        return self.edition(self.default_key if self.default_key in on_file else next(iter(on_file)))

    def sign_off(self, guideline: Guideline) -> Signed | None:
        """The latest sign-off in force of this edition, exactly as it is."""
        mine = (signed for signed in self.signed if signed.edition == guideline.key)
        return next((signed for signed in mine if holds_for(signed.digest, guideline)), None)

    def signed_words(self, guideline: Guideline) -> str:
        """Who signed it off and when; empty when nobody has."""
        found = self.sign_off(guideline)
        return found.words if found else ""

    @cached_property
    def signed_off(self) -> frozenset[str]:
        """The keys of the editions that are signed off."""
        return frozenset(key for key, guideline in self.editions.items() if self.sign_off(guideline))

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item of which something can be recorded here: the catalogue's, and the clinic's own."""
        return {**items(), **{one.item: one.what for one in (*self.ended, *self.additions)}}


def adoption_of(clinic: Clinic) -> Adoption:
    """One query; none for a clinic that is not stored yet and can have nothing of its own."""
    return _adoption(clinic, (), (), ()) if clinic.pk is None else adoptions_of([clinic])[clinic.pk]


def adoption_for(request: HttpRequest, clinic: Clinic) -> Adoption:
    """`adoption_of` the clinic, read once per request."""
    kept: dict[int, Adoption] = request.__dict__.setdefault("_adoptions", {})
    if clinic.pk not in kept:
        kept[clinic.pk] = adoption_of(clinic)
    return kept[clinic.pk]


def adoptions_of(clinics: Collection[Clinic]) -> dict[int, Adoption]:
    """The same for several clinics, by their ids. One query for all of them."""
    found = {pk: told for pk, *told in _TOLD_BY.ask(clinics=list({clinic.pk for clinic in clinics}))}
    return {clinic.pk: _adoption(clinic, *found[clinic.pk]) for clinic in clinics}


# Every page asks this, and making the SQL of it from the ORM's parts takes longer than the rest of a small page.
_TOLD = {
    "its_changes": """
        SELECT to_json(its) FROM workup_adoptedchange AS its
        WHERE its.clinic_id = accounts_clinic.id AND its.active ORDER BY its.id""",
    "its_items": """
        SELECT to_json(its) FROM workup_adopteditem AS its
        WHERE its.clinic_id = accounts_clinic.id ORDER BY its.id""",
    "its_sign_offs": """
        SELECT to_json(its) FROM (
            SELECT sign_off.*, first_name, last_name, username
            FROM workup_signoff AS sign_off JOIN accounts_user AS signer ON signer.id = sign_off.signed_by_id
        ) AS its
        WHERE its.clinic_id = accounts_clinic.id AND its.withdrawn_on IS NULL
        ORDER BY its.signed_on DESC, its.id DESC""",
}


def with_adoption(clinics: QuerySet[Clinic]) -> QuerySet[Any]:
    """Each clinic brings what it does with the editions, for `adoption_read`."""
    return clinics.annotate(**{name: RawSQL(f"ARRAY({sql})", ()) for name, sql in _TOLD.items()})  # noqa: S611


_TOLD_BY = Question(lambda: with_adoption(Clinic.objects.filter(pk__in=any_of("clinics"))).values_list("pk", *_TOLD))


def adoption_read(clinic: Any) -> Adoption:
    """The adoption of a clinic that `with_adoption` read."""
    return _adoption(clinic, *(getattr(clinic, name) for name in _TOLD))


def _adoption(clinic: Clinic, changes: Rows, additions: Rows, signed: Rows) -> Adoption:
    return Adoption(
        clinic.name,
        clinic.default_guideline,
        tuple(LocalChange(c["edition"], c["item"], Category(c["category"]), c["reason"]) for c in changes),
        tuple(_item(row) for row in additions if row["active"]),
        tuple(_signed(row) for row in signed),
        tuple(_item(row) for row in additions if not row["active"]),
    )


Rows = Iterable[Mapping[str, Any]]


def _item(row: Mapping[str, Any]) -> LocalItem:
    about = {"label": row["label"], "group": row["group"], "subject": Subject(row["subject"])}
    return LocalItem(row["item"], Category(row["category"]), row["reason"], **about, tests=tuple(row["tests"]))


def _signed(row: Mapping[str, Any]) -> Signed:
    name = f"{row['first_name']} {row['last_name']}".strip() or row["username"]
    on = date.fromisoformat(row["signed_on"])
    return Signed(row["edition"], row["digest"], name, on, row["revision"], tuple(row["gaps"]))


@lru_cache(maxsize=256)
def _adopted(
    guideline: Guideline, changes: tuple[LocalChange, ...], additions: tuple[LocalItem, ...], clinic: str
) -> Guideline:
    return adopt(guideline, changes, additions, clinic)


def basis_of(clinic: Clinic, adoption: Adoption) -> str:
    """A mark of all that a clinic's stored findings rest on besides the records: edition, local rows, settings, zone.

    Rows with another mark are being computed anew; the worklist says so.
    """
    edition = adoption.default
    marked = _digest(edition, definition_mark(edition.definition))
    told = (marked, settings_of(clinic), clinic.time_zone)
    return sha256(repr(told).encode()).hexdigest()


@lru_cache(maxsize=256)
def _digest(edition: Guideline, definition: str) -> str:
    """`digest`, worked out once for an edition and what its definition says: every save asks for it."""
    return digest(edition)


def editions_of(clinic: Clinic) -> Mapping[str, Guideline]:
    """Every edition as the clinic uses it, by key. One query."""
    return adoption_of(clinic).editions


def signed_off_of(clinic: Clinic) -> Mapping[str, str]:
    """Who signed off and when, by the key of the edition; those that nobody signed are left out. One query."""
    adoption = adoption_of(clinic)
    return {key: adoption.signed_words(adoption.edition(key)) for key in adoption.signed_off}


def refusal_of_default(clinic: Clinic, key: str) -> str:
    """Why an edition cannot become the clinic's default; empty when it can.

    One with gaps needs a sign-off in force that names them all.
    """
    if key not in load_all():
        return ""
    adoption = adoption_of(clinic)
    guideline = adoption.edition(key)
    signed = adoption.sign_off(guideline)
    if not guideline.gaps or (signed and set(guideline.gaps) <= set(signed.gaps)):
        return ""
    return (
        f"{guideline.title} has topics that are not on file ({'; '.join(guideline.gaps)}). It can become the default "
        "once a clinician of this clinic has signed it off and named them: in the application, under Guidelines. "
        "Until then keep the present edition."
    )

"""How a clinic uses the editions on file: what it does differently, what it adds, and who has checked them.

Nothing here is deleted: a change or an item ends with a reason, a sign-off is withdrawn with one.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from patients.obstetrics.values import Subject
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.tracking import tracked
from workup.catalogue.items import items
from workup.guidelines import load_all
from workup.guidelines.local import CHOICES, OWN, LocalChange, LocalItem, problem_of_item
from workup.guidelines.model import Category

ITEM_SUBJECTS = (("patient", "Patient"), ("partner", "Partner"))
key_is_a_word = RegexValidator(r"^[a-z0-9_-]+$", "Use small letters, digits, hyphens and underscores.")


def _people(related: str) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related, null=True, blank=True, editable=False
    )


class LocalRow(models.Model):
    """What both kinds have: the clinic, the choice with its reason and who made it, and how it ended."""

    category = models.CharField("this clinic", max_length=4)
    reason = models.CharField(max_length=300, help_text="Shown wherever the item shows, as the clinic's own words.")
    active = models.BooleanField(default=True, help_text="Take the tick away to end it; nothing is deleted.")
    end_reason = models.CharField("ended because", max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Active, or ended with a reason."""
        if self.active and self.end_reason:
            raise ValidationError({"end_reason": "It is active; a reason why it ended belongs to one that has ended."})
        if not self.active and not self.end_reason:
            raise ValidationError({"end_reason": "Say why it ends."})


def _local_checks(name: str, categories: list[str]) -> tuple[models.BaseConstraint, ...]:
    return (
        models.CheckConstraint(condition=Q(category__in=categories), name=f"{name}_category"),
        models.CheckConstraint(
            condition=~Q(reason=""), name=f"{name}_has_reason", violation_error_message="Say why."
        ),
        models.CheckConstraint(
            condition=Q(active=True, end_reason="") | (Q(active=False) & ~Q(end_reason="")),
            name=f"{name}_ends_with_reason",
            violation_error_message="Say why it ends.",
        ),
    )  # fmt: skip


CHANGES = [(str(category), words.capitalize()) for category, words in CHOICES.items()]
ADDITIONS = [choice for choice in CHANGES if choice[0] != Category.NOT]


@tracked
class AdoptedChange(LocalRow):
    """One item of one edition, which this clinic uses otherwise than the edition says."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="local_changes")
    edition = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    made_by = _people("+")
    ended_by = _people("+")

    class Meta:
        verbose_name = "local change"
        ordering = ("clinic", "edition", "item")
        constraints = (
            *_local_checks("local_change", [value for value, _ in CHANGES]),
            models.CheckConstraint(condition=~Q(edition="") & ~Q(item=""), name="local_change_says_of_what"),
            models.UniqueConstraint(
                fields=("clinic", "edition", "item"), condition=Q(active=True), name="one_active_local_change",
                violation_error_message="There is an active change of this item already; end that one, or change it.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item} of {self.edition} in {self.clinic}"

    def clean(self) -> None:
        """The edition is on file and has a row for the item."""
        super().clean()
        edition = load_all().get(self.edition)
        if edition is None:
            raise ValidationError({"edition": f"There is no edition “{self.edition}” on file."})
        if self.item not in {row.item for row in edition.items}:
            words = f"{edition.title} has no row for “{self.item}”; what an edition does not have is a local item."
            raise ValidationError({"item": words})

    @property
    def pure(self) -> LocalChange:
        """As the rules take it."""
        return LocalChange(self.edition, self.item, Category(self.category), self.reason)


@tracked
class AdoptedItem(LocalRow):
    """An item that this clinic adds to every edition that has no row for it.

    `item` is a key of the catalogue, and then the catalogue says the rest; or it is the clinic's own (`local-...`).
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="local_items")
    item = models.CharField(max_length=60, validators=[key_is_a_word])
    label = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=30, blank=True)
    subject = models.CharField("whose", max_length=8, choices=ITEM_SUBJECTS, default="patient")
    tests = ArrayField(
        models.CharField(max_length=40), default=list, blank=True,
        help_text="Of the clinic's own item: a valid result of any one of these tests of the catalogue satisfies it.",
    )  # fmt: skip
    made_by = _people("+")
    ended_by = _people("+")

    class Meta:
        verbose_name = "local item"
        ordering = ("clinic", "item")
        constraints = (
            *_local_checks("local_item", [value for value, _ in ADDITIONS]),
            models.CheckConstraint(condition=Q(item__regex=r"^[a-z0-9_-]+$"), name="local_item_key_is_a_word"),
            models.CheckConstraint(condition=Q(subject__in=["patient", "partner"]), name="local_item_subject"),
            models.CheckConstraint(
                condition=Q(item__startswith=OWN) & ~Q(label="") & ~Q(group="") & Q(tests__len__gte=1)
                | ~Q(item__startswith=OWN) & Q(label="", group="", tests__len=0),
                name="local_item_is_of_the_catalogue_or_says_what_it_is",
                violation_error_message="The clinic's own item has a name, a group and tests; one of the catalogue "
                "has none of these, the catalogue says them.",
            ),
            models.UniqueConstraint(
                fields=("clinic", "item"), condition=Q(active=True), name="one_active_local_item",
                violation_error_message="This clinic has this item already.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} in {self.clinic}"

    def clean(self) -> None:
        """Of the catalogue, or complete in itself with tests of the catalogue that are done on this person."""
        super().clean()
        if problem := problem_of_item(self.item, self.label, self.tests or [], self.subject):
            raise ValidationError(dict([problem]))

    @property
    def name(self) -> str:
        """As it is called on the page."""
        known = items().get(self.item)
        return known.label if known else self.label or self.item

    @property
    def pure(self) -> LocalItem:
        """As the rules take it."""
        tests, subject = tuple(self.tests), Subject(self.subject)
        return LocalItem(self.item, Category(self.category), self.reason, self.label, self.group, subject, tests)


@tracked
class SignOff(models.Model):
    """A clinician's statement, in their own name, that an edition as this clinic uses it was checked row by row.

    It is in force while it is not withdrawn and `digest` is that of the edition with the clinic's changes. Only the
    withdrawal can be added, once; the database refuses everything else, whoever asks.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="sign_offs")
    edition = models.CharField(max_length=60)
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs")
    signed_on = models.DateField()
    items = ArrayField(models.CharField(max_length=60), help_text="the rows checked")
    gaps = ArrayField(models.CharField(max_length=300), default=list, blank=True, help_text="the gaps acknowledged")
    note = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "sign-off"
        ordering = ("-signed_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="sign_off_of_exact_rows"),
            models.CheckConstraint(
                condition=Q(items__len__gte=1) & ~Q(edition=""), name="sign_off_names_the_rows_checked",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="sign_off_withdrawn_by_whom_and_why",
                violation_error_message="Say why it is withdrawn.",
            ),
            models.UniqueConstraint(
                fields=("clinic", "edition", "digest", "signed_by"), condition=Q(withdrawn_on__isnull=True),
                name="signed_once", violation_error_message="You have signed this edition off already.",
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.ReadOnly(
                name="only_withdrawal_is_added", exclude=["withdrawn_by", "withdrawn_on", "withdrawn_reason"]
            ),
            pgtrigger.Protect(
                name="withdrawn_once", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_on__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Sign-off of {self.edition} in {self.clinic}, {self.signed_on}"

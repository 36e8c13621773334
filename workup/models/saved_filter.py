"""How a person likes her worklist: filters with a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit.tracking import tracked


@tracked
class SavedFilter(models.Model):
    """One person's filter in one clinic. `query` is what stands in the address: it names nobody under care."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=200, blank=True)
    opens = models.BooleanField("the worklist opens with it", default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("user", "clinic", "name"), name="saved_filter_once"),
            models.UniqueConstraint(fields=("user", "clinic"), condition=Q(opens=True), name="one_filter_opens"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_name"),
        )

    def __str__(self) -> str:
        return self.name

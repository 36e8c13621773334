"""Between the preview of an import and its confirmation."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from rpl_tracker.accounts.models import Clinic

KEPT = timedelta(minutes=30)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads waiting for a yes."""

    def still_kept(self) -> UploadQuerySet:
        return self.filter(made_at__gt=timezone.now() - KEPT)

    def expired(self) -> UploadQuerySet:
        return self.filter(made_at__lte=timezone.now() - KEPT)


class Upload(models.Model):
    """What one person sent for one clinic, and what the preview said of it. Kept for half an hour, then deleted.

    No part of the record, and so without history: what is imported has its own. The name of the file is not kept, it
    may be a patient's.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    report = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Upload {self.key}"

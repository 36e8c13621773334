"""Which tables keep their history: `@tracked` on a model records every insert, update and delete below the ORM."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

M = TypeVar("M", bound=models.Model)


def tracked(model: type[M]) -> type[M]:
    """Keep an append-only history of the model, also of bulk writes, raw SQL and the admin.

    The history model is called `<Model>Event`, lives in the model's app, and holds who and when in `pgh_context`;
    `rpl_tracker.audit.history.history_of(obj)` reads it.
    """
    return tracked_except()(model)


def tracked_except(*fields: str) -> Callable[[type[M]], type[M]]:
    """`tracked`, without the fields which must never be copied (secrets, clocks); a change of these records nothing."""

    def track(model: type[M]) -> type[M]:
        decorate = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(fields) or None,
            append_only=True,
            # BRIN: the trail is read by day, and rows come in order, so the index costs a write next to nothing.
            meta={"default_permissions": (), "indexes": [BrinIndex(fields=["pgh_created_at"])]},
        )
        return decorate(model)  # type: ignore[no-any-return]

    return track

"""Tissue of a loss that happens now: whether it can still be collected, and the word that it is to be ordered."""

from __future__ import annotations

from datetime import date

from django.dispatch import Signal

from patients.obstetrics.dates import PartialDate

# sender: Pregnancy; pregnancy, by, on. Sent in the transaction that stores the loss; `workup` listens and orders.
tissue_asked = Signal()


def days_too_late(ended_on: PartialDate | None, on: date, within: int) -> int:
    """By how many days tissue can no longer be collected; 0 while it can, or when the day of the loss is not known.

    The last day is still within; with a partial date the latest possible day counts (rulings, 5).
    """
    return 0 if ended_on is None else max(0, (on - ended_on.latest).days - within)

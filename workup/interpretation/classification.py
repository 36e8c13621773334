"""Classification of antiphospholipid syndrome by both sets of criteria, side by side. For research, not a diagnosis.

It is shown beside the antibodies. It is no input of a checklist: it can neither ask for nor suppress an item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workup.checklist.facts import Facts
from workup.interpretation.acr_eular import acr_eular
from workup.interpretation.criteria import LABEL, Classification
from workup.interpretation.sydney import sydney

_MET = {True: "met", False: "not met", None: "cannot tell"}


@dataclass(frozen=True, slots=True)
class Classifications:
    """Both sets of criteria."""

    sydney: Classification
    acr_eular: Classification

    @property
    def both(self) -> tuple[Classification, Classification]:
        """In the order in which they are shown."""
        return self.sydney, self.acr_eular

    @property
    def summary(self) -> str:
        """`Classification criteria, for research; not a diagnosis: Sydney 2006 not met; ACR/EULAR 2023 cannot tell`."""
        return f"{LABEL}: {'; '.join(f'{one.name} {_MET[one.met]}' for one in self.both)}"


def classify(facts: Facts, on: date) -> Classifications:
    """By facts as they were on the day `on`."""
    return Classifications(sydney(facts, on), acr_eular(facts, on))

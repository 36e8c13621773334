"""What is shown beside a result: every rule that has a word on it, in the order of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.antibody_said import read_antibody
from workup.interpretation.bands import read_bands
from workup.interpretation.collection import read_collection_day
from workup.interpretation.cycle import read_cycle_day
from workup.interpretation.genetics import read_genetics
from workup.interpretation.nuclear_antibodies import read_ana
from workup.interpretation.questionnaires import read_questionnaire
from workup.interpretation.second_samples import read_second_sample
from workup.interpretation.thyroid import read_thyroid
from workup.interpretation.units import read_units
from workup.interpretation.uterine_reading import read_uterus

Reader = Callable[[Investigation, Facts, date], tuple[Interpretation, ...]]
READERS: tuple[Reader, ...] = (
    read_collection_day,
    read_antibody,
    read_second_sample,
    read_thyroid,
    read_ana,
    read_bands,
    read_cycle_day,
    read_genetics,
    read_units,
    read_questionnaire,
    read_uterus,
)


def beside(one: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """What the rules say of one final result, in the light of the record as of `on`."""
    return tuple(said for reader in READERS for said in reader(one, facts, on))

"""Every rule that reads a result, by chapter, with inputs, source and mark; `python -m` this module prints the page."""

from __future__ import annotations

from patients.obstetrics.interpreted import Mark
from workup.interpretation import (
    acr_eular,
    antibody_said,
    bands,
    collection,
    cycle,
    genetics,
    nuclear_antibodies,
    second_samples,
    sydney,
    thyroid,
    units,
    uterine_reading,
)
from workup.interpretation.published import Published, own, seen

_RECORD = "conditions, pregnancies, platelets, all antiphospholipid results and their days"
CLASSIFICATION: tuple[Published, ...] = (
    seen(f"Classification, {sydney.NAME}", _RECORD, sydney.SOURCE),
    seen(f"Classification, {acr_eular.NAME}", _RECORD, acr_eular.SOURCE),
    seen("Category I, IIa, IIb, IIc", "which antibodies persist", "PMC9728613, table T2"),
    seen("Triple positive", "which antibodies persist", "Blood 118/17/4714 (ashpublications.net)"),
    own("Another explanation", "fetal morphology, tissue of that pregnancy"),
)

CHAPTERS: dict[str, tuple[Published, ...]] = {
    "When a result says nothing, or not everything": collection.RULES,
    "Antiphospholipid antibodies": antibody_said.RULES,
    "Classification of antiphospholipid syndrome (for research; not a diagnosis)": CLASSIFICATION,
    "A second sample": second_samples.RULES,
    "Thyroid": thyroid.RULES,
    "Antinuclear antibodies": nuclear_antibodies.RULES,
    "Glucose, HbA1c, vitamin D": bands.RULES,
    "Hormones of the cycle": cycle.RULES,
    "Units": units.RULES,
    "Karyotype, array, tissue": genetics.RULES,
    "Uterus": uterine_reading.RULES,
}

_HEAD = """# How results are read

Every rule that has a word on a result, as it stands beside the result on her page and while it is typed. A rule
informs: it changes no finding of a checklist. Generated from the rules by `python -m workup.interpretation.rulebook`;
do not edit.

"""

_TAIL = """
## Questionnaires

Totals, bands and the self-harm item: `workup/interpretation/questionnaires.py` names the document of each.

## Conventions of this program in the classification

The criteria leave these open; a clinician may find better ones.

- What is not recorded is not "no": the answer is *cannot tell*, with what is missing named, unless the rest decides. Of
  ACR/EULAR 2023 the fewest and the most points are shown.
- A complication of a pregnancy that is not recorded is taken as not there; one without its gestation counts when the
  pregnancy ended before 34+0.
- A death is placed by size at demise, else by the type of loss and the gestation.
- In a row: biochemical and non-visualised losses count; ectopic, molar, terminated and ongoing pregnancies neither add
  nor interrupt; a birth, a later loss or an explained one interrupts.
- Exclusions of Sydney (c): malformation asked and absent or every image normal; the newest TSH within its limits; her
  karyotype and a partner's without a rearrangement. Each is *pending* until it is recorded.
- The interval of Sydney (12 weeks to 5 years) is kept when one positive result of a persistent antibody lies inside it.
- An event too far from the antibody does not answer "not met" while another, of which something is not recorded, may
  have been near it, or while an antibody was not tested: the answer is *cannot tell*, naming what is missing.
- Of losses in a row the third and each later one is an event from which intervals are measured.
- A lupus anticoagulant that was positive and then transient counts as positive once in ACR/EULAR 2023.
- The bands of ACR/EULAR 2023 are in GPL, MPL or arbitrary units per mL. A result in other units leaves its points open.
- Platelets need a unit of 10*9/L or one that is the same number.

## Conventions of this program in the uterus

The raw numbers are stored and every class is computed from them, so that a disagreement shows. The sources leave these
open.

- "More than" is strict: 50 %, 10 mm, 15 mm and 90 degrees lie on neither side. An external cleft of exactly 50 % beside
  an internal indentation above 50 % has no class, because U2 is below it and U3 above it.
- U0 needs the external cleft to be known, because above 50 % it would be U3; U3 needs nothing else. 0 mm is below half
  of any wall.
- A class that no missing number could change is given; else it is *cannot tell*, with what is missing and what is left.
- The measurements tell U0, U2 and U3 apart, so only these are compared with the examiner's code. The examiner's ASRM
  category is compared where it is one of the nine names, and of the body of the uterus; free text is kept and not read.
- A hybrid fibroid has two different FIGO types. The signs of MUSA are asked for where ultrasound was used.
- Adenomyosis is not *not suggested* before all three direct signs were looked for.
"""


def rules() -> tuple[Published, ...]:
    """All of them, in the order of the page."""
    return tuple(rule for chapter in CHAPTERS.values() for rule in chapter)


def markdown() -> str:
    """The page docs/interpretation.md."""
    return _HEAD + "\n".join(_chapter(title, chapter) for title, chapter in CHAPTERS.items()) + _TAIL


def _chapter(title: str, chapter: tuple[Published, ...]) -> str:
    head = f"## {title}\n\n| rule | looks at | source | |\n|---|---|---|---|\n"
    return head + "".join(f"| {rule.name} | {rule.inputs} | {rule.source} | {_mark(rule.mark)} |\n" for rule in chapter)


def _mark(mark: Mark) -> str:
    return mark.words if mark is Mark.SEEN else f"**{mark.words}**"


if __name__ == "__main__":
    print(markdown(), end="")

"""Which abnormal blood result needs a second one before it is called by a name (domain-logic.md, 5 and 6.3)."""

from __future__ import annotations

from datetime import date

from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.interference import readability
from workup.interpretation.published import Published, recalled
from workup.interpretation.reading import REPEAT_HIGH, REPEAT_LOW, high_prolactin, low_needs_repeat

CONFIRM_LOW = recalled("One low protein S, protein C or antithrombin", "value, lower limit")
REPEAT_PROLACTIN = recalled("High prolactin", "value, upper limit or the laboratory's word")
RULES: tuple[Published, ...] = (CONFIRM_LOW, REPEAT_PROLACTIN)


def read_second_sample(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Advice beside a low inhibitor or a high prolactin that can be read."""
    rule, words = (CONFIRM_LOW, REPEAT_LOW) if low_needs_repeat(inv) else (REPEAT_PROLACTIN, REPEAT_HIGH)
    if not (low_needs_repeat(inv) or high_prolactin(inv)) or readability(inv, facts, on).verdict == "unreadable":
        return ()
    return (rule.says(f"{words[:1].upper()}{words[1:]}", acts=True),)

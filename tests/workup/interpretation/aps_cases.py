"""Records for the classification of antiphospholipid syndrome: everything asked and absent, unless a test says else."""

from dataclasses import replace

from tests.facts import TODAY, absent, miscarriage, present, result, woman
from workup.checklist.facts import Facts
from workup.interpretation.classification import Classifications, classify

ASKED = (
    "personal_vte", "vte_high_risk_profile", "arterial_thrombosis", "cvd_high_risk_profile",
    "aps_microvascular_suspected", "aps_microvascular_established", "heart_valve_thickening", "heart_valve_vegetation",
)  # fmt: skip
ANTIBODIES = {"la_interp": "", "acl_igg": "GPL", "acl_igm": "MPL", "ab2gpi_igg": "U/mL", "ab2gpi_igm": "U/mL"}
FIRST, SECOND, EVENT = "2025-03-01", "2025-06-01", "2024-09-01"  # 92 days, and half a year before the first


def conditions(*there: str, since: str | None = EVENT, unasked: tuple[str, ...] = ()) -> list:
    """Those named are present since the event; the others asked and absent, or left unasked."""
    answers = [(code, code in there) for code in ASKED if code not in unasked]
    return [present(code, since=since) if yes else absent(code) for code, yes in answers]


def twice(test: str, said: str = "positive", first: str = FIRST, second: str = SECOND) -> list:
    return [once(test, said, first), once(test, said, second)]


def once(test: str, said: str = "positive", on: str = FIRST):
    limit = {"upper_limit": 20} if test.startswith("ab2") else {}
    return result(test, said, on, unit=ANTIBODIES[test], **limit)


def antibodies(*rows) -> list:
    """These results, every other antibody negative, and normal platelets."""
    rest = [key for key in ANTIBODIES if key not in {row.test for row in rows}]
    negative = [once(key, "negative" if key == "la_interp" else "5") for key in rest]
    return [*rows, *negative, platelets("250")]


def platelets(said: str, unit: str = "10*9/L", on: str = FIRST):
    return result("plt", said, on, unit=unit)


def record(*rows, pregnancies=(), **known) -> Facts:
    """All conditions asked and absent unless given."""
    known.setdefault("conditions", conditions())
    return woman(investigations=antibodies(*rows), pregnancies=list(pregnancies), **known)


def classified(facts: Facts) -> Classifications:
    return classify(facts, TODAY)


def early(number: int, ended: str = EVENT, **known):
    return miscarriage(number, ended, 8, by="ultrasound", days=0, **known)


def without(facts: Facts, test: str) -> Facts:
    """The same record without any result of that test."""
    return replace(facts, investigations=tuple(row for row in facts.investigations if row.test != test))

"""The whole case of cases/four-losses.md: typed from an empty clinic, read on the pages, the same as when imported."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.actions import add_member, create_user
from rpl_tracker.accounts.models import Clinic, User
from tests.journeys.four_losses import FourLosses, medications, panels
from tests.journeys.hands import Hands
from tests.journeys.same import record_of
from tests.records import a_clinic
from workup.guidelines import load_all

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture
def clinic() -> Clinic:
    clinic = a_clinic("main")
    ines = create_user(username="ines", password=PASSWORD, last_name="Ines Okafor")
    add_member(user=ines, clinic=clinic, role="clinician")
    return clinic


def test_the_case_is_typed_and_read(page: Page, hands: Hands, clinic: Clinic, request: pytest.FixtureRequest) -> None:
    case = FourLosses(today(clinic))
    sign_in_at_the_door(hands)
    type_everything(hands, case)
    read_every_finding(hands)
    read_by_another_guideline(hands, "RCOG 2023")
    finds_what_is_outstanding(hands)
    is_the_same_as_imported(page, request.getfixturevalue("demo"))
    overrules_with_a_reason(hands)


def sign_in_at_the_door(hands: Hands) -> None:
    hands.page.goto("/")
    hands.give({"Username": "ines", "Password": PASSWORD})
    hands.press("Sign in")
    expect(hands.page.get_by_text("There is nobody on this worklist yet.")).to_be_visible()


def type_everything(hands: Hands, case: FourLosses) -> None:
    hands.follow("New patient")
    hands.give(case.patient())
    hands.press("Save")
    expect(hands.part("Patient")).to_contain_text("Novak, Jana")
    hands.follow("Record", "Conditions and family")
    hands.give(case.conditions())
    hands.press("Save")
    hands.said("Conditions: 2 changed.")
    type_pregnancies(hands, case)
    type_medications(hands, case)
    for panel, fields in panels(case):
        hands.follow("Results", "Results")
        hands.follow(panel)
        hands.give(fields)
        hands.press("Save")
        hands.said("saved.")


def type_pregnancies(hands: Hands, case: FourLosses) -> None:
    *earlier, fourth = case.pregnancies()
    *events, last = case.events()
    hands.follow("Pregnancy", "Pregnancies")
    for fields in earlier:
        hands.give(fields)
        hands.press("Save and add another pregnancy")
    hands.give(fourth)
    hands.press("Save and add an event")
    for fields in events:
        hands.give(fields)
        hands.press("Save and add another event")
    hands.give(last)
    hands.press("Save")


def type_medications(hands: Hands, case: FourLosses) -> None:
    *others, last = medications(case)
    hands.follow("Medication", "Medication")
    for fields in others:
        hands.give(fields)
        hands.press("Save and add another medication")
    hands.give(last)
    hands.press("Save")


def item(hands: Hands, label: str) -> Locator:
    """The line of the checklist."""
    heading = hands.page.get_by_role("heading", name=label, exact=True)
    return hands.part("Checklist").locator("li").filter(has=heading)


def says(place: Locator, *words: str) -> None:
    for text in words:
        expect(place).to_contain_text(re.compile(re.escape(text), re.IGNORECASE))


def read_every_finding(hands: Hands) -> None:
    read_the_count(hands)
    for antibody in ("Lupus anticoagulant", "Anticardiolipin antibodies", "Anti-beta2-glycoprotein I antibodies"):
        says(item(hands, antibody), "Partial", "components not reported")
    for factor in ("Factor V Leiden", "Prothrombin G20210A", "Protein C", "Protein S", "Antithrombin"):
        says(item(hands, factor), "Cannot tell", "Thrombophilia panel, components not reported")
    says(item(hands, "Antinuclear antibodies"), "Partial", "result is not on hand")
    says(item(hands, "TSH"), "Missing", "Propylthiouracil (PTU) 50 mg is on her medication list")
    says(item(hands, "TPO antibodies"), "Missing")
    says(item(hands, "Uterine anatomy"), "Done", "MRI", "prefers", "3D ultrasound, which was not used")
    for number in (3, 4):
        tissue = item(hands, f"Genetic analysis of pregnancy tissue, pregnancy {number}")
        says(tissue, "Not retrievable", "not collected")


def read_the_count(hands: Hands) -> None:
    says(hands.part("Obstetric summary"), "G4 P0040", "G4 P0+4")
    says(hands.part("Obstetric summary"), "Cannot tell counts 1, needs 2", "Not met counts 0", "counts 1, needs 3")
    says(hands.part("Next"), "Ask how pregnancies 1 and 2 were confirmed")
    hands.page.get_by_text("Why each counts or not").press("Enter")
    for number in (1, 2):
        chemical = hands.page.get_by_role("region", name=f"Pregnancy {number}:")
        says(chemical, "ESHRE 2022 cannot tell", "how it was confirmed is not recorded", "the count would be 2")
        says(chemical, "ASRM 2012 does not count")
    fourth = hands.page.get_by_role("region", name="Pregnancy 4:")
    says(fourth, "Ended for medical reasons", "19+2", "could not be stopped", "not a spontaneous loss", "PPROM")
    says(fourth, "ESHRE 2022 does not count", "ASRM 2012 does not count", "RCOG 2023 does not count")
    says(fourth, "a clinician may count it")


def read_by_another_guideline(hands: Hands, name: str) -> None:
    hands.give({"Guideline": name})
    hands.page.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(hands.page.get_by_role("heading", name=f"Workup by {name}")).to_be_visible()
    for rejected in ("MTHFR c.677C>T", "Protein C"):
        says(item(hands, rejected), "Done, not advised")
    says(item(hands, "Uterine anatomy"), "3D ultrasound, which was not used")


def is_the_same_as_imported(page: Page, demo: Clinic) -> None:
    add_member(user=User.objects.get(username="ines"), clinic=demo, role="clinician")
    typed, imported = Patient.objects.get(mrn="J-4711"), Patient.objects.get(mrn="DEMO-001")
    assert record_of(typed) == record_of(imported)
    one, other = (page.request.get(f"/patients/{woman.pk}/workup.json").json() for woman in (typed, imported))
    assert one.pop("patient") == {"mrn": "J-4711", "clinic": "main"}
    assert other.pop("patient") == {"mrn": "DEMO-001", "clinic": "demo"}
    assert one == other
    assert [told["key"] for told in one["guidelines"]] == list(load_all())


def finds_what_is_outstanding(hands: Hands) -> None:
    says(hands.part("Results outstanding"), "D-dimer", "Toxoplasma", "Listeria")
    hands.go("Worklist")
    hands.follow(re.compile("Results outstanding"))
    line = hands.page.get_by_role("listitem").filter(has_text="Novak, Jana")
    says(line, "D-dimer", "Toxoplasma", "Listeria")
    line.get_by_role("link", name="Novak, Jana").press("Enter")


def overrules_with_a_reason(hands: Hands) -> None:
    hands.page.get_by_text("Why each counts or not").press("Enter")
    hands.page.get_by_role("link", name="Edit (pregnancy 4)").press("Enter")
    reason = "A healthy fetus was lost because the membranes ruptured."
    hands.give({"Overrule the count": "Count it"})
    hands.try_to("Save")
    says(hands.page.get_by_role("alert"), "Overruling the count needs a reason")
    hands.give({"Reason": reason})
    hands.press("Save")
    hands.page.get_by_text("Why each counts or not").press("Enter")
    says(hands.page.get_by_role("region", name="Pregnancy 4:"), "ESHRE 2022 counts", reason)
    says(hands.part("Obstetric summary"), "Met counts 2, needs 2")

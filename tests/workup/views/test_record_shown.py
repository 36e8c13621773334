"""Medication, conditions, partners and decisions: what is not recorded is never shown as no."""

from types import SimpleNamespace

from patients.obstetrics.values import ConditionCode
from tests.facts import absent, day, decision, lifestyle, medication, partner, present, woman
from tests.workup.views.shown import NoRows, look, overview


def test_what_she_takes_now_comes_first():
    drugs = overview(
        woman(
            medications=[
                medication("aspirin", "2025-01", "2025-06"),
                medication("antithyroid", "2025-12", name="Propylthiouracil", dose="50 mg"),
                medication("folic_acid", None, "2026-11-22"),
            ]
        )
    ).drugs
    assert [(d.name, d.taken, d.when) for d in drugs] == [
        ("folic_acid", True, "start not recorded to 22 Nov 2026"),
        ("Propylthiouracil", True, "from Dec 2025, no stop recorded"),
        ("aspirin", False, "from Jan 2025 to Jun 2025"),
    ]


def test_present_absent_and_not_asked_are_three_things():
    (hers,) = overview(woman(conditions=[present("fibroids", since="2024"), absent("personal_vte")])).asked
    assert hers.present == ("fibroids (since 2024)",)
    assert hers.absent == ("venous thrombosis",)
    assert len(hers.not_asked) == len(ConditionCode) - 2


def test_a_partner_of_whom_something_was_asked_has_a_part_of_his_own():
    asked = overview(woman(partners=[partner("P1"), partner("P2")], conditions=[absent("diabetes", "P1")])).asked
    assert [(person.whose, person.absent) for person in asked] == [("Hers", ()), ("Partner P1", ("diabetes",))]


def test_partners_with_dates_and_what_is_known_of_them():
    stored = NoRows(partner=[SimpleNamespace(label="P1", pk=7, family_name="Kovács", given_names="Jan")])
    facts = woman(partners=[partner("P1", "2020-01-01", lifestyle=lifestyle()), partner("P2", provides_sperm=False)])
    first, second = overview(facts, rows=stored).people
    assert (first.name, first.when) == ("Kovács, Jan", "from 1 Jan 2020")
    assert first.lifestyle == "BMI 22.0, never smoked, 0 units of alcohol a week"
    assert (second.name, second.when, second.sperm) == ("name not recorded", "dates not recorded", "provides no sperm")
    assert second.lifestyle == "height, weight, smoking and alcohol not recorded"


def test_decisions_newest_first_with_name_reason_and_review():
    facts = woman(
        decisions=[
            decision("tsh", "declined", "2026-01-05", by="Dr A. Ferreira"),
            decision("tissue_genetics", "deferred", "2026-02-05", "2026-05-05", pregnancy=3),
        ]
    )
    newest, oldest = overview(facts).decisions
    assert newest.item == "Genetic analysis of pregnancy tissue, pregnancy 3"
    assert newest.by == "5 Feb 2026; review 5 May 2026"
    assert (oldest.word, oldest.by, oldest.reason) == ("Declined", "Dr A. Ferreira, 5 Jan 2026", "her wish")


def test_a_look_back_leaves_out_what_came_later():
    facts = woman(
        medications=[medication("aspirin", "2026-05-01")], decisions=[decision("tsh", "declined", "2026-05-01")]
    )
    back = overview(facts, look(day("2026-04-30")))
    assert back.drugs == []
    assert back.decisions == []

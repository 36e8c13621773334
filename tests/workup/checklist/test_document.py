"""The JSON of interfaces.md, 2: its keys in their order, its words, nothing that JSON cannot hold."""

import json
from datetime import date

from tests.facts import TODAY, miscarriage, ongoing, pregnancy, result, woman
from tests.workup.checklist.look import ESHRE
from workup.checklist.document import document
from workup.guidelines import load_all

_SUMMARY = "gravida term preterm abortus living ongoing unclassified us uk uk_para uk_plus para_us problems"
_ITEM = (
    "key label group subject partner pregnancy category strength quality status reading reason evidence not_before due"
    " citation verification"
)
SHAPE = {
    "": "patient as_of obstetric_summary pregnancies losses apl guidelines",
    "patient": "mrn clinic",
    "obstetric_summary": _SUMMARY,
    "pregnancies": "number outcome gestation_days gestation_range gestation_source edd",
    "losses": "max_consecutive current_run type",
    "apl": "mode overall triple_positive not_tested tests",
    "guidelines": "key title edition signed_off gaps definition completeness items",
    "definition": "met required counted in_scope_by pregnancies",
    "judged": "number counted reason",
    "completeness": "asked done closed open",
    "item": _ITEM,
    "evidence": "test collected_on text",
}


def said(facts, on=TODAY, signed_off=()):
    return document(facts, [load_all()[ESHRE]], on, signed_off)


def full():
    tsh = result("tsh", 12, "2024-03-01", unit="mIU/L", lower_limit="0.4", upper_limit="4.0")
    positive = result("la_interp", "positive", "2024-03-01")
    return said(woman(pregnancies=[miscarriage(1, "2024-01-01", 8)], investigations=[tsh, positive]))


def item(document, key):
    return next(item for item in document["guidelines"][0]["items"] if item["key"] == key)


def test_keys_stand_in_the_order_of_the_contract():
    told = full()
    guideline = told["guidelines"][0]
    parts = {
        "": told,
        **{name: told[name] for name in ("patient", "obstetric_summary", "losses", "apl")},
        "pregnancies": told["pregnancies"][0],
        "guidelines": guideline,
        "definition": guideline["definition"],
        "judged": guideline["definition"]["pregnancies"][0],
        "completeness": guideline["completeness"],
        "item": guideline["items"][0],
        "evidence": item(told, "tsh")["evidence"][0],
    }
    assert {name: " ".join(part) for name, part in parts.items()} == SHAPE


def test_the_example_of_the_contract():
    found = item(full(), "tsh")
    assert found == {
        "key": "tsh",
        "label": "TSH",
        "group": "thyroid",
        "subject": "patient",
        "partner": None,
        "pregnancy": None,
        "category": "REC",
        "strength": "Strong",
        "quality": "Q3",
        "status": "done",
        "reading": "abnormal",
        "reason": "TSH on 1 Mar 2024.",
        "evidence": [{"test": "tsh", "collected_on": "2024-03-01", "text": "12 mIU/L (0.4-4.0)"}],
        "not_before": None,
        "due": None,
        "citation": "ESHRE 2022, ch. 8",
        "verification": "recalled",
    }


def test_dates_are_iso_and_partial_ones_keep_their_precision():
    told = said(woman(investigations=[result("tsh", 2, "2024-03"), result("tpo", 2)]))
    assert item(told, "tsh")["evidence"][0]["collected_on"] == "2024-03"
    assert item(told, "tpo")["evidence"][0]["collected_on"] is None
    repeat = item(full(), "la")
    assert (repeat["status"], repeat["not_before"], repeat["due"]) == ("repeat_due", "2024-05-24", "2024-05-24")


def test_apl_lists_what_was_tested_and_names_what_was_not():
    apl = full()["apl"]
    assert apl["tests"] == {"la_interp": {"status": "single_positive_repeat_due", "repeat_due_from": "2024-05-24"}}
    assert apl["not_tested"] == ["acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm"]
    assert (apl["mode"], apl["overall"]) == ("sydney", "single_positive_repeat_due")


def test_gestation_with_weeks_alone_is_a_range():
    told = said(woman(pregnancies=[miscarriage(1, "2024-01-01", 5)]))["pregnancies"][0]
    assert told == {
        "number": 1,
        "outcome": "miscarriage",
        "gestation_days": None,
        "gestation_range": [35, 41],
        "gestation_source": "stated",
        "edd": None,
    }


def test_an_ongoing_pregnancy_is_measured_on_the_day():
    told = said(woman(pregnancies=[ongoing(1, "2026-10-01")]), date(2026, 11, 1))["pregnancies"][0]
    assert (told["gestation_days"], told["gestation_source"], told["edd"]) == (31, "lmp", "2027-07-08")


def test_as_of_holds_for_the_whole_document():
    facts = woman(
        pregnancies=[pregnancy(1, "miscarriage", "2024-03-01", 8, days=0)],
        investigations=[result("la_interp", "positive", "2024-04-01")],
    )
    before = said(facts, date(2024, 2, 1))
    assert (before["as_of"], before["pregnancies"][0]["outcome"]) == ("2024-02-01", "ongoing")
    assert before["apl"]["tests"] == {}
    assert before["losses"] == {"max_consecutive": 0, "current_run": 0, "type": "none"}


def test_sign_off_is_handed_in():
    assert said(woman())["guidelines"][0]["signed_off"] is False
    assert said(woman(), signed_off={ESHRE})["guidelines"][0]["signed_off"] is True


def test_it_is_plain_json():
    told = full()
    assert json.loads(json.dumps(told)) == told

"""What holds for every document of `workup`: interfaces.md, 2: keys and their order, words, types, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

Json = dict[str, Any]

DOCUMENT = ["patient", "as_of", "obstetric_summary", "pregnancies", "losses", "apl", "guidelines"]
SUMMARY = [
    "gravida", "term", "preterm", "abortus", "living", "ongoing", "unclassified", "us", "uk", "uk_para", "uk_plus",
    "para_us", "problems",
]  # fmt: skip
PREGNANCY = ["number", "outcome", "gestation_days", "gestation_range", "gestation_source", "edd"]
APL = ["mode", "overall", "triple_positive", "not_tested", "tests"]
GUIDELINE = ["key", "title", "edition", "signed_off", "gaps", "definition", "completeness", "items"]
DEFINITION = ["met", "required", "counted", "in_scope_by", "pregnancies"]
ITEM = [
    "key", "label", "group", "subject", "partner", "pregnancy", "category", "strength", "quality", "status", "reading",
    "reason", "evidence", "not_before", "due", "citation", "verification",
]  # fmt: skip
ANTIBODIES = ["la_interp", "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm"]
APL_STATUS = [
    "persistently_positive", "single_positive_repeat_due", "indeterminate", "transient", "negative", "not_tested",
]  # fmt: skip
REPEATS = {"repeat_not_yet", "repeat_due"}
DECIDED = {"declined", "elsewhere", "not_applicable", "deferred"}
CLOSED = {"declined", "elsewhere", "not_applicable", "not_retrievable"}
OPEN = {"partial", "missing", "ordered", "not_interpretable", *REPEATS}
NOT_ASKED = {"not_recommended", "not_indicated", "done_not_recommended"}
STATUSES = {"done", "cannot_tell", "optional", *CLOSED, *OPEN, *NOT_ASKED, *DECIDED}
SOURCES = {"stated", "transfer", "edd", "lmp", None}


def breaches(document: Json) -> list[str]:
    """One line for each way in which the document is not what the contract says."""
    return list(_document(document))


def _keys(where: str, found: Json, expected: list[str]) -> Iterator[str]:
    if list(found) != expected:
        yield f"{where}: keys {list(found)}, expected {expected}"


def _holds(where: str, *claims: tuple[str, bool]) -> Iterator[str]:
    yield from (f"{where}: not true that {claim}" for claim, true in claims if not true)


def _document(document: Json) -> Iterator[str]:
    yield from _keys("document", document, DOCUMENT)
    yield from _keys("patient", document["patient"], ["mrn", "clinic"])
    yield from _keys("losses", document["losses"], ["max_consecutive", "current_run", "type"])
    date.fromisoformat(document["as_of"])
    yield from _summary(document["obstetric_summary"])
    for pregnancy in document["pregnancies"]:
        yield from _pregnancy(pregnancy)
    losses = document["losses"]
    yield from _holds(
        "losses",
        ("the current run is no longer than the longest", 0 <= losses["current_run"] <= losses["max_consecutive"]),
        ("the type is known", losses["type"] in {"primary", "secondary", "none"}),
    )
    yield from _apl(document["apl"])
    keys = [guideline["key"] for guideline in document["guidelines"]]
    yield from _holds("guidelines", ("each comes once", len(keys) == len(set(keys)) > 0))
    for guideline in document["guidelines"]:
        yield from _guideline(guideline, [p["number"] for p in document["pregnancies"]])


def _summary(found: Json) -> Iterator[str]:
    yield from _keys("obstetric_summary", found, SUMMARY)
    numbers = [found[key] for key in SUMMARY if key not in {"living", "us", "uk", "problems"}]
    parts = [found[key] for key in ("term", "preterm", "abortus", "ongoing", "unclassified")]
    told = found["living"] is not None and found["unclassified"] == 0
    yield from _holds(
        "obstetric_summary",
        ("numbers are numbers", all(type(number) is int and number >= 0 for number in numbers)),
        ("gravida is the sum", found["gravida"] == sum(parts)),
        ("para (US) is term and preterm", found["para_us"] == found["term"] + found["preterm"]),
        ("us and uk are null only when something is missing", (found["us"] is not None) == told),
        ("us and uk go together", (found["us"] is None) == (found["uk"] is None)),
        ("problems say why they are null", told or bool(found["problems"])),
        ("problems are texts", all(isinstance(problem, str) for problem in found["problems"])),
    )
    if told and max(*parts, found["living"]) < 10:
        us = "G{gravida} P{term}{preterm}{abortus}{living}".format_map(found)
        uk = "G{gravida} P{uk_para}+{uk_plus}".format_map(found)
        yield from _holds(
            "obstetric_summary",
            (f"us is {us}", found["us"] == us),
            (f"uk is {uk}", found["uk"] == uk),
            ("the UK form counts everyone", found["uk_para"] + found["uk_plus"] + found["ongoing"] == found["gravida"]),
        )


def _pregnancy(found: Json) -> Iterator[str]:
    where, days, between = f"pregnancy {found['number']}", found["gestation_days"], found["gestation_range"]
    yield from _keys(where, found, PREGNANCY)
    yield from _holds(
        where,
        ("days or a range, not both", days is None or between is None),
        (
            "the source is named when there is one",
            (days is None and between is None) == (not found["gestation_source"]),
        ),
        ("the source is known", found["gestation_source"] in SOURCES),
        ("days are a number", days is None or type(days) is int),
        ("a range has two ends", between is None or (len(between) == 2 and between[0] < between[1])),
        ("the due date is a day", found["edd"] is None or bool(date.fromisoformat(found["edd"]))),
    )


def _apl(found: Json) -> Iterator[str]:
    yield from _keys("apl", found, APL)
    statuses = [test["status"] for test in found["tests"].values()] + ["not_tested"] * bool(found["not_tested"])
    yield from _holds(
        "apl",
        ("the mode is known", found["mode"] in {"sydney", "acr_eular"}),
        ("triple is yes or no", isinstance(found["triple_positive"], bool)),
        ("all antibodies are told of once", sorted([*found["tests"], *found["not_tested"]]) == sorted(ANTIBODIES)),
        ("the untested come in order", found["not_tested"] == [a for a in ANTIBODIES if a in found["not_tested"]]),
        (
            "overall is the first status that any has",
            found["overall"] == min(statuses, key=APL_STATUS.index, default=""),
        ),
    )
    for test, told in found["tests"].items():
        yield from _keys(f"apl.{test}", told, ["status", "repeat_due_from"])
        due = told["repeat_due_from"]
        yield from _holds(f"apl.{test}", ("only a repeat is due", due is None or told["status"] == APL_STATUS[1]))


def _guideline(found: Json, pregnancies: list[int]) -> Iterator[str]:
    where, definition = found["key"], found["definition"]
    yield from _keys(where, found, GUIDELINE)
    yield from _keys(f"{where}.definition", definition, DEFINITION)
    judged = definition["pregnancies"]
    sure = [one["counted"] for one in judged].count(True)
    door, reached = definition["in_scope_by"], sure >= definition["required"]
    yield from _holds(
        f"{where}.definition",
        ("every pregnancy is judged, in order", [one["number"] for one in judged] == pregnancies),
        ("counted is the number of sure ones", definition["counted"] == sure),
        ("each has its reason", all(one["reason"] and list(one) == ["number", "counted", "reason"] for one in judged)),
        ("it is met when enough are sure, or by a door", (definition["met"] is True) == (reached or door is not None)),
        (
            "a door is named only when the number is not reached",
            not definition["in_scope_by"] or sure < definition["required"],
        ),
        ("gaps are texts", bool(found["gaps"]) and all(isinstance(gap, str) for gap in found["gaps"])),
        ("signed_off is yes or no", isinstance(found["signed_off"], bool)),
    )
    yield from _completeness(where, found["completeness"], found["items"])
    for item in found["items"]:
        yield from _item(f"{where}.{item['key']}", item)


def _completeness(where: str, counts: Json, items: list[Json]) -> Iterator[str]:
    """Bounds from the statuses: a row whose trigger is unknown may be done or decided without being asked."""
    yield from _keys(f"{where}.completeness", counts, ["asked", "done", "closed", "open"])
    rows = [item["status"] for item in items if item["category"] in {"REC", "IND"}]
    surely_open, perhaps = sum(status in OPEN for status in rows), rows.count("deferred")
    yield from _holds(
        f"{where}.completeness",
        ("asked is done, closed and open", counts["asked"] == counts["done"] + counts["closed"] + counts["open"]),
        ("done is no more than what is done", counts["done"] <= rows.count("done")),
        ("closed is no more than what is closed", counts["closed"] <= sum(status in CLOSED for status in rows)),
        ("open is what is open", surely_open <= counts["open"] <= surely_open + perhaps),
    )


def _item(where: str, item: Json) -> Iterator[str]:
    status, category, subject = item["status"], item["category"], item["subject"]
    yield from _keys(where, item, ITEM)
    words = [item[key] for key in ("strength", "quality")]
    dated = {*REPEATS, "not_interpretable"}
    told = all(item[key] for key in ("label", "group", "citation", "reason"))
    yield from _holds(
        where,
        ("the status is one", status in STATUSES),
        ("the category is one", category in {"REC", "COND", "IND", "RES", "NOT"}),
        ("it is marked", item["verification"] in {"seen", "seen_secondary", "recalled", "recalled_low"}),
        ("an unconfirmed row is COND", item["verification"] != "recalled_low" or category == "COND"),
        ("a reading goes with done", (item["reading"] is None) == (status != "done")),
        ("the reading is one", item["reading"] in {None, "normal", "abnormal", "not_read"}),
        ("it has label, group, citation and reason", told),
        ("done has evidence", status != "done" or bool(item["evidence"])),
        ("a day belongs to a repeat or an unreadable one", not item["not_before"] or status in dated),
        ("a repeat has its day", status not in REPEATS or bool(item["not_before"])),
        ("a repeat is due on its day", status not in REPEATS or item["due"] == item["not_before"]),
        ("only repeats and deferrals are due", item["due"] is None or status in {*REPEATS, "deferred"}),
        ("a deferral has its review", status != "deferred" or item["due"] is not None),
        ("what is not asked for is never missing", category not in {"RES", "NOT"} or status in NOT_ASKED),
        ("optional is COND", status != "optional" or category == "COND"),
        ("COND is never missing", status != "missing" or category != "COND"),
        ("not_retrievable is tissue", status != "not_retrievable" or subject == "tissue"),
        ("only a partner's item names a partner", item["partner"] is None or subject == "partner"),
        ("a tissue item names its pregnancy", (item["pregnancy"] is not None) == (subject == "tissue")),
        ("strength and quality are texts or null", all(word is None or isinstance(word, str) for word in words)),
    )  # fmt: skip
    for evidence in item["evidence"]:
        yield from _keys(f"{where}.evidence", evidence, ["test", "collected_on", "text"])
        yield from _holds(f"{where}.evidence", ("it says what was found", bool(evidence["text"])))

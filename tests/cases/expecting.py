"""Hold a workup against what a story expects of a day: every difference at once, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

EDITIONS = {
    "eshre": "eshre-2022", "rcog": "rcog-gtg17-2023", "asrm": "asrm-rpl-2012", "cngof": "cngof-2014", "ngf": "ngf-2024",
    "nvog": "nvog-hm", "dggg": "dggg-015050-2022",
}  # fmt: skip
OF_THE_RECORD = {"mrn", "as_of", "summary", "problems", "losses", "apl", "numbers", "pregnancies", *EDITIONS}
OF_AN_EDITION = {"met", "required", "counted", "in_scope_by", "each", "why", "completeness", "items", "absent"}
OF_AN_ITEM = {
    "status", "reading", "category", "not_before", "due", "evidence", "verification", "partner", "pregnancy", "says",
    "says_not",
}  # fmt: skip

Json = dict[str, Any]


def differences(document: Json, expected: Json) -> list[str]:
    """One line for each way in which the document is not what was expected."""
    return list(_record(document, expected))


def _record(document: Json, expected: Json) -> Iterator[str]:
    yield from _unknown("on", expected, OF_THE_RECORD)
    yield from _same("obstetric_summary", document["obstetric_summary"], expected.get("summary", {}))
    yield from _problems(document["obstetric_summary"]["problems"], expected.get("problems"))
    yield from _same("losses", document["losses"], expected.get("losses", {}))
    yield from _apl(document["apl"], dict(expected.get("apl", {})))
    yield from _pregnancies(document["pregnancies"], expected)
    by_key = {guideline["key"]: guideline for guideline in document["guidelines"]}
    for short, key in EDITIONS.items():
        if short in expected:
            yield from _edition(short, by_key[key], expected[short])


def _same(where: str, found: Json, expected: Json) -> Iterator[str]:
    for key, value in expected.items():
        wanted = None if value == "null" else value
        if key not in found:
            yield f"{where}.{key}: there is no such key"
        elif found[key] != wanted or type(found[key]) is not type(wanted):
            yield f"{where}.{key}: {found[key]!r}, expected {wanted!r}"


def _unknown(where: str, expected: Json, known: set[str]) -> Iterator[str]:
    for key in sorted(set(expected) - known):
        yield f"{where}: the story expects “{key}”, which nothing compares"


def _problems(found: list[str], expected: list[str] | None) -> Iterator[str]:
    if expected == [] and found:
        yield f"problems: {found}, expected none"
    for words in expected or []:
        if not any(words.lower() in problem.lower() for problem in found):
            yield f"problems: {found} do not say “{words}”"


def _apl(found: Json, expected: Json) -> Iterator[str]:
    tests = expected.pop("tests", {})
    yield from _same("apl", found, expected)
    for test, wanted in tests.items():
        if wanted == "absent":
            if test in found["tests"]:
                yield f"apl.tests.{test}: {found['tests'][test]}, expected none"
        elif test not in found["tests"]:
            yield f"apl.tests.{test}: none, expected {wanted}"
        else:
            wanted = {"status": wanted} if isinstance(wanted, str) else wanted
            yield from _same(f"apl.tests.{test}", found["tests"][test], wanted)


def _pregnancies(found: list[Json], expected: Json) -> Iterator[str]:
    by_number = {str(pregnancy["number"]): pregnancy for pregnancy in found}
    if "numbers" in expected and list(by_number) != [str(number) for number in expected["numbers"]]:
        yield f"pregnancies: {list(by_number)}, expected {expected['numbers']}"
    for number, wanted in expected.get("pregnancies", {}).items():
        if number not in by_number:
            yield f"pregnancies: there is no {number}"
        else:
            yield from _same(f"pregnancy {number}", by_number[number], wanted)


def _edition(name: str, found: Json, expected: Json) -> Iterator[str]:
    yield from _unknown(name, expected, OF_AN_EDITION)
    definition = found["definition"]
    plain = {key: expected[key] for key in ("met", "required", "counted", "in_scope_by") if key in expected}
    yield from _same(f"{name}.definition", definition, plain)
    judged = {str(one["number"]): one for one in definition["pregnancies"]}
    for number, counted in expected.get("each", {}).items():
        yield from _same(f"{name}.definition.{number}", judged.get(number, {}), {"counted": counted})
    for number, words in expected.get("why", {}).items():
        yield from _says(f"{name}.definition.{number}", judged[number]["reason"], words)
    yield from _same(f"{name}.completeness", found["completeness"], expected.get("completeness", {}))
    items = {_name(item): item for item in found["items"]}
    for item in expected.get("absent", []):
        if item in items:
            yield f"{name}.{item}: {items[item]['status']}, expected no such item"
    for item, wanted in expected.get("items", {}).items():
        yield from _item(f"{name}.{item}", items.get(item), wanted)


def _name(item: Json) -> str:
    """`tsh`, `sperm_dna/P1`, `tissue_genetics/3`."""
    whose = item["partner"] if item["partner"] is not None else item["pregnancy"]
    return item["key"] if whose is None else f"{item['key']}/{whose}"


def _item(where: str, found: Json | None, wanted: Json | str) -> Iterator[str]:
    if found is None:
        yield f"{where}: there is no such item"
        return
    wanted = {"status": wanted} if isinstance(wanted, str) else wanted
    yield from _unknown(where, wanted, OF_AN_ITEM)
    plain = {key: value for key, value in wanted.items() if key not in {"says", "says_not", "evidence"}}
    yield from _same(where, found, plain)
    yield from _says(where, found["reason"], wanted.get("says", []))
    for words in _list(wanted.get("says_not", [])):
        if words.lower() in found["reason"].lower():
            yield f"{where}: the reason “{found['reason']}” says “{words}”"
    if "evidence" in wanted and sorted(e["test"] for e in found["evidence"]) != sorted(wanted["evidence"]):
        yield f"{where}.evidence: {found['evidence']}, expected {wanted['evidence']}"


def _says(where: str, reason: str, words: str | list[str]) -> Iterator[str]:
    for expected in _list(words):
        if expected.lower() not in reason.lower():
            yield f"{where}: the reason “{reason}” does not say “{expected}”"


def _list(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words

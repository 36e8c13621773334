"""The document of `workup` as lines that a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from workup.checklist.document import Document

_MET = {True: "met", False: "not met", None: "cannot tell"}
_COUNTED = {True: "counts", False: "does not count", None: "cannot tell"}


def text(document: Document) -> str:
    """The whole document; nothing is left out that decides how a finding is to be read."""
    return "\n".join([*_head(document), *(line for g in document["guidelines"] for line in _guideline(g))]) + "\n"


def _head(document: Document) -> Iterator[str]:
    patient, summary, losses = document["patient"], document["obstetric_summary"], document["losses"]
    yield f"{patient['mrn']}, clinic {patient['clinic']}, as of {document['as_of']}"
    us, uk = summary["us"] or "cannot be told", summary["uk"] or "cannot be told"
    yield f"Pregnancies: {summary['gravida']}; US {us}; UK {uk}"
    yield from (f"  {problem}" for problem in summary["problems"])
    yield f"Losses in a row: {losses['current_run']} now, {losses['max_consecutive']} at most; {losses['type']}"
    yield f"Antiphospholipid antibodies ({document['apl']['mode']}): {_apl(document['apl'])}"


def _apl(apl: Document) -> str:
    """Never a bare "negative" while something was not tested."""
    overall = apl["overall"].replace("_", " ")
    if not apl["not_tested"] or not apl["tests"]:
        return str(overall)
    return f"{overall} so far; not tested: {', '.join(apl['not_tested'])}"


def _guideline(guideline: Document) -> Iterator[str]:
    signed = "signed off" if guideline["signed_off"] else "NOT SIGNED OFF"
    yield ""
    yield f"{guideline['title']} ({guideline['edition']}; {signed})"
    if guideline["gaps"]:
        yield f"Not on file for this edition: {'; '.join(guideline['gaps'])}"
    yield from _definition(guideline["definition"])
    counts = guideline["completeness"]
    yield f"{counts['asked']} asked: {counts['done']} done, {counts['closed']} closed, {counts['open']} open"
    for item in guideline["items"]:
        yield from _item(item)


def _definition(definition: Document) -> Iterator[str]:
    door = f", by {definition['in_scope_by'].replace('_', ' ')}" if definition["in_scope_by"] else ""
    yield f"Definition {_MET[definition['met']]}{door}: {definition['counted']} of {definition['required']} counted"
    for judged in definition["pregnancies"]:
        yield f"  {judged['number']}: {_COUNTED[judged['counted']]}: {judged['reason']}"


def _item(item: Document) -> Iterator[str]:
    reading = f", {item['reading'].replace('_', ' ')}" if item["reading"] else ""
    whose = f" (partner {item['partner']})" if item["partner"] else ""
    which = f" (pregnancy {item['pregnancy']})" if item["pregnancy"] else ""
    mark = " [local]" if "local" in item else ""
    yield f"- {item['label']}{whose}{which}{mark}: {item['status'].replace('_', ' ')}{reading}. {item['reason']}"
    for evidence in item["evidence"]:
        yield f"    {evidence['collected_on'] or 'date not known'}: {evidence['text']}"
    grade = ", ".join(part for part in (item["category"], item["strength"], item["quality"]) if part)
    unconfirmed = "; row not confirmed" if item["verification"] == "recalled_low" else ""
    trust = "not from a guideline" if mark else f"{item['verification'].replace('_', ' ')}{unconfirmed}"
    yield f"    {grade}; {item['citation']}; {trust}"

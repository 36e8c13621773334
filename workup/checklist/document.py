"""The workup as a document: interfaces.md, section 2, to the letter; and the same as text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from patients.obstetrics.definitions import DefinitionResult
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import edd_of, gestation_of
from patients.obstetrics.runs import runs
from patients.obstetrics.summary import obstetric_summary
from workup.checklist.evaluate import evaluate_day
from workup.checklist.facts import Facts
from workup.checklist.findings import Checklist, Evidence, Finding
from workup.checklist.rows import day_of
from workup.checklist.words import sentences
from workup.guidelines.model import Guideline
from workup.interpretation.apl import AplReading, AplStatus

Document = dict[str, Any]


def document(facts: Facts, guidelines: Iterable[Guideline], on: date, signed_off: Collection[str]) -> Document:
    """Everything that is known of her workup on the day `on`, ready for JSON.

    `signed_off` holds the keys of the editions that a clinician of the clinic has signed off.
    """
    day = day_of(facts, on)
    then = day.facts
    return {
        "patient": {"mrn": facts.mrn, "clinic": facts.clinic},
        "as_of": on.isoformat(),
        "obstetric_summary": _summary(then, on),
        "pregnancies": [_pregnancy(p, on) for p in then.pregnancies],
        "losses": _losses(then, on),
        "apl": _apl(day.apl),
        "guidelines": [_guideline(evaluate_day(day, g), g, g.key in signed_off) for g in guidelines],
    }


def _summary(facts: Facts, on: date) -> Document:
    chosen = facts.settings
    summary = obstetric_summary(
        facts.pregnancies,
        on,
        biochemical_in_gravida=chosen.biochemical_in_gravida,
        children_in_para=chosen.children_in_para,
    )
    return {
        "gravida": summary.gravida,
        "term": summary.term,
        "preterm": summary.preterm,
        "abortus": summary.abortus,
        "living": summary.living,
        "ongoing": summary.ongoing,
        "unclassified": summary.unclassified,
        "us": summary.us,
        "uk": summary.uk,
        "uk_para": summary.uk_para,
        "uk_plus": summary.uk_plus,
        "para_us": summary.para_us,
        "problems": list(summary.problems),
    }


def _pregnancy(pregnancy: Pregnancy, on: date) -> Document:
    gestation, edd = gestation_of(pregnancy, on), edd_of(pregnancy)
    return {
        "number": pregnancy.number,
        "outcome": str(pregnancy.outcome),
        "gestation_days": gestation.days,
        "gestation_range": list(gestation.range) if gestation.range else None,
        "gestation_source": gestation.source,
        "edd": _iso(edd),
    }


def _losses(facts: Facts, on: date) -> Document:
    counted = runs(facts.pregnancies, on)
    return {
        "max_consecutive": counted.max_consecutive,
        "current_run": counted.current_run,
        "type": str(counted.type),
    }


def _apl(read: AplReading) -> Document:
    """Antibodies that were not tested are named, and have no entry under `tests`."""
    tested = {test: found for test, found in read.tests.items() if found.status is not AplStatus.NOT_TESTED}
    return {
        "mode": str(read.mode),
        "overall": str(read.overall),
        "triple_positive": read.triple_positive,
        "not_tested": list(read.not_tested),
        "tests": {
            test: {"status": str(found.status), "repeat_due_from": _iso(found.repeat_due_from)}
            for test, found in tested.items()
        },
    }


def _guideline(checklist: Checklist, guideline: Guideline, signed_off: bool) -> Document:
    counts = checklist.completeness
    return {
        "key": guideline.key,
        "title": guideline.title,
        "edition": guideline.edition_in_words,
        "signed_off": signed_off,
        "gaps": list(guideline.gaps),
        "definition": _definition(checklist.definition),
        "completeness": {"asked": counts.asked, "done": counts.done, "closed": counts.closed, "open": counts.open},
        "items": [_item(finding) for finding in checklist.findings],
    }


def _definition(result: DefinitionResult) -> Document:
    return {
        "met": result.met,
        "required": result.required,
        "counted": result.counted,
        "in_scope_by": result.in_scope_by,
        "pregnancies": [
            {"number": judged.number, "counted": judged.counted, "reason": judged.reason}
            for judged in result.pregnancies
        ],
    }


def _item(finding: Finding) -> Document:
    """An item of the edition to the letter of the contract; what the clinic changed or added has `local` too."""
    local = {"local": finding.local} if finding.local else {}
    return {
        "key": finding.key,
        "label": finding.label,
        "group": finding.group,
        "subject": str(finding.subject),
        "partner": finding.partner,
        "pregnancy": finding.pregnancy,
        "category": str(finding.category),
        "strength": finding.strength,
        "quality": finding.quality,
        "status": str(finding.status),
        "reading": finding.reading,
        "reason": _reason(finding),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "not_before": _iso(finding.not_before),
        "due": _iso(finding.due),
        "citation": finding.citation,
        "verification": str(finding.verification),
        **local,
    }


def _reason(finding: Finding) -> str:
    """With the advice, which a page shows beside the reason and a document has no other place for (ruling 9)."""
    return sentences(finding.reason, *(f"advice: {line.removeprefix('advice: ')}" for line in finding.advice))


def _evidence(evidence: Evidence) -> Document:
    collected = evidence.collected_on
    return {"test": evidence.test, "collected_on": str(collected) if collected else None, "text": evidence.text}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""All antiphospholipid antibodies in one sentence. "Negative" is never said while one of them was not tested."""

from __future__ import annotations

from workup.checklist.words import joined, test_label
from workup.interpretation.apl import AplReading, AplStatus

_OVERALL = {
    AplStatus.PERSISTENTLY_POSITIVE: "persistently positive",
    AplStatus.SINGLE_POSITIVE_REPEAT_DUE: "positive, to be repeated",
    AplStatus.INDETERMINATE: "indeterminate",
    AplStatus.TRANSIENT: "transient, not persistent",
    AplStatus.NEGATIVE: "negative",
    AplStatus.NOT_TESTED: "not tested",
}


def antibodies_in_words(reading: AplReading) -> str:
    """`Overall: negative so far; not tested: anticardiolipin IgM.`"""
    if reading.overall is AplStatus.NOT_TESTED:
        return "Overall: none of the five antibodies has a result of its own."
    so_far = " so far" if reading.overall is AplStatus.NEGATIVE and reading.not_tested else ""
    told = f"Overall: {_OVERALL[reading.overall]}{so_far}"
    triple = "; triple positive" if reading.triple_positive else ""
    lacking = f"; not tested: {joined(map(test_label, reading.not_tested))}" if reading.not_tested else ""
    return f"{told}{triple}{lacking}."

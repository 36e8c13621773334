"""What the worklist says of a finding: icon, word, and since or from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patients.models import Patient
from patients.obstetrics.dates import in_words
from workup import catalogue
from workup.catalogue.items import items
from workup.models import ChecklistPeriod, Finding, Investigation
from workup.worklist import Row

STATE_WORDS = {
    "missing": "Missing",
    "repeat_due": "Repeat due",
    "outstanding": "Results outstanding",
    "review": "Decision to review",
    "ready": "Ready for review",
}
FOLDED = "not shown here at the moment; open her page"


@dataclass(frozen=True, slots=True)
class Need:
    """One line of a row: its status (icon and tone), the word, what it is about, and when."""

    status: str
    word: str
    what: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the worklist in words."""

    patient: Patient
    needs: list[Need]
    quiet: str
    verdict: str
    asked: str
    assigned: str
    visit: str


def line_of(row: Row, on: date, *, in_room: int | None = None) -> Line:
    """A woman, what she needs, what her definition says, whose she is, and when she comes.

    `in_room`: the number of the patient whose partner is in the room. What she needs may name an earlier partner or a
    pregnancy that is folded away, so her own line says nothing of it.
    """
    patient, period = row.patient, row.period
    folded = patient.pk == in_room
    quiet = f"{period.open} of {period.asked} asked for are open; none of them can be done now"
    return Line(
        patient=patient,
        needs=[] if folded else needs_of(row, on),
        quiet=FOLDED if folded else quiet,
        verdict=_verdict(period),
        asked=f"{period.asked} asked: {period.done} done, {period.closed} closed, {period.open} open",
        assigned=_name(patient),
        visit=_visit(patient, on),
    )


def _verdict(period: ChecklistPeriod) -> str:
    words = {True: "Definition met", False: "Definition not met", None: "Cannot tell"}[period.met]
    return f"{words}, count overruled" if period.overruled else words


def _name(patient: Patient) -> str:
    who = patient.assigned_to
    return "nobody" if who is None else str(who.get_full_name() or who.get_username())


def _visit(patient: Patient, on: date) -> str:
    day = patient.next_visit_on
    if day is None:
        return "no visit planned"
    return f"visit {in_words(day)}" if day >= on else f"last planned {in_words(day)}"


def needs_of(row: Row, on: date) -> list[Need]:
    """What this woman needs, a line per state and day, in the order of the checklist; what is outstanding last."""
    needs = _merged([need for finding in row.needs if (need := _need(finding)) is not None])
    ahead = {test for finding in row.needs if _is_ahead(finding) for test in _tests_of(finding.item)}
    sent = [
        one for one in row.waiting if not (one.status == "ordered" and one.subject == "patient" and one.test in ahead)
    ]
    needs += _merged([_waiting(one, on) for one in sent])
    if not needs and row.period.open == 0 and row.period.asked:
        return [Need("ready", "Ready for review", "nothing asked for is open")]
    return needs


def _merged(needs: list[Need]) -> list[Need]:
    """Needs of one state and day on one line: a page then shows more women."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for need in needs:
        lines.setdefault((need.status, need.word, need.when), []).append(need.what)
    return [Need(status, word, ", ".join(what), when) for (status, word, when), what in lines.items()]


def _need(finding: Finding) -> Need | None:
    what = _what(finding)
    if finding.review_due:
        return Need("review", "Review decision", what)
    if _is_ahead(finding):
        return Need("repeat_not_yet", "Repeat later", f"{what} (ordered)", _from(finding.not_before))
    if finding.status == "ordered" or finding.open_order:
        return None  # the order itself is listed
    if finding.status == "repeat_due":
        return Need("repeat_due", "Repeat due", what, _since(finding.not_before))
    if finding.status == "repeat_not_yet":
        return Need("repeat_not_yet", "Repeat later", what, _from(finding.not_before))
    return Need("missing", "Missing", what)


def _is_ahead(finding: Finding) -> bool:
    """A repeat that is ordered before its day: nobody waits for its result yet."""
    return finding.status == "repeat_not_yet" and finding.open_order and finding.not_before is not None


def _tests_of(item: str) -> frozenset[str]:
    known = items().get(item)
    return known.needed_tests if known else frozenset()


def _what(finding: Finding) -> str:
    if finding.partner:
        return f"{finding.label} ({finding.partner})"
    if finding.pregnancy is not None:
        return f"{finding.label}, pregnancy {finding.pregnancy}"
    return finding.label


def _since(day: date | None) -> str:
    return "" if day is None else f"since {in_words(day)}"


def _from(day: date | None) -> str:
    return "" if day is None else f"from {in_words(day)}"


def _waiting(sent: Investigation, on: date) -> Need:
    """An order or a sample without a result, and for how long."""
    known = catalogue.tests()
    label = known[sent.test].label if sent.test in known else sent.test
    word = "Ordered" if sent.status == "ordered" else "Collected"
    return Need("ordered", word, label, _for_how_long(sent, on))


def _for_how_long(sent: Investigation, on: date) -> str:
    if sent.collected_on is not None and sent.collected_on.exact is None:
        return str(sent.collected_on.words)
    day = sent.collected_on.exact if sent.collected_on is not None else sent.ordered_on
    if day is None:
        return "day not recorded"
    days = (on - day).days
    return "today" if days == 0 else f"{days} day{'' if days == 1 else 's'} ago"

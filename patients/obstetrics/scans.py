"""The scans of one pregnancy as the published criteria look at them: what was seen, and how long after the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.gestation import equivalent_lmp, span
from patients.obstetrics.values import CardiacActivity, EventKind, Route

TWELVE = Decimal(12)  # mm, mean sac diameter


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days between two scans, the fewest and the most that their dates allow; None where one cannot be placed."""

    fewest: int | None = None
    most: int | None = None

    def at_least(self, days: int) -> bool | None:
        """None: cannot tell."""
        if self.fewest is None or self.most is None:
            return None
        return True if self.fewest >= days else False if self.most < days else None


@dataclass(frozen=True, slots=True)
class Sac:
    """An earlier gestational sac: its mean diameter in mm, and how long ago it was."""

    mm: Decimal
    ago: Interval


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan. Lengths in mm. True, False, or None: not said.

    `sac_*`: the intervals since earlier scans with a sac; `still_ago`: since an embryo without activity.
    `by_lmp` is the gestation in days by the last period (or the transfer), its fewest and most.
    """

    route: Route | None = None
    crl_mm: Decimal | None = None
    msd_mm: Decimal | None = None
    yolk_sac_mm: Decimal | None = None
    embryo: bool | None = None
    cardiac: bool | None = None
    empty_amnion: bool | None = None
    by_lmp: tuple[int, int] | None = None
    sac_with_yolk_ago: tuple[Interval, ...] = ()
    sac_without_yolk_ago: tuple[Interval, ...] = ()
    sacs: tuple[Sac, ...] = ()
    still_ago: tuple[Interval, ...] = ()
    activity_before: bool | None = False

    @property
    def no_activity(self) -> bool | None:
        """No cardiac activity: seen to be absent, or there is no embryo that could have it."""
        if self.cardiac is not None:
            return not self.cardiac
        return True if self.embryo is False else None


def is_scan(event: Event) -> bool:
    """A scan by name, or a stay or a procedure at which something of early pregnancy was measured or seen."""
    return event.kind is EventKind.SCAN or is_early(event) or event.cardiac_activity is not None


def is_early(event: Event) -> bool:
    """Whether something is recorded that a criterion of early loss looks at, beside a heart that beats."""
    seen = (event.sac_mm, event.crl_mm, event.yolk_sac_mm, event.embryo_seen, event.yolk_sac_seen, event.empty_amnion)
    return any(value is not None for value in seen) or event.cardiac_activity == CardiacActivity.ABSENT


def embryo_of(event: Event) -> bool | None:
    """Whether an embryo was seen: measured, its heart seen, or said; None when nothing says so."""
    return True if event.crl_mm is not None or cardiac_of(event) else event.embryo_seen


def cardiac_of(event: Event) -> bool | None:
    """Present or absent; “not seen” says neither."""
    if event.cardiac_activity == CardiacActivity.ABSENT:
        return False
    counted = event.heart_rate is not None and event.heart_rate > 0
    return True if event.cardiac_activity == CardiacActivity.PRESENT or counted else None


def without_heartbeat(event: Event) -> bool:
    """Activity was absent, or was not seen, which no criterion reads: a small embryo then says nothing of its age."""
    return event.cardiac_activity in (CardiacActivity.ABSENT, CardiacActivity.NOT_SEEN) and not cardiac_of(event)


def yolk_sac_of(event: Event) -> bool | None:
    """Whether a yolk sac was seen."""
    return True if event.yolk_sac_mm is not None else event.yolk_sac_seen


def between(earlier: Event, later: Event, p: Pregnancy) -> Interval:
    """Days from the one to the other by their dates, else by their gestations; approximate ones cannot be placed."""
    if earlier.approximate or later.approximate:
        return Interval()
    first, last = _placed(earlier, p), _placed(later, p)
    if first is None or last is None:
        first, last = span(earlier.ga_weeks, earlier.ga_days), span(later.ga_weeks, later.ga_days)
    if first is None or last is None:
        return Interval()
    return Interval(last[0] - first[1], last[1] - first[0])


def by_lmp(event: Event, p: Pregnancy) -> tuple[int, int] | None:
    """Gestation of a dated event by the last period or the transfer; never by a due date, which a scan may have set."""
    begin = p.lmp
    if p.transfer_date is not None and p.embryo_age_days is not None:
        begin = equivalent_lmp(p.transfer_date, p.embryo_age_days)
    if begin is None or event.on is None or event.approximate:
        return None
    return (event.on.earliest - begin).days, (event.on.latest - begin).days


def scan_of(event: Event, p: Pregnancy) -> Scan:
    """One scan in the light of the other scans of the same pregnancy."""
    others = [(other, between(other, event, p)) for other in p.events if other is not event and is_scan(other)]
    before = [(other, ago) for other, ago in others if ago.most is None or ago.most > 0]
    return Scan(
        route=event.route,
        crl_mm=event.crl_mm,
        msd_mm=event.sac_mm,
        yolk_sac_mm=event.yolk_sac_mm,
        embryo=embryo_of(event),
        cardiac=cardiac_of(event),
        empty_amnion=event.empty_amnion,
        by_lmp=by_lmp(event, p),
        sac_with_yolk_ago=_since(before, lambda other: yolk_sac_of(other) is True),
        sac_without_yolk_ago=_since(before, _sac_alone),
        sacs=tuple(Sac(other.sac_mm, ago) for other, ago in before if other.sac_mm is not None),
        still_ago=_since(before, lambda other: embryo_of(other) is True and cardiac_of(other) is False),
        activity_before=_activity_before(others),
    )


def _sac_alone(event: Event) -> bool:
    return event.sac_mm is not None and yolk_sac_of(event) is False


def _since(scans: Sequence[tuple[Event, Interval]], was: Callable[[Event], bool]) -> tuple[Interval, ...]:
    return tuple(ago for other, ago in scans if was(other))


def _activity_before(others: Sequence[tuple[Event, Interval]]) -> bool | None:
    """Whether activity was documented on an earlier day; None when the order of the scans is not known."""
    beating = [ago for other, ago in others if cardiac_of(other)]
    if any(ago.at_least(1) for ago in beating):
        return True
    return None if any(ago.at_least(1) is None for ago in beating) else False


def _placed(event: Event, p: Pregnancy) -> tuple[int, int] | None:
    """Its earliest and latest possible day, as numbers that can be subtracted."""
    return None if event.on is None else (event.on.earliest.toordinal(), event.on.latest.toordinal())

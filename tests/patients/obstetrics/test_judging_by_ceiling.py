"""DGGG, CNGOF, NVOG, NGF, RANZCOG, ACCEPT, SOGC: each ceiling, each kind of loss, and what nobody can tell."""

import pytest

from patients.obstetrics.bodies import DEFINITIONS
from patients.obstetrics.values import NON_VISUALISED, Confirmation, Outcome
from tests.patients.obstetrics.histories import ON, miscarriage, pregnancy, stillbirth

URINE, SERUM, SCAN, HISTOLOGY = Confirmation
BEFORE_20 = ["dggg_2022", "nvog_hm", "accept_2024", "ranzcog_2025"]
CEILINGS = {**dict.fromkeys(BEFORE_20, 20), "cngof_2014": 14, "ngf_2024": 22}
ALL = [*CEILINGS, "sogc_2025"]
SILENT = ["dggg_2022", "cngof_2014", "ngf_2024", "sogc_2025"]
SEEN = {"confirmed_by": SCAN}
NOT_SAID = "the guideline does not say whether it counts: if a clinician says so it would count"


def verdict(name, p):
    return DEFINITIONS[name].verdict(p, ON)


@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items())
@pytest.mark.parametrize("loss", [miscarriage, stillbirth])
def test_a_loss_counts_until_the_day_before_the_ceiling(name, ceiling, loss):
    below, at = loss(1, f"{ceiling - 1}+6", **SEEN), loss(1, f"{ceiling}+0", **SEEN)
    assert verdict(name, below).counted is True
    assert f"before {ceiling}+0" in verdict(name, below).reason
    assert verdict(name, at).counted is False
    assert verdict(name, at).reason.endswith(f"at {ceiling}+0: not before {ceiling}+0")


@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items())
def test_weeks_alone_decide_where_they_can(name, ceiling):
    assert verdict(name, miscarriage(1, str(ceiling - 1), **SEEN)).counted is True
    assert verdict(name, miscarriage(1, str(ceiling), **SEEN)).counted is False


@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items())
@pytest.mark.parametrize("loss", [miscarriage, stillbirth])
def test_without_the_gestation_nobody_can_tell(name, ceiling, loss):
    told = verdict(name, loss(1, **SEEN))
    assert told.counted is None
    assert told.reason.endswith(f"gestation not recorded: if it was before {ceiling}+0 it would count")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "outcome",
    [
        Outcome.LIVE_BIRTH,
        Outcome.ECTOPIC,
        Outcome.MOLAR,
        Outcome.TERMINATION,
        Outcome.TERMINATION_ANOMALY,
        Outcome.TERMINATION_MEDICAL,
        Outcome.ONGOING,
    ],
)
def test_never_counted(name, outcome):
    told = verdict(name, pregnancy(1, outcome, "9+0", **SEEN))
    assert (told.counted, bool(told.reason)) == (False, True)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(("at", "counted"), [(None, None), ("9+0", None), ("23+6", None), ("24+0", False)])
def test_ruling_16_an_unknown_outcome_is_open_before_24_weeks(name, at, counted):
    assert verdict(name, pregnancy(1, Outcome.UNKNOWN, at)).counted is counted


@pytest.mark.parametrize("name", SILENT)
@pytest.mark.parametrize("outcome", sorted(NON_VISUALISED))
@pytest.mark.parametrize("confirmed_by", [None, SERUM, SCAN])
def test_what_the_guideline_does_not_say_stays_open(name, outcome, confirmed_by):
    told = verdict(name, pregnancy(1, outcome, confirmed_by=confirmed_by))
    assert told.counted is None
    assert told.reason.endswith(NOT_SAID)


@pytest.mark.parametrize("outcome", sorted(NON_VISUALISED))
def test_nvog_left_non_visualised_losses_out_in_2007(outcome):
    told = verdict("nvog_hm", pregnancy(1, outcome, confirmed_by=SERUM))
    assert told.counted is False
    assert told.reason.endswith("not counted (text of 2007)")


@pytest.mark.parametrize("outcome", sorted(NON_VISUALISED))
@pytest.mark.parametrize(("by", "counted"), [(None, None), (URINE, True), (SERUM, True), (SCAN, True)])
def test_accept_counts_positive_tests(outcome, by, counted):
    assert verdict("accept_2024", pregnancy(1, outcome, confirmed_by=by)).counted is counted


@pytest.mark.parametrize("name", ["dggg_2022", "cngof_2014", "nvog_hm", "ngf_2024", "accept_2024", "sogc_2025"])
def test_these_ask_for_no_confirmation_of_a_miscarriage(name):
    assert verdict(name, miscarriage(1, "9+0")).counted is True
    assert verdict(name, miscarriage(1, "9+0", confirmed_by=URINE)).counted is True


CONFIRMED = [(None, None), (URINE, False), (SERUM, False), (SCAN, True), (HISTOLOGY, True)]


@pytest.mark.parametrize(("by", "counted"), CONFIRMED)
@pytest.mark.parametrize("outcome", [Outcome.MISCARRIAGE, Outcome.BIOCHEMICAL])
def test_ranzcog_wants_it_confirmed_in_the_uterus_with_or_without_a_sac(outcome, by, counted):
    told = verdict("ranzcog_2025", pregnancy(1, outcome, "6+0", confirmed_by=by))
    assert told.counted is counted
    if counted is None:
        assert told.reason.endswith(
            "how it was confirmed is not recorded: if by ultrasound or histology it would count"
        )
    if counted is False:
        assert told.reason.endswith("hCG only: not confirmed in the uterus")


@pytest.mark.parametrize("by", [None, SERUM, SCAN])
@pytest.mark.parametrize("outcome", [Outcome.PUL_RESOLVED, Outcome.PUL_TREATED])
def test_ranzcog_an_unknown_location_is_not_the_uterus(outcome, by):
    assert verdict("ranzcog_2025", pregnancy(1, outcome, confirmed_by=by)).counted is False


@pytest.mark.parametrize(("at", "by", "counted"), [("20+0", None, False), (None, SCAN, None), (None, URINE, False)])
def test_ranzcog_asks_only_for_what_could_still_decide(at, by, counted):
    assert verdict("ranzcog_2025", miscarriage(1, at, confirmed_by=by)).counted is counted


@pytest.mark.parametrize(("at", "counted"), [(None, True), ("9+0", True), ("23+6", True), ("24+0", False)])
def test_sogc_has_no_ceiling_on_file_but_24_weeks_is_no_miscarriage(at, counted):
    assert verdict("sogc_2025", miscarriage(1, at)).counted is counted


@pytest.mark.parametrize(("at", "counted"), [(None, None), ("23+6", None), ("24+0", False)])
def test_sogc_does_not_say_whether_a_stillbirth_counts(at, counted):
    told = verdict("sogc_2025", stillbirth(1, at))
    assert told.counted is counted
    assert told.reason.endswith(NOT_SAID if counted is None else "not before 24+0")

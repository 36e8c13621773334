"""What is said beside a scan: gestation by size, the due date, criteria with their documents; nothing after an end."""

from dataclasses import replace

import pytest

from patients.obstetrics.interpreted import Mark
from patients.obstetrics.scan_said import asks, said_of_scan
from patients.obstetrics.values import Conception, EddBasis, Route
from tests.facts import day, ongoing, pregnancy
from tests.patients.obstetrics.test_scans import event

GOES_ON = replace(ongoing(1, "2026-01-01"), conception=Conception.SPONTANEOUS)


def said(one, p=GOES_ON):
    return said_of_scan(one, replace(p, events=(*p.events, one)))


def rules(one, p=GOES_ON):
    return [(s.rule, s.says) for s in said(one, p)]


def about(start, one, p=GOES_ON):
    return [s for s in said(one, p) if s.rule.startswith(start)]


def test_gestation_by_size_names_every_formula():
    [by_size] = about("Gestation", event("2026-03-12", crl_mm=30, cardiac_activity="present"))
    assert by_size.says.startswith(
        "CRL 30 mm: Robinson 9+6, Hadlock 9+6, INTERGROWTH-21st 9+6; Robinson give or take 4.7"
    )
    assert "Robinson and Fleming 1975" in by_size.source
    [mean] = about("Gestation", event("2026-03-12", crl_mm=30, crl_measurements=3))
    assert "give or take 2.7 days (mean of 3 measurements)" in mean.says
    [long] = about("Gestation", event("2026-04-20", crl_mm=85))
    assert long.says.endswith("; above a CRL of 84 mm the head circumference dates the pregnancy [recalled]")


def test_nothing_is_said_of_what_is_no_early_scan():
    assert said(event("2026-03-12", kind="bleed")) == ()
    assert said(event("2026-03-12")) == ()
    assert said(event("2026-03-12", cervix_mm=31)) == ()


def test_criteria_that_are_met_are_named_with_their_document():
    lines = said(event("2026-03-12", crl_mm=7, cardiac_activity="absent"))
    met = [s for s in lines if s.says.startswith("criterion diagnostic of loss: ")]
    assert {s.says.removeprefix("criterion diagnostic of loss: ") for s in met} == {
        "CRL 7 mm or more and no cardiac activity",
        "70 days or more by the last period: sac 18 mm or more without an embryo, or CRL 3 mm or more without activity",
    }
    assert met[0].source == "Society of Radiologists in Ultrasound 2013"
    [nice] = [s for s in lines if s.source == "NICE NG126"]
    assert "second assessor needed" in nice.says
    assert nice.mark is Mark.RECALLED
    assert all(s.acts for s in (*met, nice))


def test_suspicious_asks_for_another_scan():
    steps = [s.says for s in about("Next step", event("2026-02-12", sac_mm=20, embryo_seen=False))]
    assert "scan again in 7 to 10 days" in steps
    assert all(s.acts for s in about("Next step", event("2026-02-12", yolk_sac_mm=8)))


def test_not_met_is_one_line_and_asks_nothing():
    one = event("2026-03-12", crl_mm=30, cardiac_activity="present")
    assert [s.says for s in about("Scan criteria", one)] == ["criteria not met by what is recorded of this scan"]
    assert not asks(one, replace(GOES_ON, lmp=day("2026-01-02")))


def test_an_embryo_that_nobody_mentioned_is_not_absent():
    [open_] = about("Scan criteria", event("2026-02-12", sac_mm=30))
    assert open_.says.startswith("cannot tell")
    assert "whether an embryo was seen" in open_.says


def test_without_the_route_it_cannot_be_told_and_says_what_would_be_met():
    [met] = about("Scan criteria", event("2026-02-12", sac_mm=30, embryo_seen=False, route=None))[:1]
    assert met.says.startswith("cannot tell: ")
    assert "not recorded" in met.says
    assert met.says.endswith("what would be met: mean sac diameter 25 mm or more and no embryo")
    [other] = about("Scan criteria", event("2026-02-12", sac_mm=30, embryo_seen=False, route=Route.TRANSABDOMINAL))[:1]
    assert "transabdominal" in other.says


def test_from_14_weeks_on_the_criteria_are_silent():
    assert about("Scan criteria", event("2026-04-08", crl_mm=70, cardiac_activity="absent"))
    assert not about("Scan criteria", event("2026-04-09", crl_mm=70, cardiac_activity="absent"))
    assert not about("Scan criteria", event(None, 14, 0, cardiac_activity="absent"))
    by_due_date = pregnancy(1, "ongoing", edd=day("2026-10-08"))
    assert not about("Scan criteria", event("2026-04-09", cardiac_activity="absent"), by_due_date)


def test_a_scan_of_a_month_that_may_be_before_14_weeks_is_asked():
    """14+0 is 9 April."""
    assert about("Scan criteria", event("2026-04", crl_mm=70, cardiac_activity="absent"))
    assert not about("Scan criteria", event("2026-05", crl_mm=70, cardiac_activity="absent"))


def test_several_fetuses_are_a_caution():
    one = event("2026-02-12", sac_mm=25, embryo_seen=False)
    assert about("More than one", one, replace(GOES_ON, fetus_count=2))
    assert not about("More than one", one, replace(GOES_ON, fetus_count=1))
    assert not about("More than one", one)


def test_after_an_end_the_criteria_stay_and_nobody_is_asked_and_no_due_date_is_spoken_of():
    ended = pregnancy(1, "miscarriage", "2026-03-20", lmp=GOES_ON.lmp, conception=Conception.SPONTANEOUS)
    lines = said(event("2026-03-12", crl_mm=7, cardiac_activity="absent"), ended)
    assert any(s.says.startswith("criterion diagnostic of loss") for s in lines)
    assert not any(s.acts for s in lines)
    assert not [s for s in lines if "due date" in s.rule.lower() or s.rule == "Next step"]


@pytest.mark.parametrize(("lmp", "redate"), [("2026-01-01", False), ("2026-01-08", False), ("2026-01-09", True)])
def test_the_due_date_by_three_formulae(lmp, redate):
    """A CRL of 30 mm is 69 days by each; by the period it is 70, 63 (up to 7 apart) or 62 (up to 5 apart)."""
    scan = event("2026-03-12", crl_mm=30, cardiac_activity="present")
    [line] = about("Due date", scan, replace(GOES_ON, lmp=day(lmp)))
    assert line.acts is redate
    assert line.says.startswith("Robinson (9 Oct 2026), Hadlock (9 Oct 2026), INTERGROWTH-21st (9 Oct 2026): ")
    assert line.source == "ACOG Committee Opinion 700"


def test_formulae_that_disagree_are_shown_apart():
    """20 mm: 60 days by Robinson and Hadlock, 62 by INTERGROWTH; 55 days by the period."""
    scan = event("2026-03-12", crl_mm=20, cardiac_activity="present")
    lines = about("Due date", scan, replace(GOES_ON, lmp=day("2026-01-16")))
    assert [line.acts for line in lines] == [False, True]
    assert lines[0].says.startswith("Robinson (18 Oct 2026), Hadlock (18 Oct 2026): 5 days apart at 7+6")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"conception": Conception.IVF}, "the due date from the transfer is kept"),
        ({"edd_basis": EddBasis.ULTRASOUND}, "once set it changes rarely"),
        ({"lmp": None}, "the last period is not recorded"),
        ({"lmp": day("2026-03-13")}, "the scan lies before the last period"),
    ],
)
def test_when_the_due_date_is_not_compared(known, words):
    [line] = about("Due date", event("2026-03-12", crl_mm=30), replace(GOES_ON, **known))
    assert words in line.says
    assert not line.acts


def test_a_scan_of_a_month_cannot_date():
    [line] = about("Due date", event("2026-03", crl_mm=30))
    assert "the day of the scan is not exact" in line.says
    [line] = about("Due date", event("2026-03-12", crl_mm=200))
    assert "out of range" in line.says


def test_no_due_date_is_spoken_of_where_activity_is_absent():
    absent = event("2026-03-12", crl_mm=20, cardiac_activity="absent")
    assert not about("Due date", absent, replace(GOES_ON, lmp=day("2026-01-01")))
    assert about("Gestation", absent)

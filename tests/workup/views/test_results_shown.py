"""Results as reported, by day, against the laboratory's own limits; and what was sent and not answered."""

from decimal import Decimal

import pytest

from tests.facts import collected, day, miscarriage, ordered, pregnancy, result, woman
from tests.workup.views.shown import look, overview
from workup.views.presenters.results import limits_words


def lines(*results):
    return [line for day in overview(woman(investigations=list(results))).days for line in day.lines]


@pytest.mark.parametrize(
    ("said", "limits", "flag"),
    [
        ("4.1", {"upper_limit": "4"}, "High"),
        ("4", {"upper_limit": "4"}, None),
        ("0.3", {"lower_limit": "0.4"}, "Low"),
        ("0.4", {"lower_limit": "0.4"}, None),
        (">4", {"upper_limit": "4"}, "High"),
        (">=4", {"upper_limit": "4"}, None),
        ("<0.4", {"lower_limit": "0.4"}, "Low"),
        ("<4", {"upper_limit": "3"}, None),
        ("12", {}, None),
    ],
)
def test_an_arrow_only_where_the_number_surely_lies_outside(said, limits, flag):
    (line,) = lines(result("tsh", said, "2026-01-01", **limits))
    assert (line.flag.word if line.flag else None) == flag


def test_a_word_that_is_abnormal_is_marked():
    assert lines(result("mri", "abnormal"))[0].flag.word == "Abnormal"
    assert lines(result("la_interp", "positive"))[0].flag.word == "Abnormal"
    assert lines(result("la_interp", "negative"))[0].flag is None


def test_comparator_unit_and_limits_stay_as_reported():
    (line,) = lines(result("tsh", "<0.010", "2026-01-01", unit="mIU/L", lower_limit="0.40", upper_limit="4.00"))
    assert (line.value, line.limits) == ("<0.010 mIU/L", "0.40–4.00")


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [("23", "32", "23–32"), (None, "20", "up to 20"), ("0", None, "from 0"), (None, None, "")],
)
def test_limits_in_words(lower, upper, words):
    assert limits_words(*(None if limit is None else Decimal(limit) for limit in (lower, upper))) == words


def test_a_result_that_is_not_on_hand_says_so():
    assert lines(result("ana_screen", "not_reported"))[0].value == "done, result not on hand"


def test_whose_it_is_when_it_is_not_hers():
    shown = lines(
        result("karyo_blood", "46,XY", partner="P1"), result("karyo_poc", "47,XX,+16", pregnancy=2), result("tsh", "2")
    )
    assert {line.test: line.whose for line in shown} == {
        "Parental karyotype": "partner P1",
        "POC karyotype": "tissue of pregnancy 2",
        "TSH": "",
    }


def test_newest_first_by_day_and_laboratory_and_those_without_a_date_last():
    shown = overview(
        woman(
            investigations=[
                result("tsh", "2"),
                result("tpo", "2", "2025"),
                result("ft4", "2", "2026-01-01", lab="Northgate"),
                result("prl", "2", "2026-01-01", lab="Northgate"),
                result("lh", "2", "2026-03"),
            ]
        )
    )
    assert [day.title for day in shown.days] == ["Mar 2026", "1 Jan 2026 · Northgate", "2025", "Date not known"]
    assert shown.results == 5
    assert len({line.anchor for day in shown.days for line in day.lines}) == 5


def test_a_day_says_which_pregnancy_it_fell_into():
    p = pregnancy(4, "termination_medical", "2026-06-25", lmp=day("2026-02-10"))
    inside, after = (result("tsh", "2", on) for on in ("2026-05-09", "2026-06-26"))
    shown = overview(woman(pregnancies=[miscarriage(1, "2020"), p], investigations=[inside, after]))
    assert [d.title for d in shown.days] == ["26 Jun 2026", "9 May 2026 · in pregnancy 4, at 12+4"]


def test_what_was_sent_waits_longest_first_with_its_days():
    sent = woman(investigations=[ordered("tsh", "2026-11-20"), collected("d_dimer", "2026-06-02"), collected("crp")])
    waiting = overview(sent).waiting
    assert [(w.test, w.state, w.days) for w in waiting] == [
        ("D-dimer", "Collected", 173),
        ("TSH", "Ordered", 2),
        ("C-reactive protein", "Collected", None),
    ]
    assert waiting[2].since == "date not known"


def test_an_order_of_a_repeat_whose_day_has_not_come_says_from_when_and_stands_last():
    first, again = result("la_interp", "positive", "2026-11-01"), ordered("la_interp", "2026-11-02")
    waiting = overview(woman(investigations=[first, again, ordered("tsh", "2026-11-20")])).waiting
    assert [(w.key, w.taken_from) for w in waiting] == [("tsh", ""), ("la_interp", "24 Jan 2027")]


def test_a_month_alone_gives_no_number_of_days():
    (waiting,) = overview(woman(investigations=[collected("d_dimer", "2026-06")])).waiting
    assert (waiting.since, waiting.days) == ("Jun 2026", None)


def test_in_a_look_back_a_later_result_is_an_open_order():
    facts = woman(investigations=[result("tsh", "2", "2026-03-10", ordered="2026-03-01")])
    back = overview(facts, look(day("2026-03-05")))
    assert [w.test for w in back.waiting] == ["TSH"]
    assert back.days == []


def test_what_the_rules_say_stands_beside_the_result_that_they_read():
    shown = lines(
        result("la_interp", "positive", "2026-11-01"),
        result("prl", "40", "2026-11-01", upper_limit="25"),
        result("b12", "3"),
    )
    told = {line.test: [(s.rule, s.says) for s in line.said] for line in shown}
    assert told["Lupus anticoagulant, overall interpretation"] == [
        ("Persistence, 12 weeks apart", "A repeat counts from 24 Jan 2027")
    ]
    assert [rule for rule, _ in told["Prolactin (mass)"]] == ["High prolactin"]
    assert told["Vitamin B12"] == []

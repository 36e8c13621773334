"""The table of `make bench` says what was measured and whether it meets its target."""

from itertools import count

from tests.bench.timing import Measured, ratio, table, times


def test_a_line_says_target_figure_and_whether_it_is_met():
    assert "2.00 x  met" in Measured("work", "2 x", 2, 2.0).line
    assert "2.01 x  NOT MET" in Measured("work", "2 x", 2, 2.01).line
    assert len(table([Measured("work", "2 x", 2, 1.0)]).splitlines()) == 3


def test_the_fastest_of_each_counts_and_the_first_run_warms_up():
    runs = count()
    ticks = iter([0, 6, 10, 12, 20, 24, 30, 34])  # ours 6 and 4, the baseline 2 and 4
    assert ratio(lambda: next(runs), lambda: next(runs), rounds=2, clock=lambda: next(ticks)) == (2.0, 4)
    assert next(runs) == 6


def test_small_work_is_done_often_enough_to_be_seen():
    runs = count()
    times(7, lambda: next(runs))()
    assert next(runs) == 7

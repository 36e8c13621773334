"""`make mutants` says what is wrong, and its list of survivors is in order."""

import pytest

from tests.mutation.survivors import HERE, Tally, judge, listed, rate, write_report
from tests.mutation.targets import PACKAGES, ROOT, everything, modules, own_tests

LIVES = ("a.py", "f", "x < 1", "x <= 1")


def entry(reason="equal", before="x < 1"):
    return (
        f'[[survivor]]\nmodule = "a.py"\ndefinition = "f"\nbefore = "{before}"\nafter = "x <= 1"\nreason = "{reason}"\n'
    )


def test_who_lives_and_is_listed_is_forgiven(capsys):
    assert judge([Tally("a.py", 20, (LIVES,))], {LIVES: "equal"}) == 0
    assert "95.0 %    19 of   20  in total" in capsys.readouterr().out


def test_who_lives_unlisted_fails_the_run_and_is_named(capsys):
    assert judge([Tally("a.py", 100, (LIVES,))], {}) == 1
    assert "not in survivors.toml: a.py f\n     - x < 1\n     + x <= 1" in capsys.readouterr().out


def test_below_95_per_cent_fails_however_well_it_is_listed(capsys):
    assert judge([Tally("a.py", 19, (LIVES,))], {LIVES: "equal"}) == 1
    assert "fewer than 95 %" in capsys.readouterr().out


def test_a_listed_one_that_was_killed_must_leave_the_list(capsys):
    assert judge([Tally("a.py", 10)], {LIVES: "equal"}) == 1
    assert "killed or gone" in capsys.readouterr().out
    assert judge([Tally("b.py", 10)], {LIVES: "equal"}) == 0


def test_nothing_to_mutate_is_all_killed():
    assert rate(0, 0) == 100


def rows_of(path):
    return [line for line in path.read_text().splitlines() if line.startswith(("| `", "| **", "- "))]


def test_the_report_has_a_row_per_module_the_sum_and_the_gaps(tmp_path):
    path, every = tmp_path / "mutants.md", ["a.py", "b.py", "c.py"]
    write_report([Tally("a.py", 10, (LIVES,))], every, path)
    write_report([Tally("b.py", 30)], every, path)
    a, b, total = (
        "| `a.py` | 10 | 9 | 90.0 % |",
        "| `b.py` | 30 | 30 | 100.0 % |",
        "| **in total** | 40 | 39 | 97.5 % |",
    )
    assert rows_of(path) == [a, b, total, "- `c.py`"]


def test_the_report_forgets_a_module_that_is_gone(tmp_path):
    write_report([Tally("a.py", 10), Tally("b.py", 30)], ["a.py", "b.py"], tmp_path / "mutants.md")
    write_report([], ["b.py"], tmp_path / "mutants.md")
    assert rows_of(tmp_path / "mutants.md")[0] == "| `b.py` | 30 | 30 | 100.0 % |"


@pytest.mark.parametrize("text", [entry(reason=" "), entry() + entry()])
def test_an_entry_twice_or_without_a_reason_is_refused(tmp_path, text):
    (tmp_path / "list.toml").write_text(text)
    with pytest.raises(ValueError, match="twice or without a reason"):
        listed(tmp_path / "list.toml")


def test_entries_are_read_with_their_reason(tmp_path):
    (tmp_path / "list.toml").write_text(entry() + entry(before="y < 1"))
    assert listed(tmp_path / "list.toml") == {LIVES: "equal", ("a.py", "f", "y < 1", "x <= 1"): "equal"}


def test_the_list_is_in_order_and_names_modules_that_are_mutated():
    assert {key[0] for key in listed(HERE / "survivors.toml")} <= set(modules())


def test_no_rule_module_is_left_out():
    every = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    empty = every - set(modules())
    assert {module.rpartition("/")[2] for module in empty} <= {"__init__.py"}


def test_patterns_narrow_the_run():
    assert modules(["workup/checklist/predicates*.py"]) == [
        "workup/checklist/predicates.py",
        "workup/checklist/predicates_genetics.py",
    ]


def test_the_tests_that_are_named_are_there():
    named = [path for module in modules() for path in own_tests(module)[2:]] + everything()[2:]
    assert [path for path in named if not (ROOT / path).exists()] == []

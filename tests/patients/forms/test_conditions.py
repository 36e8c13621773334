"""The page of conditions shows every code once."""

from patients.forms.conditions import GROUPS, label_of
from patients.obstetrics.values import ConditionCode


def test_every_condition_is_on_the_page_once():
    shown = [code for _, codes in GROUPS for code in codes]
    assert sorted(shown) == sorted(ConditionCode)


def test_every_condition_has_a_name_of_its_own():
    names = {label_of(code) for code in ConditionCode}
    assert len(names) == len(ConditionCode)
    assert not any("_" in name for name in names)

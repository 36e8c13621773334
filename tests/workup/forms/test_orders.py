"""Which panels of the order form stand open."""

from datetime import date

import pytest

from tests.records import a_patient
from workup import catalogue
from workup.forms.orders import OrderForm

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
EVERY = [panel.label for panel in catalogue.panels().values()]


def names(data, **asked):
    near, rest = OrderForm(data, patient=a_patient(), on=TODAY, asked=asked).panels()
    return [name for name, _ in near], [name for name, _ in rest]


def test_only_the_panel_of_what_is_wanted_stands_open():
    near, rest = names(None, item="tsh")
    assert near == ["Thyroid and prolactin"]
    assert [*near, *rest] != EVERY
    assert sorted([*near, *rest]) == sorted(EVERY)


def test_what_was_ticked_in_another_panel_stays_in_sight():
    near, _ = names({"tests": ["tsh", "fvl"]})
    assert near == ["Thyroid and prolactin", "Inherited thrombophilia"]


@pytest.mark.parametrize("asked", [{}, {"item": "nonsense"}, {"test": "nonsense"}])
def test_when_nothing_is_wanted_every_panel_stands_open(asked):
    assert names(None, **asked) == (EVERY, [])


def test_every_test_can_be_ticked_in_one_place():
    near, rest = OrderForm(None, patient=a_patient(), on=TODAY, asked={"item": "la"}).panels()
    ticks = [tick.value for _, group in (*near, *rest) for tick in group]
    assert sorted(ticks) == sorted(catalogue.tests())

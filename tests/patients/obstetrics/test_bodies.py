"""What each definition on file says, word for word against guidelines.md, 1."""

import pytest

from patients.obstetrics.bodies import DEFINITIONS

# name: number, in a row, same partner (None = the guideline does not say)
TABLE = {
    "eshre_2022": (2, False, None),
    "rcog_2023": (3, False, False),
    "asrm_2012": (2, False, None),
    "dggg_2022": (3, True, None),
    "cngof_2014": (3, True, None),
    "nvog_hm": (2, False, False),
    "ngf_2024": (2, True, None),
    "ranzcog_2025": (2, False, None),
    "accept_2024": (2, False, True),
    "sogc_2025": (2, False, None),
}


def test_all_bodies_of_the_table_are_on_file_with_number_row_and_partner():
    assert {n: (d.required, d.consecutive, d.same_partner) for n, d in DEFINITIONS.items()} == TABLE


@pytest.mark.parametrize("name", TABLE)
def test_each_says_where_it_comes_from_and_when_the_workup_may_start(name):
    definition = DEFINITIONS[name]
    assert definition.name == name
    words = (definition.title, definition.ceiling, definition.non_visualised, definition.workup_may_start)
    assert all([*words, definition.source, definition.short])


def test_only_rcog_has_doors():
    assert [n for n, d in DEFINITIONS.items() if d.second_trimester_loss_in_scope] == ["rcog_2023"]
    assert {n: d.early_workup_from for n, d in DEFINITIONS.items() if d.early_workup_from} == {"rcog_2023": 2}


@pytest.mark.parametrize(
    ("name", "words"), [("cngof_2014", "in a row"), ("accept_2024", "with one partner"), ("eshre_2022", "")]
)
def test_how_the_losses_belong_together(name, words):
    assert DEFINITIONS[name].together == words


def test_what_the_guideline_leaves_open_is_said():
    silent = [n for n, d in DEFINITIONS.items() if d.non_visualised == "the guideline does not say"]
    assert silent == ["rcog_2023", "dggg_2022", "cngof_2014", "ngf_2024", "sogc_2025"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rcog_2023", "after three losses; after two at a clinician's discretion"),
        ("dggg_2022", "after two losses in a row (recalled with doubt)"),
        ("cngof_2014", "after three losses"),
        ("ngf_2024", "after two losses when a cause is suspected, else after three"),
        ("accept_2024", "after two losses"),
    ],
)
def test_when_the_workup_may_start(name, words):
    assert DEFINITIONS[name].workup_may_start.startswith(words)


def test_every_key_is_another_guideline():
    assert len({d.key for d in DEFINITIONS.values()}) == len({d.short for d in DEFINITIONS.values()}) == len(TABLE)

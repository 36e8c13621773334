"""Ticks stand where a page wants them, and are those of Django's own widget."""

import pytest
from django import forms
from django.test.html import parse_html

from rpl_tracker.markup.ticks import ticks_of, written_ticks
from tests.rpl_tracker.markup.test_widgets import HARM


class Several(forms.Form):
    tests = forms.MultipleChoiceField(
        choices=[("a", "one"), ("b", HARM), (3, "three")], widget=forms.CheckboxSelectMultiple, required=False
    )


@pytest.mark.parametrize(
    "form", [Several(), Several({"tests": ["b", "3"]}), Several(initial={"tests": ["a"]}), Several(prefix="x")]
)
def test_they_are_djangos(form):
    ours, djangos = ticks_of(form["tests"]), list(form["tests"])
    assert [(tick.value, tick.label, tick.id, tick.chosen) for tick in ours.values()] == [
        (str(one.data["value"]), one.choice_label, one.id_for_label, one.data["selected"]) for one in djangos
    ]
    assert list(ours) == ["a", "b", "3"]
    assert {tick.name for tick in ours.values()} == {form["tests"].html_name}


def test_they_are_written_in_the_order_of_the_page():
    ticks = ticks_of(Several({"tests": ["b"]})["tests"])
    written = written_ticks([ticks["b"], ticks["a"]])
    assert "<script>" not in written
    assert [dict(one.children[0].attributes).get("value") for one in parse_html(written).children] == ["b", "a"]
    assert written.count(" checked") == 1
    assert '<label class="form-check-label" for="id_tests_0">one</label>' in written
    assert written_ticks([]) == ""

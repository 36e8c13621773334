"""A field of a form that shares its fields looks exactly like that of one that does not, whatever is in it."""

import threading
from copy import deepcopy

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from rpl_tracker.markup import moulds
from rpl_tracker.markup.fields import slim_field, written_field
from rpl_tracker.markup.shared import Shared, SharedFields, shared_by
from tests.rpl_tracker.markup.test_fields import RIGHT, WRONG, Every
from tests.rpl_tracker.markup.test_widgets import HARM


class Sharing(SharedFields, Every):
    """The same fields, shared."""


WRITERS = [written_field, slim_field, lambda field: slim_field(field, quiet=True)]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.text(max_size=8), st.sampled_from([HARM, "1", "2", "on"]),
    st.lists(st.sampled_from(["0", "1", "2", HARM]), max_size=3), st.just(moulds.VALUE), st.just(moulds.NAME),
)  # fmt: skip


@pytest.mark.parametrize("write", WRITERS, ids=["written", "slim", "quiet"])
@settings(deadline=None)
@given(initial=st.dictionaries(st.sampled_from(list(Every.base_fields)), VALUES), prefix=st.sampled_from([None, "a-b"]))
def test_with_what_is_stored(write, initial, prefix):
    for name in Every.base_fields:
        alone, shared = Every(initial=initial, prefix=prefix), Sharing(initial=initial, prefix=prefix)
        assert write(shared[name]) == write(alone[name])


@pytest.mark.parametrize("typed", [RIGHT, WRONG, {}, {"plain": HARM, "tick": "on", "ticks": ["1", HARM]}])
@pytest.mark.parametrize("write", WRITERS, ids=["written", "slim", "quiet"])
@pytest.mark.parametrize("name", Every.base_fields)
def test_with_what_was_typed_right_or_wrong(typed, write, name):
    assert write(Sharing(typed)[name]) == write(Every(typed)[name])


@pytest.mark.parametrize("more", [{"auto_id": False}, {"auto_id": "own_%s"}, {"use_required_attribute": False}])
@pytest.mark.parametrize("name", Every.base_fields)
def test_with_other_settings_of_the_form(more, name):
    assert written_field(Sharing(**more)[name]) == written_field(Every(**more)[name])


def test_a_field_of_its_own_is_written_as_it_is():
    form = Sharing()
    form.own("plain").label = "Changed"
    form.own("chosen").choices = [("9", "nine")]
    assert "Changed" in written_field(form["plain"])
    assert "nine" in written_field(form["chosen"])
    assert "Changed" not in written_field(Sharing()["plain"])
    assert "nine" not in written_field(Sharing()["chosen"])
    assert shared_by(form["plain"]) is None
    assert shared_by(form["asked"]) is Sharing.base_fields


def test_a_field_taken_out_of_one_form_is_in_the_next():
    form = Sharing()
    del form.fields["plain"]
    assert "plain" not in Sharing.base_fields.keys() - Sharing().fields.keys()
    assert "plain" in Sharing().fields


def test_moulds_do_not_grow_without_end(monkeypatch):
    class Small(SharedFields, forms.Form):
        several = forms.MultipleChoiceField(choices=[(str(n), str(n)) for n in range(8)])

    monkeypatch.setattr(moulds, "MOST", 5)
    for value in range(8):
        assert written_field(Small(initial={"several": [str(value)]})["several"]).count("selected") == 1
    assert len(Small.base_fields.moulds) == 5


@pytest.mark.parametrize("name", ["chosen", "several", "tick"])
def test_what_nobody_offered_is_not_kept(name):
    class Small(SharedFields, forms.Form):
        chosen = forms.ChoiceField(choices=[("", "none"), ("group", [("1", "one"), (2, "two")])])
        several = forms.MultipleChoiceField(choices=[("1", "one")])
        tick = forms.BooleanField()

    for held in ([], ["typed" * 1000], ["1"], ["1", "typed"], ["typed"]):
        written_field(Small(initial={name: held if name == "several" else "".join(held)})[name])
    for held in (1, 2, None):
        written_field(Small(initial={"chosen": held})["chosen"])
    assert "typed" not in repr(Small.base_fields.moulds)
    assert len([kind for kind in Small.base_fields.moulds if "chosen" in kind]) == 3


def test_a_text_leaves_no_mould_of_its_own():
    class Text(SharedFields, forms.Form):
        text = forms.CharField()

    for value in ("", "a", "b", "c"):
        written_field(Text(initial={"text": value})["text"])
    assert len(Text.base_fields.moulds) == 2


def test_a_kind_prepares_its_own_fields_once_and_not_those_of_its_base():
    class Base(SharedFields, forms.Form):
        text = forms.CharField()

        @classmethod
        def prepare(cls, fields):
            fields["text"].label = cls.__name__

    class Child(Base):
        pass

    assert [form().fields["text"].label for form in (Child, Base, Child)] == ["Child", "Base", "Child"]
    assert isinstance(Child.base_fields, Shared)
    assert Child().fields["text"] is Child().fields["text"]
    assert deepcopy(Child.base_fields) == dict(Child.base_fields)


def test_two_threads_may_begin_together():
    class Slow(SharedFields, forms.Form):
        text = forms.CharField(label="text")

        @classmethod
        def prepare(cls, fields):
            both.wait()
            fields["text"].label += " once"

    both, found = threading.Barrier(2, timeout=10), []
    threads = [threading.Thread(target=lambda: found.append(Slow().fields["text"].label)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["text once", "text once"]

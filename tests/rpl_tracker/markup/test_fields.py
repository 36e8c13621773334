"""A field is laid out as crispy's own template does it: the two are compared as HTML, tag by tag."""

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.template import Context, Engine
from django.template.backends.django import get_installed_libraries
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from rpl_tracker.markup.fields import slim_field
from tests.rpl_tracker.markup.test_widgets import GROUPED, HARM

# Without this project's templates, so that crispy's own is found.
CRISPY = Engine(app_dirs=True, libraries=get_installed_libraries())


class Every(forms.Form):
    """A field of each kind, with and without label, help and need."""

    error_css_class = "wrong"
    required_css_class = "needed"

    plain = forms.CharField(required=False)
    asked = forms.CharField(label=HARM, help_text=mark_safe("weeks<sup>+</sup>days"), max_length=3)
    classed = forms.CharField(widget=forms.TextInput(attrs={"class": "form-control slim", "autocomplete": "off"}))
    named = forms.CharField(widget=forms.TextInput(attrs={"id": "own-id", "aria-describedby": "elsewhere"}))
    unlabelled = forms.CharField(label="", required=False)
    number = forms.IntegerField(min_value=1, max_value=9)
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), help_text="a line or two")
    chosen = forms.ChoiceField(choices=GROUPED, help_text="of these")
    several = forms.MultipleChoiceField(choices=GROUPED)
    tick = forms.BooleanField(help_text="tick it")
    untold = forms.BooleanField(required=False, label=HARM)
    ticks = forms.MultipleChoiceField(choices=GROUPED, widget=forms.CheckboxSelectMultiple, help_text="none: all")
    one = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect, required=False)
    hidden = forms.CharField(widget=forms.HiddenInput)


WRONG = {"asked": "longer than three", "number": HARM, "chosen": HARM, "several": [HARM, "0"], "ticks": ["?", "1"]}
RIGHT = {"plain": HARM, "asked": "abc", "number": "3", "chosen": "1", "several": ["1", "2"], "tick": "on", "one": "2"}
FORMS = {
    "fresh": lambda: Every(),
    "with what is stored": lambda: Every(initial=RIGHT),
    "wrong": lambda: Every(WRONG, prefix="line"),
    "right": lambda: Every(RIGHT),
    "empty": lambda: Every({}),
}


def by_crispy(field):
    context = {"field": field, "form_show_errors": True, "form_show_labels": True}
    return CRISPY.get_template("bootstrap5/field.html").render(Context(context))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("name", Every.base_fields)
def test_a_field_is_laid_out_as_crispy_lays_it_out(form, name):
    written = as_crispy_field(form()[name])
    assert parse_html(written) == parse_html(by_crispy(form()[name]))
    assert "<script>" not in written


def test_what_is_wrong_is_tied_to_its_field():
    written = as_crispy_field(Every(WRONG)["number"])
    assert 'aria-describedby="id_number_error"' in written
    assert 'aria-invalid="true"' in written
    assert '<div id="id_number_error" class="invalid-feedback">' in written


def test_every_message_is_said():
    form = Every(RIGHT)
    form.add_error("plain", [HARM, "and this"])
    written = as_crispy_field(form["plain"])
    assert "&lt;script&gt;" in written
    assert 'id="error_2_id_plain"><strong>and this</strong>' in written


def test_help_is_tied_to_its_field():
    written = as_crispy_field(Every()["asked"])
    assert 'aria-describedby="id_asked_helptext"' in written
    assert '<div id="id_asked_helptext" class="form-text">weeks<sup>+</sup>days</div>' in written


def test_a_whole_form_goes_the_same_way():
    from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form

    assert '<div id="div_id_number" class="mb-3 needed">' in as_crispy_form(Every())


def test_a_field_in_a_table_is_named_for_those_who_hear_the_page():
    form = Every({**RIGHT, "plain": HARM}, prefix="line")
    form.add_error("plain", [HARM, "and this"])
    written = slim_field(form["plain"])
    assert written.startswith('<label class="visually-hidden" for="id_line-plain">Plain</label><input type="text"')
    assert 'id="id_line-plain_error"><span>&quot;&gt;&lt;script&gt;' in written
    assert written.endswith("<span>and this</span></div>")
    assert 'aria-describedby="id_line-plain_error"' in written
    assert "<script>" not in written


def test_what_is_wrong_with_a_field_in_a_table_may_stand_elsewhere():
    wrong = Every(WRONG)
    assert "invalid-feedback" in slim_field(wrong["number"])
    assert "invalid-feedback" not in slim_field(wrong["number"], quiet=True)
    assert "invalid-feedback" not in slim_field(Every()["number"])

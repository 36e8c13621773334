"""What is written out is what Django's own templates write, also of values that mean harm."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from rpl_tracker.markup.widgets import WRITTEN, DirectRenderer, safe

HARM = """"><script>alert('1')</script>&amp; <img src=x onerror="x()">"""
GROUPED = [("", "choose"), ("Group " + HARM, [(HARM, HARM), ("1", "One")]), (2, lazystr("Two & more"))]
VALUES = (None, "", "plain", HARM, mark_safe("<b>known</b>"), lazystr("<i>late</i>"), 0, 12, True, False)
WIDGETS = (
    forms.TextInput(attrs={"class": "form-control", "autofocus": True, "disabled": False, "data-said": HARM}),
    forms.NumberInput(attrs={"min": 0, "step": 0.5}),
    forms.HiddenInput(),
    forms.PasswordInput(render_value=True),
    forms.DateInput(),
    forms.Textarea(attrs={"rows": 3, HARM: "name"}),
    forms.CheckboxInput(attrs={"id": "tick"}),
    forms.Select(choices=GROUPED, attrs={"required": True}),
    forms.SelectMultiple(choices=GROUPED),
    forms.NullBooleanSelect(),
)
AS_BEFORE = (
    forms.CheckboxSelectMultiple(choices=GROUPED),
    forms.RadioSelect(choices=GROUPED),
    forms.ClearableFileInput(),
)


def unbroken(html):
    """Without the line breaks before tags: a template for each option leaves many."""
    return re.sub(r"\n\s*(?=<)", "", html)


@pytest.mark.parametrize("widget", WIDGETS + AS_BEFORE, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_widget_is_written_as_its_template_writes_it(widget, value):
    drawn = [
        widget.render("its-name" + HARM, value, {"id": "id_x"}, each()) for each in (DirectRenderer, TemplatesSetting)
    ]
    assert unbroken(drawn[0]) == unbroken(drawn[1])
    assert "<script>" not in drawn[0]


@pytest.mark.parametrize("widget", WIDGETS[:-2], ids=lambda widget: type(widget).__name__)
def test_the_widgets_of_the_record_need_no_template(widget):
    assert widget.template_name in WRITTEN


def test_a_chosen_option_is_selected_and_the_others_are_not():
    drawn = forms.Select(choices=GROUPED).render("x", "1", renderer=DirectRenderer())
    assert '<option value="1" selected>One</option>' in drawn
    assert drawn.count("selected") == 1


def test_whole_forms_stay_with_their_templates():
    class Small(forms.Form):
        name = forms.CharField(label=HARM)

    written, by_template = Small(renderer=DirectRenderer()), Small(renderer=TemplatesSetting())
    assert str(written) == str(by_template)


@pytest.mark.parametrize(
    ("value", "said"),
    [("<b>", "&lt;b&gt;"), (mark_safe("<b>"), "<b>"), (lazystr("'"), "&#x27;"), (0, "0"), (False, "False"), ("", "")],
)
def test_a_value_is_escaped_unless_it_is_html_already(value, said):
    assert safe(value) == said

"""Parts that every page uses: dates in words, the list of errors, and what style sheets and templates never do."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template

from patients.obstetrics.dates import PartialDate
from workup.templatetags.parts import error_summary, words

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted((ROOT / "rpl_tracker/static/css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


class Example(forms.Form):
    weeks = forms.IntegerField(label="Weeks")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("These two <contradict> each other.")


def test_dates_in_words_as_precise_as_they_are_known():
    assert words(date(2026, 1, 9)) == "9 Jan 2026"
    assert words(PartialDate(2026, 1)) == "Jan 2026"
    assert words(None) == "not recorded"


def test_errors_lead_to_their_fields_and_those_of_the_whole_form_come_first():
    form = Example({"weeks": "x"})
    form.is_valid()
    whole, field, hidden = error_summary(form)["lines"]
    assert (whole.anchor, whole.text) == ("", "These two <contradict> each other.")
    assert (field.anchor, field.label) == ("id_weeks", "Weeks")
    assert hidden.anchor == ""


def test_a_form_without_errors_has_no_list():
    html = Template("{% load parts %}{% error_summary form %}").render(Context({"form": Example()}))
    assert html.strip() == ""


def test_the_list_takes_the_focus_and_is_escaped():
    form = Example({"weeks": "x"})
    html = Template("{% load parts %}{% error_summary form %}").render(Context({"form": form}))
    assert 'role="alert"' in html
    assert "data-focus" in html
    assert "&lt;contradict&gt;" in html
    assert 'href="#id_weeks"' in html
    assert "3 things need" in html


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_gradient_shadow_animation_or_foreign_font(sheet):
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    forbidden = r"gradient\(|box-shadow:(?! (none|inset))|animation:|@font-face|@import|https?://(?!www\.w3\.org)"
    assert not re.search(forbidden, css)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_inline_style_or_script_in_any_template(template):
    html = template.read_text()
    assert not re.search(r"<[a-z][^>]*\sstyle=", html)
    assert not re.search(r"<[a-z][^>]*\son(click|load|change|submit|input|error)=", html)
    assert "<style" not in html


@pytest.mark.parametrize("part", sorted((ROOT / "templates/workup").rglob("*.html")), ids=lambda path: path.name)
def test_templates_stay_small(part):
    assert len(part.read_text().splitlines()) < 300

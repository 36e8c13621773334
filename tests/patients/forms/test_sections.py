"""The fields of a form on its page: by section, in pairs, and with what says when a field applies."""

from datetime import date
from html import escape

import pytest
from django.test.html import parse_html

from patients.forms.conditions import condition_form
from patients.forms.conflict import Difference
from patients.forms.inside import BirthForm
from patients.forms.pregnancy import PregnancyForm
from patients.models import Birth, Pregnancy
from patients.obstetrics.values import ConditionCode
from patients.templatetags.sections import _line, condition_line, sections
from tests.records import a_birth, a_clinic, a_condition, a_patient, a_pregnancy

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)


@pytest.fixture
def pregnancy():
    return a_pregnancy(a_patient(a_clinic()), 1)


def elements(root, tag):
    """Every element of this tag, in reading order."""
    for child in root.children:
        if not isinstance(child, str):
            yield from [child] if child.name == tag else ()
            yield from elements(child, tag)


def attribute(element, name):
    return dict(element.attributes).get(name)


def test_a_fieldset_for_each_section_with_its_title_and_help(pregnancy):
    page = parse_html(sections(PregnancyForm(instance=pregnancy, on=ON)))
    legends = [legend.children[0] for legend in elements(page, "legend")]
    assert [title for title in legends if title in {part.title for part in PregnancyForm.sections}] == [
        part.title for part in PregnancyForm.sections
    ]
    assert "The reason is kept and shown." in str(page)


def test_every_field_stands_once(pregnancy):
    form = PregnancyForm(instance=pregnancy, on=ON)
    written = sections(form)
    for name in set(form.fields) - {"patient_pk", "row_version"}:
        assert written.count(f'id="div_id_{name}"') == 1, name


def test_a_cell_says_when_it_applies(pregnancy):
    form = BirthForm(instance=Birth(pregnancy=pregnancy, order=1), on=ON)
    cells = [one for one in elements(parse_html(sections(form)), "div") if attribute(one, "data-when")]
    assert [(attribute(one, "data-when"), attribute(one, "data-among")) for one in cells] == [
        ("outcome", "live_birth"), ("outcome", "live_birth"),
    ]  # fmt: skip


def test_complications_stand_in_pairs(pregnancy):
    written = sections(PregnancyForm(instance=pregnancy, on=ON))
    pairs = [one for one in elements(parse_html(written), "div") if attribute(one, "class") == "pair-of"]
    assert len(pairs) == len([name for name in PregnancyForm.sections[3].fields if not name.endswith("_at")])
    assert all(len(pair.children) == 2 for pair in pairs)


def test_what_is_stored_now_stands_beside_its_field(pregnancy):
    form = BirthForm(instance=a_birth(pregnancy, outcome="vanished"), on=ON)
    form.differences = {"weight_g": Difference("3,100 <g>", "dora", None)}
    written = sections(form)
    assert "Stored now: <b>3,100 &lt;g&gt;</b>" in written
    assert written.count("Stored now") == 1


def test_a_title_is_escaped(pregnancy, monkeypatch):
    monkeypatch.setattr(PregnancyForm.sections[0].__class__, "title", "<b>", raising=False)
    form = PregnancyForm(instance=Pregnancy(patient=pregnancy.patient, number=2), on=ON)
    assert "<legend>&lt;b&gt;</legend>" in sections(form)


@pytest.mark.parametrize("prefix", ["she-pcos", "p<7>-pcos"])
@pytest.mark.parametrize("code", [ConditionCode.PCOS, ConditionCode.DIABETES])
def test_a_condition_that_was_never_asked_is_written_as_any_other(code, prefix):
    fresh, sent = (condition_form(code)(data, prefix=prefix, stored=None, on=ON) for data in (None, {}))
    assert condition_line(fresh) == _line(fresh)
    assert parse_html(condition_line(fresh)) != parse_html(condition_line(sent))  # which lacks what was seen
    assert f'for="id_{escape(prefix)}-state"' in condition_line(fresh)


def test_a_condition_on_record_says_so(pregnancy):
    stored = a_condition(pregnancy.patient, "pcos", present=True, note="<b>")
    written = condition_line(condition_form(ConditionCode.PCOS)(None, prefix="she-pcos", stored=stored, on=ON))
    assert '<option value="present" selected>' in written
    assert 'value="&lt;b&gt;"' in written
    never = condition_form(ConditionCode.PCOS)(None, prefix="she-pcos", stored=None, on=ON)
    assert " selected>not asked" in condition_line(never)

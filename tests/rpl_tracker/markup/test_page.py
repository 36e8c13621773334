"""What a template makes once, and the addresses that it looks up once."""

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch, set_script_prefix


def drawn(text, **context):
    return Template(text).render(Context(context))


def test_what_stands_in_once_is_made_once():
    template = Template("{% once %}{{ counted }}{% endonce %} {{ counted }}")
    assert template.render(Context({"counted": 1})) == "1 1"
    assert template.render(Context({"counted": 2})) == "1 2"


def test_each_once_is_its_own():
    assert drawn("{% once %}a{% endonce %}{% once %}b{% endonce %}") == "ab"


def test_an_address_is_djangos():
    assert drawn("{% url 'patient' 7 %}") == "/patients/7/"
    assert drawn("{% url name pk %}", name="patient", pk=8) == "/patients/8/"
    assert drawn("{% url 'patient' pk=9 %}") == "/patients/9/"
    assert drawn("{% url 'patient' 7 as there %}[{{ there }}]") == "[/patients/7/]"


def test_an_address_that_is_none():
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'nowhere' %}")
    assert drawn("{% url 'nowhere' as there %}[{{ there }}]") == "[]"
    assert drawn("{% url 'patient' 'x' as there %}[{{ there }}]") == "[]"


@pytest.fixture
def below():
    """The application below another address."""
    set_script_prefix("/a&b/")
    yield
    set_script_prefix("/")


def test_an_address_follows_the_addresses_in_force():
    assert drawn("{% url 'compare' 1 %}") == "/patients/1/compare/"
    with override_settings(ROOT_URLCONF="rpl_tracker.accounts.urls"), pytest.raises(NoReverseMatch):
        drawn("{% url 'compare' 1 %}")


def test_an_address_begins_where_the_application_does_and_is_escaped_as_the_page_says(below):
    assert drawn("{% url 'worklist' %}") == "/a&amp;b/"
    assert drawn("{% autoescape off %}{% url 'worklist' %}{% endautoescape %}") == "/a&b/"


def test_afterwards_it_is_the_plain_address():
    assert drawn("{% url 'worklist' %}") == "/"

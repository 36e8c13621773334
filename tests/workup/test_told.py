"""No value of the record is shown as it is stored: every tracked model and every column of it is walked over."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import models
from django.utils import timezone

from patients.fields import PartialDateField
from patients.models import Condition, Event, Pregnancy
from patients.obstetrics.dates import PartialDate
from rpl_tracker.audit.trail import tracked_tables
from rpl_tracker.interop.models import Letter
from tests.records import (
    a_birth,
    a_clinic,
    a_condition,
    a_partner,
    a_patient,
    a_pregnancy,
    a_user,
    an_event,
    an_investigation,
)
from workup.catalogue.items import items
from workup.guidelines import load_all
from workup.models import AdoptedItem, Decision, Investigation, Laboratory, SignOff, UterineFindings
from workup.models.adoption import CHANGES
from workup.named import name_of
from workup.told import _SILENT, _TWICE, Names, told_of, words

pytestmark = pytest.mark.django_db
OF_THE_RECORD = ("patients", "workup", "interop")
MODELS = [
    tracker.pgh_tracked_model
    for name, tracker in sorted(tracked_tables().items())
    if name.partition(".")[0] in OF_THE_RECORD
]
COLUMNS = [(model, told) for model in MODELS for told in told_of(model)]

# Typed by a person, and shown as typed. A new column of text is either here, has choices, or has words below.
FREE = {
    "Patient": "mrn family_name given_names referred_by language early_workup_reason note",
    "Partner": "label family_name given_names",
    "Pregnancy": "override_reason note",
    "Event": "text",
    "Condition": "note",
    "Medication": "name dose",
    "Investigation": "unit comment",
    "Laboratory": "name",
    "UterineFindings": "cavity ucv mac "
    + " ".join(f.name for f in UterineFindings._meta.fields if "_extent" in f.name),
    "Decision": "reason",
    "AdoptedChange": "reason end_reason",
    "AdoptedItem": "label reason end_reason",
    "SignOff": "gaps note withdrawn_reason",
    "SavedFilter": "name",
    "Letter": "addressee body",
}
ESHRE = load_all()["eshre-2022"].title
# Kept as a code, a key or a shorthand: (value, words).
CODED = {
    (Pregnancy, "complications"): (
        ["bleeding@9+5", "pprom", "cervical_shortening@18"],
        "Bleeding at 9+5; Waters broke early (PPROM); Cervical shortening at 18 weeks",
    ),
    (Pregnancy, "override_for"): (["eshre-2022", "gone-2001"], f"{ESHRE}; GONE 2001"),
    (Condition, "code"): ("sle_or_autoimmune", "SLE or another autoimmune disease"),
    (Investigation, "test"): ("acl_igg", "Anticardiolipin IgG"),
    (Investigation, "value"): ("17", "17"),
    (UterineFindings, "fibroids"): (["4@12", "2-5"], "FIGO 4, 12 mm; FIGO 2-5"),
    (Decision, "item"): ("uterine_anatomy", items()["uterine_anatomy"].label),
    (AdoptedItem, "item"): ("local-hiv_test", "hiv test"),
    (AdoptedItem, "group"): ("blood_count", "Blood count"),
    (AdoptedItem, "tests"): (["acl_igg", "a_test_that_is_gone"], "Anticardiolipin IgG, a test that is gone"),
    (SignOff, "items"): (["uterine_anatomy"], items()["uterine_anatomy"].label),
}
_READ = PartialDateField | models.DateField | models.BooleanField | models.DecimalField | models.IntegerField
SAME = {"A", "B", "AB", "O"}  # blood groups: the code is the word
NOTHING = {"not recorded", "not assessed", "not said", "no word", "none named", "nobody yet", "as each definition says"}


def ids(each):
    model, told = each
    return f"{model.__name__}.{told.columns[0].name}"


def said(told, value, **state):
    return words(told, {told.columns[0].name: value, **state}, Names(items()))


def told_as(model, name):
    return next(told for told in told_of(model) if told.columns[0].name == name)


def text_of(told, model):
    """Value and words of a column of text that has no choices."""
    name = told.columns[0].name
    if name in ("edition", "guideline"):
        return "eshre-2022", ESHRE
    if (model, name) in CODED:
        return CODED[model, name]
    if name == "category":
        return CHANGES[0]
    if name == "item":
        return CODED[Decision, "item"]
    assert name in FREE.get(model.__name__, "").split(), f"{model.__name__}.{name}: typed, or a code without words?"
    return ["As_typed"] if name == "gaps" else "As_typed", "As_typed"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_is_told_or_left_out_on_purpose(model):
    told = {column.name for each in told_of(model) for column in each.columns}
    left_out = {column.name for column in model._meta.concrete_fields} - told
    assert left_out <= _SILENT | {_TWICE.get(model, "")}


@pytest.mark.parametrize("each", COLUMNS, ids=ids)
def test_no_label_is_a_name_of_a_column(each):
    _, told = each
    assert told.label[0].isupper() or told.label.startswith("hCG")
    assert "_" not in told.label


@pytest.mark.parametrize("each", [e for e in COLUMNS if e[1].columns[0].choices], ids=ids)
def test_every_choice_is_said_in_words(each):
    _, told = each
    for code, _ in told.columns[0].choices:
        shown = said(told, code)
        assert shown != code or code in SAME
        assert "_" not in shown
        assert not shown[0].islower() or code == "hcg"


@pytest.mark.parametrize(
    "each",
    [
        e for e in COLUMNS
        if not e[1].columns[0].choices and not e[1].columns[0].is_relation and not isinstance(e[1].columns[0], _READ)
    ],
    ids=ids,
)  # fmt: skip
def test_every_other_text_is_a_persons_own_or_has_words(each):
    model, told = each
    value, shown = text_of(told, model)
    assert said(told, value) == shown


@pytest.mark.parametrize("each", [e for e in COLUMNS if not e[1].columns[0].is_relation], ids=ids)
def test_a_blank_is_never_a_no_and_never_empty(each):
    _, told = each
    column = told.columns[0]
    if column.null or (isinstance(column, models.CharField | models.TextField) and column.blank):
        assert said(told, None if column.null else column.get_default()) in NOTHING


@pytest.mark.parametrize("each", [e for e in COLUMNS if isinstance(e[1].columns[0], models.BooleanField)], ids=ids)
def test_yes_and_no_are_two_words(each):
    _, told = each
    assert (said(told, True), said(told, False)) in {("Yes", "No"), ("Present", "Absent"), ("Seen", "Not seen")}


@pytest.mark.parametrize(
    "each", [e for e in COLUMNS if isinstance(e[1].columns[0], models.DateField | PartialDateField)], ids=ids
)
def test_days_read_as_the_app_writes_them(each):
    _, told = each
    column = told.columns[0]
    if isinstance(column, PartialDateField):
        known = {"2024": "2024", "2024-05": "May 2024", "2024-05-09": "9 May 2024"}
        assert {text: said(told, PartialDate.parse(text)) for text in known} == known
    elif isinstance(column, models.DateTimeField):
        with timezone.override(UTC):
            assert said(told, datetime(2024, 5, 9, 7, 5, tzinfo=UTC)) == "9 May 2024, 07:05"
    else:
        assert said(told, date(2024, 5, 9)) == "9 May 2024"


@pytest.mark.parametrize("each", [e for e in COLUMNS if isinstance(e[1].columns[0], models.DecimalField)], ids=ids)
def test_numbers_have_no_padding(each):
    _, told = each
    places = told.columns[0].decimal_places
    assert said(told, Decimal("12").quantize(Decimal(1).scaleb(-places))) == "12"


@pytest.fixture
def there():
    """A row of every model that others name by its number, and its words."""
    clinic = a_clinic()
    patient = a_patient(clinic)
    ultrasound = an_investigation(patient, "us3d", word="normal", collected_on="2024-05")
    known = {
        "Partner": (a_partner(patient, "P2"), "Partner P2"),
        "Pregnancy": (a_pregnancy(patient, 2), "Pregnancy 2"),
        "Laboratory": (Laboratory.objects.create(clinic=clinic, name="City Lab"), "City Lab"),
        "User": (a_user(first_name="Una", last_name="Doctor"), "Una Doctor"),
        "Investigation": (ultrasound, "3D ultrasound uterus, May 2024"),
    }
    return {name: (row.pk, text) for name, (row, text) in known.items()}


@pytest.mark.parametrize("each", [e for e in COLUMNS if e[1].columns[0].is_relation], ids=ids)
def test_a_row_is_called_by_its_name_and_never_by_its_number(each, there):
    _, told = each
    column = told.columns[0]
    number, text = there[column.related_model.__name__]
    names = Names(items())
    names.want(told, {column.name: number}, {column.name: 10**6})
    names.ask()
    assert words(told, {column.name: number}, names) == text
    assert words(told, {column.name: 10**6}, names) == "no longer on record"
    assert words(told, {column.name: None}, names) in NOTHING


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"comparator": "<", "unit": "GPL"}, "<17 GPL"),
        ({"comparator": "", "unit": ""}, "17"),
        ({"comparator": ">=", "unit": None}, ">=17"),
    ],
)
def test_a_result_is_told_as_it_was_reported(state, shown):
    told = told_as(Investigation, "value")
    assert told.label == "As reported"
    assert said(told, "17", **state) == shown


def test_limits_have_the_unit_and_the_places_that_were_printed():
    assert said(told_as(Investigation, "upper_limit"), Decimal("4.0"), unit="mIU/L") == "4.0 mIU/L"


@pytest.mark.parametrize(
    ("word", "test", "shown"),
    [
        ("not_reported", "acl_igg", "Done, result not on hand"),
        ("maternal_cells", "a_test_that_is_gone", "Maternal cells"),
    ],
)
def test_a_laboratorys_word_reads_as_it_is_offered_for_the_test(word, test, shown):
    assert said(told_as(Investigation, "word"), word, test=test) == shown


@pytest.mark.parametrize(
    ("weeks", "days", "shown"), [(9, 5, "9+5"), (9, 0, "9+0"), (9, None, "9 weeks"), (None, None, "not recorded")]
)
def test_a_gestation_is_one_thing(weeks, days, shown):
    told = told_as(Event, "ga_weeks")
    assert told.label == "Gestation"
    assert said(told, weeks, ga_days=days) == shown


@pytest.mark.parametrize(
    ("model", "column", "label"),
    [
        (Pregnancy, "size_weeks", "Gestation by size"),
        (Pregnancy, "children_alive_now", "Children alive now"),
        (Event, "kind", "What"),
        (Event, "hcg_iu_l", "hCG (IU/L)"),
        (UterineFindings, "question_mark_form", "Question-mark form"),
        (Letter, "body", "Text"),
        (Condition, "present", "Answer"),
    ],
)
def test_labels_are_those_of_the_form(model, column, label):
    assert told_as(model, column).label == label


def test_a_letters_state_is_not_that_of_a_result():
    assert said(told_as(Letter, "status"), "final") == "Final"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"on": "2024-05"}, "Event: Bleeding, pregnancy 3, May 2024"),
        ({"ga_weeks": 9, "ga_days": 5}, "Event: Bleeding, pregnancy 3, at 9+5"),
        ({"ga_weeks": 9}, "Event: Bleeding, pregnancy 3, at 9 weeks"),
        ({"on": "2024-05-09", "ga_weeks": 9}, "Event: Bleeding, pregnancy 3, 9 May 2024"),
    ],
)
def test_an_event_is_called_by_its_day_or_its_gestation(more, named):
    event = an_event(a_pregnancy(a_patient(), 3), "bleed", **more)
    event.refresh_from_db()
    assert name_of(event, items()) == named


def test_a_row_is_called_by_what_tells_it_from_others():
    patient = a_patient()
    partner, pregnancy = a_partner(patient), a_pregnancy(patient, 2)
    tissue = an_investigation(patient, "karyo_poc", subject="tissue", pregnancy=pregnancy, value="46,XX")
    assert name_of(tissue, items()) == "POC karyotype, pregnancy 2"
    asked = a_condition(patient, "first_degree_vte_or_thrombophilia", partner=partner)
    assert name_of(asked, items()) == "First-degree relative with VTE or thrombophilia, partner P1"
    assert name_of(a_birth(pregnancy, 2), items()) == "Birth 2, pregnancy 2"

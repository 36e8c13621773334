"""The page of every edition, in the app and in docs: from the data, in words, nothing left out."""

import re
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from patients.obstetrics.bodies import DEFINITIONS
from tests.records import a_clinic, a_patient, a_user
from workup.checklist.predicate_words import PREDICATE_WORDS
from workup.guidelines import Category, load_all
from workup.guidelines.local import LocalChange, LocalItem, adopt
from workup.views.presenters.edition_markdown import escaped, pages
from workup.views.presenters.editions import category_in_words, definitions_only, edition_page

ALL = load_all()
EDITIONS = sorted(ALL)


@pytest.fixture
def member(client):
    client.force_login(a_user(a_clinic("main"), "viewer"))
    return client


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def row(key, item):
    return ALL[key].item(item)


def lines(key, item):
    (found,) = (one for group in edition_page(ALL[key]).groups for one in group.items if one.key == item)
    return dict(found.lines)


def test_docs_are_what_the_data_say():
    call_command("guideline_pages", check=True)


def test_a_difference_fails_and_names_the_file(tmp_path):
    call_command("guideline_pages", to=str(tmp_path))
    call_command("guideline_pages", to=str(tmp_path), check=True)
    (tmp_path / "nvog-hm.md").write_text("something else")
    (tmp_path / "gone-1999.md").write_text("an edition that is no longer on file")
    with pytest.raises(CommandError, match=r"gone-1999\.md, nvog-hm\.md"):
        call_command("guideline_pages", to=str(tmp_path), check=True)
    call_command("guideline_pages", to=str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", *(f"{key}.md" for key in EDITIONS)}


@pytest.mark.parametrize("key", EDITIONS)
def test_the_docs_hold_every_row_with_its_source(key):
    written = pages(ALL)[f"{key}.md"]
    for one in ALL[key].items:
        assert f"### {escaped(one.what.label)}\n" in written
        assert escaped(one.citation) in written
        assert not one.timing or escaped(one.timing) in written
        assert all(escaped(note.text) in written for note in one.notes)
    assert all(escaped(gap) in written for gap in ALL[key].gaps)
    assert all(escaped(remark.text) in written for remark in ALL[key].remarks)


@pytest.mark.django_db
@pytest.mark.parametrize("key", EDITIONS)
def test_the_page_says_the_same_as_the_docs(member, key):
    shown = text(member.get(reverse("guideline", args=[key])))
    page = edition_page(ALL[key])
    told = [*page.about, *page.definition, *page.revisions]
    told += [line for group in page.groups for item in group.items for line in item.lines]
    assert [words for _, words in told if " ".join(words.split()) not in shown] == []
    assert all(gap.text in shown for gap in page.gaps)
    assert "Not signed off in this clinic." in shown


@pytest.mark.parametrize("key", EDITIONS)
def test_no_code_on_any_page(key):
    written = pages(ALL)[f"{key}.md"]
    assert not [name for name in PREDICATE_WORDS if name in written]
    assert not re.search(r"\b(REC|COND|IND|NOT|RES|recalled_low|seen_secondary|insufficient_evidence)\b", written)


def test_a_trigger_and_cases_are_told_in_words():
    prolactin = lines("eshre-2022", "prolactin")
    assert prolactin["Category"] == "Only if indicated"
    assert prolactin["Asked for"] == "when her periods are infrequent or absent, or she has galactorrhoea"
    said = category_in_words(row("rcog-gtg17-2023", "fvl"))
    assert said.startswith("Can be considered when she has had a miscarriage or a stillbirth at 14+0 to 23+6 weeks")
    assert said.endswith("; otherwise not recommended")


def test_strength_and_quality_are_the_documents_own_words():
    tsh = lines("eshre-2022", "tsh")
    assert (tsh["Strength"], tsh["Quality"]) == ("Strong", "Q3, moderate quality of evidence")
    assert lines("rcog-gtg17-2023", "tsh")["Strength"] == "Grade C"
    assert lines("asrm-rpl-2012", "tsh")["Strength"] == "Not graded"


def test_a_row_that_is_not_confirmed_says_how_it_counts():
    mthfr = lines("eshre-2022", "mthfr")
    assert mthfr["Category"] == "Not recommended (counts as can be considered until the row is confirmed)"
    assert mthfr["Verified"] == "row not confirmed"


def test_local_rows_are_marked_and_the_edition_keeps_its_word():
    changes = [LocalChange("eshre-2022", "tpo", Category.NOT, "our reason")]
    own = edition_page(adopt(ALL["eshre-2022"], changes, [LocalItem("syphilis", Category.REC, "antenatal")], "Main"))
    local = {item.key: dict(item.lines) for group in own.groups for item in group.items if item.local}
    assert set(local) == {"tpo", "syphilis"}
    assert local["tpo"]["Why here"] == "our reason"
    assert local["tpo"]["The edition itself"] == "recommended (Strong)"
    assert local["syphilis"]["The edition itself"] == "has no row for it"


def test_a_gap_names_its_items():
    gaps = {gap.text: gap.items for gap in edition_page(ALL["rcog-gtg17-2023"]).gaps}
    assert gaps["ANA"] == "Antinuclear antibodies"
    assert gaps["section numbers"] == ""
    assert gaps["the second half of the recommendations, from body mass index on"] == "every item without a row"


def test_words_mean_themselves_in_markdown():
    assert escaped("a_b <c> *d* [e] f|g") == r"a\_b \<c\> \*d\* \[e\] f\|g"


@pytest.mark.django_db
def test_the_list_names_editions_their_state_and_the_definitions_alone(member):
    shown = text(member.get(reverse("guidelines")))
    for edition in ALL.values():
        assert edition.title in shown
        assert all(gap in shown for gap in edition.gaps)
    assert shown.count("Not signed off") == len(ALL)
    assert shown.count("Draft, not verified") == 1
    assert {one.key for one in definitions_only()} == {"ranzcog-2025", "accept-2024", "sogc-2025"}
    assert all(one.short in shown and one.title in shown for one in definitions_only())


@pytest.mark.django_db
def test_an_edition_that_is_not_on_file_is_not_found(member):
    assert member.get(reverse("guideline", args=["made-up"])).status_code == 404


@pytest.mark.django_db
def test_each_finding_leads_to_its_row(client):
    clinic = a_clinic("main")
    client.force_login(a_user(clinic))
    html = client.get(reverse("patient", args=[a_patient(clinic).pk])).content.decode()
    assert 'href="/guidelines/eshre-2022/#tpo"' in html
    assert 'id="tpo"' in client.get(reverse("guideline", args=["eshre-2022"])).content.decode()


def test_every_definition_of_an_edition_is_on_file():
    assert {one.definition for one in ALL.values()} | {one.name for one in definitions_only()} == set(DEFINITIONS)

"""An edition that is not sound is refused, and the error says where and what."""

import pytest

from workup.guidelines import GuidelineError, load, load_all

HEAD = """
key = "toy-2020"
title = "A toy"
body = "Nobody"
edition = "first"
year = 2020
identifier = "none"
definition = "eshre_2022"
preferred_uterine = ["us3d"]
gaps = []
[[revisions]]
number = 1
dated = 2020-01-01
note = "first"
"""
TSH = """
[[items]]
item = "tsh"
category = "REC"
who = "woman"
citation = "toy, ch. 1"
verification = "seen"
"""


@pytest.fixture
def loaded(tmp_path):
    def read(text, name="toy-2020.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load(path)

    return read


@pytest.fixture
def refused(loaded):
    """The message with which a file is refused."""

    def message(text, name="toy-2020.toml"):
        with pytest.raises(GuidelineError) as error:
            loaded(text, name)
        assert name in str(error.value)
        return str(error.value)

    return message


def test_a_sound_edition_is_read(loaded):
    toy = loaded(HEAD + TSH)
    assert (toy.key, toy.revision.number, toy.item("tsh").citation) == ("toy-2020", 1, "toy, ch. 1")
    with pytest.raises(KeyError, match="toy-2020 has no item tpo"):
        toy.item("tpo")


def test_a_draft_says_so_wherever_its_edition_is_named(loaded):
    assert loaded("draft = true\n" + HEAD + TSH).edition_in_words == "first (draft, not verified)"
    assert loaded(HEAD + TSH).edition_in_words == "first"


def test_a_year_that_nobody_confirmed_is_left_out(loaded):
    assert loaded(HEAD.replace("year = 2020", "") + TSH).year is None


def test_an_unknown_key_of_an_item_is_refused(refused):
    assert "tsh: unknown key grade" in refused(HEAD + TSH + 'grade = "A"\n')


def test_an_unknown_key_of_the_edition_is_refused(refused):
    assert "unknown key signed_off" in refused("signed_off = true\n" + HEAD + TSH)


@pytest.mark.parametrize("key", ["citation", "verification", "category", "who"])
def test_what_every_row_needs_cannot_be_left_out(refused, key):
    without = "\n".join(line for line in TSH.splitlines() if not line.startswith(key))
    assert f"tsh: missing {key}" in refused(HEAD + without)


def test_an_empty_citation_is_no_citation(refused):
    assert "tsh, citation: must be a text that is not empty" in refused(HEAD + TSH.replace("toy, ch. 1", ""))


def test_a_note_needs_its_own_citation_and_mark(refused):
    assert "notes 1: missing citation, verification" in refused(HEAD + TSH + 'notes = [{ text = "more" }]\n')


def test_a_category_outside_the_vocabulary_is_refused(refused):
    message = refused(HEAD + TSH.replace('"REC"', '"NS"'))
    assert "tsh, category: 'NS' is none of REC, COND, IND, RES, NOT" in message


def test_a_mark_outside_the_vocabulary_is_refused(refused):
    message = refused(HEAD + TSH.replace('"seen"', '"sure"'))
    assert "tsh, verification: 'sure' is none of seen, seen_secondary, recalled, recalled_low" in message


def test_an_unknown_trigger_is_refused_and_the_known_ones_are_named(refused):
    message = refused(HEAD + TSH + 'trigger = "moon_phase"\n')
    assert "item tsh: trigger “moon_phase” is no predicate" in message
    assert "thrombophilia_risk" in message


def test_an_unknown_case_is_refused(refused):
    message = refused(HEAD + TSH + 'cases = [{ when = "moon_phase", category = "COND" }]\n')
    assert "item tsh: case “moon_phase” is no predicate" in message


def test_only_if_indicated_needs_a_trigger(refused):
    assert "item tsh: is asked for only if indicated, so it needs a trigger" in refused(
        HEAD + TSH.replace('"REC"', '"IND"')
    )


def test_an_unknown_definition_is_refused(refused):
    assert "definition: “toy” is none of accept_2024, asrm_2012" in refused(HEAD.replace("eshre_2022", "toy") + TSH)


def test_an_item_outside_the_catalogue_is_refused(refused):
    assert "item tarot: is not in the catalogue of items" in refused(HEAD + TSH.replace('"tsh"', '"tarot"'))


def test_two_entries_for_one_item_are_refused(refused):
    assert "item tsh: has 2 entries" in refused(HEAD + TSH + TSH)


def test_tests_that_are_not_the_items_are_refused(refused):
    assert "item tsh: tests prl do not belong to it" in refused(HEAD + TSH + 'tests = ["prl"]\n')


def test_a_preferred_technique_that_does_not_show_the_uterus_is_refused(refused):
    assert "preferred_uterine: tvus" in refused(HEAD.replace("us3d", "tvus") + TSH)


def test_the_file_bears_the_name_of_its_key(refused):
    assert "key: “toy-2020” is not the name of the file" in refused(HEAD + TSH, "other.toml")


def test_an_edition_without_a_revision_is_refused(refused):
    cut = HEAD[: HEAD.index("[[revisions]]")] + "revisions = []\n"
    assert "revisions: at least one is needed" in refused(cut + TSH)


def test_all_faults_are_told_at_once(refused):
    message = refused(HEAD + TSH + 'trigger = "moon_phase"\n' + TSH.replace('"tsh"', '"tarot"'))
    assert "item tsh" in message
    assert "item tarot" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key = ", "is not TOML"),
        (HEAD.replace("2020-01-01", '"2020"') + TSH, "dated: must be a date"),
        (HEAD.replace("year = 2020", 'year = "2020"') + TSH, "year: must be a whole number"),
        (HEAD.replace("gaps = []", 'gaps = "none"') + TSH, "gaps: must be a list"),
        ('draft = "yes"\n' + HEAD + TSH, "draft: must be true or false, not 'yes'"),
        (HEAD + "items = [1]\n", "items 1: must be a table"),
    ],
)
def test_what_is_of_the_wrong_shape_is_refused(refused, text, said):
    if text.endswith("items = [1]\n"):
        text = "items = [1]\n" + HEAD
    assert said in refused(text)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "toy-2020.toml"
    path.write_bytes(b'title = "\xe9"')
    with pytest.raises(GuidelineError, match=r"toy-2020.toml: is not TOML in UTF-8"):
        load(path)


def test_the_editions_on_file_are_read_once_and_cannot_be_changed():
    editions = load_all()
    assert editions is load_all()
    with pytest.raises(TypeError):
        editions["toy"] = None

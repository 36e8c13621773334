"""The checklist on her page: everything beside every finding, and counts that reassure nobody falsely."""

from tests.facts import absent, decision, lifestyle, miscarriage, ordered, partner, result, woman
from tests.workup.checklist.four_losses import four_losses
from tests.workup.views.shown import look, overview, row
from workup.checklist.findings import Status


def test_every_finding_has_reason_category_citation_and_mark():
    for group in overview(four_losses()).groups:
        for shown in group.rows:
            assert shown.reason
            assert shown.category
            assert shown.strength
            assert shown.citation
            assert shown.verification


def test_evidence_is_named_and_leads_to_its_result():
    shown = overview(woman(investigations=[result("tsh", "2.1", "2026-03-01", unit="mIU/L", upper_limit="4")]))
    (line,) = row(shown, "TSH").evidence
    assert line.words == "TSH, 1 Mar 2026, 2.1 mIU/L (up to 4)"
    assert line.anchor == shown.days[0].lines[0].anchor


def test_what_is_no_result_leads_nowhere():
    (line,) = row(overview(woman(lifestyle=lifestyle())), "Weight, smoking and alcohol").evidence
    assert line.anchor == ""
    assert line.words.startswith("BMI 22.0, never smoked")


def test_what_was_asked_is_named_beside_each_answer():
    relative, chromosomes = "first_degree_vte_or_thrombophilia", "family_chromosome_rearrangement"
    shown = overview(woman(conditions=[absent(relative), absent(chromosomes)]))
    assert [line.words for line in row(shown, "Family history").evidence] == [
        "First-degree relative with thrombosis or thrombophilia, hers: no",
        "Chromosome rearrangement in the family, hers: no",
    ]


def test_a_row_remembered_with_doubt_says_so():
    shown = row(overview(woman()), "MTHFR c.677C>T")
    assert not shown.confirmed
    assert shown.verification == "row not confirmed"


def test_items_of_partners_and_losses_say_whose_they_are_and_have_places_of_their_own():
    several = woman(partners=[partner("P1"), partner('"P 2"')], pregnancies=[miscarriage(1), miscarriage(2)])
    shown = [r for group in overview(several).groups for r in group.rows]
    assert {"Parental karyotype, partner (P1)", "Genetic analysis of pregnancy tissue, pregnancy 2"} <= {
        r.label for r in shown
    }
    anchors = [r.anchor for r in shown]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.replace("-", "").replace("_", "").isalnum() for anchor in anchors)


def test_in_a_group_what_needs_somebody_comes_first_and_quiet_lines_last():
    tested = woman(investigations=[result("tsh", "2", "2026-01-01", upper_limit="4")])
    (thyroid,) = (group for group in overview(tested).groups if group.key == "thyroid")
    assert [r.label for r in thyroid.rows] == ["TPO antibodies", "TSH", "Free T4"]


def test_counts_speak_only_of_what_is_asked_for():
    groups = {group.key: group for group in overview(four_losses()).groups}
    assert groups["thyroid"].counts == "2 asked: 2 open"
    assert groups["thrombophilia"].counts == "none asked"


def test_the_top_names_everything_that_is_open():
    glance = overview(four_losses()).glance
    names = {names.chip.status: [r.label for r in names.rows] for names in glance.open}
    assert names["missing"] == [
        "TSH",
        "TPO antibodies",
        "Weight, smoking and alcohol",
        "Family history",
        "Psychological support",
    ]
    assert "Lupus anticoagulant" in names["partial"]
    assert [said for _, said in glance.tally] == ["asked for:", "done, 1 of them abnormal", "closed", "open"]


def test_a_repeat_that_is_due_is_named():
    due = woman(investigations=[result("la_interp", "positive", "2026-01-01")])
    assert [
        r.label for names in overview(due).glance.open if names.chip.status == "repeat_due" for r in names.rows
    ] == ["Lupus anticoagulant"]


def test_an_item_that_is_put_off_past_its_day_is_named_for_review():
    put_off = woman(decisions=[decision("tsh", "deferred", "2026-01-01", "2026-02-01")])
    reviews = [names for names in overview(put_off).glance.open if names.chip.status == "review"]
    assert [r.label for r in reviews[0].rows] == ["TSH"]
    assert row(overview(put_off), "TSH").to_do


def test_abnormal_and_normal_are_counted_apart():
    tested = woman(
        investigations=[
            result("tsh", "9", "2026-01-01", upper_limit="4"),
            result("tpo", "9", "2026-01-01", upper_limit="20"),
        ]
    )
    rest = {(chip.word, number) for chip, number in overview(tested).glance.rest}
    assert {("Done, normal", 1), ("Done, abnormal", 1)} <= rest


def test_every_finding_is_counted_once_at_the_top():
    shown = overview(four_losses())
    counted = sum(len(names.rows) for names in shown.glance.open if names.chip.status != "review")
    assert counted + sum(number for _, number in shown.glance.rest) == shown.all


def test_only_what_is_to_do():
    shown = overview(four_losses(), only_to_do=True)
    assert {r.to_do for group in shown.groups for r in group.rows} == {True}
    assert sum(len(group.rows) for group in shown.groups) == shown.to_do
    assert shown.all > shown.to_do


def test_optional_and_not_recommended_are_quiet_and_not_to_do():
    shown = overview(woman())
    for label in ("Natural killer cells", "Adenomyosis"):
        assert row(shown, label).quiet
        assert not row(shown, label).to_do


def test_ordered_is_to_do_because_somebody_waits_for_it():
    assert row(overview(woman(investigations=[ordered("tsh", "2026-11-01")])), "TSH").to_do


def test_gaps_and_the_missing_sign_off_are_said():
    edition = overview(woman()).edition
    assert "coeliac serology" in edition.gaps
    assert edition.signed_off == ""
    assert edition.revision.startswith("revision 2")


def test_another_edition_is_shown_by_its_own_name():
    shown = overview(woman(), look(guideline="rcog-gtg17-2023"))
    assert shown.edition.name == "RCOG 2023"
    assert {r.status for g in shown.groups for r in g.rows} >= {Status.MISSING, Status.NOT_RECOMMENDED}


def test_asked_and_absent_makes_a_row_not_indicated():
    asked = [absent("oligo_amenorrhoea"), absent("galactorrhoea")]
    assert row(overview(woman(conditions=asked)), "Prolactin").chip.word == "Not indicated"

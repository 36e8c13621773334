"""A letter: composed from the record, edited, made final, and then kept as it was."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from patients.models import Patient
from rpl_tracker.interop.letters import paper
from rpl_tracker.interop.models import Letter
from tests.patients.views.drafting import again, keep, place_in
from tests.patients.views.posting import errors_of, fill, shown
from tests.records import a_user


@pytest.fixture
def draft(doctor, patient):
    fill(doctor, reverse("letter_new", args=[patient.pk]), body="As we discussed.\n\n- TSH is 12\n- TPO awaited")
    return Letter.objects.get()


def final(client, letter, version=None):
    address = reverse("letter_preview", args=[letter.patient_id, letter.pk])
    return client.post(address, {"row_version": letter.version if version is None else version}, follow=True)


def test_the_draft_is_put_together_from_the_record(doctor, patient):
    page = doctor.get(reverse("letter_new", args=[patient.pk]))
    form = page.context["form"]
    assert form["addressee"].value() == "Dr Far\nHill Road"
    body = form["body"].value()
    assert body.startswith("We write about Marta Quince, referred to us on 27 Apr 2026.")
    assert "- 1. Miscarriage: Jan 2025, 8 weeks" in body
    (tsh,) = (line for line in body.splitlines() if line.startswith("- TSH: done, abnormal."))
    assert "12 mIU/L" in tsh
    assert tsh.count("TSH") == 2  # the item, and its result
    assert "- Lupus anticoagulant: missing." in body
    assert "- TPO antibody: ordered, 2 May 2026" in body
    assert not Letter.objects.exists()


def test_a_draft_can_be_written_on(doctor, patient, draft):
    address = reverse("letter", args=[patient.pk, draft.pk])
    answer = fill(doctor, address, body="Another text.")
    assert answer.url == reverse("letter_preview", args=[patient.pk, draft.pk])
    draft.refresh_from_db()
    assert (draft.body, draft.version, draft.written_by) == ("Another text.", 2, doctor.user)


def test_an_empty_letter_is_refused_and_what_was_typed_stays(doctor, patient):
    answer = fill(doctor, reverse("letter_new", args=[patient.pk]), addressee="Dr Near", body="")
    assert "Text" in errors_of(answer)
    assert answer.context["form"]["addressee"].value() == "Dr Near"


def test_what_is_typed_in_a_letter_is_kept_while_it_is_typed(doctor, patient):
    address = reverse("letter_new", args=[patient.pk])
    keep(doctor, address, body="Half a letter")
    assert not Letter.objects.exists()
    assert again(doctor, address).context["form"]["body"].value() == "Half a letter"


def test_the_same_letter_is_not_written_twice(doctor, patient, draft):
    address = reverse("letter_new", args=[patient.pk])
    same = {"addressee": draft.addressee, "body": draft.body}
    assert "on record already" in errors_of(fill(doctor, address, **same))
    final(doctor, draft)
    assert "on record already" in errors_of(fill(doctor, address, **same))
    assert fill(doctor, address, **same | {"addressee": "Dr Near"}).status_code == 302
    assert fill(doctor, address, **same | {"body": "Another."}).status_code == 302
    assert Letter.objects.count() == 3


def test_the_preview_shows_it_as_paper_with_edition_gaps_and_day(doctor, patient, draft):
    page = doctor.get(reverse("letter_preview", args=[patient.pk, draft.pk])).content.decode()
    assert "<p>As we discussed.</p>" in page
    assert "<ul><li>TSH is 12</li><li>TPO awaited</li></ul>" in page
    assert "Draft: nothing has been sent." in page
    assert "Not on file for this edition:" in page


def test_what_was_final_stays_when_the_record_changes(doctor, patient, draft):
    final(doctor, draft)
    Patient.objects.filter(pk=patient.pk).update(family_name="Changed")
    page = doctor.get(reverse("letter", args=[patient.pk, draft.pk])).content.decode()
    assert "Quince" in page
    assert "Changed" not in page
    assert "Okafor" in page
    assert "Make it final" not in page


def test_a_final_letter_cannot_be_changed_by_any_door(doctor, patient, draft):
    final(doctor, draft)
    doctor.post(reverse("letter", args=[patient.pk, draft.pk]), {"body": "else"})
    draft.refresh_from_db()
    assert draft.body.startswith("As we discussed.")
    for column in ("body", "page", "addressee"):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Letter.objects.filter(pk=draft.pk).update(**{column: "else"})
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Letter.objects.filter(pk=draft.pk).update(pdf=b"else")


def test_what_was_typed_while_somebody_made_it_final_is_shown_again(doctor, patient, draft):
    address = reverse("letter", args=[patient.pk, draft.pk])
    opened = shown(doctor.get(address))
    final(doctor, draft)
    answer = doctor.post(address, opened | {"body": "A better letter."})
    assert answer.status_code == 409
    assert "made this letter final while you were writing" in errors_of(answer)
    assert shown(answer)["body"] == ["A better letter."]
    draft.refresh_from_db()
    assert draft.body.startswith("As we discussed")


def test_what_was_left_in_a_letter_that_is_final_now_can_be_copied_or_discarded(doctor, patient, draft):
    address = reverse("letter", args=[patient.pk, draft.pk])
    keep(doctor, address, body="A better letter.")
    final(doctor, draft)
    page = again(doctor, address)
    assert "made this letter final" in errors_of(page)
    assert shown(page)["body"] == ["A better letter."]
    doctor.post(reverse("discard_draft"), {"draft_place": place_in(page)})
    assert "As we discussed" in doctor.get(address).content.decode()


@pytest.mark.parametrize(("days", "kept"), [(0, 0), (1, 1), (2, 0), (-1, 0)])
def test_a_letter_left_over_midnight_is_as_of_the_day_of_its_text(doctor, patient, days, kept):
    address = reverse("letter_new", args=[patient.pk])
    opened = shown(doctor.get(address))
    today = date.fromisoformat(opened["composed_on"][0])
    opened["composed_on"] = [str(today - timedelta(days=days))]
    assert doctor.post(address, opened).status_code == 302
    assert Letter.objects.get().as_of == today - timedelta(days=kept)


def test_what_was_left_of_a_letter_says_as_of_which_day_it_is(doctor, patient):
    address = reverse("letter_new", args=[patient.pk])
    today = date.fromisoformat(shown(doctor.get(address))["composed_on"][0])
    yesterday = today - timedelta(days=1)
    keep(doctor, address, composed_on=str(yesterday))
    page = again(doctor, address)
    assert f"from the record as of {yesterday.day} {yesterday:%b %Y}" in page.content.decode()
    assert shown(page)["composed_on"] == [str(yesterday)]


def test_a_draft_that_somebody_changed_meanwhile_is_not_made_final(doctor, draft):
    answer = final(doctor, draft, version=draft.version - 1)
    assert "Somebody changed the letter" in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.is_final


@pytest.mark.skipif(paper.library() is None, reason="Pango is not installed")
def test_the_file_that_was_made_is_the_one_that_is_kept(doctor, patient, draft):
    final(doctor, draft)
    first = doctor.get(reverse("letter_pdf", args=[patient.pk, draft.pk]))
    assert first.content.startswith(b"%PDF-")
    assert first["Content-Disposition"] == f'attachment; filename="letter-{draft.as_of.isoformat()}.pdf"'
    assert doctor.get(reverse("letter_pdf", args=[patient.pk, draft.pk])).content == first.content


def test_without_the_library_a_letter_becomes_final_all_the_same(doctor, patient, draft, monkeypatch):
    monkeypatch.setattr(paper, "library", lambda: None)
    final(doctor, draft)
    draft.refresh_from_db()
    assert draft.is_final
    assert draft.pdf is None
    answer = doctor.get(reverse("letter_pdf", args=[patient.pk, draft.pk]), follow=True)
    assert "PDF files cannot be made on this server" in answer.content.decode()


def test_a_letter_can_be_marked_as_entered_in_error_also_when_final(doctor, patient, draft):
    final(doctor, draft)
    fill(doctor, reverse("letter_in_error", args=[patient.pk, draft.pk]), reason="another woman's")
    draft.refresh_from_db()
    assert (draft.entered_in_error, draft.error_reason) == (True, "another woman's")
    assert "No letter has been written yet" in doctor.get(reverse("letters", args=[patient.pk])).content.decode()


def test_a_viewer_reads_final_letters_and_writes_none(client, clinic, patient, doctor, draft):
    final(doctor, draft)
    client.force_login(a_user(clinic, "viewer"))
    assert client.get(reverse("letter", args=[patient.pk, draft.pk])).status_code == 200
    assert client.get(reverse("letter_new", args=[patient.pk])).status_code == 403
    assert client.post(reverse("letter_preview", args=[patient.pk, draft.pk])).status_code == 403


def test_text_is_text():
    from rpl_tracker.interop.templatetags.paper import as_text

    assert as_text("<b>x</b>\n- a & b") == "<p>&lt;b&gt;x&lt;/b&gt;</p><ul><li>a &amp; b</li></ul>"

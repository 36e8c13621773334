"""What is typed is patient data before it is saved: no address, title, header or log line holds it."""

import pytest
from django.urls import reverse

from patients.models import Draft, SentForm
from tests.patients.views.drafting import again, keep
from tests.patients.views.posting import shown
from tests.records import a_clinic, a_user
from tests.sweep.pages import MARKER, MARKER_MRN
from tests.sweep.test_marker import SECRETS, TITLE, lines  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_draft_is_in_no_log_line_address_or_title(client, lines):  # noqa: F811
    client.force_login(a_user(a_clinic("main")))
    url = reverse("patient_new")
    typed = {"family_name": MARKER, "given_names": MARKER, "mrn": MARKER_MRN, "date_of_birth": "1 May 1990"}
    answers = [keep(client, url, **typed), again(client, url)]
    assert MARKER in answers[1].content.decode()
    answers.append(client.post(url, shown(answers[1])))
    answers.append(client.post(url, shown(answers[1])))
    answers.append(
        client.post(reverse("undo_step", args=[SentForm.objects.get().patient_id, SentForm.objects.get().pk]))
    )
    for answer in answers:
        assert not SECRETS.search(str(answer.headers))
        assert not SECRETS.search("".join(TITLE.findall(answer.content.decode())))
    assert not SECRETS.search("\n".join(lines))
    assert not Draft.objects.exists()


def test_a_draft_that_cannot_be_kept_is_in_no_log_line_either(client, lines, monkeypatch):  # noqa: F811
    client.force_login(a_user(a_clinic("main")))

    def fail(*args, **more):
        raise RuntimeError(f"Key (typed)=({MARKER})")

    monkeypatch.setattr("patients.drafts.keep", fail)
    client.raise_request_exception = False
    assert keep(client, reverse("patient_new"), family_name=MARKER).status_code == 500
    assert not SECRETS.search("\n".join(lines))


@pytest.mark.parametrize("model", [Draft, SentForm])
def test_its_name_says_nothing_and_the_administration_does_not_show_it(model):
    from django.contrib import admin

    assert model not in admin.site._registry
    assert str(model(pk=7)).endswith(" 7")

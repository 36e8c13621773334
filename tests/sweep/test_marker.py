"""A name that occurs nowhere else is used as a patient: it may appear in no address, title, log line or error mail."""

import logging
import re

import pytest
from django.core import mail
from django.urls import reverse

from rpl_tracker.logs import QuietFormatter
from tests.records import a_clinic, a_user
from tests.sweep.pages import ABOUT_HER, MARKER, MARKER_MRN, OF_THE_CLINIC, Record, clinic_url
from workup.findings import refresh

pytestmark = pytest.mark.django_db
SECRETS = re.compile(f"{MARKER}|{MARKER_MRN}", re.IGNORECASE)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture
def record():
    found = Record.of(a_clinic("main"))
    refresh([found.patient.pk])
    return found


@pytest.fixture
def lines():
    """Every line that any logger would write, laid out as it is on the server."""
    kept = []

    class Keep(logging.Handler):
        def emit(self, entry):
            kept.append(self.format(entry))

    handler = Keep(level=logging.DEBUG)
    handler.setFormatter(QuietFormatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_page_puts_her_name_into_title_address_or_log(client, record, lines):
    client.force_login(a_user(record.patient.clinic))
    seen = 0
    for name, place in ABOUT_HER.items():
        url = place.url(name, record)
        assert not SECRETS.search(url)
        for ask in (client.get, client.post):
            answer = ask(url, headers={"Referer": url})
            body = answer.content.decode(errors="replace")  # a PDF too
            seen += bool(SECRETS.search(body))
            assert not SECRETS.search("".join(TITLE.findall(body))), name
            assert not SECRETS.search(str(answer.headers)), name
            assert not re.search(rf'(?:href|action|src|hx-[a-z]+)="[^"]*(?:{SECRETS.pattern})', body, re.IGNORECASE), (
                name
            )
    assert seen > len(ABOUT_HER) / 2, "the marker is on her pages, so its absence elsewhere means something"
    assert not SECRETS.search("\n".join(lines))


def test_no_page_of_the_clinic_does(client, record, lines):
    client.force_login(a_user(record.patient.clinic))
    for name in OF_THE_CLINIC:
        answer = client.get(clinic_url(name))
        assert not SECRETS.search("".join(TITLE.findall(answer.content.decode())))
    answer = client.post(reverse("worklist_search"), {"q": MARKER})
    assert MARKER in answer.content.decode()
    assert not SECRETS.search(answer.headers.get("Location", ""))
    assert not SECRETS.search("\n".join(lines))


def test_the_admin_does_not(client, record, lines):
    client.force_login(a_user(record.patient.clinic, is_staff=True, is_superuser=True))
    for page in ("patient", "pregnancy", "medication", "partner", "birth", "event"):
        listed = client.get(reverse(f"admin:patients_{page}_changelist"))
        assert listed.status_code == 200
        assert not SECRETS.search("".join(TITLE.findall(listed.content.decode())))
        pk = record.rows.get(page, record.patient.pk)
        for view in ("change", "history"):
            shown = client.get(reverse(f"admin:patients_{page}_{view}", args=[pk]))
            assert shown.status_code == 200
            assert not SECRETS.search("".join(TITLE.findall(shown.content.decode())))
    sought = client.post(reverse("admin:patients_patient_changelist"), {"q": MARKER})
    assert sought.status_code == 302
    assert not SECRETS.search(sought.url)
    assert not SECRETS.search("\n".join(lines))


def test_an_error_mail_does_not(client, record, lines, monkeypatch, settings):
    settings.ADMINS = [("IT", "it@example.org")]

    def fail(*args, **kwargs):
        raise RuntimeError(f"cannot read {MARKER} {MARKER_MRN}")

    monkeypatch.setattr("workup.views.search.counts", fail)
    client.force_login(a_user(record.patient.clinic))
    client.raise_request_exception = False
    answer = client.post(reverse("worklist_search"), {"q": MARKER})
    assert answer.status_code == 500
    assert not SECRETS.search(answer.content.decode())
    assert len(mail.outbox) == 1
    assert not SECRETS.search(str(mail.outbox[0].message()))
    assert not SECRETS.search("\n".join(lines))

"""What a page costs over the wire after the first: under 100 KB, whatever the size of the record."""

import pytest
from django.urls import reverse

from tests.records import a_clinic, a_user
from tests.workup.views.people import large_record

pytestmark = pytest.mark.django_db
MOST = 100_000
PAGES = (
    "patient", "compare", "results", "order", "pregnancy_new", "conditions", "record_history", "summary", "letters",
)  # fmt: skip


@pytest.fixture
def woman():
    return large_record(a_clinic())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_a_large_record(client, woman, name):
    client.force_login(a_user(woman.clinic))
    answer = client.get(reverse(name, args=[woman.pk]), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert len(answer.content) < MOST
    assert answer["Content-Encoding"] == "gzip"

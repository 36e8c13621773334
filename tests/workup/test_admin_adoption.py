"""The administration: what a clinic does differently, with its reason, and which edition may become its default."""

import pytest
from django.urls import reverse

from rpl_tracker.accounts.models import Clinic
from tests.adopting import ESHRE, a_local_change, a_local_item, a_sign_off
from tests.records import a_clinic, a_user
from workup.editions import editions_of, refusal_of_default
from workup.guidelines import load_all
from workup.models import AdoptedChange, AdoptedItem, SignOff

pytestmark = pytest.mark.django_db
CHANGES, ITEMS, SIGN_OFFS = (f"/admin/workup/{name}/" for name in ("adoptedchange", "adopteditem", "signoff"))
NGF = "ngf-2024"


@pytest.fixture
def clinic():
    return a_clinic()


@pytest.fixture
def administrator(client):
    client.user = a_user(is_staff=True, username="administrator")
    client.force_login(client.user)
    return client


def change(clinic, **more):
    return {"clinic": clinic.pk, "row": f"{ESHRE}/ana", "category": "NOT", "reason": "no laboratory for it", **more}


def item(clinic, **more):
    return {
        "clinic": clinic.pk,
        "chosen": "syphilis",
        "category": "REC",
        "reason": "our set",
        "subject": "patient",
        **more,
    }


def own(clinic, **more):
    return item(clinic, chosen="", label="Iron, vitamins", group="blood", tests=["folate", "b12"], **more)


def errors(answer):
    assert answer.status_code == 200
    return answer.content.decode()


class TestLocalChange:
    def test_is_made_with_its_reason_in_the_administrators_name(self, administrator, clinic):
        assert administrator.post(f"{CHANGES}add/", change(clinic)).status_code == 302
        made = AdoptedChange.objects.get()
        assert (made.edition, made.item, made.made_by, made.active) == (ESHRE, "ana", administrator.user, True)
        assert editions_of(clinic)[ESHRE].item("ana").local == "no laboratory for it"

    def test_every_row_of_every_edition_can_be_chosen(self, administrator):
        page = administrator.get(f"{CHANGES}add/").content.decode()
        for key, edition in load_all().items():
            assert all(f'value="{key}/{row.item}"' in page for row in edition.items)

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"row": ""}, "This field is required"),
            ({"row": f"{ESHRE}/syphilis"}, "Select a valid choice"),
            ({"reason": ""}, "This field is required"),
            ({"category": "IND"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_stored(self, administrator, clinic, wrong, words):
        page = errors(administrator.post(f"{CHANGES}add/", change(clinic, **wrong)))
        assert words in page
        assert wrong.get("reason") == "" or "no laboratory for it" in page
        assert not AdoptedChange.objects.exists()

    def test_a_second_of_the_same_row_is_refused(self, administrator, clinic):
        a_local_change(clinic)
        page = errors(administrator.post(f"{CHANGES}add/", change(clinic)))
        assert "There is an active change of this item already" in page

    def test_ends_with_a_reason_and_is_never_deleted(self, administrator, clinic):
        made = a_local_change(clinic)
        url = f"{CHANGES}{made.pk}/change/"
        form = {"category": "REC", "reason": "x"}
        assert "Say why it ends." in errors(administrator.post(url, form))
        answer = administrator.post(url, {**form, "end_reason": "a new laboratory"})
        assert answer.status_code == 302, answer.context["adminform"].form.errors
        made.refresh_from_db()
        assert (made.active, made.ended_by, made.end_reason) == (False, administrator.user, "a new laboratory")
        assert administrator.post(f"{CHANGES}{made.pk}/delete/", {"post": "yes"}).status_code == 403


class TestLocalItem:
    def test_of_the_catalogue(self, administrator, clinic):
        assert administrator.post(f"{ITEMS}add/", item(clinic)).status_code == 302
        made = AdoptedItem.objects.get()
        assert (made.item, made.label, made.tests, made.made_by) == ("syphilis", "", [], administrator.user)

    def test_of_the_clinics_own(self, administrator, clinic):
        assert administrator.post(f"{ITEMS}add/", own(clinic)).status_code == 302
        made = AdoptedItem.objects.get()
        assert (made.item, made.tests) == ("local-iron-vitamins", ["folate", "b12"])
        assert "local-iron-vitamins" in {row.item for row in editions_of(clinic)[NGF].items}

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"chosen": "", "label": ""}, "Give the clinic&#x27;s own item a name."),
            ({"chosen": "", "label": "Iron", "group": "blood", "tests": []}, "Name at least one test"),
            ({"label": "Iron"}, "one of the catalogue has none of these"),
            ({"category": "NOT"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_said(self, administrator, clinic, wrong, words):
        assert words in errors(administrator.post(f"{ITEMS}add/", item(clinic, **wrong)))
        assert not AdoptedItem.objects.exists()

    def test_what_it_is_stays_when_the_reason_changes(self, administrator, clinic):
        administrator.post(f"{ITEMS}add/", own(clinic))
        made = AdoptedItem.objects.get()
        form = {"category": "COND", "reason": "another", "active": "on", "tests": ["ct"], "label": "Other"}
        assert administrator.post(f"{ITEMS}{made.pk}/change/", form).status_code == 302
        made.refresh_from_db()
        assert (made.category, made.label, made.tests) == ("COND", "Iron, vitamins", ["folate", "b12"])

    def test_once(self, administrator, clinic):
        a_local_item(clinic)
        assert "This clinic has this item already." in errors(administrator.post(f"{ITEMS}add/", item(clinic)))


class TestSignOff:
    def test_is_read_and_neither_made_nor_changed_here(self, administrator, clinic):
        signed = a_sign_off(clinic)
        assert administrator.get(SIGN_OFFS).status_code == 200
        page = administrator.get(f"{SIGN_OFFS}{signed.pk}/change/")
        assert "coeliac serology" in page.content.decode()
        assert 'name="_save"' not in page.content.decode()
        assert administrator.get(f"{SIGN_OFFS}add/").status_code == 403
        assert administrator.post(f"{SIGN_OFFS}{signed.pk}/change/", {"note": "x"}).status_code == 403
        assert administrator.post(f"{SIGN_OFFS}{signed.pk}/delete/", {"post": "yes"}).status_code == 403
        assert SignOff.objects.get().note == ""


@pytest.mark.parametrize("url", [CHANGES, ITEMS, SIGN_OFFS, f"{CHANGES}add/", f"{ITEMS}add/"])
@pytest.mark.parametrize("role", ["clinician", "nurse", "viewer"])
def test_only_administrators_come_in(client, clinic, url, role):
    client.force_login(a_user(clinic, role))
    assert client.get(url, follow=True).status_code == 403


class TestDefaultEdition:
    def post(self, administrator, clinic, **more):
        names = ("code", "name", "time_zone", "idle_minutes", "apl_mode", "tissue_days", "stillbirth_from_days")
        known = {name: getattr(clinic, name) for name in names}
        formset = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
        url = reverse("admin:accounts_clinic_change", args=[clinic.pk])
        default = {"default_guideline": clinic.default_guideline, "biochemical_in_gravida": "on"}
        return administrator.post(url, {**known, **default, **formset, **more})

    def test_with_gaps_is_refused_by_name_until_they_are_signed(self, administrator, clinic):
        page = errors(self.post(administrator, clinic, default_guideline=NGF, name="Typed"))
        assert "examination of the uterus" in page
        assert "once a clinician of this clinic has signed it off and named them" in page
        assert "Typed" in page
        a_sign_off(clinic, NGF)
        assert self.post(administrator, clinic, default_guideline=NGF).status_code == 302
        clinic.refresh_from_db()
        assert clinic.default_guideline == NGF

    def test_the_one_that_it_has_stays(self, administrator, clinic):
        assert self.post(administrator, clinic, tissue_days=30).status_code == 302
        clinic.refresh_from_db()
        assert (clinic.default_guideline, clinic.tissue_days, clinic.biochemical_in_gravida) == (ESHRE, 30, True)

    @pytest.mark.parametrize(
        "signed",
        [
            lambda clinic: None,
            lambda clinic: a_sign_off(clinic, NGF, gaps=[]),
            lambda clinic: a_sign_off(clinic, NGF, gaps=list(load_all()[NGF].gaps[1:])),
            lambda clinic: a_sign_off(clinic, NGF, digest="0" * 64),
            lambda clinic: a_sign_off(a_clinic("other"), NGF),
            lambda clinic: a_sign_off(clinic, ESHRE),
        ],
    )
    def test_only_a_sign_off_in_force_that_names_every_gap(self, clinic, signed):
        signed(clinic)
        assert refusal_of_default(clinic, NGF)
        a_sign_off(clinic, NGF)
        assert refusal_of_default(clinic, NGF) == ""

    def test_a_new_clinic_begins_with_the_usual_one(self, administrator):
        new = Clinic(code="new", name="New")
        known = {"code": "new", "name": "New", "time_zone": "UTC", "idle_minutes": 15, "apl_mode": "sydney"}
        known |= {"tissue_days": 14, "stillbirth_from_days": 168, "default_guideline": new.default_guideline}
        formset = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
        url = reverse("admin:accounts_clinic_add")
        assert "Until then keep" in errors(administrator.post(url, {**known, **formset, "default_guideline": NGF}))
        assert administrator.post(url, {**known, **formset}).status_code == 302

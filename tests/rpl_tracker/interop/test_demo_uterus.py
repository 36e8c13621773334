"""The demo clinic shows what the rules make of a uterus: agreement, disagreement, and what cannot be told."""

import pytest

from rpl_tracker.interop.demo_clinic import REFERENCE_DAY
from rpl_tracker.interop.demo_uterus import FINDINGS, add_findings
from tests.rpl_tracker.interop.test_demo import bring_demo
from workup.interpretation.beside import beside
from workup.load import load
from workup.models import Investigation, UterineFindings

pytestmark = pytest.mark.django_db


def test_the_demo_has_agreement_and_disagreement():
    assert bring_demo(REFERENCE_DAY).ok
    clinic = Investigation.objects.first().patient.clinic
    add_findings(clinic, by=clinic.memberships.get().user)
    assert UterineFindings.objects.count() == len(FINDINGS)
    said = {}
    patients = [row.investigation.patient for row in UterineFindings.objects.all()]
    for facts in load(patients, recorded_by=REFERENCE_DAY).values():
        lines = [line for one in facts.investigations if one.uterus for line in beside(one, facts, REFERENCE_DAY)]
        said[facts.mrn] = {line.rule for line in lines if line.acts}
    assert said["DEMO-001"] == {"Classifications compared", "Examiner's ESHRE/ESGE code"}
    assert (said["DEMO-002"], said["DEMO-018"], said["DEMO-030"]) == (set(), set(), set())

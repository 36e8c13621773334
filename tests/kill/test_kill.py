"""`kill -9` in the middle of saving: what was acknowledged is there, and nothing is there by halves."""

import random
import subprocess
import time

import pytest

from tests.kill.site import Site
from tests.kill.stream import Stream

KILLS = 20
PEOPLE = 3
# Rows without their one line of history, and history without its row.
HALVES = """
SELECT '{table}', coalesce(row.id, event.pgh_obj_id), count(event.pgh_id)
FROM {table} row FULL JOIN {table}event event ON event.pgh_obj_id = row.id AND event.pgh_label = 'insert'
GROUP BY row.id, event.pgh_obj_id HAVING row.id IS NULL OR count(event.pgh_id) <> 1
"""
# A row without the note that its form was stored, or the note without its row: sent again it would be stored twice.
UNSENT = """
SELECT row.id, sent.row FROM {table} row
FULL JOIN (SELECT (step->>1)::bigint AS row FROM patients_sentform, jsonb_array_elements(touched) AS step
           WHERE step->>0 = '{label}') sent ON sent.row = row.id
WHERE row.id IS NULL OR sent.row IS NULL
"""
TABLES = ("patients_patient", "patients_pregnancy")
LABELS = {"patients_patient": "patients.Patient", "patients_pregnancy": "patients.Pregnancy"}


@pytest.fixture
def site():
    made = Site(PEOPLE)
    yield made
    made.remove()


@pytest.fixture
def streams(site):
    running = [Stream(site, number) for number in range(PEOPLE)]
    for stream in running:
        stream.start()
    yield running
    for stream in running:
        stream.ended.set()
        stream.join(timeout=60)


def wait_until(condition, words: str) -> None:
    """Wait for what a machine with much else to do brings about within a minute."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, words
        time.sleep(0.005)


def acknowledged(streams: list[Stream]) -> set[str]:
    return {name for stream in streams for name in list(stream.acknowledged)}


def faults(streams: list[Stream]) -> list[str]:
    return [fault for stream in streams for fault in stream.faults]


def stored(site: Site) -> set[str]:
    return {name for (name,) in site.rows("SELECT mrn FROM patients_patient UNION SELECT note FROM patients_pregnancy")}


@pytest.mark.kill
def test_nothing_acknowledged_is_lost_and_nothing_is_half_saved(site, streams):
    for number in range(KILLS):
        before = len(acknowledged(streams))
        wait_until(lambda: len(acknowledged(streams)) >= before + 3 or faults(streams), "nothing is saved any more")  # noqa: B023
        assert faults(streams) == []
        wait_until(lambda: any(stream.saving.is_set() for stream in streams), "nobody is saving")
        time.sleep(random.uniform(0, 0.06))
        (site.kill_database, site.kill_server)[number % 2]()
        claimed = acknowledged(streams)
        site.bring_back()
        assert claimed <= stored(site)
        assert [half for table in TABLES for half in site.rows(HALVES.format(table=table))] == []
        assert [row for table in TABLES for row in site.rows(UNSENT.format(table=table, label=LABELS[table]))] == []
    finish(streams)
    assert acknowledged(streams) <= stored(site)
    assert sum(stream.cut for stream in streams) >= KILLS / 2, "the kills did not hit anybody who was saving"
    check_who(site)
    check_findings(site)


def finish(streams: list[Stream]) -> None:
    for stream in streams:
        stream.ended.set()
        stream.join(timeout=60)
    assert faults(streams) == []


def check_who(site: Site) -> None:
    """Every line of history says who it was."""
    for table in TABLES:
        assert site.rows(f"SELECT count(*) FROM {table}event WHERE pgh_context->>'user' IS NULL") == [(0,)]


def check_findings(site: Site) -> None:
    """Everybody has findings, and they are those of the record as it is now."""
    without = "SELECT id FROM patients_patient p WHERE NOT EXISTS (SELECT FROM workup_finding WHERE patient_id = p.id)"
    assert site.rows(without) == []
    try:
        site.manage("refresh_checklists", "--check")
    except subprocess.CalledProcessError:
        pytest.fail("findings differ from the record")

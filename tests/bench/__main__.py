"""`make bench`: how long the work takes, as ratios to baselines of the same run (docs/proof.md).

On a database of its own, started and removed as the tests do. `make bench ARGS="--patients 1000"` for a smaller clinic.
"""

from __future__ import annotations

import argparse
import os
import sys

from rpl_tracker.embedded import roles
from tests.bench.timing import Measured, table
from tests.database import ThrowAway


def main(patients: int, imported: int) -> None:
    own = ThrowAway()
    try:
        own.start()
        os.environ["DATABASE_URL"] = own.cluster.url(roles.OWNER)
        os.environ["RPL_TRACKER_DATA"] = str(own.folder / "var")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rpl_tracker.settings.test")
        rows = _measure(patients, imported)
    finally:
        own.remove()
    print(table(rows))


def _measure(patients: int, imported: int) -> list[Measured]:
    import django

    django.setup()
    from django.db import connection

    from tests.bench import core

    rows = core.measure()
    # Not the tests' environment: there every template drawn is told to the test, with a copy of all that it was given.
    connection.creation.create_test_db(verbosity=0)
    return rows + _stored(patients, imported)


def _stored(patients: int, imported: int) -> list[Measured]:
    """In the order in which the clinics fill: the whole clinic first, in memory that nothing else has used."""
    from rpl_tracker.accounts.access import today
    from tests.bench import pages, stored
    from tests.bench.people import read_validate_insert, sheets
    from tests.records import a_clinic, a_user
    from tests.workup.views.people import four_losses
    from workup.guidelines import load_all

    large, small = a_clinic("large"), a_clinic("main")
    doctor, colleague = a_user(small), a_user(large)
    on, edition = today(small), load_all()["eshre-2022"]
    for part in range(0, patients, 1000):
        read_validate_insert(sheets(min(1000, patients - part), on, f"L{part}x"), large, colleague)
        print(f"... {part + 1000:,} of {patients:,} patients stored", file=sys.stderr)
    rows = stored.whole_clinic(large, on, edition)
    rows.append(stored.importing(small, doctor, on, imported))
    patient = four_losses(small)
    rows += [stored.one_patient(patient, on, edition), stored.saving(patient, doctor)]
    return rows + pages.measure(patient, doctor)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--patients", type=int, default=10_000, help="in the whole clinic")
    parser.add_argument("--imported", type=int, default=1_000, help="in the import")
    asked = parser.parse_args()
    main(asked.patients, asked.imported)

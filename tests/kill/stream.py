"""A clinician who saves one form after the other and notes what was acknowledged."""

import random
import threading
import time
from typing import Any

from tests.kill.person import Cut, Person
from tests.kill.site import PASSWORD, Site
from tests.patients.views.posting import errors_of, fill

LOSSES = 4  # a patient; then the next one


class Stream(threading.Thread):
    """Enters patients and their losses until told to stop; `acknowledged` holds MRNs and notes that were answered."""

    def __init__(self, site: Site, number: int) -> None:
        super().__init__(daemon=True)
        self.person = Person(site.url, f"person{number}", PASSWORD)
        self.number = number
        self.acknowledged: list[str] = []
        self.faults: list[str] = []
        self.cut = 0
        self.saving = threading.Event()
        self.ended = threading.Event()
        self._sent = 0
        self._patient, self._losses = "", 0

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self._save_next()
            except Cut:
                self.cut += self.saving.is_set()
                time.sleep(0.05)
            except Exception as error:
                self.faults.append(repr(error))
            finally:
                self.saving.clear()

    def _save_next(self) -> None:
        if not self.person.signed_in:
            self.person.sign_in()
        if not self._patient or self._losses >= LOSSES:
            self._enter_patient()
        else:
            self._enter_loss()

    def _enter_patient(self) -> None:
        mrn = self._next_name()
        typed = {
            "mrn": mrn, "family_name": f"Family {mrn}", "given_names": f"Given {random.random()}",
            "date_of_birth": "1990-05-01", "someone_else": "on",
        }  # fmt: skip
        answer = self._send("/patients/new/", typed)
        if answer is not None:
            self.acknowledged.append(mrn)
            self._patient, self._losses = answer.location, 0

    def _enter_loss(self) -> None:
        note = self._next_name()
        typed = {"outcome": "miscarriage", "confirmed_by": "ultrasound", "note": note}
        if self._send(f"{self._patient}pregnancies/new/", typed) is not None:
            self.acknowledged.append(note)
        self._losses += 1

    def _send(self, path: str, typed: dict[str, Any]) -> Any:
        """The answer when it says "saved"; None when the server or the database was away."""
        answer = fill(_Counted(self), path, **typed)
        if answer.status_code == 302:
            assert answer.location.startswith("/patients/"), answer.location
            return answer
        assert answer.status_code != 200, f"{path} was refused: {errors_of(answer)}"
        return None

    def _next_name(self) -> str:
        self._sent += 1
        return f"K{self.number}-{self._sent}"


class _Counted:
    """The person, with `saving` set from when a form is sent until it is answered."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def get(self, path: str) -> Any:
        answer = self.stream.person.get(path)
        if answer.status_code != 200:
            raise Cut
        return answer

    def post(self, path: str, typed: dict[str, Any]) -> Any:
        self.stream.saving.set()
        return self.stream.person.post(path, typed)

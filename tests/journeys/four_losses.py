"""The case of cases/four-losses.md as a clinician types it: what stands beside each field, and what goes into it.

Dates are reckoned from the last period of the fourth pregnancy, as the case has them; where it gives none, the months
are those of the demo clinic, which holds the same case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from patients.obstetrics.dates import PartialDate, in_words
from rpl_tracker.interop.demo_clinic import REFERENCE_DAY, moved

Fields = dict[str, str | bool]
LMP = date(2025, 12, 20)  # on the day that the demo calls today
NAME = "Novak, Jana"


@dataclass(frozen=True, slots=True)
class FourLosses:
    """The case as it is told on one day."""

    today: date

    def day(self, written: str, *, end: bool = False) -> str:
        """A day or a month of the demo, in words, as it is on this day."""
        moved_there = moved(written, (self.today - REFERENCE_DAY).days, end=end)
        return PartialDate.parse(moved_there).words

    def at(self, weeks: int, days: int = 0) -> str:
        """A day of the fourth pregnancy."""
        return in_words(self.today - REFERENCE_DAY + LMP + timedelta(weeks=weeks, days=days))

    def patient(self) -> Fields:
        return {
            "Family name": "Novak",
            "Given names": "Jana",
            "Date of birth": self.day("1996-02-08"),
            "MRN": "J-4711",
            "Referred on": self.day("2026-04-27"),
            "First seen on": self.day("2026-05-18"),
            "Note": "Trying for almost two years. The doctor who was asked advised a test for syphilis. The demo "
            "retells a published, anonymous history.",
        }

    def conditions(self) -> Fields:
        return {
            "Fibroids: asked?": "Present",
            "Fibroids: since": self.day("2024"),
            "Fibroids: note": "Small, diffuse, new over two years. Later one suspected fibroid of 1.4 in (36 mm), left "
            "wall, never confirmed.",
            "Thyroid disease: asked?": "Present",
            "Thyroid disease: note": "Takes an antithyroid drug; no thyroid result on record.",
        }

    def pregnancies(self) -> list[Fields]:
        chemical = "Chemical pregnancy; how it was confirmed is not recorded."
        return [
            {"Outcome": "Biochemical loss", "Ended on": self.day("2024-09", end=True), "Note": chemical},
            {"Outcome": "Biochemical loss", "Ended on": self.day("2025-01", end=True), "Note": chemical},
            {
                "Outcome": "Miscarriage",
                "Ended on": self.day("2025-07", end=True),
                "Gestation when it ended": "5",
                "Management": "Expectant",
                "Note": "At 5-6 weeks (approximate); passed completely at home.",
            },
            {
                "Outcome": "Ended for medical reasons, or a loss that could not be stopped",
                "Ended on": self.at(19, 2),
                "Gestation when it ended": "19+2",
                "Confirmed by": "Ultrasound",
                "Conception": "Spontaneous",
                "Last menstrual period": self.at(0),
                "Estimated due date": self.at(40),
                "Due date from": "Last period",
                "Management": "Induced",
                "Number of fetuses": "1",
                "Bleeding": True,
                "Bleeding: at (weeks+days)": "9+5",
                "Subchorionic haematoma": True,
                "Subchorionic haematoma: at (weeks+days)": "10",
                "Waters broke early (PPROM)": True,
                "Waters broke early (PPROM): at (weeks+days)": "18",
                "Note": "Induced with misoprostol because the outlook was nil; placenta passed complete; ergometrine.",
            },
        ]

    def events(self) -> list[Fields]:
        scan: Fields = {"What": "Scan"}
        text, ga = "What was seen or done", "Gestation"
        return [
            {**scan, ga: "7", "Yolk sac (mm)": "6", text: "Yolk sac large."},
            {
                **scan,
                ga: "9",
                "Day or gestation is approximate": True,
                "Cardiac activity": "Present",
                "Heart rate (per min)": "173",
                text: "Cramps start the same night.",
            },
            {"What": "Bleeding", ga: "9+5", text: "Brown, then red with clots."},
            {
                **scan,
                ga: "9+5",
                "Cardiac activity": "Present",
                "Heart rate (per min)": "179",
                "Gestational sac (mm)": "34",
                text: "CRL 24-25 mm. Free blood in the cavity, no abruption.",
            },
            {"What": "Bleeding", ga: "10+0", text: "Watery loss."},
            {
                **scan,
                ga: "10+1",
                "Cardiac activity": "Present",
                "Amniotic fluid": "Normal",
                text: "Heartbeat and growth correct. Subchorionic haematoma.",
            },
            {**scan, ga: "13", **haematoma("27.9", "58.4"), text: "Nuchal scan normal. Haematoma 1.1 x 2.3 in."},
            {"What": "In hospital", ga: "14+1", text: "Two days in hospital for cramps."},
            {
                **scan,
                ga: "14+1",
                "Amniotic fluid": "Normal",
                **haematoma("58.4", "22.9"),
                text: "Haematoma 2.3 x 0.9 in.",
            },
            {"What": "Bleeding", ga: "16", text: "Bleeding again."},
            {
                **scan,
                ga: "16",
                "Amniotic fluid": "Low",
                "Cervix (mm)": "38",
                **haematoma("38.1", "27.9"),
                text: "Haematoma 1.5 x 1.1 in, near the os. Cervix 1.5 in. Oligohydramnios.",
            },
            {
                "What": "Procedure",
                ga: "18",
                "Amniotic fluid": "Absent",
                "Amniotic fluid index (mm)": "0",
                text: "Amnioinfusion confirms ruptured membranes (PPROM); fluid index 0 afterwards.",
            },
            {
                "What": "Procedure",
                ga: "19+2",
                text: "Induced with misoprostol; placenta passed complete; ergometrine.",
            },
        ]


def haematoma(long: str, wide: str) -> Fields:
    return {"Haematoma (mm)": long, "By (mm)": wide}


EARLY, LATE = "2026-03-28", "2026-05-04"  # the drugs that were added, until it ended


def medications(case: FourLosses) -> list[Fields]:
    given = (
        ("prenatal vitamin", "Other", "", "2025-12", ""),
        ("aspirin", "Aspirin", "75 mg/day", "2025-12", ""),
        ("propylthiouracil (PTU)", "Antithyroid", "50 mg", "2025", ""),
        ("progesterone, vaginal", "Progestogen", "400 mg/day, later 800 mg/day", "2026-01-24", "2026-03-14"),
        ("progesterone, oral", "Progestogen", "", "2026-03-14", EARLY),
        ("progesterone, depot injection", "Progestogen", "", EARLY, LATE),
        ("folic acid", "Folic acid", "3 mg", "2025-12", ""),
        ("prednisone", "Steroid", "2.5-5 mg", "2026-01-31", ""),
        ("hCG", "Other", "5000 IU every 4 days", "2026-01-31", "2026-03-14"),
        ("drotaverine", "Other", "", EARLY, LATE),
        ("paracetamol", "Other", "", EARLY, LATE),
        ("butylscopolamine", "Other", "", EARLY, LATE),
        ("nifedipine", "Other", "", "2026-04-11", LATE),
        ("diazepam", "Other", "", "2026-04-11", LATE),
    )
    return [_medication(case, *line) for line in given]


def _medication(case: FourLosses, name: str, kind: str, dose: str, start: str, stop: str) -> Fields:
    known = {"Dose": dose, "Started": case.day(start), "Stopped": case.day(stop, end=True) if stop else ""}
    return {"Name": name, "Class": kind, **{label: value for label, value in known.items() if value}}


DAY = "Collected or done on"


def panels(case: FourLosses) -> list[tuple[str, Fields]]:
    """Panel, and what is typed on its form. One form is one day."""
    thrombophilia, apl = (
        "Thrombophilia panel, components not reported",
        "Antiphospholipid panel, components not reported",
    )
    waits, no_date = "Collected, no result yet", "date not given."
    return [
        (
            "Inherited thrombophilia",
            {
                f"{thrombophilia}: result": "Normal",
                f"{thrombophilia}: comment": f"Clear except MTHFR; components not itemised, {no_date}",
                "MTHFR c.677C>T: result": "Heterozygous",
                "MTHFR c.677C>T: comment": no_date.capitalize(),
            },
        ),
        (
            "Antiphospholipid antibodies",
            {f"{apl}: result": "Normal", f"{apl}: comment": f"Once; antibodies not itemised, {no_date}"},
        ),
        (
            "Autoimmune and immunology",
            {
                "ANA screen: result": "Done, result not on hand",
                "ANA screen: comment": "Done; the result was not given.",
            },
        ),
        (
            "Uterus and urinary tract, imaging",
            {
                "Transvaginal pelvic ultrasound: result": "Abnormal",
                "Transvaginal pelvic ultrasound: comment": "Arcuate.",
                "MRI pelvis: result": "Abnormal",
                "MRI pelvis: comment": "With contrast: arcuate, not septate.",
            },
        ),
        (
            "Blood tests in pregnancy",
            {
                DAY: case.at(12, 4),
                **measured("aPTT", "20.1", "s", "23", "32"),
                **measured("Fibrinogen", "367", "mg/dL", "180", "350"),
                **measured("Prothrombin time", "10.1", "s", "10", "16"),
                **measured("Progesterone", "32.3", "ng/mL"),
                "INR: result": "Normal",
            },
        ),
        ("Blood tests in pregnancy", {DAY: case.at(16), "D-dimer: result": waits}),
        ("Infection", {DAY: case.at(16), "Toxoplasma: result": waits, "Listeria: result": waits}),
        (
            "Endometrium and swabs",
            {
                DAY: case.at(18),
                "Vaginal or cervical swab: result": "Negative",
                "Vaginal or cervical swab: comment": "Cervical swab.",
            },
        ),
        (
            "Blood tests in pregnancy",
            {
                DAY: case.at(18),
                **measured("C-reactive protein", "<0.5", "mg/L"),
                "C-reactive protein: comment": "Throughout.",
            },
        ),
    ]


def measured(test: str, value: str, unit: str, lower: str = "", upper: str = "") -> Fields:
    every = {"as reported": value, "unit": unit, "lower limit": lower, "upper limit": upper}
    return {f"{test}: {name}": typed for name, typed in every.items() if typed}

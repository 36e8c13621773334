"""A definition of recurrent pregnancy loss as data, and all that are on file: guidelines.md, 1.

`title` says the rule in a line. The words of `ceiling`, `non_visualised` and `workup_may_start` carry their own doubt
("recalled" = from memory, not read), because a table's cells are not equally sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.judging import Verdict, asrm_2012, eshre_2022, rcog_2023
from patients.obstetrics.judging_by_ceiling import (
    accept_2024,
    cngof_2014,
    dggg_2022,
    ngf_2024,
    nvog_hm,
    ranzcog_2025,
    sogc_2025,
)

_SILENT = "the guideline does not say"


@dataclass(frozen=True, slots=True)
class Definition:
    """One body's definition: how many, which (`verdict`), how they belong together, and what else is in its scope.

    `key` is that of the guideline, also where only its definition is on file; `short` its name in a table.
    `same_partner` None: the guideline does not say, so partners are not told apart.
    """

    name: str
    key: str
    title: str
    required: int
    verdict: Callable[[Pregnancy, date], Verdict]
    ceiling: str
    non_visualised: str
    workup_may_start: str
    source: str
    short: str
    consecutive: bool = False
    same_partner: bool | None = None
    second_trimester_loss_in_scope: bool = False
    early_workup_from: int | None = None  # losses that suffice with a recorded early_workup_reason

    @property
    def together(self) -> str:
        """How the losses belong together, to follow a number: `in a row`, `with one partner`, or nothing."""
        return "in a row" if self.consecutive else "with one partner" if self.same_partner else ""


_ALL = (
    Definition(
        name="eshre_2022",
        key="eshre-2022",
        short="ESHRE 2022",
        title="two or more losses before 24+0, also biochemical ones confirmed by hCG; not necessarily in a row",
        required=2,
        verdict=eshre_2022,
        ceiling="from conception up to 24+0",
        non_visualised="count when serum or urine hCG confirmed them",
        workup_may_start="after two losses",
        source="comparisons that quote it, Hum Reprod Open 2023, hoad002",
    ),
    Definition(
        name="rcog_2023",
        key="rcog-gtg17-2023",
        short="RCOG 2023",
        title="three or more first-trimester losses, not necessarily in a row; one second-trimester loss, or two "
        "losses at a clinician's discretion, are in its scope",
        required=3,
        verdict=rcog_2023,
        ceiling="first trimester for the count; a second-trimester loss is in scope by itself",
        non_visualised=_SILENT,
        workup_may_start="after three losses; after two at a clinician's discretion, when a pathological, "
        "non-sporadic cause is suspected; after one second-trimester loss",
        source="RCOG GTG 17 (2023), abstract and web page",
        same_partner=False,
        second_trimester_loss_in_scope=True,
        early_workup_from=2,
    ),
    Definition(
        name="asrm_2012",
        key="asrm-rpl-2012",
        short="ASRM 2012",
        title="two or more clinical losses, confirmed by ultrasound or histology; not necessarily in a row",
        required=2,
        verdict=asrm_2012,
        ceiling="none on file",
        non_visualised="do not count: ultrasound or histology is needed",
        workup_may_start="after two first-trimester losses",
        source="ASRM 2012, opening; ASRM 2013",
    ),
    Definition(
        name="dggg_2022",
        key="dggg-015050-2022",
        short="DGGG 2022",
        title="three or more losses before 20+0, in a row (wording of the WHO)",
        required=3,
        verdict=dggg_2022,
        ceiling="before 20+0 (wording of the WHO); that the text also speaks of 24 weeks is recalled with doubt",
        non_visualised=_SILENT,
        workup_may_start="after two losses in a row (recalled with doubt)",
        source="notice of the DGGG, May 2022",
        consecutive=True,
    ),
    Definition(
        name="cngof_2014",
        key="cngof-2014",
        short="CNGOF 2014",
        title="three or more losses before 14+0, in a row",
        required=3,
        verdict=cngof_2014,
        ceiling="before 14+0",
        non_visualised=_SILENT,
        workup_may_start="after three losses",
        source="La Lettre du Gynécologue 456",
        consecutive=True,
    ),
    Definition(
        name="nvog_hm",
        key="nvog-hm",
        short="NVOG",
        title="two or more losses before 20+0, without biochemical ones; not necessarily in a row (text of 2007, the "
        "current module was not read)",
        required=2,
        verdict=nvog_hm,
        ceiling="20 weeks (text of 2007; the current module was not read)",
        non_visualised="do not count (text of 2007; the current module was not read)",
        workup_may_start="after two losses",
        source="NVOG Herhaalde miskraam, 2007 and start page",
        same_partner=False,
    ),
    Definition(
        name="ngf_2024",
        key="ngf-2024",
        short="NGF 2024",
        title="two or more losses before 22+0, in a row",
        required=2,
        verdict=ngf_2024,
        ceiling="before 22+0, the Norwegian limit of miscarriage",
        non_visualised=_SILENT,
        workup_may_start="after two losses when a cause is suspected, else after three",
        source="NGF, Gjentatt tap av graviditet (2024)",
        consecutive=True,
    ),
    Definition(
        name="ranzcog_2025",
        key="ranzcog-2025",
        short="RANZCOG 2025",
        title="two or more losses before 20+0 that were confirmed in the uterus; not necessarily in a row",
        required=2,
        verdict=ranzcog_2025,
        ceiling="up to 20 weeks",
        non_visualised="count with or without a gestational sac, but only when confirmed in the uterus",
        workup_may_start="after two losses",
        source="newsGP, RACGP 2025",
    ),
    Definition(
        name="accept_2024",
        key="accept-2024",
        short="ACCEPT 2024",
        title="two or more losses before 20+0 with the same partner, positive tests are enough; not necessarily in "
        "a row",
        required=2,
        verdict=accept_2024,
        ceiling="before 20+0",
        non_visualised="count: two positive tests are enough, no ultrasound is needed",
        workup_may_start="after two losses",
        source="The Medical Republic 2024, on doi:10.1111/ajo.13820",
        same_partner=True,
    ),
    Definition(
        name="sogc_2025",
        key="sogc-2025",
        short="SOGC 2025",
        title="two or more losses, not necessarily in a row (press release only)",
        required=2,
        verdict=sogc_2025,
        ceiling="none on file",
        non_visualised=_SILENT,
        workup_may_start="after two losses",
        source="SOGC, press release of 19 December 2025",
    ),
)
DEFINITIONS: Mapping[str, Definition] = MappingProxyType({definition.name: definition for definition in _ALL})

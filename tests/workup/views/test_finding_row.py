"""One finding as her page writes it: everything is said, nothing of it is read as HTML."""

from dataclasses import replace

import pytest
from django.test.html import parse_html

from tests.rpl_tracker.markup.test_widgets import HARM
from workup.checklist.findings import Status
from workup.templatetags.findings import finding
from workup.views.overview import Edition
from workup.views.presenters.actions import Action
from workup.views.presenters.findings import EvidenceLine, Remark, Row
from workup.views.presenters.statuses import Chip, Grade

EDITION = Edition("eshre-2022", "ESHRE 2022", "ESHRE", "2022", "revision 2", "", "")
PLAIN = Row(
    item="tsh", anchor="item-tsh", chip=Chip("missing", "Missing"), label="TSH", reason="No result is on record.",
    evidence=(), category="Recommended", strength="Strong", grade=None, citation="ESHRE 2022", verification="confirmed",
    confirmed=True, local=False, remarks=(), actions=(), quiet=False, to_do=True, status=Status.MISSING,
)  # fmt: skip
FULL = replace(
    PLAIN, evidence=(EvidenceLine("TSH, 9 Jan 2026", "result-1"), EvidenceLine("Told", "")), grade=Grade("++", "low"),
    remarks=(Remark("Once.", ""), Remark("Again.", "ESHRE, 1")), actions=(Action("Enter", "/p/1/?a=1&b=2"),),
    why=(("Rule", "missing"),), local=True, confirmed=False, quiet=True,
)  # fmt: skip


def test_a_plain_finding_says_what_why_and_by_whom():
    written = finding(PLAIN, EDITION)
    assert parse_html(written) == parse_html(
        """
        <li class="finding" id="item-tsh">
        <div><span class="chip" data-status="missing"><svg class="i" aria-hidden="true">
        <use href="/static/icons.svg#s-missing"/></svg>Missing</span></div>
        <div><h4>TSH</h4><p class="finding__why">No result is on record.</p></div>
        <div class="basis"><p><b>Recommended</b> Strong</p>
        <p><a href="/guidelines/eshre-2022/#tsh">ESHRE 2022</a> · <span>confirmed</span></p></div></li>
        """
    )


@pytest.mark.parametrize(
    "said",
    [
        '<a href="#result-1"><svg',
        "<span><svg",
        '<summary>Why?<span class="visually-hidden"> TSH</span></summary><dl><div><dt>Rule</dt><dd>missing</dd></div>',
        '<p class="local">',
        '<span class="grade" title="low"><span aria-hidden="true">++</span>'
        '<span class="visually-hidden">, low</span></span>',
        '<span class="unconfirmed">confirmed</span>',
        '<summary>2 notes<span class="visually-hidden"> on TSH</span></summary>',
        '<li>Once.</li><li>Again. <span class="muted">(ESHRE, 1)</span></li>',
        '<a href="/p/1/?a=1&amp;b=2">Enter<span class="visually-hidden"> TSH</span></a>',
        'class="finding finding--quiet"',
    ],
)
def test_what_a_finding_brings_is_said(said):
    assert said in finding(FULL, EDITION)
    assert said not in finding(PLAIN, EDITION)


def test_one_note_is_one_note():
    assert "<summary>1 note<" in finding(replace(FULL, remarks=FULL.remarks[:1]), EDITION)


def test_nothing_in_it_is_read_as_html():
    row = replace(
        FULL, label=HARM, reason=HARM, category=HARM, strength=HARM, citation=HARM, verification=HARM, anchor=HARM,
        item=HARM, chip=Chip("missing", HARM), grade=Grade(HARM, HARM), evidence=(EvidenceLine(HARM, HARM),),
        remarks=(Remark(HARM, HARM),), actions=(Action(HARM, HARM),), why=((HARM, HARM),),
    )  # fmt: skip
    written = finding(row, EDITION)
    assert "<script>" not in written
    assert "<img" not in written
    assert written.count("&lt;script&gt;") > 15

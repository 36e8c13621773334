"""Published live-birth figures on her page: for clinicians, and only when there is something to say."""

from datetime import date

from rpl_tracker.accounts.roles import Permission
from tests.facts import miscarriage, woman
from tests.workup.views.shown import look, overview


def test_on_her_page_for_clinicians_only():
    facts = woman(date_of_birth=date(1996, 11, 22), pregnancies=[miscarriage(n, weeks=8) for n in (1, 2, 3)])
    shown = overview(facts).prognosis
    assert [one.rule for one in shown.figures] == ["Lund 2012", "Kling 2018", "Kolte 2021"]
    assert "cannot be told" in shown.withheld[0]
    assert overview(facts, look(), Permission.DECISIONS).prognosis is None
    assert overview(woman()).prognosis is None

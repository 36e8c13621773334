"""Every page of the application and what it is for: the list behind docs/pages."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "pages"
HEAD = """# Every page

One picture of each page at 1366x768 and what the page is for; the main ones also on a phone (390x844) and in the dark.
Taken by a test from the demo clinic, whose patients are invented: `pytest tests/journeys/pages.py` takes them anew and
writes this list, and the tests fail when a page has no picture here.
"""
PARTS: dict[str, dict[str, str]] = {
    "The clinic": {
        "worklist": "Who needs something, and what; saved filters, group actions, export.",
        "worklist_search": "Patients found by a part of a name or MRN, whatever their definition says.",
        "patient_new": "A new patient; somebody alike is warned about before she is stored.",
        "import": "A spreadsheet that the clinic has already is uploaded.",
        "import_preview": "What an import would do, line by line, before anything is stored.",
        "guidelines": "The editions on file, and whether this clinic has signed them off.",
        "guideline": "One edition in words: every item, its strength, where it stands, what is not on file.",
        "guideline_sign_off": "A clinician checks an edition row by row and signs it in their own name.",
    },
    "One patient": {
        "patient": "Her overview: verdicts, what is missing or due and from when, pregnancies, results, what is next.",
        "compare": "Guidelines side by side for her, disagreements marked.",
        "patient_edit": "Who she is, and what is known of her.",
        "conditions": "Conditions and family history, each asked or not asked.",
        "medication_new": "A medicine that she takes or took.",
        "medication_edit": "A medicine, corrected.",
        "partner_new": "A partner, for a period.",
        "partner_edit": "A partner, corrected.",
        "decision_new": "Declined, deferred, done elsewhere, not applicable: the reason, and a day to look again.",
        "decision_edit": "A decision, corrected.",
        "entered_in_error": "What should not have been recorded is marked, with the reason; nothing is deleted.",
        "record_history": "Every change of the record: who, when, from what to what, and why.",
        "history": "The history of one row.",
    },
    "Pregnancies": {
        "pregnancy_new": "A pregnancy: fields as they apply; gestation and due date are read while they are typed.",
        "pregnancy_edit": "A pregnancy, corrected; the count can be overruled with a reason.",
        "birth_new": "One child of a pregnancy.",
        "birth_edit": "A birth, corrected.",
        "event_new": "A scan, a bleed or a procedure; published criteria of a scan are named while it is typed.",
        "event_edit": "An event, corrected.",
    },
    "Tests": {
        "results": "Which panel came.",
        "results_panel": "A whole panel from the keyboard, each result read as it is typed.",
        "investigation_edit": "One result or order, corrected.",
        "uterine_findings": "What an examination of the uterus measured, classified side by side.",
        "order": "Everything missing or due is ordered in one step.",
    },
    "On paper": {
        "letters": "What can be printed, and the letters about her.",
        "summary": "One A4 page: pregnancies, workup, what is next, what is outstanding.",
        "plan": "Her plan of tests in plain words: tests and dates only.",
        "partner_plan": "The plan of a partner, who sees nothing of hers.",
        "letter_new": "A letter, put together from the record and edited.",
        "letter": "A letter that is not final yet.",
        "letter_preview": "The letter as it will look, before it is final.",
        "letter_in_error": "A letter that should not have been written is marked.",
    },
    "Help": {
        "help": "The guides, with what each is for.",
        "help_page": "The guide for clinicians, as in docs/guide: how it opens, and its chapters.",
        "help_chapter": "One chapter of it; each is a page of its own, so that its picture comes quickly.",
    },
    "The door and the rest": {
        "account_login": "Signing in.",
        "account_signup": "Nobody signs up by themselves.",
        "account_inactive": "An account that is switched off.",
        "account_logout": "Signing out.",
        "account_change_password": "Another password.",
        "mfa_index": "The second factor: app, passkeys, recovery codes.",
        "error_400": "A request that cannot be understood.",
        "error_403": "What one's role does not allow.",
        "error_404": "Nothing here, or somebody else's.",
        "error_405": "A step that can only be taken from its page, as after signing in again.",
        "error_500": "Something went wrong on our side.",
        "admin": "The administration.",
    },
}
PAGES = tuple(name for pages in PARTS.values() for name in pages)
DARK = ("worklist", "patient", "results_panel", "compare", "account_login")
ON_A_PHONE = (
    "worklist", "patient", "pregnancy_new", "results_panel", "order", "decision_new", "letters", "summary",
    "account_login",
)  # fmt: skip
# The other pages of the second factor are sheets of a few lines like the one that is shown.
LIKE_ANOTHER = {
    "account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip


def pictures() -> list[str]:
    """The names of all pictures."""
    return [*PAGES, *(f"{name}-dark" for name in DARK), *(f"{name}-phone" for name in ON_A_PHONE)]


def index() -> str:
    """docs/pages/README.md."""
    lines = [HEAD]
    for title, pages in PARTS.items():
        lines += [f"## {title}", "", "| page | for |", "|---|---|"]
        lines += [f"| {_links(name)} | {words} |" for name, words in pages.items()]
        lines.append("")
    return "\n".join(lines)


def _links(name: str) -> str:
    said = name.replace("_", " ").removeprefix("account ")
    links = [f"[{said}]({name}.webp)"]
    links += [f"[dark]({name}-dark.webp)"] if name in DARK else []
    links += [f"[phone]({name}-phone.webp)"] if name in ON_A_PHONE else []
    return ", ".join(links)

"""Adenomyosis by the signs of MUSA, revised 2022: at least one direct sign suggests it.

`domain-logic.md`, 7.3 [recalled].
"""

from __future__ import annotations

from workup.checklist.uterine import MusaSign, UterineFindings

DIRECT = (MusaSign.MYOMETRIAL_CYSTS, MusaSign.HYPERECHOGENIC_ISLANDS, MusaSign.SUBENDOMETRIAL_LINES)


def adenomyosis_suggested(found: UterineFindings) -> bool | None:
    """True with one direct sign; False when all were looked for and are absent; None while one was not assessed."""
    told = {each.sign: each.present for each in found.signs if each.sign in DIRECT}
    if any(told.values()):
        return True
    return None if len(told) < len(DIRECT) else False


def adenomyosis_words(found: UterineFindings) -> str:
    """`suggests adenomyosis: a direct sign is present (myometrial cysts). Indirect signs: ...`."""
    told = {True: _suggests, False: _does_not, None: _cannot_tell}[adenomyosis_suggested(found)](found)
    indirect = [_sign_words(found, sign) for sign in MusaSign if sign not in DIRECT and _present(found, sign)]
    absent = [each.sign.words for each in found.signs if not each.present]
    looked = f"; looked for and absent: {', '.join(absent)}" if absent else ""
    return f"{told}. Indirect signs present: {', '.join(indirect) if indirect else 'none recorded'}{looked}"


def _suggests(found: UterineFindings) -> str:
    seen = [_sign_words(found, sign) for sign in DIRECT if _present(found, sign)]
    return f"suggests adenomyosis, direct sign present: {', '.join(seen)}"


def _does_not(found: UterineFindings) -> str:
    return "not suggested: all three direct signs were looked for and none is present"


def _cannot_tell(found: UterineFindings) -> str:
    assessed = {each.sign for each in found.signs}
    missing = [sign.words for sign in DIRECT if sign not in assessed]
    return f"cannot tell: no direct sign present so far, not assessed: {', '.join(missing)}"


def _present(found: UterineFindings, sign: MusaSign) -> bool:
    return any(each.sign is sign and each.present for each in found.signs)


def _sign_words(found: UterineFindings, sign: MusaSign) -> str:
    extent = next((each.extent for each in found.signs if each.sign is sign), "")
    return f"{sign.words} ({extent})" if extent else sign.words

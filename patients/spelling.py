"""Names as they sound to a search: `Müller`, `Mueller` and `MULLER` are one, and so are `O’Brien` and `obrien`.

Only for finding and for warning. What is stored, shown and printed is the name as it was typed.
"""

from __future__ import annotations

import re
import unicodedata

from django.db.models import Func

_ONE = ("ØøŁłĐđÐðıÆæŒœ", "oollddddiaaoo")
_TWO = {"ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th"}
_SILENT = "\u0300-\u036f'’ʼ‘`´"  # marks above and below letters, apostrophes
_SECOND = "(?<=[ou])e|(?<=a)[ae]+"  # ä is written ae by those without one, å is written aa


def spelled(text: str) -> str:
    """The text without accents and apostrophes, in small letters, `ae`, `oe`, `ue` and `aa` as one letter."""
    plain = unicodedata.normalize("NFD", text).translate(str.maketrans(*_ONE))
    for letter, letters in _TWO.items():
        plain = plain.replace(letter, letters)
    return re.sub(_SECOND, "", re.sub(f"[{_SILENT}]", "", plain).lower())


def _sql() -> str:
    """The same as `spelled`, of functions that an index may hold."""
    plain = f"translate(normalize(%(expressions)s, NFD), '{_ONE[0]}', '{_ONE[1]}')"
    for letter, letters in _TWO.items():
        plain = f"replace({plain}, '{letter}', '{letters}')"
    silent = _SILENT.replace("'", "''")
    return f"regexp_replace(lower(regexp_replace({plain}, '[{silent}]', '', 'g')), '{_SECOND}', '', 'g')"


class Spelled(Func):
    """`spelled` of a column. The index `patient_search` holds it: a change needs a migration that builds it anew.

    The database has to be in UTF-8.
    """

    arity = 1
    template = _sql()

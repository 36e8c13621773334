"""From values to the text of cells: what the readers of `interop/cells.py` read back as the same value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from rpl_tracker.interop.cells import printable


def written(value: Any) -> str:
    """Blank for nothing; dates in ISO, as precise as they are known; yes and no; lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(written, value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return printable(str(value.value if isinstance(value, Enum) else value))

"""What stands beside a result, by the name of its rule."""

from tests.workup.interpretation.samples import ON
from workup.interpretation.beside import beside


def said(inv, record) -> dict[str, str]:
    """Name of the rule -> its words."""
    return {one.rule: one.says for one in beside(inv, record, ON)}


def rules(inv, record) -> set[str]:
    return set(said(inv, record))

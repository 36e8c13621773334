"""How a rule is made wrong: cosmic-ray's operators, and three of our own that clinical tables and filters need.

Not used: those that break a line whatever it says (a decorator removed, `is` made `<`), which only raise the rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import parso
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.operators.provider import OperatorProvider
from parso.python.tree import Operator as Sign
from parso.tree import BaseNode, NodeOrLeaf

Position = tuple[tuple[int, int], tuple[int, int]]

_COMPARISONS = (
    "Is_IsNot",
    "IsNot_Is",
    "Eq_NotEq",
    "NotEq_Eq",
    "Lt_LtE",
    "Lt_GtE",
    "LtE_Lt",
    "LtE_Gt",
    "Gt_GtE",
    "Gt_LtE",
    "GtE_Gt",
    "GtE_Lt",
)
_ARITHMETIC = (
    "Add_Sub",
    "Sub_Add",
    "Mul_Div",
    "Div_Mul",
    "FloorDiv_Mul",
    "Mod_FloorDiv",
    "BitOr_BitAnd",
    "BitAnd_BitOr",
)
_LIBRARYS = (
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    *(f"ReplaceComparisonOperator_{name}" for name in _COMPARISONS),
    *(f"ReplaceBinaryOperator_{name}" for name in _ARITHMETIC),
)


class Membership(Operator):
    """`in` becomes `not in`, and the other way round."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Position]:
        for sign in self._signs(node):
            yield sign.start_pos, sign.end_pos

    def mutate(self, node: BaseNode, index: int) -> BaseNode:
        sign = list(self._signs(node))[index]
        said = " in" if sign.get_code().split() == ["not", "in"] else " not in"
        node.children[node.children.index(sign)] = parso.parse(said)
        return node

    @staticmethod
    def _signs(node: NodeOrLeaf) -> Iterator[NodeOrLeaf]:
        if node.type == "comparison":
            yield from (sign for sign in node.children[1::2] if sign.get_code().split() in (["in"], ["not", "in"]))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return Example("a in b", "a not in b"), Example("a not in b", "a in b")


class Filter(Operator):
    """The condition of a comprehension the other way round."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Position]:
        if node.type == "comp_if":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: BaseNode, index: int) -> BaseNode:
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("[a for a in b if a]", "[a for a in b if not (a)]"),)


class Element(Operator):
    """One element less in a collection that is written out: a test in a set, a rule in a table, a row of a mapping."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Position]:
        for found in self._elements(node):
            yield found[0].start_pos, found[-1].end_pos

    def mutate(self, node: BaseNode, index: int) -> BaseNode:
        gone = list(self._elements(node))[index]
        after = node.children.index(gone[-1]) + 1
        comma = node.children[after : after + 1]
        node.children = [child for child in node.children if child not in [*gone, *comma]]
        return node

    @staticmethod
    def _elements(node: NodeOrLeaf) -> Iterator[list[NodeOrLeaf]]:
        """Runs between commas of a display with at least two; not of calls, signatures, subscripts and unpackings."""
        displayed = node.type == "dictorsetmaker" or (
            node.type == "testlist_comp" and node.parent is not None and node.parent.type == "atom"
        )
        commas = [child for child in getattr(node, "children", ()) if isinstance(child, Sign) and child.value == ","]
        if displayed and commas:
            run: list[NodeOrLeaf] = []
            for child in node.children:
                if child in commas:
                    yield run
                    run = []
                else:
                    run.append(child)
            if run:
                yield run

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return Example("{1, 2}", "{ 2}"), Example("{1: 2, 3: 4,}", "{1: 2,}", occurrence=1)


def operators() -> Mapping[str, Operator]:
    """Every operator that `make mutants` applies, by name."""
    theirs = OperatorProvider()
    found = {name: theirs[name]() for name in _LIBRARYS}
    return MappingProxyType(found | {"Membership": Membership(), "Filter": Filter(), "Element": Element()})

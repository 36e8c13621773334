"""Every mutant of a module: the places of its rules, each made wrong in one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tests.mutation.operators import Operator, Position, operators


@dataclass(frozen=True)
class Mutant:
    """`before` and `after` are the changed lines, stripped; together with module and definition they name it."""

    module: str  # path from the root
    definition: str
    before: str
    after: str
    source: str
    line: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.module, self.definition, self.before, self.after


def mutants_of(path: Path, module: str) -> Iterator[Mutant]:
    """Each changed source once, in the order of the operators; what is no valid Python is no mutant."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    silent, names = list(_no_rules(tree)), _definitions(tree)
    seen = {source}
    for operator in operators().values():
        for occurrence, (start, _) in enumerate(_positions(source, operator)):
            if any(begin <= start < end for begin, end in silent) or _is_keyword_marker(source, start):
                continue
            changed = _changed(source, operator, occurrence)
            if changed is None or changed in seen or not _compiles(changed):
                continue
            seen.add(changed)
            before, after = _change(source, changed)
            yield Mutant(module, _around(names, start[0]), before, after, changed, start[0])


def _positions(source: str, operator: Operator) -> Iterator[Position]:
    for node in ast_nodes(get_ast(source)):
        yield from operator.mutation_positions(node)


def _changed(source: str, operator: Operator, occurrence: int) -> str | None:
    try:
        changed: str | None = mutate_code(source, operator, occurrence)
    except AttributeError:  # cosmic-ray replaces no exception with a dotted name
        return None
    return changed


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _no_rules(tree: ast.AST) -> Iterator[Position]:
    """Annotations (never evaluated: `from __future__ import annotations`), decorators, aliases of types, `__all__`."""
    for node in ast.walk(tree):
        found: list[ast.expr | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        found += getattr(node, "decorator_list", [])
        if isinstance(node, ast.Assign) and (_is_type(node.value) or ast.unparse(node.targets[0]) == "__all__"):
            found.append(node.value)
        for part in found:
            if part is not None and part.end_lineno is not None and part.end_col_offset is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def _is_type(value: ast.expr) -> bool:
    """`Callable[[Situation], Answer]`, `Literal["all", "some"]`."""
    return isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name) and value.value.id[:1].isupper()


def _definitions(tree: ast.AST, within: str = "") -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{within}{node.name}"
            found += [(node.lineno, node.end_lineno or node.lineno, name), *_definitions(node, f"{name}.")]
    return found


def _around(names: list[tuple[int, int, str]], line: int) -> str:
    """The innermost definition of a line; blank at the level of the module."""
    return next((name for begin, end, name in reversed(names) if begin <= line <= end), "")


def _change(source: str, changed: str) -> tuple[str, str]:
    lines = list(ndiff(source.splitlines(), changed.splitlines()))
    gone, new = ([line[2:].strip() for line in lines if line.startswith(sign)] for sign in "-+")
    return " ".join(gone), " ".join(new)


def _is_keyword_marker(source: str, start: tuple[int, int]) -> bool:
    """The `*` of a signature, which is no multiplication."""
    return source.splitlines()[start[0] - 1][start[1] :].startswith(("*,", "*args", "**"))

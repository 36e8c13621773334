"""What is mutated, and which tests must notice: every module of the clinical core, found on disk, none left out."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("patients/obstetrics", "workup/interpretation", "workup/checklist", "workup/guidelines", "workup/catalogue")
PATIENCE = 40  # seconds of work that the tests of one mutant may take; many times what they need

# Where a rule is looked at most closely, when that is not `test_<module>.py`. Only a matter of speed: a mutant that
# lives through these meets every other test.
_NEAR = "workup/interpretation/test_near_events.py"
_CLASSIFIED = ("workup/interpretation/test_sydney.py", "workup/interpretation/test_acr_eular.py", _NEAR)
_ON_THE_PAGE = ("workup/interpretation/test_rulebook.py",)  # a rule that is not on the page of all rules
_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "patients/obstetrics/judging.py": ("patients/obstetrics/test_definitions.py",),
    "patients/obstetrics/summary.py": ("patients/obstetrics/test_twins_in_para.py",),
    "patients/obstetrics/bodies.py": ("patients/obstetrics/test_definitions.py",),
    "patients/obstetrics/redating_advice.py": ("patients/obstetrics/test_scan_said.py",),
    "workup/interpretation/loss_events.py": _CLASSIFIED,
    "workup/interpretation/recorded.py": _CLASSIFIED,
    "workup/interpretation/criteria.py": _CLASSIFIED,
    "workup/interpretation/sydney.py": (_NEAR,),
    "workup/interpretation/acr_eular.py": (_NEAR,),
    "workup/interpretation/titres.py": ("workup/interpretation/test_acr_eular.py",),
    "workup/interpretation/interference.py": ("workup/interpretation/test_not_before.py",),
    "workup/interpretation/disturbances.py": (
        "workup/interpretation/test_interference.py",
        "workup/interpretation/test_collection.py",
        "workup/interpretation/test_waits.py",
    ),
    "workup/interpretation/exposures.py": ("workup/interpretation/test_waits.py",),
    "workup/interpretation/published.py": ("workup/interpretation/test_rulebook.py",),
    "workup/interpretation/iscn.py": ("workup/interpretation/test_karyotype.py",),
    "workup/interpretation/musa.py": ("workup/interpretation/test_figo_ucv_musa.py",),
    "workup/interpretation/nuclear_antibodies.py": _ON_THE_PAGE,
    "workup/interpretation/reading.py": ("workup/interpretation/test_second_samples.py",),
    "workup/interpretation/second_samples.py": _ON_THE_PAGE,
    "workup/interpretation/thyroid.py": _ON_THE_PAGE,
    "workup/interpretation/units.py": (*_ON_THE_PAGE, "workup/interpretation/test_bands.py"),
    "workup/interpretation/uterine_reading.py": _ON_THE_PAGE,
    "workup/interpretation/ucv.py": ("workup/interpretation/test_figo_ucv_musa.py",),
    "workup/interpretation/ranges.py": ("workup/interpretation/test_reading.py", "workup/interpretation/test_titre.py"),
    "workup/guidelines/local.py": ("workup/guidelines/test_digest.py",),
    "workup/guidelines/model.py": ("workup/guidelines/test_loading.py", "workup/guidelines/test_local.py"),
    "workup/guidelines/shape.py": ("workup/guidelines/test_loading.py",),
    "workup/catalogue/__init__.py": ("workup/catalogue/test_tests.py", "workup/catalogue/test_panels.py"),
    "workup/catalogue/loading.py": ("workup/catalogue/test_tests.py", "workup/catalogue/test_panels.py"),
    "workup/catalogue/model.py": ("workup/catalogue/test_tests.py",),
    "workup/checklist/judging.py": tuple(
        f"workup/checklist/test_{name}.py" for name in ("statuses", "rulings", "records", "tissue", "decisions")
    ),
    "workup/checklist/outcomes.py": tuple(
        f"workup/checklist/test_{name}.py" for name in ("statuses", "rulings", "antibodies", "tissue")
    ),
    "workup/checklist/antibodies.py": ("workup/checklist/test_statuses.py", "workup/checklist/test_rulings.py"),
    "workup/checklist/tissue.py": ("workup/checklist/test_predicates_genetics.py", "workup/checklist/test_rulings.py"),
    "workup/checklist/findings.py": tuple(
        f"workup/checklist/test_{name}.py" for name in ("statuses", "document", "rulings", "decisions")
    ),
    "workup/checklist/evaluate.py": ("workup/checklist/test_lines.py", "workup/checklist/test_statuses.py"),
    "workup/checklist/rows.py": tuple(
        f"workup/checklist/test_{name}.py"
        for name in ("lines", "statuses", "records", "outcomes", "context", "rulings")
    ),
    "workup/checklist/lines.py": ("workup/checklist/test_judging.py", "workup/checklist/test_statuses.py"),
    "workup/checklist/conditions.py": ("workup/checklist/test_predicates.py",),
    "workup/checklist/answers.py": ("workup/checklist/test_predicates.py",),
}


def modules(patterns: Sequence[str] = ()) -> list[str]:
    """Paths from the root of every module that says something, those of the patterns if any are given."""
    found = [
        path.relative_to(ROOT).as_posix() for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
    ]
    said = [module for module in found if _says_something(ROOT / module)]
    return [module for module in said if not patterns or any(fnmatch(module, pattern) for pattern in patterns)]


def _says_something(path: Path) -> bool:
    """More than a docstring and imports."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) for node in body)


def own_tests(module: str) -> list[str]:
    """The test files that are about this module; may be none."""
    path = Path(module)
    named = (ROOT / "tests" / path.parent).glob(f"test_{path.stem}*.py")
    elsewhere = [Path("tests") / name for name in _ELSEWHERE.get(module, ())]
    found = [*sorted(file.relative_to(ROOT) for file in named), *elsewhere]
    return ["-m", "not hypothesis", *map(str, found)] if found else []


def everything() -> list[str]:
    """All tests of the core that need no chance: property tests would make the count differ from run to run."""
    files = (path for package in PACKAGES for path in sorted((ROOT / "tests" / package).rglob("test_*.py")))
    return ["-m", "not hypothesis", *(path.relative_to(ROOT).as_posix() for path in files if not _needs_django(path))]


# What imports these looks at pages or at stored rows, and cannot run without settings and database.
_SHELL = ("django", "rpl_tracker", "patients.models", "workup.models", "workup.views", "workup.load", "tests.records")


def _needs_django(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    named = (node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))
    return any(name == shell or name.startswith(f"{shell}.") for name in named for shell in _SHELL)

"""One mutant against the tests, in a fork: the library stays loaded, the project is imported anew with the mutant."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import hypothesis  # noqa: F401  loaded once, for all forks
import pytest

ROOT = Path(__file__).resolve().parents[2]
INI = Path(__file__).with_name("pytest.ini")
_MEMORY = 4 * 2**30  # bytes; a rule gone wild is stopped there


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec", dont_inherit=True)


class _Finder:
    """Gives the mutated source to whoever imports the module."""

    def __init__(self, path: Path, source: str) -> None:
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        self.path, self.source = str(path), source

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return spec_from_file_location(name, self.path, loader=_Loader(name, self.path, self.source))


def passes(path: Path, source: str, tests: Sequence[str], seconds: int) -> bool:
    """Whether the tests pass with this source of the module; what works longer than `seconds` does not."""
    child = os.fork()
    if child == 0:
        _test(path, source, tests, seconds)
    return os.waitpid(child, 0)[1] == 0


def _test(path: Path, source: str, tests: Sequence[str], seconds: int) -> None:
    """Never returns; a signal or any word but "all passed" is a kill."""
    code = 1
    try:
        _quiet()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # of work, however busy the machine is
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        assert not any(name.split(".")[0] in {"patients", "workup", "django"} for name in sys.modules)
        sys.meta_path.insert(0, _Finder(path, source))
        code = int(pytest.main(["-c", str(INI), f"--rootdir={ROOT}", *tests]))
    finally:
        os._exit(code)


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

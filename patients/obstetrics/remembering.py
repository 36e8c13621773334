"""What follows from a frozen fact is worked out once and kept beside it: it lives no longer than the fact does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

S = TypeVar("S")
P = ParamSpec("P")
T = TypeVar("T")


def remembered(work: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """For a pure function of a fact (a class without slots): its last answer, as long as it is asked the same again.

    The last one only, so that a walk through many days does not pile them up.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def once(fact: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept, asked = fact.__dict__, (args, kwargs)
        known = kept.get(name)
        if known is None or known[0] != asked:
            known = kept[name] = asked, work(fact, *args, **kwargs)
        return cast(T, known[1])

    return once

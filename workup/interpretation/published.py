"""A rule as it was published: its name, what it looks at, its source document, how far that can be trusted.

The sources and their marks are those of domain-logic.md; what has no document there says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from patients.obstetrics.interpreted import Interpretation, Mark

NO_DOCUMENT = "general knowledge, no document on file"
OWN_RULE = "no document: this program's own convention"


@dataclass(frozen=True, slots=True)
class Published:
    """One rule that has a word on a result. `inputs`: the recorded facts that it looks at."""

    name: str
    inputs: str
    source: str
    mark: Mark

    def says(self, words: str, *, acts: bool = False) -> Interpretation:
        """What the rule makes of one result."""
        return Interpretation(self.name, words, self.source, self.mark, acts)


def seen(name: str, inputs: str, source: str) -> Published:
    """A rule that was confirmed in a public source."""
    return Published(name, inputs, source, Mark.SEEN)


def recalled(name: str, inputs: str, source: str = NO_DOCUMENT) -> Published:
    """A rule that nobody has confirmed in its original."""
    return Published(name, inputs, source, Mark.RECALLED)


def own(name: str, inputs: str, source: str = OWN_RULE) -> Published:
    """A decision of this program, where the sources leave it open."""
    return Published(name, inputs, source, Mark.RULE)

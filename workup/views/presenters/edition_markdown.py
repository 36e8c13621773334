"""The pages of the editions as Markdown, for docs/guidelines: one file each, and a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from patients.obstetrics.bodies import Definition
from workup.guidelines import Guideline
from workup.views.presenters.editions import (
    EditionPage,
    ItemPage,
    Lines,
    definition_lines,
    definitions_only,
    edition_page,
)

MADE = "Generated from the data by `manage.py guideline_pages`; do not edit."
CARE = (
    "Paraphrased, never quoted. Nobody has signed it off: a clinician does that in the app, for the clinic. "
    "“Verified” says of each row how far it can be trusted."
)


def pages(editions: Mapping[str, Guideline]) -> dict[str, str]:
    """Every file by its name, `README.md` among them."""
    told = [edition_page(guideline) for guideline in editions.values()]
    return {"README.md": _text(_index(told)), **{f"{page.key}.md": _text(_edition(page)) for page in told}}


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(words: str) -> str:
    """Words that mean themselves in Markdown."""
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", words)


def _list(lines: Lines) -> Iterator[str]:
    yield from (f"- **{label}:** {escaped(words)}" for label, words in lines)
    yield ""


def _index(told: list[EditionPage]) -> Iterator[str]:
    yield from ("# Guidelines on file", "", MADE, "", "| edition | title | body | items | not read | state |")
    yield "|---|---|---|---|---|---|"
    for page in told:
        body, state = dict(page.about)["Body"], "draft, not verified" if page.draft else "not signed off"
        cells = (f"[{page.name}]({page.key}.md)", escaped(page.title), escaped(body), str(page.count))
        yield f"| {' | '.join((*cells, f'{len(page.gaps)} topics', state))} |"
    yield from ("", "Of these bodies the definition alone is on file:", "")
    for definition in definitions_only():
        yield from _definition(definition)


def _definition(definition: Definition) -> Iterator[str]:
    yield from (f"## {definition.short} (`{definition.key}`)", "")
    yield from _list(definition_lines(definition))


def _edition(page: EditionPage) -> Iterator[str]:
    draft = " (draft, not verified)" if page.draft else ""
    yield from (f"# {page.name}: {escaped(page.title)}{draft}", "", MADE, "", CARE, "")
    yield from _list(page.about)
    yield from ("## Not read", "", "Topics of the original that were not read. Look these up there.", "")
    for gap in page.gaps:
        yield f"- {escaped(gap.text)}" + (f" (items: {escaped(gap.items)})" if gap.items else "")
    yield from ("", "## Definition of recurrent pregnancy loss", "")
    yield from _list(page.definition)
    for group in page.groups:
        yield from (f"## {group.title}", "")
        for item in group.items:
            yield from _item(item)
    yield from _end(page)


def _item(item: ItemPage) -> Iterator[str]:
    yield from (f"### {escaped(item.label)}", "")
    yield from (f"- **{label}:** {escaped(words)}" for label, words in item.lines)
    yield from (f"- Note: {escaped(note.text)} ({escaped(note.source)})" for note in item.notes)
    yield ""


def _end(page: EditionPage) -> Iterator[str]:
    if page.remarks:
        yield from ("## Rows that ask for no test", "")
        yield from (f"- **{escaped(r.topic)}:** {escaped(r.text)} ({escaped(r.source)})" for r in page.remarks)
        yield ""
    yield from ("## Revisions", "")
    yield from _list(page.revisions)

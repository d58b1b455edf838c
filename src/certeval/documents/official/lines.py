"""What `show` says in lines, as entries: what is deeper stands below."""

from collections.abc import Iterable

from certeval.documents.official.publication import Entry
from certeval.render.referentiel.facts import Fact
from certeval.render.referentiel.page import Line


def of_lines(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Lines of a page as entries, those of a greater depth below the one before them."""
    listed = list(lines)
    least = min((line.depth for line in listed), default=0)
    found: list[Entry] = []
    at = 0
    while at < len(listed):
        line, at = listed[at], at + 1
        until = next((i for i in range(at, len(listed)) if listed[i].depth <= least), len(listed))
        found.append(Entry(line.text, line.code, below=of_lines(listed[at:until])))
        at = until
    return tuple(found)


def of_facts(facts: Iterable[Fact]) -> tuple[Entry, ...]:
    """Facts as entries under their labels; what is quoted has none."""
    return tuple(
        Entry(fact.text, label=capital(fact.label)) if fact.label else Entry(fact.text, style="quote")
        for fact in facts
    )


def capital(text: str) -> str:
    """A label as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]

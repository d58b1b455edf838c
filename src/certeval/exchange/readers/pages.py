"""Which pages of a long document are those of its référentiel, by the words that a first look gives of each."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from certeval.exchange.segmentation import headings

FEW = 30
"""Pages of a document that is read whole."""
MOST_READ = 300
"""Pages whose tables are read."""
EPREUVES = frozenset({"modalite", "competence", "duree", "detail"})
"""What the headings of a table of épreuves announce, and nothing else."""


class PageChoice(NamedTuple):
    """The pages to read, from 1, and those that describe the épreuves once more, each with its heading."""

    read: list[int]
    again: list[tuple[int, str]]


def page_choice(texts: Sequence[str], numbers: Sequence[int] = ()) -> PageChoice:
    """The pages named, all of a short document, else those with headings; épreuves told again are not."""
    if numbers:
        return PageChoice([page for page in numbers if page <= len(texts) and texts[page - 1].strip()], [])
    if len(texts) <= FEW:
        return PageChoice([i for i, text in enumerate(texts, 1) if text.strip()], [])
    read: list[int] = []
    again: list[tuple[int, str]] = []
    last = 0
    for i, text in enumerate(texts, 1):
        kinds, heading = _announcement(text)
        if kinds and kinds <= EPREUVES:
            if last and i > last + 1:
                again.append((i, heading))
                continue
            last = i
        if kinds or (read and read[-1] == i - 1 and _CODE.search(text)):
            read.append(i)
    return PageChoice(read[:MOST_READ], again)


def _announcement(text: str) -> tuple[frozenset[str], str]:
    """The kinds of column that lines near each other announce, compétences among them, and the first such line."""
    recent: list[frozenset[str]] = []
    all_kinds: frozenset[str] = frozenset()
    heading = ""
    for line in text.splitlines():
        short = line.strip()
        if _TITLE.match(short):
            return frozenset({"bloc"}), short
        matches = _HEADING.finditer(short) if len(short) <= headings.LONGEST else ()
        kinds = frozenset(
            headings.kind(match[0])
            for match in matches  # of words that begin as a heading does
            if not match.start() or short[match.start() - 1] == " "
        )
        recent = [*recent[-NEIGHBOURS:], kinds]
        if kinds and "competence" in (near := frozenset().union(*recent)) and len(near) > 1:
            all_kinds |= near
            heading = heading or short
    return all_kinds, heading


NEIGHBOURS = 4
_HEADING = re.compile(
    r"\b(?:C(?:OMP[ÉE]TENCES?|omp[ée]tences?)|CRIT[ÈE]RES?|Crit[èe]res?|MODALIT[ÉE]S?|Modalit[ée]s?|ACTIVIT[ÉE]S|Activit[ée]s"
    r"|Indicateurs?|BLOCS?|Blocs?)(?:\s+(?:professionnelles?|types?|[ée]valu[ée]es?|vis[ée]es?|d[’']|de\s|des\s)|\s*$|\s+(?=[A-ZÉÈN]))"
)
_TITLE = re.compile(
    r"(?:BLOC|Bloc)(?: DE COMP[ÉE]TENCES| de comp[ée]tences)?\s*(?:n[°o]\s*)?\d+\s*[:.\-–]"
    r"|FICHE (?:ACTIVIT|COMP[ÉE]TENCE)"
)
_CODE = re.compile(r"^\s*C[RE]?\s?\d{1,2}\.\d", re.MULTILINE)

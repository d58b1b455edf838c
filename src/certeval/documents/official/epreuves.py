"""Épreuves: the words of the source for the column of modalités, and a table of their parts with all that is said."""

from collections.abc import Iterator, Sequence

from certeval.documents.official.elements import notes, replaced
from certeval.documents.official.publication import (
    Cell,
    Entry,
    Facts,
    Part,
    Section,
    Table,
    entries,
    headed,
    of_facts,
)
from certeval.messages import N_, _
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.epreuves import Modalite, Partie
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.concern import worded
from certeval.render.referentiel.epreuves import FORMES, epreuve_facts, part_facts
from certeval.render.referentiel.facts import Fact

COLUMNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (N_("Form"), 16, (N_("form: {text}"), N_("in the form of: {text}"))),
    (N_("Duration"), 10, (N_("duration: {text}"),)),
    (N_("Candidates"), 18, (N_("candidates: {text}"), N_("groups: {text}"))),
)
"""The columns of the parts of an épreuve: heading, width, and the facts that stand in each. The last has the others."""


def modalites(epreuve: Epreuve) -> Entry:
    """An épreuve in the words of its source: its description, that of each part, what is expected."""
    below = [
        *_quoted(epreuve),
        *(
            Entry(_title(each), each.code, style="head", below=tuple(_quoted(each)))
            for each in epreuve.parties
        ),
    ]
    if epreuve.attendus:
        below.append(Entry(_("What is expected"), style="head", below=entries([epreuve.attendus], "quote")))
    wording = worded(epreuve.intitule, epreuve)
    return Entry(wording, epreuve.code, style="head", below=tuple(below), anchor=epreuve.code)


def sections(
    referentiel: Referentiel, epreuves: Sequence[Epreuve], level: int, shown: frozenset[str]
) -> Iterator[Section]:
    """A section an épreuve: how it is held, its parts. The sentences of those that a table has `shown` stand there."""
    for epreuve in epreuves:
        seen = epreuve.code in shown
        facts = of_facts(f for f in epreuve_facts(referentiel, epreuve) if not (seen and _is_quoted(f)))
        beside = notes(epreuve)
        parts: list[Part] = [Facts((*facts, *beside))] if facts or beside else []
        if epreuve.parties:
            parts.append(_parts(epreuve, seen=seen))
        anchor = f"_{epreuve.code}" if seen else epreuve.code
        yield Section(worded(epreuve.intitule, epreuve), level, anchor, tuple(parts), epreuve.code)


def _is_quoted(fact: Fact) -> bool:
    """Whether the column of modalités has it, word for word."""
    return not fact.label or fact.message == _("expected: {text}")


def _quoted(modalite: Modalite) -> Iterator[Entry]:
    if modalite.description:
        yield Entry(modalite.description, style="quote")


def _title(partie: Partie) -> str:
    return worded(partie.intitule or FORMES[partie.forme], partie)


def _parts(epreuve: Epreuve, *, seen: bool) -> Table:
    """The parts of an épreuve, a row each."""
    heads = [_("Part"), *(_(head) for head, _width, _messages in COLUMNS), _("How it is held")]
    title = _("Parts of {code}").format(code=epreuve.code)
    rows = (_part(partie, seen=seen) for partie in epreuve.parties)
    return headed(title, heads, rows, (20, *(width for _head, width, _messages in COLUMNS), 36))


def _part(partie: Partie, *, seen: bool) -> tuple[Cell, ...]:
    facts = [fact for fact in part_facts(partie) if not (seen and _is_quoted(fact))]
    columns: list[list[Fact]] = []
    for _head, _width, messages in COLUMNS:
        columns.append([fact for fact in facts if fact.message in map(_, messages)])
        facts = [fact for fact in facts if fact not in columns[-1]]
    notes = entries(replaced(partie.remplace), "note")
    named = Entry(_title(partie), partie.code, below=notes, anchor=partie.code)
    return (
        Cell((named,)),
        *(Cell(entries(fact.text for fact in column)) for column in columns),
        Cell(of_facts(facts)),
    )

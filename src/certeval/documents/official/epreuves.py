"""The elements of a référentiel as entries, the wording after the code, with all that is declared beside it.

Of épreuves, the words of the source for the column of modalités, and a table of their parts.
"""

from collections.abc import Iterator, Sequence

from certeval.documents.official.publication import (
    OfficialCell,
    OfficialEntry,
    OfficialFacts,
    OfficialSection,
    OfficialTable,
    Part,
    capital,
    entries,
    headed,
    of_facts,
)
from certeval.messages import N_, _
from certeval.referentiel.blocs import Activite, Fait
from certeval.referentiel.elements import (
    Competence,
    Critere,
    DeclaredElement,
    Enseigne,
    Epreuve,
    SousCompetence,
)
from certeval.referentiel.epreuves import Modalite, Partie
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.epreuves import FORMES, epreuve_facts, part_facts
from certeval.render.referentiel.facts import Fact, worded
from certeval.render.referentiel.rules import scale

TAUGHT = (("savoirs", N_("Savoirs")), ("moyens", N_("Means")), ("prerequis", N_("Prerequisites")))
"""What is listed beside an element to teach and to hold it, under its title."""


def alone(declared: Activite | Critere | Fait) -> OfficialEntry:
    """An element in which nothing stands."""
    return _coded(declared, declared.libelle, notes(declared))


def sous_competence(declared: SousCompetence) -> OfficialEntry:
    """A part of a compétence above its critères."""
    below = (*notes(declared), *map(alone, declared.criteres))
    return _coded(declared, declared.libelle, below)


def competence(declared: Competence) -> OfficialEntry:
    """A compétence with what is taught beside it; its critères stand in another column."""
    return _coded(declared, declared.libelle, (*notes(declared), *_taught(declared)))


def assessed(declared: Competence) -> tuple[OfficialEntry, ...]:
    """What the jury observes of a compétence: its parts, its critères."""
    return (*map(sous_competence, declared.sous_competences), *map(alone, declared.criteres))


def notes(declared: DeclaredElement | Activite) -> tuple[OfficialEntry, ...]:
    """What is said of an element beside its wording: its code in the source, what it replaces, its own scale."""
    return tuple(OfficialEntry(text, style="note") for text in _noted(declared))


def replaced(remplace: str | tuple[str, ...] | None) -> Iterator[str]:
    if remplace:
        codes = remplace if isinstance(remplace, str) else ", ".join(remplace)
        yield _("replaces: {codes}").format(codes=codes)


def _noted(declared: DeclaredElement | Activite) -> Iterator[str]:
    if declared.code_source:
        yield _("code in the source: {code}").format(code=declared.code_source)
    yield from replaced(declared.remplace)
    if isinstance(declared, DeclaredElement) and declared.echelle:
        yield _("entered: {scale}").format(scale=scale(declared.echelle))


def _taught(declared: Enseigne) -> Iterator[OfficialEntry]:
    for key, title in TAUGHT:
        if texts := getattr(declared, key):
            yield OfficialEntry(
                capital(_(title)), style="head", below=tuple(OfficialEntry(text) for text in texts)
            )


def _coded(
    declared: DeclaredElement | Activite, wording: str, below: tuple[OfficialEntry, ...]
) -> OfficialEntry:
    return OfficialEntry(worded(wording, declared), declared.code, below=below, anchor=declared.code)


COLUMNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (N_("Form"), 16, (N_("form: {text}"), N_("in the form of: {text}"))),
    (N_("Duration"), 10, (N_("duration: {text}"),)),
    (N_("Candidates"), 18, (N_("candidates: {text}"), N_("groups: {text}"))),
)
"""The columns of the parts of an épreuve: heading, width, and the facts that stand in each. The last has the others."""


def modalites(epreuve: Epreuve) -> OfficialEntry:
    """An épreuve in the words of its source: its description, that of each part, what is expected."""
    below = [
        *_quoted(epreuve),
        *(
            OfficialEntry(_title(each), each.code, style="head", below=tuple(_quoted(each)))
            for each in epreuve.parties
        ),
    ]
    if epreuve.attendus:
        below.append(
            OfficialEntry(_("What is expected"), style="head", below=entries([epreuve.attendus], "quote"))
        )
    wording = worded(epreuve.intitule, epreuve)
    return OfficialEntry(wording, epreuve.code, style="head", below=tuple(below), anchor=epreuve.code)


def sections(
    referentiel: Referentiel, epreuves: Sequence[Epreuve], level: int, shown: frozenset[str]
) -> Iterator[OfficialSection]:
    """A section an épreuve: how it is held, its parts. The sentences of those that a table has `shown` stand there."""
    for epreuve in epreuves:
        seen = epreuve.code in shown
        facts = of_facts(f for f in epreuve_facts(referentiel, epreuve) if not (seen and _is_quoted(f)))
        beside = notes(epreuve)
        parts: list[Part] = [OfficialFacts((*facts, *beside))] if facts or beside else []
        if epreuve.parties:
            parts.append(_parts(epreuve, seen=seen))
        anchor = f"_{epreuve.code}" if seen else epreuve.code
        yield OfficialSection(worded(epreuve.intitule, epreuve), level, anchor, tuple(parts), epreuve.code)


def _is_quoted(fact: Fact) -> bool:
    """Whether the column of modalités has it, word for word."""
    return not fact.label or fact.message == _("expected: {text}")


def _quoted(modalite: Modalite) -> Iterator[OfficialEntry]:
    if modalite.description:
        yield OfficialEntry(modalite.description, style="quote")


def _title(partie: Partie) -> str:
    return worded(partie.intitule or FORMES[partie.forme], partie)


def _parts(epreuve: Epreuve, *, seen: bool) -> OfficialTable:
    """The parts of an épreuve, a row each."""
    heads = [_("Part"), *(_(head) for head, _width, _messages in COLUMNS), _("How it is held")]
    title = _("Parts of {code}").format(code=epreuve.code)
    rows = (_part(partie, seen=seen) for partie in epreuve.parties)
    return headed(title, heads, rows, (20, *(width for _head, width, _messages in COLUMNS), 36))


def _part(partie: Partie, *, seen: bool) -> tuple[OfficialCell, ...]:
    facts = [fact for fact in part_facts(partie) if not (seen and _is_quoted(fact))]
    columns: list[list[Fact]] = []
    for _head, _width, messages in COLUMNS:
        columns.append([fact for fact in facts if fact.message in map(_, messages)])
        facts = [fact for fact in facts if fact not in columns[-1]]
    notes = entries(replaced(partie.remplace), "note")
    named = OfficialEntry(_title(partie), partie.code, below=notes, anchor=partie.code)
    return (
        OfficialCell((named,)),
        *(OfficialCell(entries(fact.text for fact in column)) for column in columns),
        OfficialCell(of_facts(facts)),
    )

"""The elements of a référentiel as entries, the wording after the code, with all that is declared beside it.

Of épreuves, the words of the source for the column of modalités, and a table of their parts.
"""

from collections.abc import Iterator, Sequence

from certeval.documents.official.publication import (
    OfficialCell,
    OfficialEntries,
    OfficialEntry,
    OfficialSection,
    Part,
    capital,
    entries,
    fact_entries,
    table_of,
)
from certeval.messages import N_, _
from certeval.referentiel.blocs import Activite, Fait
from certeval.referentiel.elements import (
    Competence,
    Critere,
    DeclaredElement,
    Epreuve,
    SousCompetence,
)
from certeval.referentiel.epreuves import Modalite, Partie
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.facts import FORMES, Fact, epreuve_facts, full_wording, part_facts
from certeval.render.referentiel.rules import scale

TAUGHT = (("savoirs", N_("Savoirs")), ("moyens", N_("Means")), ("prerequis", N_("Prerequisites")))
"""What is listed beside an element to teach and to hold it, under its title."""


def lone_element(element: Activite | Critere | Fait) -> OfficialEntry:
    """An element in which nothing stands."""
    return _element_entry(element, notes(element))


def competence(element: Competence) -> OfficialEntry:
    """A compétence with what is taught beside it; its critères stand in another column."""
    teaching = (
        OfficialEntry(capital(_(title)), style="head", below=entries(texts))
        for key, title in TAUGHT
        if (texts := getattr(element, key))
    )
    return _element_entry(element, (*notes(element), *teaching))


def observables(element: Competence) -> tuple[OfficialEntry, ...]:
    """What the jury observes of a compétence: its parts above their critères, its critères."""
    below = ((each, map(lone_element, each.criteres)) for each in element.sous_competences)
    parts = (_element_entry(each, (*notes(each), *criteres)) for each, criteres in below)
    return (*parts, *map(lone_element, element.criteres))


def notes(element: DeclaredElement | Activite) -> tuple[OfficialEntry, ...]:
    """What is said of an element beside its wording: its code in the source, what it replaces, its own scale."""
    texts = [_("code in the source: {code}", code=element.code_source)] if element.code_source else []
    texts += replacement(element.remplace)
    if isinstance(element, DeclaredElement) and element.echelle:
        texts.append(_("entered: {scale}", scale=scale(element.echelle)))
    return entries(texts, "note")


def replacement(remplace: str | tuple[str, ...] | None) -> Iterator[str]:
    if remplace:
        codes = remplace if isinstance(remplace, str) else ", ".join(remplace)
        yield _("replaces: {codes}", codes=codes)


def _element_entry(
    element: Activite | Critere | Fait | SousCompetence | Competence, below: tuple[OfficialEntry, ...]
) -> OfficialEntry:
    wording = full_wording(element.libelle, element)
    return OfficialEntry(wording, element.code, below=below, anchor=element.code)


COLUMNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (N_("Form"), 16, (N_("form: {text}"), N_("in the form of: {text}"))),
    (N_("Duration"), 10, (N_("duration: {text}"),)),
    (N_("Candidates"), 18, (N_("candidates: {text}"), N_("groups: {text}"))),
)
"""The columns of the parts of an épreuve: heading, width, and the facts that stand in each. The last has the others."""


def modalites(epreuve: Epreuve) -> OfficialEntry:
    """An épreuve in the words of its source: its description, that of each part, what is expected."""
    below = [
        *_quotation(epreuve),
        *(
            OfficialEntry(_title(each), each.code, style="head", below=tuple(_quotation(each)))
            for each in epreuve.parties
        ),
    ]
    if epreuve.attendus:
        quotation = entries([epreuve.attendus], "quote")
        below.append(OfficialEntry(_("What is expected"), style="head", below=quotation))
    wording = full_wording(epreuve.intitule, epreuve)
    return OfficialEntry(wording, epreuve.code, style="head", below=tuple(below), anchor=epreuve.code)


def sections(
    referentiel: Referentiel, epreuves: Sequence[Epreuve], level: int, table_codes: frozenset[str]
) -> Iterator[OfficialSection]:
    """A section an épreuve: how it is held, its parts; its sentences stand in the table if that has it."""
    for epreuve in epreuves:
        in_table = epreuve.code in table_codes
        facts = fact_entries(
            f for f in epreuve_facts(referentiel, epreuve) if not (in_table and _is_quoted(f))
        )
        beside = notes(epreuve)
        parts: list[Part] = [OfficialEntries("facts", (*facts, *beside))] if facts or beside else []
        if epreuve.parties:
            heads = [_("Part"), *(_(head) for head, _width, _messages in COLUMNS), _("How it is held")]
            title = _("Parts of {code}", code=epreuve.code)
            rows = (_part(partie, in_table=in_table) for partie in epreuve.parties)
            widths = (20, *(width for _head, width, _messages in COLUMNS), 36)
            parts.append(table_of(title, heads, rows, widths))
        anchor = f"_{epreuve.code}" if in_table else epreuve.code
        yield OfficialSection(
            full_wording(epreuve.intitule, epreuve), level, anchor, tuple(parts), epreuve.code
        )


def _is_quoted(fact: Fact) -> bool:
    """Whether the column of modalités has it, word for word."""
    return not fact.label or fact.message == _("expected: {text}")


def _quotation(modalite: Modalite) -> Iterator[OfficialEntry]:
    if modalite.description:
        yield OfficialEntry(modalite.description, style="quote")


def _title(partie: Partie) -> str:
    return full_wording(partie.intitule or FORMES[partie.forme], partie)


def _part(partie: Partie, *, in_table: bool) -> tuple[OfficialCell, ...]:
    """The row of a part of an épreuve."""
    facts = [fact for fact in part_facts(partie) if not (in_table and _is_quoted(fact))]
    columns: list[list[Fact]] = []
    for _head, _width, messages in COLUMNS:
        columns.append([fact for fact in facts if fact.message in map(_, messages)])
        facts = [fact for fact in facts if fact not in columns[-1]]
    notes = entries(replacement(partie.remplace), "note")
    heading = OfficialEntry(_title(partie), partie.code, below=notes, anchor=partie.code)
    return (
        OfficialCell((heading,)),
        *(OfficialCell(entries(fact.text for fact in column)) for column in columns),
        OfficialCell(fact_entries(facts)),
    )

"""A bloc: the three référentiels side by side, then its condition, its épreuves, what is taught beside it."""

from collections.abc import Iterable, Iterator

from certeval.documents.official import columns, epreuves
from certeval.documents.official.elements import TAUGHT, notes
from certeval.documents.official.lines import capital, of_lines
from certeval.documents.official.publication import (
    Entry,
    Facts,
    Listing,
    Paragraphs,
    Part,
    Section,
    anchored,
    entries,
)
from certeval.messages import _
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.concern import worded
from certeval.render.referentiel.elements import numbers, rules_of_bloc, taken_up_by


def sections(referentiel: Referentiel, bloc: Bloc, *, rules: bool) -> Iterator[Section]:
    """The section of a bloc, then one for each thing that is said of it."""
    table = columns.of_bloc(referentiel, bloc)
    parts: list[Part] = [table] if table else []
    facts = _facts(bloc)
    yield Section(
        worded(bloc.intitule, bloc), 2, bloc.code, (*([Facts(facts)] if facts else []), *parts), bloc.code
    )
    yield from _named(bloc, "metiers", _("Métiers visés"), bloc.metiers)
    yield from _condition(bloc)
    yield from epreuves.sections(referentiel, bloc.epreuves, 3, columns.shown_in(table))
    for element in (referentiel.elements[bloc.code],):
        taken = tuple(
            Entry(each.wording, each.code, target=each.code) for each in taken_up_by(referentiel, element)
        )
        if taken:
            title = _("Compétences taken up from other blocs")
            yield Section(title, 3, _at(bloc, "reprend"), (Listing(taken),))
    yield from _named(bloc, "savoir-faire", _("Savoir-faire"), bloc.savoir_faire)
    for key, title in TAUGHT:
        yield from _named(bloc, key, capital(_(title)), getattr(bloc, key))
    if rules and (lines := of_lines(rules_of_bloc(referentiel, bloc))):
        yield Section(_("Rule applied"), 3, _at(bloc, "regle"), (Listing(lines),))


def _facts(bloc: Bloc) -> tuple[Entry, ...]:
    number = (Entry(bloc.rncp, label=capital(_("number of the bloc"))),) if bloc.rncp else ()
    return (*number, *notes(bloc))


def _condition(bloc: Bloc) -> Iterator[Section]:
    """The official sentence, quoted, and the numbers that it announces."""
    if bloc.condition is None:
        return
    parts: list[Part] = [Paragraphs((Entry(bloc.condition.texte, style="quote"),))]
    if bloc.condition.effectif:
        announced = Entry(numbers(bloc.condition.effectif), label=capital(_("announced")))
        parts.append(Facts((announced,)))
    yield Section(_("Condition of validation"), 3, _at(bloc, "condition"), tuple(parts))


def _named(bloc: Bloc, key: str, title: str, texts: Iterable[str]) -> Iterator[Section]:
    if listed := entries(texts):
        yield Section(title, 3, _at(bloc, key), (Listing(listed),))


def _at(bloc: Bloc, key: str) -> str:
    return anchored(f"{bloc.code}-{key}")

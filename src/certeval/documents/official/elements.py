"""The elements of a référentiel as entries: the wording after the code, then all that is declared beside it."""

from collections.abc import Iterable, Iterator

from certeval.documents.official.publication import Entry, capital
from certeval.messages import N_, _
from certeval.referentiel.blocs import Activite, Fait
from certeval.referentiel.elements import Competence, Critere, Element, Enseigne, SousCompetence
from certeval.render.referentiel.concern import worded
from certeval.render.referentiel.rules import scale

TAUGHT = (("savoirs", N_("Savoirs")), ("moyens", N_("Means")), ("prerequis", N_("Prerequisites")))
"""What is listed beside an element to teach and to hold it, under its title."""


def alone(declared: Activite | Critere | Fait) -> Entry:
    """An element in which nothing stands."""
    return _coded(declared, declared.libelle, notes(declared))


def sous_competence(declared: SousCompetence) -> Entry:
    """A part of a compétence above its critères."""
    below = (*notes(declared), *map(alone, declared.criteres))
    return _coded(declared, declared.libelle, below)


def competence(declared: Competence) -> Entry:
    """A compétence with what is taught beside it; its critères stand in another column."""
    return _coded(declared, declared.libelle, (*notes(declared), *_taught(declared)))


def assessed(declared: Competence) -> tuple[Entry, ...]:
    """What the jury observes of a compétence: its parts, its critères."""
    return (*map(sous_competence, declared.sous_competences), *map(alone, declared.criteres))


def notes(declared: Element | Activite) -> tuple[Entry, ...]:
    """What is said of an element beside its wording: its code in the source, what it replaces, its own scale."""
    return tuple(Entry(text, style="note") for text in _noted(declared))


def replaced(remplace: str | tuple[str, ...] | None) -> Iterator[str]:
    if remplace:
        codes = remplace if isinstance(remplace, str) else ", ".join(remplace)
        yield _("replaces: {codes}").format(codes=codes)


def _noted(declared: Element | Activite) -> Iterator[str]:
    if declared.code_source:
        yield _("code in the source: {code}").format(code=declared.code_source)
    yield from replaced(declared.remplace)
    if isinstance(declared, Element) and declared.echelle:
        yield _("entered: {scale}").format(scale=scale(declared.echelle))


def _taught(declared: Enseigne) -> Iterator[Entry]:
    for key, title in TAUGHT:
        if texts := getattr(declared, key):
            yield Entry(capital(_(title)), style="head", below=_listed(texts))


def _listed(texts: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(Entry(text) for text in texts)


def _coded(declared: Element | Activite, wording: str, below: tuple[Entry, ...]) -> Entry:
    return Entry(worded(wording, declared), declared.code, below=below, anchor=declared.code)

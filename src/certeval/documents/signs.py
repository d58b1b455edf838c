"""Signs that no document may bear: those that nobody sees, before anything is printed; those that no font draws, once
one was tried. Each is told at the cell, or in the file, that holds it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from certeval.diagnostics import Diagnostic, Place, Span
from certeval.diagnostics.families import sessions as kinds
from certeval.documents.dossier import Candidature, Dossier, Piece
from certeval.documents.identite import named
from certeval.text.unseen import OF_NO_NAME, TURNING, numbered


def unseen(dossier: Dossier, documents: Iterable[tuple[Piece, str]]) -> list[Diagnostic]:
    """The signs that nobody sees: any, in a name; in the other words of documents, those that turn what follows."""
    found: dict[Place, Diagnostic] = {}
    for sign, place, candidate in chain(_in_names(dossier), _turning(dossier, documents)):
        said = {"sign": numbered(sign), "candidat": candidate or _whole(dossier)}
        found.setdefault(place, Diagnostic(kinds.UNSEEN_SIGN, place, said, candidate=candidate))
    return list(found.values())


def undrawn(piece: Piece, sign: str, dossier: Dossier, otherwise: Place) -> Diagnostic:
    """A sign of no font; `otherwise` is its place where no cell nor file is seen to hold it."""
    place, candidate = _place(piece, sign, dossier) or (otherwise, "")
    said = {"character": sign, "candidat": candidate or _whole(dossier)}
    return Diagnostic(kinds.NO_GLYPH, place, said, candidate=candidate)


def _whole(dossier: Dossier) -> str:
    """What documents are called that are of nobody alone."""
    return dossier.session.code if dossier.session else dossier.referentiel.code


def _in_names(dossier: Dossier) -> Iterator[tuple[str, Place, str]]:
    for about in dossier.candidatures:
        for text in named(dossier, about).values():
            if sign := OF_NO_NAME.search(" ".join(text.split())):
                yield sign[0], *(_cell(about, sign[0], dossier) or (about.place, about.code))


def _turning(dossier: Dossier, documents: Iterable[tuple[Piece, str]]) -> Iterator[tuple[str, Place, str]]:
    for piece, words in documents:
        if sign := TURNING.search(words):
            whole = dossier.referentiel.document.place(()), ""
            yield sign[0], *(_place(piece, sign[0], dossier) or whole)


def _place(piece: Piece, sign: str, dossier: Dossier) -> tuple[Place, str] | None:
    """What holds a sign of a document, and the candidate whose cell it is; None where nothing is seen to hold it."""
    about = [piece.candidature] if piece.candidature else dossier.candidatures
    cells = (each for candidature in about if (each := _cell(candidature, sign, dossier)))
    return next(chain(cells, _written(sign, dossier)), None)


def _cell(about: Candidature, sign: str, dossier: Dossier) -> tuple[Place, str] | None:
    """The cell of the candidates' table, or of a sheet, that holds a sign."""
    person = dossier.person(about)
    for heading, text in person.said.items() if person else ():
        if sign in text:
            assert person is not None  # noqa: S101 -- its cells are gone through
            return person.place(heading), about.code
    if any(sign in each for each in (about.code, *about.details.values())):
        return about.place, about.code
    return None


def _written(sign: str, dossier: Dossier) -> Iterator[tuple[Place, str]]:
    """Where the session's file, then the référentiel's, hold a sign."""
    for each in (dossier.session, dossier.referentiel):
        text = each.document.text if each else ""
        if each and sign in text:
            before = text.partition(sign)[0]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield Place(each.document.file, Span(line, column, line, column + 1)), ""

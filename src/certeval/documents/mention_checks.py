"""Whether documents bear their mentions: before anything is printed, and once it is, whoever wrote the template.

Before, a mention without a value is a finding at the line where it is to be written. After, each is looked for by its
label and in the text of the PDF. Signs that nobody sees, or that no font draws, are told at the cell that holds them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from certeval.diagnostics import Diagnostic, Path, Place, Span, in_order
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.documents.dossier import Candidature, Dossier, Piece
from certeval.documents.francais import dans
from certeval.documents.identite import missing_heading, names_of
from certeval.documents.mention import Mention, Words
from certeval.documents.mentions import BARE, FORBIDDEN, LIEU, MENTIONS, TITLE
from certeval.jury import persons
from certeval.jury.session import Session
from certeval.text.cell_text import says
from certeval.text.names import OF_DIRECTION, OF_NO_NAME, code_point


def mention_texts(piece: Piece, words: Words, dossier: Dossier) -> dict[str, list[str]]:
    """The texts of each mention that a document must show."""
    due = [each for each in MENTIONS[piece.genre.name] if each.due(dossier)]
    return {each.name: texts for each in due if (texts := each.of(words))}


def missing_mentions(dossier: Dossier, documents: Iterable[tuple[Piece, Words]]) -> list[Diagnostic]:
    """What documents lack, each once at the line where it is to be written; then what they may not say."""
    lacks: dict[tuple[str, Place], tuple[Mention, str, dict[Word, None]]] = {}
    bare: dict[Word, None] = {}
    holders: dict[str, Candidature] = {}
    for piece, words in documents:
        document = Word(piece.genre.words)
        if piece.genre.name in BARE:
            bare[document] = None
            holders |= {each.code: each for each in (piece.candidature,) if each}
        for each in MENTIONS[piece.genre.name]:
            if each.source != "certeval" and each.due(dossier) and not each.of(words):
                place, candidate = _place(each, piece, dossier, words)
                lacks.setdefault((each.name, place), (each, candidate, {}))[2][document] = None
    diagnostics = [
        Diagnostic(
            kinds.NO_MENTION,
            place,
            {"what": Word(each.what), "documents": tuple(lack), "value": each.example},
            candidate=candidate,
        )
        for (_name, place), (each, candidate, lack) in lacks.items()
    ]
    for term, path in _forbidden(dossier) if bare else ():
        place, arguments = dossier.referentiel.document.place(path), {"documents": tuple(bare), "words": term}
        diagnostics.append(Diagnostic(kinds.FORBIDDEN_WORDS, place, arguments))
    return in_order([*diagnostics, *_births(dossier, holders.values())])


def _births(dossier: Dossier, holders: Iterable[Candidature]) -> Iterator[Diagnostic]:
    """What is wrong with the births that documents of holders say."""
    for each in holders:
        if person := dossier.person(each):
            diagnostics = persons.birth_findings(person, dossier.day.year)
            yield from (one._replace(candidate=each.code) for one in diagnostics)


def _forbidden(dossier: Dossier) -> Iterator[tuple[str, Path]]:
    """The words that no title may hold, and where one holds them: that of the certification, or of a bloc."""
    titles: list[tuple[str | None, Path]] = [(dossier.certification.intitule, TITLE)]
    for code in dossier.referentiel.tree.below("bloc", None):
        bloc = dossier.referentiel.elements[code]
        titles.append((getattr(bloc.model, "intitule", None), (*bloc.path, "intitule")))
    for title, path in titles:
        skeleton = fold_text(title or "")
        yield from ((each, path) for each in FORBIDDEN if fold_text(each) in skeleton)


def _place(mention: Mention, piece: Piece, dossier: Dossier, words: Words) -> tuple[Place, str]:
    """Where a mention is to be written, and whose document lacks it where it is one candidate's alone."""
    if mention.source == "candidats":
        assert piece.candidature is not None  # noqa: S101 -- such documents are about a candidate
        code, place = piece.candidature.code, piece.candidature.place
        if person := dossier.person(piece.candidature):
            place = person.place(missing_heading(dossier, piece.candidature) or str(mention.path[0]))
        elif dossier.session is not None and dossier.session.model.candidats is None:
            place = dossier.session.place(("candidats",))
        return place, code
    if mention.source == "session" and dossier.session is not None:
        return dossier.session.place(_of_what_lacks(mention.path, dossier.session, words)), ""
    path = mention.path
    if path and path[0] == "bloc":
        path = (*dossier.referentiel.elements[piece.bloc].path, *path[1:])
    return dossier.referentiel.document.place(path), ""


def _of_what_lacks(path: Path, session: Session, words: Words) -> Path:
    """A path in the session; one below the first convocation leads to the first that lacks what it leads to."""
    section, seances = str(path[0]), words.get("seances")
    if len(path) == 1 or section != "convocations" or not isinstance(seances, list):
        return path
    without = {each["epreuve"] for each in seances if not says(str(each[path[-1]]))}
    convocations = enumerate(session.model.convocations)
    return (section, next((i for i, each in convocations if each.epreuve in without), 0), path[-1])


_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\u2010\u2011-]+")


def fold_text(text: str) -> str:
    """A text without spaces, hyphens, case or accents of another form: a PDF breaks its lines where it likes."""
    plain = unicodedata.normalize("NFKC", text.replace("’", "'").replace("\u00ad", ""))
    return _UNSEEN.sub("", plain).casefold()


def missing_from(mentions: Mapping[str, list[str]], labels: Iterable[object], text: str) -> list[str]:
    """The names of the mentions that a printed document does not show: without their label, or their text."""
    label_names = set(map(str, labels))
    gaps_by_name = {name: [each for each in texts if each not in text] for name, texts in mentions.items()}
    skeleton = fold_text(text) if any(gaps_by_name.values()) else ""
    return [
        name
        for name, texts in gaps_by_name.items()
        if name not in label_names or any(not _reads(name, each, skeleton) for each in texts)
    ]


def _reads(name: str, text: str, skeleton: str) -> bool:
    """Whether a printed text, folded, holds that of a mention: of a place, « au Havre » too; each word of one written
    from right to left, if only in part, as it is read or as it stands on the page.
    """
    if fold_text(text) in skeleton or (name == LIEU.name and fold_text(dans(text)) in skeleton):
        return True
    words = map(fold_text, text.split())
    is_leftward = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return is_leftward and all(each in skeleton or each[::-1] in skeleton for each in words)


def forbidden_in(piece: Piece, text: str) -> list[str]:
    """The words that a printed document bears and may not."""
    if piece.genre.name not in BARE:
        return []
    skeleton = fold_text(text)
    return [each for each in FORBIDDEN if fold_text(each) in skeleton]


def unseen_signs(dossier: Dossier, documents: Iterable[tuple[Piece, str]]) -> list[Diagnostic]:
    """The signs that nobody sees: any, in a name; in the other words of documents, those that turn what follows."""
    signs = [
        (sign[0], *(_cell(about, sign[0], dossier) or (about.place, about.code)))
        for about in dossier.candidatures
        for text in names_of(dossier, about).values()
        if (sign := OF_NO_NAME.search(" ".join(text.split())))
    ]
    whole = dossier.referentiel.document.place(()), ""
    signs += [
        (sign[0], *(_sign_place(piece, sign[0], dossier) or whole))
        for piece, words in documents
        if (sign := OF_DIRECTION.search(words))
    ]
    by_place: dict[Place, Diagnostic] = {}
    for character, place, candidate in signs:
        arguments = {"sign": code_point(character), "candidat": candidate or _all_documents(dossier)}
        by_place.setdefault(place, Diagnostic(kinds.UNSEEN_SIGN, place, arguments, candidate=candidate))
    return list(by_place.values())


def missing_glyph(piece: Piece, sign: str, dossier: Dossier, otherwise: Place) -> Diagnostic:
    """A sign of no font; `otherwise` is its place where no cell nor file is seen to hold it."""
    place, candidate = _sign_place(piece, sign, dossier) or (otherwise, "")
    arguments = {"character": sign, "candidat": candidate or _all_documents(dossier)}
    return Diagnostic(kinds.NO_GLYPH, place, arguments, candidate=candidate)


def _all_documents(dossier: Dossier) -> str:
    """What documents are called that are of nobody alone."""
    return dossier.session.code if dossier.session else dossier.referentiel.code


def _sign_place(piece: Piece, sign: str, dossier: Dossier) -> tuple[Place, str] | None:
    """What holds a sign of a document, and the candidate whose cell it is; None where nothing is seen to hold it."""
    about = [piece.candidature] if piece.candidature else dossier.candidatures
    cells = (each for candidature in about if (each := _cell(candidature, sign, dossier)))
    return next(chain(cells, _in_files(sign, dossier)), None)


def _cell(about: Candidature, sign: str, dossier: Dossier) -> tuple[Place, str] | None:
    """The cell of the candidates' table, or of a sheet, that holds a sign."""
    person = dossier.person(about)
    for heading, text in person.cells.items() if person else ():
        if sign in text:
            assert person is not None  # noqa: S101 -- its cells are gone through
            return person.place(heading), about.code
    if any(sign in each for each in (about.code, *about.details.values())):
        return about.place, about.code
    return None


def _in_files(sign: str, dossier: Dossier) -> Iterator[tuple[Place, str]]:
    """Where the session's file, then the référentiel's, hold a sign."""
    for each in (dossier.session, dossier.referentiel):
        text = each.document.text if each else ""
        if each and sign in text:
            before = text.partition(sign)[0]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield Place(each.document.file, Span(line, column, line, column + 1)), ""

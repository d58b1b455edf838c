"""`certeval documents`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from certeval import __version__
from certeval.cli import exits, filters, inputs, manual, offers, options, session
from certeval.cli.jurys import handing_out
from certeval.cli.session import Session
from certeval.cli.sheets import Reading
from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.genres import BY_WORD, GENRES, Genre
from certeval.documents.mentions import GENRE_WORDS
from certeval.messages import N_, _

WORDS = tuple(BY_WORD)
OF_SHEETS = "releves"
"""What is printed of sheets alone: nothing else goes without a jury."""


Typed = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("SESSION|SHEET… [DOCUMENT…]"),
        help=N_(
            "A session, by its file or its code, or score sheets; then what to print: pv, releves, "
            "notifications, attestations, parchemins, convocations, emargement, tirage, publication, badges."
        ),
        autocompletion=offers.among(WORDS),
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=N_("FOLDER"),
        help=N_("Write to a folder, whole or not at all."),
        rich_help_panel=manual.WRITTEN,
    ),
]
FaitLe = Annotated[
    str | None,
    typer.Option(
        "--fait-le", metavar=N_("DAY"), help=N_("The day that documents bear; else that of the jury.")
    ),
]
Gabarits = Annotated[
    Path | None,
    typer.Option(
        "--gabarits",
        metavar=N_("FOLDER"),
        help=N_("The office’s own templates; else the nearest folder `gabarits`."),
        rich_help_panel=manual.READ,
    ),
]
Merge = Annotated[
    bool,
    typer.Option("--merge", help=N_("Write also one file of all, for the printer: it has no tags.")),
]


def documents(
    typed: Typed,
    *,
    output: Folder = None,
    referentiel: options.Referentiel = None,
    candidat: options.Candidat,
    fait_le: FaitLe = None,
    registre: options.Registre = None,
    auteur: options.Auteur = None,
    gabarits: Gabarits = None,
    adresse: options.Adresse = None,
    merge: Merge = False,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Print what a jury signs and what candidates receive, as PDF; `badges` are Open Badges, as JSON.

    Without a kind of document, those that the session has come to, without badges. One that lacks an obligatory mention
    is refused, and nothing is written.
    """
    if output is None:
        exits.refuse(N_("say where the documents go: --output FOLDER"))
    genres, sources = _apart(typed)
    of_session = _session(sources)
    reading = Reading(
        () if of_session else [Path(each) for each in sources],
        referentiel,
        None,
        encoding,
        correspondance,
        session=of_session,
        registre=registre,
        marks=any(each.deliberated for each in genres) if genres else None,
    )
    read = session.read(reading)
    inputs.leave_on_errors(read.diagnostics)
    dossier = _dossier(read, filters.asked(read.referentiel, read.scores, [], candidat).candidates, fait_le)
    chosen = _chosen(dossier, genres, only=bool(candidat))
    _refuse_badges(chosen, adresse, merge=merge)
    target = handing_out.Target(output, gabarits, adresse or "", auteur, merge=merge, force=force)
    handing_out.deliver(read, dossier, chosen, target)


def _apart(typed: Sequence[str]) -> tuple[list[Genre], list[str]]:
    """The kinds of documents asked for, and what they are of: the first word is always a session or a sheet."""
    words = list(typed)
    genres = [BY_WORD[each] for each in dict.fromkeys(words[1:]) if each in BY_WORD]
    return genres, [words[0], *(each for each in words[1:] if each not in BY_WORD)]


def _session(sources: Sequence[str]) -> Path | None:
    """The session meant; None where sheets are. Status 2 where neither can be."""
    from certeval.cli import sessions

    first = Path(sources[0])
    found = sessions.meant(first)
    if found is not None and len(sources) > 1:
        exits.refuse(
            N_("{word} is no kind of document: there are {known}"), word=sources[1], known=", ".join(WORDS)
        )
    return found


def _dossier(read: Session, only: Sequence[str], le: str | None) -> Dossier:
    of_session = read.session
    day = inputs.day(le, option="fait-le") if le else _day(read)
    known = [each for each in read.candidates if not only or each.code in only]
    listed = tuple(
        Candidature(each.code, each.place, read.decided(each.code), each.details) for each in known
    )
    if of_session is None:
        return Dossier(read.referentiel, listed, day, __version__)
    head = read.told.head if read.told else None
    return Dossier(read.referentiel, listed, day, __version__, of_session.session, of_session.candidats, head)


def _day(read: Session) -> date:
    return read.session.day() if read.session else inputs.today()


def _chosen(dossier: Dossier, genres: Sequence[Genre], *, only: bool) -> list[Genre]:
    """What is printed: what is asked for, else what the session has come to; status 2 where it has not. Of some
    candidates `only`, what is about one: what is of the session would leave the others out.
    """
    if dossier.session is None:
        other = next((each for each in genres if each.word != OF_SHEETS), None)
        if other is not None:
            exits.refuse(
                N_(
                    "{word}: sheets alone give relevés; the rest is of a session and its jury: docs/sessions.md"
                ),
                word=other.word,
            )
        return [BY_WORD[OF_SHEETS]]
    for each in genres:
        if only and each.about == "session":
            exits.refuse(
                N_("{word}: of all the candidates of the session: leave --candidat out"), word=each.word
            )
        _refuse_early(dossier, each)
    chosen = list(genres) or [
        each for each in GENRES if _is_due(dossier, each) and not (only and each.about == "session")
    ]
    _refuse_before_the_jury(dossier, chosen)
    return chosen


def _refuse_before_the_jury(dossier: Dossier, genres: Sequence[Genre]) -> None:
    """Status 2 where what a jury decides would be dated before it met."""
    met, of_jury = dossier.deliberation, [each for each in genres if each.deliberated]
    if met and of_jury and dossier.day < met.le:
        exits.refuse(
            N_("--fait-le {day}: {document} does not hold before its jury met, on {met}"),
            day=dossier.day,
            document=_(GENRE_WORDS[of_jury[0].name]),
            met=met.le,
        )


def _is_due(dossier: Dossier, genre: Genre) -> bool:
    """Whether a kind of document is one that a session has come to: those before its jury met, or those after."""
    if not genre.printed:
        return False
    if genre.name == "tirage":
        return dossier.drawn
    return genre.deliberated == (dossier.deliberation is not None)


def _refuse_badges(genres: Sequence[Genre], adresse: str | None, *, merge: bool) -> None:
    """Status 2 where badges would not say who issues them; where an address or one file is asked for in vain."""
    printed = [each for each in genres if each.printed]
    if len(printed) < len(genres) and not adresse:
        exits.refuse(
            N_(
                "badges: say by its address who issues them: `--adresse https://…`, or `did:…`; none is invented"
            )
        )
    if len(printed) == len(genres) and adresse:
        exits.refuse(N_("--adresse: badges alone bear it"))
    if merge and not printed:
        exits.refuse(N_("--merge: badges are no pages to print"))


def _refuse_early(dossier: Dossier, genre: Genre) -> None:
    code = dossier.of_session.code
    if genre.deliberated and dossier.deliberation is None and genre.word != OF_SHEETS:
        _refuse(
            N_("{word}: {session} was not deliberated yet: `deliberation` says when and how"), genre, code
        )
    if genre.name == "tirage" and not dossier.drawn:
        _refuse(N_("{word}: nothing is drawn in {session} yet: see `certeval tirage`"), genre, code)


def _refuse(message: str, genre: Genre, code: str) -> NoReturn:
    exits.refuse(message, word=genre.word, session=code)

"""`certeval documents`."""

from collections.abc import Sequence
from pathlib import Path

from certeval import __version__
from certeval.cli import elements, exits, inputs, notices, offers, options, registers, session, sessions
from certeval.cli.evaluation.candidates import MOST_NAMES
from certeval.cli.jurys import issuance
from certeval.cli.manual import READ, WRITTEN
from certeval.cli.options import argument, flag, option
from certeval.cli.output import SUFFIXES
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.documents.dossier import BY_WORD, GENRES, Candidature, Dossier, Genre
from certeval.documents.exigences import exclusions, lacks
from certeval.messages import N_, ngettext
from certeval.render.words import first_words
from certeval.scores.observations import Candidate

OF_SHEETS = "releves"
"""What is printed of sheets alone: nothing else goes without a jury."""


def documents(
    typed: list[str] = argument(
        "SESSION|SHEET… [DOCUMENT…]",
        "A session, by its file or its code, or score sheets; then what to print: pv, releves, "
        "notifications, attestations, parchemins, convocations, emargement, tirage, publication, badges.",
        autocompletion=offers.offer_words(BY_WORD),
    ),
    *,
    output: Path | None = option("--output -o FOLDER", "Write to a folder, whole or not at all.", WRITTEN),
    referentiel: options.Referentiel,
    candidat: options.Candidat,
    fait_le: str | None = option("--fait-le DAY", "The day that documents bear; else that of the jury."),
    registre: options.Registre,
    auteur: options.Auteur,
    gabarits: Path | None = option(
        "--gabarits FOLDER", "The office’s own templates; else the nearest folder `gabarits`.", READ
    ),
    adresse: options.Adresse,
    merge: bool = flag("--merge", "Write also one file of all, for the printer: it has no tags."),
    encoding: options.Encoding,
    correspondance: options.Correspondance,
    force: options.Force,
) -> None:
    """Print what a jury signs and what candidates receive, as PDF; `badges` are Open Badges, as JSON.

    Without a kind of document, those that the session has come to, without badges. One that lacks an obligatory mention
    is refused, and nothing is written.
    """
    if output is None:
        exits.refuse("say where the documents go: --output FOLDER")
    if output.suffix.lower() in SUFFIXES and not output.is_dir():
        exits.refuse("--output {file}: documents are files of a folder: name that", file=output)
    of_session, sheets, own_genres = _operands(typed)
    if of_session is None:
        exits.refuse_without("SESSION", {"--registre": registre})
    registers.refuse_author_alone(registre if of_session else "", auteur)
    reading = ReadingOptions(
        sheets,
        session=of_session,
        registre=registre,
        referentiel=referentiel,
        encoding=encoding,
        correspondance=correspondance,
        marks=any(each.after_deliberation for each in own_genres) if own_genres else None,
    )
    read = session.read(reading)
    inputs.leave_on_errors(read.diagnostics)
    if read.session and not any(each.after_deliberation for each in own_genres):
        _add_of_table(read)
    only = elements.filters(read.referentiel, read.scores, [], candidat).candidates
    dossier = _dossier(read, only, fait_le)
    genres = _genres(dossier, own_genres, only=bool(candidat))
    if (later := read.session and read.session.sits_later()) and any(g.after_deliberation for g in genres):
        message = N_(
            "{session} sits on {day}, which has not come yet: its jury decided nothing of this so far"
        )
        notices.warn(message, session=read.of_session.session.code, day=later)
    _refuse_badges(genres, adresse, merge=merge)
    target = issuance.DocumentsTarget(
        output, gabarits, adresse or "", auteur, fait_le, merge=merge, force=force
    )
    issuance.deliver(read, dossier, genres, target)


def _operands(texts: Sequence[str]) -> tuple[Path | None, list[Path], list[Genre]]:
    """What is printed from, a session or sheets, and the kinds of document that are named; status 2 where a session is
    followed by what is no kind of document.
    """
    first, *words = texts
    genres = [BY_WORD[each] for each in dict.fromkeys(words) if each in BY_WORD]
    others = [each for each in words if each not in BY_WORD]
    of_session = sessions.find(Path(first))
    if of_session is None:
        return None, [Path(each) for each in (first, *others)], genres
    if others:
        message = N_("{word} is no kind of document: there are {known}")
        exits.refuse(message, word=others[0], known=", ".join(BY_WORD))
    return of_session, [], genres


def _dossier(read: ReadSheets, only: Sequence[str], le: str | None) -> Dossier:
    of_session = read.session
    day = inputs.day(le, of_session.day() if of_session else None, option="fait-le")
    candidatures = tuple(
        Candidature(
            each.code,
            each.place,
            read.plain(each.code),
            each.details,
            lacks(read.referentiel, read.state(each.code)),
            read.due_elements(each.code),
            exclusions(read.state(each.code)),
        )
        for each in read.candidates
        if not only or each.code in only
    )
    if of_session is None:
        return Dossier(read.referentiel, candidatures, day, __version__)
    head = read.register.head if read.register else None
    about = of_session.session, of_session.candidats, head
    whole = read.referentiel, candidatures, day, __version__, *about
    return Dossier(*whole, sitting=read.sitting, is_day_asked=le is not None)


def _add_of_table(read: ReadSheets) -> None:
    """Take for candidates who stands in the table alone, of a session that has yet to sit and registers nobody; of one
    that registers others, they are said to be called to nothing.
    """
    others, model = read.of_assembly.subject.table_only, read.of_session.session.model
    if model.deliberation is not None or not others:
        return
    if model.inscriptions:
        message = ngettext(
            "{n} person of the table, neither registered nor in a sheet, is called to nothing: {codes}",
            "{n} persons of the table, neither registered nor in a sheet, are called to nothing: {codes}",
            len(others),
        )
        notices.warn(message, n=len(others), codes=first_words(list(others.values()), MOST_NAMES))
        return
    persons = read.of_session.candidats.persons
    read.scores.candidates.update(
        {code: Candidate(code, persons[key].place()) for key, code in others.items()}
    )


def _genres(dossier: Dossier, genres: Sequence[Genre], *, only: bool) -> list[Genre]:
    """What is printed: what is asked for, else what the session has come to; status 2 where it has not. Of some
    candidates `only`, what is about one: what is of the session would leave the others out.
    """
    if dossier.session is None:
        message = N_(
            "{word}: sheets alone give relevés; the rest is of a session and its jury: docs/sessions.md"
        )
        for each in genres:
            if each.word != OF_SHEETS:
                exits.refuse(message, word=each.word)
        return [BY_WORD[OF_SHEETS]]
    code = dossier.of_session.code
    for each in genres:
        if only and each.about == "session":
            exits.refuse("{word}: of all the candidates of the session: leave --candidat out", word=each.word)
        if each.after_deliberation and dossier.deliberation is None and each.word != OF_SHEETS:
            message = N_("{word}: {session} was not deliberated yet: `deliberation` says when and how")
            exits.refuse(message, word=each.word, session=code)
        if each.name == "tirage" and not dossier.has_draw:
            message = N_("{word}: nothing is drawn in {session} yet: see `certeval tirage`")
            exits.refuse(message, word=each.word, session=code)
    return list(genres) or [
        each for each in GENRES if _is_due(dossier, each) and not (only and each.about == "session")
    ]


def _is_due(dossier: Dossier, genre: Genre) -> bool:
    """Whether a kind of document is one that a session has come to: those before its jury met, or those after."""
    if not genre.is_pdf:
        return False
    if genre.name == "tirage":
        return dossier.has_draw
    return genre.after_deliberation == (dossier.deliberation is not None)


def _refuse_badges(genres: Sequence[Genre], adresse: str | None, *, merge: bool) -> None:
    """Status 2 where badges would not say who issues them; where an address or one file is asked for in vain."""
    on_paper = [each for each in genres if each.is_pdf]
    if len(on_paper) < len(genres) and not adresse:
        exits.refuse(
            "badges: say by its address who issues them: `--adresse https://…`, or `did:…`; none is invented"
        )
    if len(on_paper) == len(genres) and adresse:
        exits.refuse("--adresse: badges alone bear it")
    if merge and not on_paper:
        exits.refuse("--merge: badges are no pages to print")

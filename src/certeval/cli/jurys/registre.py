"""`certeval registre`: what was decided, written down for ever, and what each candidate holds."""

from functools import partial
from pathlib import Path
from typing import Annotated, get_args

from certeval.cli import (
    exits,
    files,
    inputs,
    notices,
    offers,
    options,
    output,
    registers,
    session,
    streams,
    whole_files,
)
from certeval.cli.bundles import written
from certeval.cli.jurys import register_copies, registration_notices
from certeval.cli.manual import READ
from certeval.cli.options import argument, flag, option
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions
from certeval.jury.words import Verdict
from certeval.messages import N_
from certeval.registre import copie, corrections, echeances, holders, journal, personnes
from certeval.registre import sessions as register
from certeval.registre.corrections import Correction
from certeval.registre.sessions import seance
from certeval.render import registre as rendering

FORMATS = ("table", "json")
VERDICTS: tuple[str, ...] = get_args(Verdict)

SessionCode = Annotated[str, argument("SESSION", "The code of a session, as it is registered.")]
Candidat = Annotated[str, argument("CANDIDAT", "The identifier of the candidate.")]
Element = Annotated[str, argument("ELEMENT", "The code of what was decided, or « certification ».")]
Motif = Annotated[
    str, option("--motif REASON", "Why, without anybody’s name: it stays for ever.", default=options.DUE)
]
Fondement = Annotated[
    str, option("--fondement GROUND", "The article or the decision it rests on.", default=options.DUE)
]
Pv = Annotated[
    str, option("--pv MINUTES", "The minutes that say so, as they are named.", default=options.DUE)
]
Le = Annotated[str | None, option("--le DAY", "The day on which it was deliberated; else today.")]
Where = options.Registre


def registre() -> None:
    """Keep what juries decided in a register that is only appended to, and say what each candidate holds for life.

    The register is a SQLite file, or PostgreSQL by its address.
    """


def enregistrer(
    session_file: options.SessionFile,
    *,
    registre: Where,
    auteur: options.Auteur,
    encoding: options.Encoding,
    correspondance: options.Correspondance,
) -> None:
    """Write a session that was deliberated into the register, once: the same again adds nothing.

    One that says otherwise since is told, status 1: a decision is only corrected by `certeval registre rectifier`.
    """
    place, who = registers.where(registre), registers.author(auteur)
    reading = ReadingOptions((), session_file, place, encoding=encoding, correspondance=correspondance)
    read = session.open_session(reading, begins=True)
    of_session = read.of_session.session
    if of_session.model.deliberation is None:
        message = N_("{session} was not deliberated: nothing is registered before « deliberation » says how")
        notices.warn(message, session=of_session.code)
        exits.leave(exits.FINDINGS)
    if (later := read.of_session.sits_later()) is not None:
        message = N_(
            "{session} sits on {day}, which has not come yet: nothing is registered before its jury met"
        )
        notices.warn(message, session=of_session.code, day=later)
        exits.leave(exits.FINDINGS)
    results = {code: read.plain(code) for code in read.scores.candidates}
    new_seance = seance(of_session, read.referentiel, read.scores.sheets, results, read.of_session.candidats)
    with registers.open_register(place, create=True) as base:
        since = read.register.head.rang if read.register and read.register.head else 0
        outcome = register.write(base, new_seance, registers.instant(), who, since=since)
        head = journal.head(base)
    if outcome.differences:
        registration_notices.tell_changes(outcome, new_seance)
        output.deliver(output.as_text(*rendering.differences(of_session.code, outcome.differences)))
        exits.leave(exits.FINDINGS)
    output.say(rendering.registration(of_session.code, len(results), len(outcome.entries)))
    registration_notices.tell(outcome, new_seance)
    if outcome.entries:
        registers.tell_entry(head, who)


def acquis(
    candidat: str | None = argument(
        "[CANDIDAT]", "The identifier of a candidate; else everybody.", default=None
    ),
    *,
    date: str | None = option(
        "--date DAY", "What was held on that day: 2026-01-31 or 31/01/2026; else today.", READ
    ),
    registre: Where,
    to: Target = written(FORMATS),
) -> None:
    """Say which blocs and certifications a candidate holds, or everybody: today, or as it stood on a day."""
    day = inputs.day(date)
    with registers.open_register(registre) as base, base.snapshot():
        people = [personnes.code_of(base, candidat)] if candidat else sorted(personnes.codes(base).values())
        by_code = holders.acquis_by_candidate(base, people, day)
        head = journal.head(base)
    by_code = {code: mine for code, mine in by_code.items() if mine or candidat}
    to.show({"json": partial(rendering.acquis_json, head=head)}, rendering.acquis_table, by_code, day)


def rectifier(
    session_code: SessionCode,
    candidat: Candidat,
    element: Element,
    verdict: str = argument("VERDICT", ", ".join(VERDICTS), autocompletion=offers.offer_words(VERDICTS)),
    *,
    motif: Motif,
    fondement: Fondement,
    pv: Pv,
    le: Le,
    registre: Where,
    auteur: options.Auteur,
) -> None:
    """Replace a decision by the one of a later deliberation: both are kept, and what is stale is listed.

    A decision is lowered within four months (CRPA L242-1); it may be raised at any time (L242-4).
    """
    if verdict not in VERDICTS:
        exits.refuse("{typed} is no verdict: write {known}", typed=verdict, known=", ".join(VERDICTS))
    day = inputs.day(le, option="le")
    correction = Correction(session_code, candidat, element, verdict, motif, fondement, pv, le=day)
    _correct(correction, registre, auteur)


def retirer(
    session_code: SessionCode,
    candidat: Candidat,
    element: Element,
    *,
    motif: Motif,
    fondement: Fondement,
    pv: Pv,
    le: Le,
    registre: Where,
    auteur: options.Auteur,
) -> None:
    """Withdraw a decision that was obtained by fraud, at any time (CRPA L241-2): what was decided stays readable."""
    day = inputs.day(le, option="le")
    correction = Correction(session_code, candidat, element, "non_valide", motif, fondement, pv, True, day)
    _correct(correction, registre, auteur)


def _correct(correction: Correction, registre: str | None, auteur: str | None) -> None:
    place, who = registers.where(registre), registers.author(auteur)
    if correction.le is not None and correction.le > inputs.today():
        exits.refuse("--le {day}: this day has not come yet", day=correction.le)
    with registers.open_register(place) as base:
        effect = corrections.correct(base, correction, registers.instant(), who)
        is_reported = echeances.is_reported(base, effect.entry, correction.candidat)
    output.say(rendering.correction_report(effect, correction.candidat))
    for each in rendering.warnings(effect):
        notices.warn("{text}", text=each)
    if is_reported:
        message = N_(
            "this certification was reported to the Caisse des Dépôts: `certeval accrochage --schema-version 1.1.5 "
            "--suppression --candidat {candidate}` takes it back"
        )
        notices.warn(message, candidate=correction.candidat)
    registers.tell_entry(effect.entry, who)


def verifier(*, registre: Where) -> None:
    """Recompute the whole chain of the journal: how many entries, its head, and the ranks that were altered."""
    with registers.open_register(registre, whole=False) as base, base.snapshot():
        count, faults = copie.verify(base)
        texts = copie.alterations(base)
        head = journal.head(base)
    output.say(rendering.chain(count, faults, texts, head))
    exits.leave(exits.FINDINGS if faults or texts else exits.OK)


def effacer(
    candidat: Candidat,
    *,
    motif: Motif,
    attestation_echue: bool = flag(
        "--attestation-echue", "Declare that what the person holds need not be attested any more."
    ),
    registre: Where,
    auteur: options.Auteur,
) -> None:
    """Forget who a candidate is: the identity is blanked, decisions stay under a key that leads to nobody."""
    place, who = registers.where(registre), registers.author(auteur)
    with registers.open_register(place) as base:
        entry = corrections.forget(
            base, candidat, motif, registers.instant(), who, past_attestation=attestation_echue
        )
    output.say(rendering.erasure(entry))
    registers.tell_entry(entry, who)


def exporter(*, registre: Where, file: options.Output, force: options.Force) -> None:
    """Print the whole register as JSON lines, the same bytes from SQLite and PostgreSQL: a backup."""
    if file is not None:
        output.form_of_file("ndjson", ("ndjson",), file)
    try:
        with (
            registers.open_register(registre, whole=False) as base,
            whole_files.temporary_file(file, private=True) as temporary,
        ):
            with temporary.file.open("wb") as stream:
                stream.writelines(map(streams.encode, copie.export(base)))
            output.deliver([temporary], file, force=force, private=True)
    except OSError as error:
        files.unwritable(error, file)


def importer(file: Path = argument(options.FILE, "What `exporter` wrote."), *, registre: Where) -> None:
    """Bring an exported register back into an empty one, whole or not at all, its chain verified."""
    place = registers.where(registre)
    copy_lines = register_copies.lines(file)
    with registers.open_register(place, create=True) as base:
        count = register_copies.restore(base, copy_lines, file)
        head = journal.head(base)
    output.say(rendering.chain(count, (), (), head))
    notices.tell_places([rendering.place(place)])


COMMANDS = {
    "enregistrer": enregistrer,
    "acquis": acquis,
    "rectifier": rectifier,
    "retirer": retirer,
    "verifier": verifier,
    "effacer": effacer,
    "exporter": exporter,
    "importer": importer,
}
"""Its own commands, by name."""

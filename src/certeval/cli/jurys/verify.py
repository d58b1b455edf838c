"""`certeval verify`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from certeval.cli import exits, inputs, offers, options, session
from certeval.cli.bundles import written
from certeval.cli.catalogues import lock_of
from certeval.cli.jurys import past_files, recomputation
from certeval.cli.jurys.past_files import SealedFiles
from certeval.cli.manual import READ
from certeval.cli.options import argument, option
from certeval.cli.output import Target
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.referentiel.catalogue import NotFoundError
from certeval.referentiel.load import Referentiel
from certeval.render import verification
from certeval.render.words import visible
from certeval.versions import lock, recheck
from certeval.versions.difference import Difference
from certeval.versions.results_document import Etat, FileState, ResultsDocument, ValueChange, Verification

FORMATS = ("text", "json")


def verify(
    results: Path | None = argument(
        "[RESULTS]", "Results written by `certeval validate --json`.", default=None
    ),
    *,
    seal: Path | None = option(
        "--seal FILE", "A seal: its files are compared with their digests, then its results verified.", READ
    ),
    referentiel: str | None = option(
        "--referentiel -r REFERENTIEL",
        "The référentiel, rather than the version that the results name: CODE, CODE@VERSION or a file.",
        READ,
        autocompletion=offers.referentiels,
    ),
    encoding: options.Encoding,
    correspondance: options.Correspondance,
    force_version: options.ForceVersion,
    registre: options.Registre,
    to: Target = written(FORMATS),
) -> None:
    """Decide again from the sheets and the référentiel that results name, and say what differs and why.

    Sheets are looked for from the folder of the results, then from the working directory. Ends with status 1 where
    something differs.
    """
    if results is None and seal is None:
        exits.refuse("name the results to verify, or a seal: --seal FILE")
    if results is not None and seal is not None:
        exits.refuse("a seal names its results: give it, or the results, not both")
    reading = ReadingOptions(
        (),
        registre=registre,
        referentiel=referentiel,
        encoding=encoding,
        correspondance=correspondance,
        force_version=force_version,
    )
    states: tuple[FileState, ...] = ()
    outcome: Verification | None = None
    if seal is not None:
        seal_files = past_files.sealed_files(seal)
        states, outcome = seal_files.states, _verified_seal(seal_files, reading)
    elif results is not None:
        outcome = _verification(results, reading)
    if to.form == "json":
        to.deliver(verification.as_json(outcome, states))
    else:
        to.deliver(to.text(verification.text(outcome, states).removesuffix("\n")))
    same = all(each.etat is Etat.IDENTIQUE for each in states) and (outcome is None or outcome.identical)
    exits.leave(exits.OK if same else exits.FINDINGS)


def _verified_seal(seal_files: SealedFiles, reading: ReadingOptions) -> Verification | None:
    """The results of a seal compared with what is decided now; None where they can't be read again."""
    if seal_files.results is None:
        return None
    reference = reading.referentiel or (str(seal_files.referentiel) if seal_files.referentiel else None)
    table = reading.correspondance or seal_files.correspondance
    reading = reading._replace(referentiel=reference, correspondance=table)
    return _verification(seal_files.results, reading, seal_files)


def _referentiel(reference: str, *, of_seal: bool) -> Referentiel | None:
    """The référentiel to apply; None where a seal names one that is gone or no longer decides: then its files are
    compared all the same.
    """
    if not of_seal:
        return inputs.referentiel(reference, inputs.today())
    try:
        path = (
            Path(reference) if inputs.names_file(reference) else inputs.select(reference, inputs.today()).path
        )
    except NotFoundError:
        return None
    compilation = inputs.read(path)
    inputs.report(compilation.diagnostics if compilation.referentiel is None else [])
    return compilation.referentiel


def _verification(file: Path, request: ReadingOptions, seal_files: SealedFiles | None = None) -> Verification:
    """Results compared with what is decided now, from the files that they name, where a seal has them else."""
    results = past_files.document(file)
    referentiel = _referentiel(request.referentiel or results.name, of_seal=seal_files is not None)
    place = partial(past_files.place, folder=file.parent, by_digest=seal_files.places if seal_files else {})
    sheets = [place(each) for each in results.sheets]
    paths = [each.path for each in sheets]
    pairs = zip(results.sheets, sheets, strict=True)
    states = tuple(FileState(each.file, past.etat) for each, past in pairs)
    changes: tuple[ValueChange, ...] | None = None
    of_session = place(results.session) if results.session else None
    if of_session is not None and results.session is not None:
        states = (FileState(results.session.file, of_session.etat, "session"), *states)
    if (entry := results.correspondance) is not None:
        table = past_files.correspondance(entry, request.correspondance, place(entry))
        request = request._replace(correspondance=table.path)
        states = (FileState(entry.file, table.etat, "correspondance"), *states)
    states = (*states, *_register(results, request))
    if (
        referentiel is not None
        and (paths or of_session)
        and not any(each.etat is Etat.ABSENT for each in states)
    ):
        reading = request._replace(
            sheets=() if of_session else paths,
            referentiel=referentiel.file,
            session=of_session.path if of_session else None,
            until=results.registre[0] if results.registre else 0,
        )
        changes = recomputation.changes(_read(reading, results), results, paths)
    etat = recheck.state_of(results, referentiel) if referentiel else Etat.ABSENT
    candidates = results.document["candidats"]
    number = len(candidates) if isinstance(candidates, list) else 0
    why = _differences(results, referentiel) if referentiel and etat is Etat.MODIFIE else ()
    return Verification(visible(results.name), etat, states, changes, why, number)


def _register(results: ResultsDocument, reading: ReadingOptions) -> Iterator[FileState]:
    """What became of the register that told what was acquired: it may only have grown since."""
    if results.registre is None:
        if reading.registre is not None:
            exits.refuse("--registre: these results were made without a register")
        return
    from certeval.cli import registers

    rang, tete = results.registre
    register = registers.read(reading.registre, until=rang)
    now = register.head.empreinte if register and register.head else ""
    etat = Etat.ABSENT if register is None else Etat.IDENTIQUE if now == tete else Etat.MODIFIE
    yield FileState(recheck.REGISTRE, etat, recheck.REGISTRE)


def _read(reading: ReadingOptions, results: ResultsDocument) -> ReadSheets:
    """The sheets read as they were: for another version where results were given all the same, without the candidates
    who were left out, and with the encoding that was forced, where it is not the one that is seen in the same bytes, or
    none is, and none is given.
    """
    reading = reading._replace(
        force_version=reading.force_version or bool(results.document["candidats"]),
        keep_going="ecartes" in results.document,
    )
    read = session.read(reading)
    encodings = {each.encoding for each in results.sheets}
    actual = {sheet.encoding for sheet in read.scores.sheets}
    is_same = {each.digest for each in results.sheets} == {sheet.digest for sheet in read.scores.sheets}
    is_forced = actual != encodings and (is_same or "" in actual)
    if not reading.encoding and is_forced and len(encodings) == 1 and (encoding := encodings.pop()):
        return session.read(reading._replace(encoding=encoding))
    return read


def _differences(results: ResultsDocument, referentiel: Referentiel) -> tuple[Difference, ...]:
    """What changed in a référentiel's meaning, where the lock beside it tells what it was."""
    folder_lock = lock_of(Path(referentiel.file).absolute().parent.parent)
    entry = folder_lock.versions.get(results.name) if folder_lock else None
    if entry is None or entry.empreinte_sens != results.meaning:
        return ()
    comparison = lock.comparison_since(entry, referentiel)
    return tuple(lock.forbidden_differences(comparison)) if comparison else ()

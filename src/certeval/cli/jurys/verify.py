"""`certeval verify`."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from certeval import messages
from certeval.bulk.printed import Printed
from certeval.bulk.printing import Printing
from certeval.cli import exits, inputs, offers, options, output, session
from certeval.cli.catalogues import lock_of
from certeval.cli.jurys import past_files
from certeval.cli.jurys.past_files import SealedFiles
from certeval.cli.manual import READ
from certeval.cli.options import argument, option
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import Severity, has_errors
from certeval.messages import N_
from certeval.referentiel.catalogue import NotFoundError
from certeval.referentiel.load import Referentiel
from certeval.render import results as rendered
from certeval.render import verified
from certeval.render.lines import lines
from certeval.render.rows import OneByOne
from certeval.render.words import visible
from certeval.versions import lock, recheck, results_document
from certeval.versions.difference import Difference
from certeval.versions.results_document import Etat, FileState, ResultsDocument, ValueChange, Verification

FORMATS = ("text", "json")


def verify(
    results: Annotated[
        Path | None, argument(N_("[RESULTS]"), N_("Results written by `certeval validate --json`."))
    ] = None,
    *,
    seal: Annotated[
        Path | None,
        option(
            "--seal",
            options.FILE,
            N_("A seal: its files are compared with their digests, then its results verified."),
            READ,
        ),
    ] = None,
    referentiel: Annotated[
        str | None,
        option(
            "--referentiel -r",
            options.REFERENTIEL,
            N_(
                "The référentiel, rather than the version that the results name: CODE, CODE@VERSION or a file."
            ),
            READ,
            autocompletion=offers.referentiels,
        ),
    ] = None,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    registre: options.Registre = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Decide again from the sheets and the référentiel that results name, and say what differs and why.

    Sheets are looked for from the folder of the results, then from the working directory. Ends with status 1 where
    something differs.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    if results is None and seal is None:
        exits.refuse(N_("name the results to verify, or a seal: --seal FILE"))
    if results is not None and seal is not None:
        exits.refuse(N_("a seal names its results: give it, or the results, not both"))
    reading = ReadingOptions(
        (),
        registre=registre,
        referentiel=referentiel,
        encoding=encoding,
        correspondance=correspondance,
        force_version=force_version,
    )
    held: tuple[FileState, ...] = ()
    done: Verification | None = None
    if seal is not None:
        sealed = past_files.sealed(seal)
        held, done = sealed.states, _verified_seal(sealed, reading)
    elif results is not None:
        done = _verified(results, reading)
    text = verified.as_json(done, held) if form == "json" else verified.text(done, held)
    output.deliver(text, file, force=force)
    same = all(each.etat is Etat.IDENTIQUE for each in held) and (done is None or done.identical)
    exits.leave(exits.DONE if same else exits.FINDINGS)


def _verified_seal(sealed: SealedFiles, reading: ReadingOptions) -> Verification | None:
    """The results of a seal compared with what is decided now; None where they can't be read again."""
    if sealed.results is None:
        return None
    named = reading.referentiel or (str(sealed.referentiel) if sealed.referentiel else None)
    table = reading.correspondance or sealed.correspondance
    reading = reading._replace(referentiel=named, correspondance=table)
    return _verified(sealed.results, reading, sealed)


def _applied(wanted: str, *, sealed: bool) -> Referentiel | None:
    """The référentiel to apply; None where a seal names one that is gone or no longer decides: then its files are
    compared all the same.
    """
    if not sealed:
        return inputs.referentiel(wanted, inputs.today())
    try:
        path = Path(wanted) if inputs.names_file(wanted) else inputs.select(wanted, inputs.today()).path
    except NotFoundError:
        return None
    loaded = inputs.read(path)
    inputs.report(loaded.diagnostics if loaded.referentiel is None else [])
    return loaded.referentiel


def _verified(file: Path, wanted: ReadingOptions, sealed: SealedFiles | None = None) -> Verification:
    """Results compared with what is decided now, from the files that they name, where a seal has them else."""
    results = past_files.document(file)
    applied = _applied(wanted.referentiel or results.name, sealed=sealed is not None)
    place = partial(past_files.place, folder=file.parent, sealed=sealed.places if sealed else {})
    sheets = [place(each) for each in results.sheets]
    paths = [each.path for each in sheets]
    named = zip(results.sheets, sheets, strict=True)
    states = tuple(FileState(each.file, past.etat) for each, past in named)
    changes: tuple[ValueChange, ...] | None = None
    of_session = place(results.session) if results.session else None
    if of_session is not None and results.session is not None:
        states = (FileState(results.session.file, of_session.etat), *states)
    states = (*states, *_register(results, wanted))
    if applied is not None and (paths or of_session) and not any(each.etat is Etat.ABSENT for each in states):
        reading = wanted._replace(
            sheets=() if of_session else paths,
            referentiel=applied.file,
            session=of_session.path if of_session else None,
            until=results.registre[0] if results.registre else 0,
        )
        changes = _changes(_read(reading, results), results, paths)
    etat = recheck.state_of(results, applied) if applied else Etat.ABSENT
    listed = results.document["candidats"]
    number = len(listed) if isinstance(listed, list) else 0
    why = _named(results, applied) if applied and etat is Etat.MODIFIE else ()
    return Verification(visible(results.name), etat, states, changes, why, number)


def _register(results: ResultsDocument, reading: ReadingOptions) -> Iterator[FileState]:
    """What became of the register that told what was acquired: it may only have grown since."""
    if results.registre is None:
        if reading.registre is not None:
            exits.refuse(N_("--registre: these results were made without a register"))
        return
    from certeval.cli import registers

    rang, tete = results.registre
    register = registers.read(reading.registre, until=rang)
    now = register.head.empreinte if register and register.head else ""
    etat = Etat.ABSENT if register is None else Etat.IDENTIQUE if now == tete else Etat.MODIFIE
    yield FileState(recheck.REGISTRE, etat)


def _read(reading: ReadingOptions, results: ResultsDocument) -> ReadSheets:
    """The sheets read as they were: for another version where results were given all the same, and with the encoding
    that was forced, where it is not the one that is seen and none is given.
    """
    reading = reading._replace(force_version=reading.force_version or bool(results.document["candidats"]))
    done = session.read(reading)
    encodings = {each.encoding for each in results.sheets}
    seen = {sheet.encoding for sheet in done.scores.sheets}
    if not reading.encoding and len(encodings) == 1 and seen != encodings and (encoding := encodings.pop()):
        return session.read(reading._replace(encoding=encoding))
    return done


def _changes(read: ReadSheets, results: ResultsDocument, paths: Sequence[Path]) -> tuple[ValueChange, ...]:
    """What differs from what is decided now: first what the document says, then how it is written."""
    languages = messages.LANGUAGES if read.diagnostics else messages.LANGUAGES[:1]
    documents = [_decided(read, results, paths, language) for language in languages]
    found = tuple(recheck.changes(results, documents[0]))
    whole = results.meaning is None or any(rendered.document(each) == results.text for each in documents)
    return found if found or whole else (ValueChange("", recheck.DOCUMENT, "", None, None),)


def _decided(
    read: ReadSheets, results: ResultsDocument, paths: Sequence[Path], language: str
) -> results_document.Json:
    """The document that `certeval validate --json` would write, cut as this one is, its files named as they are there:
    what became of them is told apart.
    """
    blocs, candidates = results_document.cut(results.document)
    form = lines(
        read.referentiel, between=rendered.BETWEEN, end="", only=blocs, identity=read.scores.identity
    )
    printed = (
        OneByOne(form, read.referentiel, read.state, candidates)
        if read.sitting is not None
        else Printed(Printing(form, read.referentiel), candidates)
    )
    rows = list(printed.rows([] if has_errors(read.diagnostics) else read.candidates))
    serious = [each for each in read.diagnostics if each.kind.severity is not Severity.INFO]
    with messages.speaking(language):
        text = rendered.as_json(
            read.referentiel,
            read.scores.sheets,
            printed.synthesis(),
            rows,
            serious,
            filtres=results_document.filtres(results.document),
            session=_said(read, results),
            registre=dict(zip(("entrees", "tete"), results.registre, strict=True))
            if results.registre
            else None,
        )
    named = dict(zip(map(str, paths), results.sheets, strict=True))
    return results_document.renamed(
        json.loads(text), results, recheck.state_of(results, read.referentiel), named
    )


def _said(read: ReadSheets, results: ResultsDocument) -> dict[str, str] | None:
    """What the results say of the session that was read, its file named as it is there."""
    if read.session is None or results.session is None:
        return None
    return read.session.plain() | {"fichier": results.session.file}


def _named(results: ResultsDocument, referentiel: Referentiel) -> tuple[Difference, ...]:
    """What changed in a référentiel's meaning, where the lock beside it tells what it was."""
    found = lock_of(Path(referentiel.file).absolute().parent.parent)
    held = found.versions.get(results.name) if found else None
    if held is None or held.empreinte_sens != results.meaning:
        return ()
    comparison = lock.since(held, referentiel)
    return tuple(lock.refused(comparison)) if comparison else ()

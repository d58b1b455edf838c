"""`certeval verify`."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from certeval import messages
from certeval.bulk.printed import Printed
from certeval.bulk.printing import Printing
from certeval.cli import exits, files, inputs, manual, offers, options, output, session
from certeval.cli.catalogues import lock_of
from certeval.cli.session import Session
from certeval.cli.sheets import Reading
from certeval.diagnostics import Severity, has_errors
from certeval.messages import N_
from certeval.referentiel.catalogue import NotFoundError
from certeval.referentiel.load import Referentiel, load
from certeval.render import results as rendered
from certeval.render import verified
from certeval.render.lines import lines
from certeval.render.one_by_one import OneByOne
from certeval.render.words import visible
from certeval.text.digests import sha256
from certeval.versions import lock, recheck, results_document
from certeval.versions import seal as seals
from certeval.versions.difference import Difference
from certeval.versions.results_document import ResultsDocument
from certeval.versions.verification import Etat, FileState, ValueChange, Verification

FORMATS = ("text", "json")
WHAT = N_("Results written by `certeval validate --json`.")
SEALED = N_("A seal: its files are compared with their digests, then its results verified.")
WHICH = N_("The référentiel, rather than the version that the results name: CODE, CODE@VERSION or a file.")


ResultsArgument = Annotated[Path | None, typer.Argument(metavar=N_("[RESULTS]"), help=WHAT)]
SealOption = Annotated[
    Path | None, typer.Option("--seal", metavar=options.FILE, help=SEALED, rich_help_panel=manual.READ)
]
ReferentielOption = Annotated[
    str | None,
    typer.Option(
        "--referentiel",
        "-r",
        metavar=options.REFERENTIEL,
        help=WHICH,
        autocompletion=offers.referentiels,
        rich_help_panel=manual.READ,
    ),
]


def verify(
    results: ResultsArgument = None,
    *,
    seal: SealOption = None,
    referentiel: ReferentielOption = None,
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
    if (results is None) == (seal is None):
        exits.refuse(N_("name the results to verify, or a seal: --seal FILE"))
    held: tuple[FileState, ...] = ()
    done = None
    if seal is not None:
        found = _seal(seal)
        held = _held(found, seal)
        results = _sealed(found, seal.parent)
        referentiel = referentiel or _there(found, "referentiel", seal.parent)
        correspondance = correspondance or _path(_there(found, "correspondance", seal.parent))
    if results is not None:
        document = _recorded(results)
        applied = _applied(referentiel or document.name, sealed=seal is not None)
        asked = Reading((), None, None, encoding, correspondance, force_version, registre=registre)
        done = _verified(document, results.parent, applied, asked)
    text = verified.as_json(done, held) if form == "json" else verified.text(done, held)
    output.deliver(text, file, force=force)
    same = all(each.etat is Etat.IDENTIQUE for each in held) and (done is None or done.identical)
    exits.leave(exits.DONE if same else exits.FINDINGS)


def _bytes(file: Path) -> bytes:
    if file == files.PIPE:
        return files.piped(N_("RESULTS"))
    try:
        return files.reading(file).read_bytes()
    except OSError as error:
        exits.unreadable(error)


def _is_file(path: Path) -> bool:
    """Whether there is a file: of a name that no file can have, there is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _seal(file: Path) -> seals.Seal:
    found = seals.read(_bytes(file))
    if found is None:
        exits.refuse(N_("{file}: this is no seal, or its lines don't say the same"), file=file)
    return found


def _held(found: seals.Seal, seal: Path) -> tuple[FileState, ...]:
    """What became of each sealed file; and of the seal, where it says what they don't."""
    places = {name: _place(name, digest, seal.parent) for name, digest in found.files.items()}
    held = [FileState(name, _state(places[name], digest)) for name, digest in found.files.items()]
    same = {each.file for each in held if each.etat is Etat.IDENTIQUE}
    name = found.named("referentiel")
    if name in same and not found.agrees(load(places[str(name)]).referentiel):
        held.append(FileState(seal.name, Etat.MODIFIE))
    return tuple(held)


def _sealed(found: seals.Seal, folder: Path) -> Path | None:
    """The results that a seal names, where they can be verified."""
    file = _path(_there(found, "resultats", folder))
    return file if file and results_document.read(_decoded(file)) else None


def _there(found: seals.Seal, key: str, folder: Path) -> str | None:
    """A file that a seal names, where it is there."""
    name = found.named(key)
    place = _place(name, found.files[name], folder) if name else None
    return str(place) if place is not None and _is_file(place) else None


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def _place(name: str, digest: str, folder: Path) -> Path:
    """Where a file is that is named as it stood once: from a folder, from here, else in that folder as far as its
    path is the same from the end; the one that is as it was, where there are several.
    """
    parts = [part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}]
    places = [folder / name, Path(name), *(folder.joinpath(*parts[i:]) for i in range(len(parts)))]
    there = [place for place in places if _is_file(place)]
    same = [place for place in there if _state(place, digest) is Etat.IDENTIQUE]
    return (same or there or places)[0]


def _decoded(file: Path) -> str:
    return _bytes(file).decode("utf-8-sig", errors="replace")


def _state(path: Path, digest: str) -> Etat:
    """What has become of a file whose digest was kept."""
    if not _is_file(path):
        return Etat.ABSENT
    return Etat.IDENTIQUE if sha256(_bytes(path)) == digest else Etat.MODIFIE


def _recorded(file: Path) -> ResultsDocument:
    results = results_document.read(_decoded(file))
    if results is None:
        exits.refuse(N_("{file}: this is no results document of `certeval validate --json`"), file=file)
    return results


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


def _verified(
    results: ResultsDocument,
    folder: Path,
    applied: Referentiel | None,
    asked: Reading,
) -> Verification:
    """Results compared with what is decided now."""
    paths = [_place(name, digest, folder) for name, digest, _encoding in results.sheets]
    named = zip(paths, results.sheets, strict=True)
    states = tuple(FileState(name, _state(path, digest)) for path, (name, digest, _encoding) in named)
    changes: tuple[ValueChange, ...] | None = None
    of_session = _place(*results.session, folder) if results.session else None
    if of_session is not None and results.session is not None:
        states = (FileState(results.session[0], _state(of_session, results.session[1])), *states)
    states = (*states, *_register(results, asked))
    if applied is not None and (paths or of_session) and not any(each.etat is Etat.ABSENT for each in states):
        reading = asked._replace(
            sheets=() if of_session else paths,
            referentiel=applied.file,
            session=of_session,
            until=results.registre[0] if results.registre else 0,
        )
        changes = _changes(_read(reading, results), results, paths)
    etat = recheck.state_of(results, applied) if applied else Etat.ABSENT
    listed = results.document["candidats"]
    number = len(listed) if isinstance(listed, list) else 0
    why = _named(results, applied) if applied and etat is Etat.MODIFIE else ()
    return Verification(visible(results.name), etat, states, changes, why, number)


def _register(results: ResultsDocument, asked: Reading) -> Iterator[FileState]:
    """What became of the register that told what was acquired: it may only have grown since."""
    if results.registre is None:
        if asked.registre is not None:
            exits.refuse(N_("--registre: these results were made without a register"))
        return
    from certeval.cli import registers

    rang, tete = results.registre
    told = registers.told(asked.registre, until=rang)
    now = told.head.empreinte if told and told.head else ""
    etat = Etat.ABSENT if told is None else Etat.IDENTIQUE if now == tete else Etat.MODIFIE
    yield FileState(recheck.REGISTRE, etat)


def _read(asked: Reading, results: ResultsDocument) -> Session:
    """The sheets read as they were: for another version where results were given all the same, and with the encoding
    that was forced, where it is not the one that is seen and none is given.
    """
    asked = asked._replace(force_version=asked.force_version or bool(results.document["candidats"]))
    done = session.read(asked)
    encodings = {encoding for _name, _digest, encoding in results.sheets}
    seen = {sheet.encoding for sheet in done.scores.sheets}
    if not asked.encoding and len(encodings) == 1 and seen != encodings and (encoding := encodings.pop()):
        return session.read(asked._replace(encoding=encoding))
    return done


def _changes(read: Session, results: ResultsDocument, paths: Sequence[Path]) -> tuple[ValueChange, ...]:
    """What differs from what is decided now: first what the document says, then how it is written."""
    languages = messages.LANGUAGES if read.diagnostics else messages.LANGUAGES[:1]
    documents = [_decided(read, results, paths, language) for language in languages]
    found = tuple(recheck.changes(results, documents[0]))
    whole = results.meaning is None or any(rendered.document(each) == results.text for each in documents)
    return found if found or whole else (ValueChange("", recheck.DOCUMENT, "", None, None),)


def _decided(
    read: Session, results: ResultsDocument, paths: Sequence[Path], language: str
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
            *(read.referentiel, read.scores.sheets, printed.synthesis(), rows, serious),
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


def _said(read: Session, results: ResultsDocument) -> dict[str, str] | None:
    """What the results say of the session that was read, its file named as it is there."""
    if read.session is None or results.session is None:
        return None
    return read.session.said() | {"fichier": results.session[0]}


def _named(results: ResultsDocument, referentiel: Referentiel) -> tuple[Difference, ...]:
    """What changed in a référentiel's meaning, where the lock beside it tells what it was."""
    found = lock_of(Path(referentiel.file).absolute().parent.parent)
    held = found.versions.get(results.name) if found else None
    if held is None or held.empreinte_sens != results.meaning:
        return ()
    comparison = lock.since(held, referentiel)
    return tuple(lock.refused(comparison)) if comparison else ()

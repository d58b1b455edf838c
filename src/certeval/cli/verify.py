"""`certeval verify`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, files, inputs, offers, options, output, session
from certeval.cli.catalogues import lock_of
from certeval.cli.session import Session
from certeval.diagnostics import Severity, has_errors
from certeval.engine.results import Synthesis
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import results as rendered
from certeval.render import verified
from certeval.render.lines import lines
from certeval.render.words import visible
from certeval.versions import lock, recheck
from certeval.versions import seal as seals
from certeval.versions.difference import Difference
from certeval.versions.recheck import Etat, Held, Recorded, Verification

FORMATS = ("text", "json")
WHAT = N_("Results written by `certeval validate --json`.")
SEALED = N_("A seal: its files are compared with their digests, then its results verified.")
WHICH = N_("The référentiel to apply, rather than the version that the results name.")


def verify(
    results: Annotated[Path | None, typer.Argument(metavar=N_("[RESULTS]"), help=WHAT)] = None,
    *,
    seal: Annotated[Path | None, typer.Option("--seal", metavar=options.FILE, help=SEALED)] = None,
    referentiel: Annotated[
        str | None,
        typer.Option(metavar=options.CODES, help=WHICH, autocompletion=offers.referentiels),
    ] = None,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
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
    held: tuple[Held, ...] = ()
    if seal is not None:
        found = _seal(seal)
        held = tuple(Held(name, _state(seal.parent / name, said)) for name, said in found.files.items())
        results = _sealed(found, seal.parent)
        referentiel = referentiel or _there(found, "referentiel", seal.parent)
        translated = _there(found, "correspondance", seal.parent)
        correspondance = correspondance or (Path(translated) if translated else None)
    done = _verified(results, referentiel, correspondance, encoding) if results else None
    text = verified.as_json(done, held) if form == "json" else verified.text(done, held)
    output.deliver(text, file, force=force)
    same = all(each.etat is Etat.IDENTIQUE for each in held) and (done is None or done.identical)
    exits.leave(exits.DONE if same else exits.FINDINGS)


def _bytes(file: Path) -> bytes:
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


def _sealed(found: seals.Seal, folder: Path) -> Path | None:
    """The results that a seal names, where they can be verified."""
    file = _there(found, "resultats", folder)
    return Path(file) if file and recheck.recorded(_decoded(Path(file))) else None


def _there(found: seals.Seal, key: str, folder: Path) -> str | None:
    """A file that a seal names, where it is there."""
    name = found.named(key)
    return str(folder / name) if name and _is_file(folder / name) else None


def _decoded(file: Path) -> str:
    return _bytes(file).decode("utf-8-sig", errors="replace")


def _state(path: Path, digest: str) -> Etat:
    """What has become of a file whose digest was kept."""
    if not _is_file(path):
        return Etat.ABSENT
    return Etat.IDENTIQUE if seals.digest(_bytes(path)) == digest else Etat.MODIFIE


def _verified(
    file: Path, wanted: str | None, correspondance: Path | None, encoding: str | None
) -> Verification:
    """Results compared with what is decided now."""
    results = recheck.recorded(_decoded(file))
    if results is None:
        exits.refuse(N_("{file}: this is no results document of `certeval validate --json`"), file=file)
    paths = [_sheet(name, digest, file.parent) for name, digest, _encoding in results.sheets]
    named = zip(paths, results.sheets, strict=True)
    states = tuple(Held(name, _state(path, digest)) for path, (name, digest, _encoding) in named)
    applied = wanted or results.name
    if any(each.etat is Etat.ABSENT for each in states) or not paths:
        referentiel = inputs.referentiel(applied, inputs.today())
        return _verification(results, referentiel, states, None)
    reading = session.Reading(paths, applied, encoding=encoding, correspondance=correspondance)
    read = _read(reading, results)
    return _verification(results, read.referentiel, states, _decided(read))


def _sheet(name: str, digest: str, folder: Path) -> Path:
    """Where a sheet is: from the results' folder, else from here; the one that is as it was, where there are two."""
    places = [folder / name, Path(name)]
    there = [place for place in places if _is_file(place)]
    same = [place for place in there if _state(place, digest) is Etat.IDENTIQUE]
    return (same or there or places)[0]


def _read(asked: session.Reading, results: Recorded) -> Session:
    """The sheets read as they were: for another version where results were given all the same, and with the encoding
    that was forced, where it is not the one that is seen and none is given.
    """
    asked = asked._replace(force_version=bool(results.document["candidats"]))
    done = session.read(asked)
    encodings = {encoding for _name, _digest, encoding in results.sheets}
    seen = {sheet.encoding for sheet in done.scores.sheets}
    if not asked.encoding and len(encodings) == 1 and seen != encodings and (encoding := encodings.pop()):
        return session.read(asked._replace(encoding=encoding))
    return done


def _decided(read: Session) -> recheck.Json:
    """The document that `certeval validate --json` would print."""
    made = read.results()
    failed = has_errors(read.diagnostics)
    values = {} if failed else read.values
    states = {code: made.evaluate(entered) for code, entered in values.items()}
    form = lines(read.referentiel, between=rendered.BETWEEN, end="")
    rows = (form.row(code, state) for code, state in states.items())
    synthesis = Synthesis.of(states.values(), made.blocs)
    serious = [each for each in read.diagnostics if each.kind.severity is not Severity.INFO]
    text = rendered.as_json(read.referentiel, read.scores.sheets, synthesis, rows, serious)
    document: recheck.Json = json.loads(text)
    return document


def _verification(
    results: Recorded, referentiel: Referentiel, states: tuple[Held, ...], now: recheck.Json | None
) -> Verification:
    changes = None if now is None else tuple(recheck.changes(results.document, now))
    etat = recheck.state_of(results, referentiel)
    listed = results.document["candidats"]
    number = len(listed) if isinstance(listed, list) else 0
    why = _named(results, referentiel) if etat is Etat.MODIFIE else ()
    return Verification(visible(results.name), etat, states, changes, why, number)


def _named(results: Recorded, referentiel: Referentiel) -> tuple[Difference, ...]:
    """What changed in a référentiel's meaning, where the lock beside it tells what it was."""
    found = lock_of(Path(referentiel.file).absolute().parent.parent)
    held = found.versions.get(results.name) if found else None
    if held is None or held.empreinte_sens != results.meaning:
        return ()
    comparison = lock.since(held, referentiel)
    return tuple(lock.refused(comparison)) if comparison else ()

"""Results delivered with their seal."""

import os
from pathlib import Path

from certeval import __version__
from certeval.cli import exits, files, output
from certeval.cli.session import Session
from certeval.messages import N_
from certeval.sources.stdin import STDIN
from certeval.text.digests import sha256
from certeval.versions import seal as seals
from certeval.versions.meaning import empreinte_sens


def deliver(
    result: str | bytes,
    file: Path | None,
    seal: Path | None,
    session: Session,
    *,
    correspondance: Path | None = None,
    force: bool,
) -> None:
    """Print a result or write it to a file; with `seal`, both files or none."""
    if seal is None:
        output.deliver(result, file, force=force)
        return
    if file is None:
        exits.refuse(N_("--seal also names the file of the results: write them with --output"))
    if any(sheet.file == STDIN for sheet in session.scores.sheets):
        exits.refuse(N_("--seal names the files of the sheets: give files rather than -"))
    if session.kept:
        exits.refuse(N_("--keep-going and --seal: results that leave candidates out are not sealed"))
    data = result.encode() if isinstance(result, str) else result
    sealed = _sealed(data, file, seal, session, correspondance)
    files.deliver({file: data, seal: sealed}, force=force)


def _sealed(data: bytes, file: Path, seal: Path, session: Session, correspondance: Path | None) -> bytes:
    """The seal of a session, each file as seen from the folder that the seal stands in."""
    folder = os.path.realpath(seal.parent)

    def named(path: str | Path, empreinte: str) -> dict[str, str]:
        there = os.path.join(os.path.realpath(Path(path).parent), Path(path).name)  # noqa: PTH118
        return {"fichier": Path(os.path.relpath(there, folder)).as_posix(), "empreinte": empreinte}

    applied = session.referentiel
    referentiel = named(applied.file, applied.digest) | {
        "code": applied.code,
        "version": applied.version,
        "empreinte_sens": empreinte_sens(applied.model),
    }
    sheets = [named(sheet.file, sheet.digest) for sheet in session.scores.sheets]
    results = named(file, sha256(data))
    also = named(correspondance, sha256(correspondance.read_bytes())) if correspondance else None
    return seals.sealed(__version__, referentiel, sheets, results, also)

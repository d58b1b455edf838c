"""Files that results or a seal name as they stood once: where they are now, and what became of each."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from certeval.cli import correspondances, exits, files
from certeval.cli.other_kinds import refuse_other
from certeval.frozen import frozen
from certeval.messages import N_
from certeval.referentiel import other_files
from certeval.referentiel.load import load
from certeval.referentiel.other_files import HEAD_BYTES
from certeval.text.digests import sha256
from certeval.versions import results_document
from certeval.versions import seal as seals
from certeval.versions.results_document import Etat, FileState, NamedFile, ResultsDocument


def content(file: Path) -> bytes:
    """The bytes of a file, or of the standard input."""
    return files.content(file, N_("RESULTS"))


def document(file: Path) -> ResultsDocument:
    """The results in a file; status 2 where it holds none."""
    data = content(file)
    if (results := _document(data)) is not None:
        return results
    if seals.read(data) is not None:
        exits.refuse("{file}: this is a seal: `certeval verify --seal {file}`", file=file)
    refuse_other(file, data, other_files.RESULT)
    exits.refuse("{file}: this is no results document of `certeval validate --json`", file=file)


def _document(data: bytes) -> ResultsDocument | None:
    head = data[:HEAD_BYTES].removeprefix(BOM_UTF8).lstrip()
    if head and not head.startswith(b"{"):  # no other file is decoded whole
        return None
    return results_document.read(data.decode("utf-8", errors="replace"))


class PastFile(NamedTuple):
    """A file that is named as it stood once: where it is now, or would be, and what became of it."""

    path: Path
    etat: Etat


@frozen
class SealedFiles:
    """What became of the files of a seal, and of the seal where it says what they don't; where those are that can be
    read again.
    """

    states: tuple[FileState, ...]
    places: Mapping[str, Path]
    """By digest: results may name a file from elsewhere."""
    results: Path | None
    """None where they can't be verified."""
    referentiel: Path | None
    correspondance: Path | None


def sealed_files(file: Path) -> SealedFiles:
    """The files of a seal; status 2 where it is none."""
    data = content(file)
    seal = seals.read(data)
    if seal is None and _document(data) is not None:
        exits.refuse("{file}: these are results: `certeval verify {file}`", file=file)
    if seal is None:
        refuse_other(file, data, other_files.SEAL)
        exits.refuse("{file}: this is no seal, or its lines don't say the same", file=file)
    past = {name: place(NamedFile(name, digest), folder=file.parent) for name, digest in seal.files.items()}

    def there(key: str) -> Path | None:
        at = past.get(seal.file_of(key) or "")
        return None if at is None or at.etat is Etat.ABSENT else at.path

    states = [FileState(name, each.etat) for name, each in past.items()]
    referentiel, results = there("referentiel"), there("resultats")
    same = past.get(seal.file_of("referentiel") or "")
    if same and same.etat is Etat.IDENTIQUE and not seal.agrees(load(same.path).referentiel):
        states.append(FileState(file.name, Etat.MODIFIE))
    return SealedFiles(
        tuple(states),
        {digest: past[name].path for name, digest in seal.files.items()},
        results if results and _document(content(results)) else None,
        referentiel,
        there("correspondance"),
    )


def correspondance(entry: NamedFile, given: Path | None, past: PastFile) -> PastFile:
    """The correspondence that sheets were read by: the one `given` now, else one that comes with certeval, else the
    file that results name, `past`.
    """
    name = Path(entry.file)
    path = given or (name if past.etat is Etat.ABSENT and correspondances.is_shipped(name) else None)
    if path is None:
        return past
    same = correspondances.plain(path)["empreinte"] == entry.digest
    return PastFile(path, Etat.IDENTIQUE if same else Etat.MODIFIE)


def place(
    entry: NamedFile, *, folder: Path, by_digest: Mapping[str, Path] = MappingProxyType({})
) -> PastFile:
    """Where a file is that is named as it stood once: from a folder, from here, where a seal has it, else in that
    folder as far as its path is the same from the end; the one that is as it was, where there are several.
    """
    parts = [part for part in re.split(r"[/\\]", entry.file) if part not in {"", ".", ".."}]
    by_seal = [by_digest[entry.digest]] if entry.digest in by_digest else []
    further = (folder.joinpath(*parts[i:]) for i in range(len(parts)))
    places = [folder / entry.file, Path(entry.file), *by_seal, *further]
    paths = [each for each in dict.fromkeys(places) if files.is_there(each)]
    for each in paths:
        if sha256(content(each)) == entry.digest:
            return PastFile(each, Etat.IDENTIQUE)
    return PastFile(paths[0], Etat.MODIFIE) if paths else PastFile(places[0], Etat.ABSENT)

"""Files that results or a seal name as they stood once: where they are now, and what became of each."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from certeval.cli import exits, files
from certeval.messages import N_
from certeval.referentiel.load import load
from certeval.text.digests import sha256
from certeval.versions import results_document
from certeval.versions import seal as seals
from certeval.versions.results_document import Etat, FileState, ResultsDocument
from certeval.versions.seal import Seal


def content(file: Path) -> bytes:
    """The bytes of a file, or of the standard input."""
    return files.content(file, N_("RESULTS"))


def document(file: Path) -> ResultsDocument:
    """The results in a file; status 2 where it holds none."""
    return _document(file) or exits.refuse(
        N_("{file}: this is no results document of `certeval validate --json`"), file=file
    )


def _document(file: Path) -> ResultsDocument | None:
    return results_document.read(content(file).decode("utf-8-sig", errors="replace"))


def seal(file: Path) -> Seal:
    """The seal in a file; status 2 where it holds none."""
    found = seals.read(content(file))
    if found is None:
        exits.refuse(N_("{file}: this is no seal, or its lines don't say the same"), file=file)
    return found


def states(sealed: Seal, file: Path) -> tuple[FileState, ...]:
    """What became of each sealed file; and of the seal, where it says what they don't."""
    places = {name: place(name, digest, file.parent) for name, digest in sealed.files.items()}
    held = [FileState(name, state(places[name], digest)) for name, digest in sealed.files.items()]
    same = {each.file for each in held if each.etat is Etat.IDENTIQUE}
    name = sealed.named("referentiel")
    if name in same and not sealed.agrees(load(places[str(name)]).referentiel):
        held.append(FileState(file.name, Etat.MODIFIE))
    return tuple(held)


def results(sealed: Seal, folder: Path) -> Path | None:
    """The results that a seal names, where they can be verified."""
    file = there(sealed, "resultats", folder)
    return file if file and _document(file) else None


def there(sealed: Seal, key: str, folder: Path) -> Path | None:
    """A file that a seal names, where it is there."""
    name = sealed.named(key)
    at = place(name, sealed.files[name], folder) if name else None
    return at if at is not None and _is_file(at) else None


def sealed_places(sealed: Seal, folder: Path) -> dict[str, Path]:
    """Where each file is that a seal names, by its digest: results may name it from elsewhere."""
    return {digest: place(name, digest, folder) for name, digest in sealed.files.items()}


def place(name: str, digest: str, folder: Path, sealed: Mapping[str, Path] = MappingProxyType({})) -> Path:
    """Where a file is that is named as it stood once: from a folder, from here, where a seal has it, else in that
    folder as far as its path is the same from the end; the one that is as it was, where there are several.
    """
    parts = [part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}]
    by_seal = [sealed[digest]] if digest in sealed else []
    places = [folder / name, Path(name), *by_seal, *(folder.joinpath(*parts[i:]) for i in range(len(parts)))]
    found = [each for each in places if _is_file(each)]
    same = [each for each in found if state(each, digest) is Etat.IDENTIQUE]
    return (same or found or places)[0]


def state(path: Path, digest: str) -> Etat:
    """What has become of a file whose digest was kept."""
    if not _is_file(path):
        return Etat.ABSENT
    return Etat.IDENTIQUE if sha256(content(path)) == digest else Etat.MODIFIE


def _is_file(path: Path) -> bool:
    """Whether there is a file: of a name that no file can have, there is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

"""Results written with their seal."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from certeval import __version__
from certeval.bulk.decide import SheetsOutcome
from certeval.cli import exits, files, whole_files
from certeval.cli.correspondances import is_shipped
from certeval.referentiel.meaning import empreinte_sens
from certeval.sources.lines import STDIN
from certeval.text.digests import sha256, sha256_in
from certeval.versions import seal as seals


def deliver(
    content: Sequence[whole_files.Piece],
    places: tuple[Path, Path],
    outcome: SheetsOutcome,
    others: Mapping[str, Path],
    *,
    force: bool,
) -> None:
    """Write a result to the first place and its seal to the second: both files or none. `others` were read too."""
    file, seal = places
    _refuse_nameless(outcome, others)
    folder = os.path.realpath(seal.parent)

    def entry(path: str | Path, empreinte: str) -> dict[str, str]:
        """A file as seen from the folder that the seal stands in."""
        there = os.path.join(os.path.realpath(Path(path).parent), Path(path).name)  # noqa: PTH118
        return {"fichier": relative_path(there, folder), "empreinte": empreinte}

    rules = outcome.referentiel
    referentiel = entry(rules.file, rules.digest) | {
        "code": rules.code,
        "version": rules.version,
        "empreinte_sens": empreinte_sens(rules.model),
    }
    sheets = [entry(sheet.file, sheet.digest) for sheet in outcome.sheets()]
    results = entry(file, sha256_in(whole_files.parts(content)))
    also = {key: entry(path, sha256(path.read_bytes())) for key, path in others.items()}
    files.deliver(
        {file: content, seal: seals.seal_bytes(__version__, referentiel, sheets, results, also)}, force=force
    )


def relative_path(file: str, folder: str, path: ModuleType = os.path) -> str:
    """A file from a folder, by slashes; whole where it lies on another drive of Windows."""
    drives = {path.normcase(path.splitdrive(each)[0]) for each in (file, folder)}
    if len(drives) == 1:
        file = path.relpath(file, folder)
    return file.replace(path.sep, "/")


def _refuse_nameless(outcome: SheetsOutcome, others: Mapping[str, Path]) -> None:
    """Status 2 where something that was read has no file to name, or somebody was left out."""
    if any(sheet.file == STDIN for sheet in outcome.sheets()):
        exits.refuse("--seal names the files of the sheets: give files rather than -")
    if outcome.referentiel.file == STDIN:
        exits.refuse("--seal names the file of the référentiel: give a file rather than -")
    correspondance = others.get("correspondance")
    if correspondance is not None and (correspondance == files.PIPE or is_shipped(correspondance)):
        exits.refuse(
            "--seal names the file of the correspondance: give a file rather than {name}", name=correspondance
        )
    if outcome.keeps_going:
        exits.refuse("--keep-going and --seal: results that leave candidates out are not sealed")

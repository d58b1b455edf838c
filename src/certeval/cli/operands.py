"""What an operand names: a référentiel, by its file, CODE[@VERSION] or a git revision `rev:path`; a published fiche."""

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.cli import exits, files, inputs
from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import documents
from certeval.messages import N_
from certeval.referentiel.load import Compilation, Referentiel, compile_document
from certeval.render.words import visible
from certeval.sources import yaml
from certeval.sources.workbook.container import Unreadable

if TYPE_CHECKING:
    from certeval.exchange.comparison.sides import Side

SECONDS = 60


def resolve(operand: str, when: date) -> Compilation:
    """What an operand names, whatever is wrong in it, a code alone its version of that day; status 2 where it can't be
    read.
    """
    revision, colon, _ = operand.partition(":")
    if colon and revision and not drive(operand) and not os.path.exists(operand):  # noqa: PTH110 -- as it may be the name of no file
        return compile_document(yaml.parse(files.remember(operand, _git_bytes(operand)), operand))
    return inputs.read(inputs.path_of(operand, when))


def drive(operand: str) -> str:
    """The drive that a path of Windows begins with, which looks like a revision; nothing elsewhere."""
    return Path(operand).drive


def able_referentiels(*read: Compilation) -> tuple[Referentiel, ...]:
    """The référentiels read, ready to decide; all their diagnostics and status 3 where one is invalid."""
    referentiels = tuple(each.referentiel for each in read if each.referentiel is not None)
    if len(referentiels) == len(read):
        return referentiels
    wrong = [one for each in read if each.referentiel is None for one in each.diagnostics]
    inputs.leave(wrong, exits.INVALID)


def _git_bytes(operand: str) -> bytes:
    """The bytes of a file at a revision, as git keeps them: it only reads, and runs nothing that a repository names."""
    command = ["git", "--no-pager", "cat-file", "blob", "--end-of-options", operand]
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        process = subprocess.run(  # noqa: S603 -- no shell, and what follows --end-of-options is no option
            command,
            capture_output=True,
            check=False,
            env={**os.environ, **quiet},
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        exits.refuse("{operand}: git is not installed, and reads the revision", operand=operand)
    except subprocess.TimeoutExpired:
        exits.refuse("{operand}: git does not answer", operand=operand)
    if process.returncode:
        lines = process.stderr.decode(errors="replace").strip().splitlines()
        reason = visible(lines[0].removeprefix("fatal: ")) if lines else ""
        exits.refuse("{operand}: git finds no such file: {reason}", operand=operand, reason=reason)
    return process.stdout


def fiche_side(path: Path) -> "Side":
    """What a fiche says; status 1 where it is damaged, 2 where it can't be read or is none."""
    from certeval.exchange import fiche
    from certeval.exchange.comparison.sides import of_fiche

    name = inputs.display(path)
    data = fiche_of(path, N_("{file}: this is no fiche of the open data (XML)"))
    try:
        return of_fiche(fiche.read(data), name)
    except Unreadable:
        inputs.leave([Diagnostic(documents.DAMAGED, Place(name))])


def fiche_of(path: Path, refusal: str) -> bytes:
    """The bytes of a fiche; status 2, with what to say of the `file`, where they are none."""
    from certeval.exchange.fiche import is_fiche

    data = files.content(path)
    if not is_fiche(data):
        exits.refuse(refusal, file=inputs.display(path))
    return data

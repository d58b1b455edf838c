"""A référentiel that an operand names: a file, CODE[@VERSION], or a git revision `rev:path`."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from certeval.cli import exits, inputs
from certeval.messages import N_
from certeval.referentiel.load import Loaded, Referentiel, compile_document
from certeval.render import diagnostics as shown
from certeval.render.words import visible
from certeval.sources import yaml

SECONDS = 60


def loaded(operand: str, when: date) -> Loaded:
    """What an operand names, whatever is wrong in it, a code alone its version of that day; status 2 where it can't be
    read.
    """
    revision, colon, _ = operand.partition(":")
    if colon and revision and not drive(operand) and not _exists(operand):
        return compile_document(yaml.parse(_of_git(operand), operand))
    return inputs.read(inputs.path_of(operand, when))


def drive(operand: str) -> str:
    """The drive that a path of Windows begins with, which looks like a revision; nothing elsewhere."""
    return Path(operand).drive


def _exists(operand: str) -> bool:
    """Whether an operand is the path of something: a name that no file can have is none."""
    try:
        return Path(operand).exists()
    except OSError:
        return False


def able(*read: Loaded) -> tuple[Referentiel, ...]:
    """The référentiels read, ready to decide; all their diagnostics and status 3 where one is invalid."""
    found = tuple(each.referentiel for each in read if each.referentiel is not None)
    if len(found) == len(read):
        return found
    sources = shown.Sources()
    for each in read:
        sources.given[each.document.file] = each.document.data
    sys.stderr.write(
        shown.text([d for each in read if each.referentiel is None for d in each.diagnostics], sources)
    )
    exits.leave(exits.INVALID)


def _of_git(operand: str) -> bytes:
    """The bytes of a file at a revision, as git keeps them: it only reads, and runs nothing that a repository names."""
    command = ["git", "--no-pager", "cat-file", "blob", "--end-of-options", operand]
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and what follows --end-of-options is no option
            command,
            capture_output=True,
            check=False,
            env={**os.environ, **quiet},
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        exits.refuse(N_("{operand}: git is not installed, and reads the revision"), operand=visible(operand))
    except subprocess.TimeoutExpired:
        exits.refuse(N_("{operand}: git does not answer"), operand=visible(operand))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = visible(said[0].removeprefix("fatal: ")) if said else ""
        exits.refuse(
            N_("{operand}: git finds no such file: {reason}"), operand=visible(operand), reason=reason
        )
    return done.stdout

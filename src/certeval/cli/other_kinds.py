"""A file that a command is given for another: what it is, what is wanted, and who takes it."""

from pathlib import Path

from certeval.cli import exits, files
from certeval.messages import _
from certeval.referentiel import other_files
from certeval.referentiel.other_files import FileKind
from certeval.sources import yaml


def refuse_other(file: Path, data: bytes, wanted: FileKind) -> None:
    """End with status 2 where a file is plainly of another kind than is wanted."""
    kind = other_files.kind_of(yaml.parse(data[: other_files.HEAD_BYTES], str(file)), wanted)
    if kind is not None and kind is not wanted:
        words = {"kind": _(kind.words), "wanted": _(wanted.words), "way": _(kind.way)}
        exits.refuse("{file}: this is {kind}, not {wanted}: {way}", file=file, **words)


def refuse_other_file(file: Path, wanted: FileKind) -> None:
    """The same of a file that is there."""
    if files.is_there(file):
        with exits.guard(), file.open("rb") as stream:
            head = stream.read(other_files.HEAD_BYTES)
        refuse_other(file, head, wanted)

"""The score sheets meant: files, those of a folder, those that a pattern such as `notes/*.csv` matches."""

import glob
import re
from collections.abc import Collection, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from certeval.cli import exits, notices
from certeval.cli import files as input_files
from certeval.cli.files import PIPE, protect
from certeval.messages import N_, _
from certeval.render.words import first_words, visible
from certeval.sources.lines import STDIN
from certeval.text.order import natural

if TYPE_CHECKING:
    from certeval.scores.read import OpenedSheets
    from certeval.scores.translation import Translation

SUFFIXES = (".csv", ".tsv", ".yaml", ".yml", ".json", ".xlsx", ".xlsm", ".xls", ".ods")
"""What a folder's score sheets end with; any other file is read where it is named."""
PARTS = (".parquet", ".csv", ".tsv", ".txt", ".gz", ".zst")
"""What the parts of a large sheet end with, in a folder."""
HEAD_BYTES = 1 << 16
"""Bytes in which a file shows what it is."""
MOST_FILES = 20

HIDDEN = N_("hidden")
TEMPORARY = N_("a spreadsheet’s temporary file")
RESULTS = N_("results of certeval")
REFERENTIEL = N_("a référentiel")
OTHER = N_("no score sheet")
OPTION = N_("given by an option")
FOLDER = N_("a folder in the folder")

_SCHEMA = re.compile(r'\s*\{\s*"schema"\s*:\s*"certeval/(?P<kind>[a-z]+)/')
_FILES = re.compile(r'"fichier": "([^"\\]+)", "empreinte": "sha256:')
_LINES = re.compile(r'\{"candidat": "[^\n]*?"certification": \{"verdict": ')
"""How the JSON that certeval prints begins, and names the sheets that it read; how its lines do."""
_SHEET = re.compile(r'\s*\{\s*"?(?:format|referentiel|session|jure|candidats|groupes)"?\s*:')
"""How a sheet in JSON, or in YAML with braces, begins, among the many other things that are in JSON."""
_REFERENTIEL = re.compile(
    r"""^(["']?)certification\1[ \t]*:|["']?certification["']?[ \t]*:[ \t]*\{""", re.MULTILINE
)
"""How a référentiel says what it is, in YAML by lines or with braces."""


class ReadingOptions(NamedTuple):
    """The sheets that a command reads, under what, and how: what its options say, as they say it."""

    sheets: Sequence[Path] = ()
    session: Path | None = None
    """A session's file: its sheets, and what it holds of candidates."""
    registre: str | None = None
    """The register that says what candidates validated before."""
    referentiel: str | None = None
    date: str | None = None
    encoding: str | None = None
    correspondance: Path | None = None
    force_version: bool = False
    report: Path | None = None
    """Where every diagnostic is also written."""
    force: bool = False
    """Whether that file may be replaced."""
    keep_going: bool = False
    """Whether the candidates of whom nothing is wrong are decided beside others."""
    until: int | None = None
    """The last entry of the register that counts."""
    marks: bool | None = True
    """Whether a session’s marks are needed: a sheet that is not there is missed; None: once its jury has met."""


def refuse_nothing(reading: ReadingOptions) -> None:
    """End with status 2 where neither sheets nor a session are given, or a register without a session."""
    if reading.registre is not None and reading.session is None:
        exits.refuse("--registre says what candidates of a session hold: give --session SESSION too")
    if not reading.sheets and reading.session is None:
        exits.refuse("give score sheets, or --session SESSION")


Omission = tuple[Path, str]
"""A file that is not read, and why."""


def files(operands: Sequence[Path], apart: Path | None = None) -> list[Path]:
    """The sheets to read, in order. What is left out of a folder or a pattern is said on stderr.

    `apart`: a file that another option names, which is no sheet.

    Ends with status 2 where a folder or a pattern holds no sheet at all.
    """
    paths: list[Path] = []
    omissions: list[Omission] = []
    for path in operands:
        with exits.guard():
            several = _paths_within(path)
        if several is None:
            refuse_results([path])
            paths.append(path)
            continue
        real_paths = set(map(realpath, paths))
        option = apart and realpath(apart)
        reasons = {each: OPTION if realpath(each) == option else refusal_reason(each) for each in several}
        sheets = [each for each, reason in reasons.items() if not reason]
        others = [(each, reason) for each, reason in reasons.items() if reason]
        if not sheets:
            _refuse_empty(path, others)
        paths += [each for each in sheets if realpath(each) not in real_paths]
        omissions += others
    _warn_omissions(omissions)
    return [protect(each) for each in paths]


def _warn_omissions(omissions: Sequence[Omission]) -> None:
    if omissions:
        notices.warn("not read: {listed}", listed=_reasons(omissions))


def refuse_results(paths: Sequence[Path]) -> None:
    """End with status 2 where a file named as a sheet holds what certeval wrote: decisions, and no marks."""
    for path in paths:
        if path.suffix.lower() in {".yaml", ".yml"} or not path.is_file():
            continue
        head = _head(path)
        match = _SCHEMA.match(head)
        if match and match["kind"] == "resultats":
            message = N_(
                "{file} holds decisions, not marks: `verify` and `stats` read it; its sheets are {sheets}"
            )
            exits.refuse(message, file=path, sheets=", ".join(_FILES.findall(head)))
        if match or _LINES.match(head) or _is_table_of_ours(head):
            message = N_(
                "{file} holds what certeval wrote, not marks: give the score sheets it was made from"
            )
            exits.refuse(message, file=path)


def may_be_results(path: Path) -> bool:
    """Whether a file is JSON rather than a sheet, which begins otherwise unless another tool has sorted its keys."""
    if not path.is_file():
        return False
    with exits.guard():
        head = _head(path)
        if not head.lstrip().startswith("{"):
            return False
        return not _SHEET.match(head) or b'"certeval/resultats/' in path.read_bytes()


def open_all(
    paths: Sequence[Path], encoding: str | None = None, translation: "Translation | None" = None
) -> "OpenedSheets":
    """The sheets of files, and of the standard input where `-` stands for it. Raises as `open_sheets` does."""
    from certeval.scores.read import open_sheets

    if PIPE not in paths:
        return open_sheets(paths, encoding, translation=translation)
    sheet_paths = [Path(STDIN) if path == PIPE else path for path in paths]
    return open_sheets(sheet_paths, encoding, translation=translation, stdin=stdin())


def stdin() -> bytes:
    """The sheet that the standard input holds."""
    return input_files.stdin(N_("SHEET…"))


def parts(path: Path) -> list[Path]:
    """The files that polars may read of an argument, in the order of their names: itself, the parts that a folder or a
    pattern holds; the argument where some of them are sheets of another kind.
    """
    several = _paths_within(path)
    if several is None:
        return [path]
    reasons = {each: refusal_reason(each) for each in several}
    entries = [each for each in several if reasons[each] in {"", OTHER}]
    large = [each for each in entries if each.suffix.lower() in PARTS]
    if any(not reasons[each] for each in entries if each not in large):
        return [path]
    return [each for each in large if each.is_file()]


def warn_others(operands: Sequence[Path], read: Collection[Path]) -> None:
    """Say what is left out of folders and patterns of which some parts were read."""
    others = (each for path in operands for each in _paths_within(path) or () if each not in read)
    _warn_omissions([(each, refusal_reason(each)) for each in others])


def sheets_within(path: Path) -> list[Path]:
    """The sheets that an argument means; nothing is said, and nothing refused."""
    several = _paths_within(path)
    return [path] if several is None else [each for each in several if not refusal_reason(each)]


def _paths_within(path: Path) -> list[Path] | None:
    """What a folder holds or a pattern matches, in natural order; None for any other path."""
    if path.is_dir():
        return sorted(path.iterdir(), key=natural)
    if glob.has_magic(str(path)) and not path.exists():
        names = glob.glob(str(path), recursive=True)  # noqa: PTH207 -- a whole path may be a pattern
        return sorted(map(Path, names), key=natural)
    return None


def refusal_reason(path: Path) -> str:
    """Why a file found in a folder is no score sheet to read; empty where it is one."""
    if path.name.startswith(("~$", ".~lock.")):
        return TEMPORARY
    if path.name.startswith("."):
        return HIDDEN
    if path.is_dir():
        return FOLDER
    if not path.is_file() or not path.name.lower().endswith(SUFFIXES):
        return OTHER
    if path.suffix.lower() in {".yaml", ".yml"}:
        return REFERENTIEL if _REFERENTIEL.search(_head(path)) else ""
    if path.suffix.lower() == ".json" and not _SHEET.match(_head(path)):
        return RESULTS if _SCHEMA.match(_head(path)) else OTHER
    return RESULTS if _is_table_of_ours(_head(path)) else ""


def _is_table_of_ours(head: str) -> bool:
    """Whether a file begins as the CSV that certeval prints."""
    from certeval.referentiel.other_files import OUTPUT, kind_by_bytes

    return kind_by_bytes(head.encode()) is OUTPUT


def _head(path: Path) -> str:
    """The first characters of a file; nothing of one that can't be read: reading it will say why."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def _refuse_empty(path: Path, omissions: Sequence[Omission]) -> NoReturn:
    if not path.is_dir() and not omissions:
        exits.refuse("{pattern}: no file has such a name", pattern=path)
    if not omissions:
        exits.refuse("{folder}: this folder is empty", folder=path)
    text = _reasons(omissions)
    exits.refuse("{folder}: no score sheet there; what there is: {listed}", folder=path, listed=text)


def _reasons(omissions: Sequence[Omission]) -> str:
    texts = [f"{visible(str(path))} ({_(reason)})" for path, reason in omissions]
    return first_words(texts, MOST_FILES)

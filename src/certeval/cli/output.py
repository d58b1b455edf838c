"""Where results go, in which form and language: the terminal, a pipe, or a file.

Messages speak what `CERTEVAL_LANG` says, then the locale for text, English for what programs read.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVarTuple

from certeval import messages
from certeval.cli import exits, files, notices, streams, whole_files
from certeval.text.breaks import put_back

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from certeval.render.workbook.sheets import ResultSheet

About = TypeVarTuple("About")
WIDE = 10_000
SUFFIXES: dict[str, tuple[str, ...]] = {
    ".csv": ("csv", "moodle"),
    ".docx": ("docx",),
    ".htm": ("html",),
    ".html": ("html",),
    ".json": ("json", "sarif", "gitlab", "case"),
    ".jsonl": ("ndjson",),
    ".md": ("markdown",),
    ".ndjson": ("ndjson",),
    ".parquet": ("parquet",),
    ".pdf": ("pdf",),
    ".sarif": ("sarif",),
    ".xlsx": ("xlsx",),
    ".xml": ("junit", "xml"),
    ".yaml": ("yaml",),
    ".yml": ("yaml",),
}
"""The forms that a file's name announces, the first of them where none is asked for."""
UNWRITTEN = (
    *(".doc", ".odt", ".png", ".rtf", ".svg"),
    *(".ods", ".tsv", ".xls", ".xlsb", ".xlsm"),
    *(".gz", ".zip", ".zst"),
)
"""What announces a form that no command writes, not even where the form is asked for."""
NO_TEXT = frozenset({"docx", "pdf", "xlsx"})
WRITERS = {"html": "jinja2", "pdf": "typst", "xlsx": "xlsxwriter"}
"""The libraries that come with an extra and write a form."""
PLAIN = ("", ".log", ".out", ".text", ".txt")
"""What announces a text of any form."""


class Target(NamedTuple):
    """Where results go: in which form, into which file, the terminal or a pipe where none is named."""

    form: str
    file: Path | None
    force: bool

    def deliver(self, result: str | bytes | Sequence[whole_files.Piece], *, private: bool = False) -> None:
        """Print a result, or write it, as `deliver` does."""
        deliver(result, self.file, force=self.force, private=private)

    def text(self, *renderables: "RenderableType") -> str:
        """What a console prints, as `as_text` gives it."""
        return as_text(*renderables, file=self.file)

    def show(
        self,
        forms: Mapping[str, Callable[[*About], str | bytes]],
        screen: "Callable[[*About], Iterable[RenderableType]]",
        *about: *About,
        private: bool = False,
    ) -> None:
        """Print or write what is said about something, as `words` gives it."""
        self.deliver(self.words(forms, screen, *about), private=private)

    def words(
        self,
        forms: Mapping[str, Callable[[*About], str | bytes]],
        screen: "Callable[[*About], Iterable[RenderableType]]",
        *about: *About,
    ) -> str | bytes:
        """What is said about something in the form asked for, else what a console prints of it."""
        form = forms.get(self.form)
        return form(*about) if form else self.text(*screen(*about))

    @contextmanager
    def beside(
        self,
        result: str | bytes,
        others: Mapping[Path, whole_files.Content] | None = None,
        folder: Path | None = None,
    ) -> Iterator[None]:
        """What is done within, then its result. Where it is written, and others are, as `files.put_in_place` does:
        these and what is done within, or nothing.
        """
        contents = dict(others or {})
        if self.file is not None:
            contents[self.file] = _content(result)
        with files.put_in_place(contents, force=self.force, folder=folder) if contents else nullcontext():
            yield
        if contents:
            notices.tell_places(contents)
        if self.file is None:
            self.deliver(result)


def format_of(
    name: str | None, choices: tuple[str, ...], *, as_json: bool = False, file: Path | None = None
) -> str:
    """The output form asked for, `--json` being short for `--format json`; else the one that the name of the file to
    write announces, else the first known. Its language is chosen here.

    Ends with status 2 where the command has no such form, or where the file's name announces another.
    """
    if as_json and name not in {None, "json"}:
        exits.refuse("--json and --format {form}: choose one", form=name)
    form = "json" if as_json else name
    if form is not None and form not in choices:
        exits.refuse("--format {form}: this command prints {known}", form=form, known=", ".join(choices))
    form = form_of_file(form, choices, file) if file is not None else form or choices[0]
    if form in MACHINE:
        messages.speak(machine_language(os.environ))
    return form


def form_of_file(form: str | None, choices: tuple[str, ...], file: Path, option: str = "--output") -> str:
    """The form of a file to write: the one asked for, else the one that its name announces, else the first known."""
    suffix = file.suffix.lower()
    forms = SUFFIXES.get(suffix, ())
    unknown = form is None and not forms and suffix not in PLAIN and not suffix[1:].isdigit()  # results-1.0
    if suffix in UNWRITTEN or unknown or (forms and not set(forms) & set(choices)):
        exits.refuse(
            "{option} {file}: nothing is written as {suffix}; this command writes {known}",
            option=option,
            file=file,
            suffix=suffix,
            known=", ".join(choices),
        )
    if form is not None and forms and form not in forms:
        exits.refuse(
            "{option} {file}: the name announces {announced}, and {form} is what would be written: correct one",
            option=option,
            file=file,
            form=form,
            announced=forms[0],
        )
    return form or next((each for each in forms if each in choices), choices[0])


def refuse_files(file: Path | None, report: Path | None, seal: Path | None = None, *, form: str = "") -> None:
    """End with status 2 where two of the files to write are the same, or one can't be written in the form asked."""
    files.refuse_twice({"--output": file, "--report": report, "--seal": seal})
    if report is not None:
        form_of_file("json", ("json",), report, "--report")
    if form == "xlsx":
        refuse_no_text(form, file)


def console() -> "Console":
    """A console that wraps at a terminal's width and never elsewhere, and reads no markup in text."""
    from certeval.render.unbroken import Screen

    width = None if sys.stdout.isatty() else WIDE
    return Screen(width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def as_text(*renderables: "RenderableType", file: Path | None = None) -> str:
    """What a console prints: styled at a terminal, plain elsewhere, without trailing spaces there."""
    from rich.console import Console

    plain = Console(width=WIDE, markup=False, highlight=False, emoji=False, force_terminal=False)
    screen = console() if file is None else plain
    with screen.capture() as capture:
        for renderable in renderables:
            screen.print(renderable)
    text = put_back(capture.get())
    if screen.is_terminal:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def deliver(
    result: str | bytes | Sequence[whole_files.Piece],
    file: Path | None = None,
    *,
    force: bool = False,
    private: bool = False,
) -> None:
    """Print a result, or write it to a file: the old file or the new one, never a mixture. What stands in several
    pieces is not held in memory. `private`: the file is for who runs certeval alone.
    """
    if file is not None:
        files.deliver({file: _content(result)}, force=force, private=private)
        return
    try:  # here: whoever asks may be writing files, where the same error is of these
        if isinstance(result, str):
            streams.write(result)
        elif not isinstance(result, bytes):
            streams.pour(whole_files.parts(result))
    except OSError as error:
        exits.end_output(error)


def _content(result: str | bytes | Sequence[whole_files.Piece]) -> whole_files.Content:
    """A result as a file holds it."""
    return streams.encode(result) if isinstance(result, str) else result


def say(text: str) -> None:
    """Print sentences, a line each, which break between words at a terminal."""
    deliver(as_text(text.removesuffix("\n")))


def refuse_no_text(form: str, file: Path | None) -> None:
    """End with status 2 where no file is named for a form that is no text, or what writes it is not installed."""
    if file is None and form in NO_TEXT:
        exits.refuse("--format {form} is no text: name a file with --output", form=form)
    ready(form)


def ready(form: str, others: str = "csv, json") -> None:
    """End with status 2, before any work is done, where the library that writes a form is not installed; `others`, of a
    workbook: forms that need none.
    """
    try:
        if form in WRITERS:
            import_module(WRITERS[form])
    except ModuleNotFoundError as error:
        if form != "xlsx":
            exits.refuse_without_extra(error)
        install = "pip install 'certeval[office]'"
        exits.refuse("to write workbooks: {command} (or --format {forms})", command=install, forms=others)


def workbook(title: str, langue: str, sheets: "Callable[[], Sequence[ResultSheet]]") -> bytes:
    """The bytes of a workbook, in the language of its référentiel; status 2 where a sheet can't hold its rows."""
    from certeval.render.workbook.sheets import MAX_ROWS, as_xlsx

    with messages.in_language(langue):
        result_sheets = sheets()
        if max(len(each.rows) for each in result_sheets) <= MAX_ROWS:
            return as_xlsx(title, result_sheets)
    exits.refuse("a sheet of a workbook holds {most} rows: choose --format csv", most=MAX_ROWS)


MACHINE = frozenset({"json", "csv", "concise", "github", "gitlab", "sarif", "junit", "ndjson"})


def text_language(environment: Mapping[str, str], system: str = sys.platform) -> str:
    """The language of text at a terminal: Windows says it elsewhere than in the environment."""
    for name in ("CERTEVAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return _language(value)
    if system != "win32":
        return "en"
    import locale  # that Python began with, which Windows calls `French_France.1252`

    return _language(locale.setlocale(locale.LC_CTYPE).casefold().replace("french", "fr"))


def machine_language(environment: Mapping[str, str]) -> str:
    """The language of what programs read: its bytes don't depend on the locale."""
    return _language(environment.get("CERTEVAL_LANG", "en"))


def document_language(environment: Mapping[str, str], langue: str) -> str:
    """The language of a document that people keep: the one asked for, else the référentiel's; never the locale's."""
    return _language(environment.get("CERTEVAL_LANG") or langue)


def _language(value: str) -> str:
    code = value[:2].lower()
    return code if code in messages.LANGUAGES else "en"

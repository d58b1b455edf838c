"""`certeval check`."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import typer

from certeval.checks.ecarts import selection
from certeval.cli import exits, inputs, offers, options, output, streams
from certeval.cli.options import flag, option, repeatable
from certeval.cli.referentiels import findings
from certeval.render.ci import FORMATS, CheckReport

READABLE = frozenset({"text", "concise"})
"""The forms that people read as they come."""
FOR_SERVICES = frozenset({"github", "gitlab", "sarif"})
"""The forms that a service puts beside the lines of a repository."""
PERIOD = 0.5
"""Seconds between two looks at the files."""
WIDTH = 60
"""Characters of the line above each report, which the eye finds again."""

Snapshot = dict[str, tuple[int, int, int]]
"""Each file's time of change, size and number, by its path."""


def check(
    paths: options.Paths,
    *,
    select: list[str] = repeatable(
        "--select CODES",
        "Show these findings only: R301, R3 or R; several with commas.",
        autocompletion=offers.findings_and_families,
    ),
    ignore: list[str] = repeatable(
        "--ignore CODES", "Leave these findings out.", autocompletion=offers.findings_and_families
    ),
    strict: bool = flag("--strict", "Fail on warnings too."),
    page: str | None = option(
        "--explain CODE",
        "Print the page of a code: why, an example, the way out.",
        autocompletion=offers.findings,
    ),
    fix: bool = flag("--fix", "Mend spaces, apostrophes and quotes in the files."),
    diff: bool = flag("--diff", "Show what --fix would change, and change nothing."),
    watch: bool = flag("--watch", "Check again each time a file is saved."),
    fiche: options.Fiche,
    form: str | None = options.form(tuple(FORMATS)),
    as_json: options.Json,
    file: options.Output,
    force: options.Force,
) -> None:
    """Check référentiels: structure, references, codes, announced counts, rules, wording; what their fiche says.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    if page is not None:
        others = {"[PATH…]": paths, "--select": select, "--ignore": ignore, "--strict": strict, "--fix": fix}
        more = {"--diff": diff, "--watch": watch, "--fiche": fiche, "--format": form, "--json": as_json}
        exits.refuse_beside("--explain", {**others, **more})
        output.deliver(findings.page(page), file, force=force)
        exits.leave(exits.OK)
    if form is None and not as_json and os.environ.get("GITHUB_ACTIONS") == "true" and not (file or watch):
        form = "github"
    form = output.format_of(form, tuple(FORMATS), as_json=as_json, file=file)
    choice = selection(findings.codes("--select", select), findings.codes("--ignore", ignore))
    if watch:
        _refuse_beside("--watch", fix=fix, diff=diff, output=file is not None, format=form not in READABLE)
        _watch(paths, lambda: _show(findings.report(paths, choice, strict=strict, fiche=fiche), form))
    if diff:
        _refuse_beside("--diff", fix=fix, format=form not in {"text", "github"}, fiche=fiche is not None)
        patch = findings.patch(paths, choice)
        output.deliver(patch, file, force=force)
        exits.leave(exits.FINDINGS if patch else exits.OK)
    report = findings.report(paths, choice, strict=strict, fix=fix, fiche=fiche)
    _show(report, form, file, force=force)
    exits.leave(exits.FINDINGS if report.failures else exits.OK)


def _show(report: CheckReport, form: str, file: Path | None = None, *, force: bool = False) -> None:
    columns = streams.columns(sys.stdout) if file is None else None
    view = findings.from_repository(report) if form in FOR_SERVICES else replace(report, columns=columns)
    output.deliver(FORMATS[form](view), file, force=force)


def _refuse_beside(option: str, **beside: bool) -> None:
    for other, is_set in beside.items():
        if is_set:
            exits.refuse("{option} and --{other} don't go together", option=option, other=other)


def _watch(paths: list[Path] | None, work: Callable[[], None]) -> NoReturn:
    """Do some work now, then whenever a file is saved, added or removed, until the user interrupts.

    What can't be done the first time ends the command, as without --watch; later it is said, and awaited.
    """
    before: Snapshot | None = None
    while True:
        now = snapshot(paths)
        if now != before:
            time_here = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 -- the time where the user is
            sys.stdout.write(f"── {time_here} ".ljust(WIDTH, "─") + "\n")
            sys.stdout.flush()
            try:
                work()
            except typer.Exit:
                if before is None:
                    raise
            before = now
        pause()


def pause() -> None:
    time.sleep(PERIOD)


def snapshot(paths: list[Path] | None) -> Snapshot:
    """The files as they are now; one that is being replaced may be missing."""
    states: Snapshot = {}
    for path in paths or [inputs.folder()]:
        for file in sorted(path.rglob("*.y*ml")) if path.is_dir() else [path]:
            with suppress(OSError):
                state = file.stat()
                states[str(file)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return states

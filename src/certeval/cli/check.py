"""`certeval check`."""

import os
from pathlib import Path

import typer

from certeval.checks.selection import selection
from certeval.cli import checking, exits, offers, output, watching
from certeval.messages import N_, _
from certeval.render.ci import FORMATS, Report

READABLE = frozenset({"text", "concise"})
"""The forms that people read as they come."""


def check(
    paths: list[Path] = typer.Argument(None, metavar="[PATH]…", help=_("Files or folders of référentiels.")),
    select: list[str] = typer.Option(
        [],
        metavar="CODES",
        help=_("Show these findings only: R301, R3, R; several with commas."),
        autocompletion=offers.findings_and_families,
    ),
    ignore: list[str] = typer.Option(
        [],
        metavar="CODES",
        help=_("Leave these findings out."),
        autocompletion=offers.findings_and_families,
    ),
    strict: bool = typer.Option(False, "--strict", help=_("Warnings fail too.")),
    explained: str = typer.Option(
        None,
        "--explain",
        metavar="CODE",
        help=_("Print the page of a code: why, an example, the way out."),
        autocompletion=offers.findings,
    ),
    fix: bool = typer.Option(False, "--fix", help=_("Mend spaces, apostrophes and quotes in the files.")),
    diff: bool = typer.Option(False, "--diff", help=_("Show what --fix would change, and change nothing.")),
    watch: bool = typer.Option(False, "--watch", help=_("Check again each time a file is saved.")),
    form: str = typer.Option(None, "--format", help=", ".join(FORMATS), autocompletion=offers.among(FORMATS)),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Check référentiels: structure, references, codes, announced counts, rules, wording.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    if explained is not None:
        output.deliver(checking.page(explained), file, force=force)
        exits.leave(exits.DONE)
    if form is None and not as_json and os.environ.get("GITHUB_ACTIONS") == "true" and not (file or watch):
        form = "github"
    form = output.format_of(form, tuple(FORMATS), as_json=as_json, file=file)
    asked = selection(checking.codes("--select", select), checking.codes("--ignore", ignore))
    if watch:
        _refuse_beside("--watch", fix=fix, diff=diff, output=file is not None, format=form not in READABLE)
        watching.watch(paths, lambda: _show(checking.report(paths, asked, strict=strict), form))
    if diff:
        _refuse_beside("--diff", fix=fix, format=form not in {"text", "github"})
        patch = checking.patch(paths, asked)
        output.deliver(patch, file, force=force)
        exits.leave(exits.FINDINGS if patch else exits.DONE)
    report = checking.report(paths, asked, strict=strict, fix=fix)
    _show(report, form, file, force=force)
    exits.leave(exits.FINDINGS if report.failures else exits.DONE)


def _show(report: Report, form: str, file: Path | None = None, *, force: bool = False) -> None:
    output.deliver(FORMATS[form](report), file, force=force)


def _refuse_beside(option: str, **beside: bool) -> None:
    """Options that say opposite things."""
    for other, given in beside.items():
        if given:
            exits.refuse(N_("{option} and --{other} don't go together"), option=option, other=other)

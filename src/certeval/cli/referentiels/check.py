"""`certeval check`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from certeval.checks.selection import selection
from certeval.cli import exits, offers, options, output
from certeval.cli.referentiels import checking, watching
from certeval.messages import N_
from certeval.render.ci import FORMATS, Report

READABLE = frozenset({"text", "concise"})
"""The forms that people read as they come."""
ANNOTATED = frozenset({"github", "gitlab", "sarif"})
"""The forms that a service puts beside the lines of a repository."""


Select = Annotated[
    list[str],
    typer.Option(
        default_factory=list,
        metavar=N_("CODES"),
        help=N_("Show these findings only: R301, R3 or R; several with commas."),
        autocompletion=offers.findings_and_families,
    ),
]
Ignore = Annotated[
    list[str],
    typer.Option(
        default_factory=list,
        metavar=N_("CODES"),
        help=N_("Leave these findings out."),
        autocompletion=offers.findings_and_families,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=N_("Fail on warnings too."))]
Page = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help=N_("Print the page of a code: why, an example, the way out."),
        autocompletion=offers.findings,
    ),
]
Fix = Annotated[bool, typer.Option("--fix", help=N_("Mend spaces, apostrophes and quotes in the files."))]
Diff = Annotated[bool, typer.Option("--diff", help=N_("Show what --fix would change, and change nothing."))]
Watch = Annotated[bool, typer.Option("--watch", help=N_("Check again each time a file is saved."))]


def check(
    paths: options.Paths = None,
    *,
    select: Select,
    ignore: Ignore,
    strict: Strict = False,
    page: Page = None,
    fix: Fix = False,
    diff: Diff = False,
    watch: Watch = False,
    fiche: options.Fiche = None,
    form: Annotated[str | None, options.form(tuple(FORMATS))] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Check référentiels: structure, references, codes, announced counts, rules, wording; what their fiche says.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    if page is not None:
        output.deliver(checking.page(page), file, force=force)
        exits.leave(exits.DONE)
    if form is None and not as_json and os.environ.get("GITHUB_ACTIONS") == "true" and not (file or watch):
        form = "github"
    form = output.format_of(form, tuple(FORMATS), as_json=as_json, file=file)
    asked = selection(checking.codes("--select", select), checking.codes("--ignore", ignore))
    if watch:
        _refuse_beside("--watch", fix=fix, diff=diff, output=file is not None, format=form not in READABLE)
        watching.watch(paths, lambda: _show(checking.report(paths, asked, strict=strict, fiche=fiche), form))
    if diff:
        _refuse_beside("--diff", fix=fix, format=form not in {"text", "github"})
        patch = checking.patch(paths, asked)
        output.deliver(patch, file, force=force)
        exits.leave(exits.FINDINGS if patch else exits.DONE)
    report = checking.report(paths, asked, strict=strict, fix=fix, fiche=fiche)
    _show(report, form, file, force=force)
    exits.leave(exits.FINDINGS if report.failures else exits.DONE)


def _show(report: Report, form: str, file: Path | None = None, *, force: bool = False) -> None:
    shown = checking.from_repository(report) if form in ANNOTATED else report
    output.deliver(FORMATS[form](shown), file, force=force)


def _refuse_beside(option: str, **beside: bool) -> None:
    """Options that say opposite things."""
    for other, given in beside.items():
        if given:
            exits.refuse(N_("{option} and --{other} don't go together"), option=option, other=other)

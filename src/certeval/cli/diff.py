"""`certeval diff`."""

from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import compared, exits, output
from certeval.messages import _

FORMATS = ("text", "json", "markdown")
OLD = _("The version before.")
NEW = _("The version after.")
FAIL = _("End with status 1 where something differs.")
WHERE = _("Write to a file, whole or not at all.")
FORCE = _("Replace the file if it exists.")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=NEW)],
    *,
    form: Annotated[str | None, typer.Option("--format", help="text, json, markdown")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="--format json")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=FAIL)] = False,
    file: Annotated[Path | None, typer.Option("--output", help=WHERE)] = None,
    force: Annotated[bool, typer.Option("--force", help=FORCE)] = False,
) -> None:
    """Say what differs between two versions of a référentiel, and what each difference does to decisions.

    OLD and NEW are files, CODE@VERSION, or git revisions: `certeval diff main:referentiels/x/1.0.0.yaml x@1.1.0`.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    before, after = compared.able(compared.loaded(old), compared.loaded(new))
    from certeval.versions.compare import compare

    comparison = compare(before, after)
    if form == "json":
        from certeval.render.differences.json import as_json as rendered

        text = rendered(comparison)
    elif form == "markdown":
        from certeval.render.differences.markdown import markdown

        text = markdown(comparison)
    else:
        from certeval.render.differences.text import renderables

        text = output.as_text(*renderables(comparison), file=file)
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if exit_code and comparison.differences else exits.DONE)

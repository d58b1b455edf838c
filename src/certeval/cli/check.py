"""`certeval check`."""

from pathlib import Path

import typer

from certeval.checks import check_loaded
from certeval.cli import exits, inputs, output
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.messages import _, ngettext
from certeval.render import diagnostics as shown

FORMATS = ("text", "json")


def check(
    paths: list[Path] = typer.Argument(None, metavar="[PATH]…", help=_("Files or folders of référentiels.")),
    form: str = typer.Option("text", "--format", help="text, json"),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
) -> None:
    """Check référentiels: structure, references, codes, announced counts, rules.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    form = output.format_of(form, FORMATS, as_json=as_json)
    files = inputs.files(paths)
    found: list[Diagnostic] = []
    sources = shown.Sources()
    for path in files:
        loaded = inputs.read(path)
        sources.given[loaded.document.file] = loaded.document.data
        found += check_loaded(loaded, inputs.today())
    found = in_order(found)
    if form == "json":
        output.deliver(shown.as_json(found))
    elif found:
        output.deliver(shown.text(found, sources))
    else:
        checked = ngettext(
            "{n} référentiel checked: nothing to report",
            "{n} référentiels checked: nothing to report",
            len(files),
        )
        output.deliver(checked.format(n=len(files)) + "\n")
    exits.leave(exits.FINDINGS if has_errors(found) else exits.DONE)

"""`certeval test`."""

from pathlib import Path

import typer

from certeval.cli import exits, inputs, offers, output
from certeval.diagnostics import Diagnostic
from certeval.engine import cases
from certeval.engine.coverage import coverage
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render import cases as shown
from certeval.render import diagnostics as rendered

FORMATS = ("text", "json")


def test(
    paths: list[Path] = typer.Argument(None, metavar="[PATH]…", help=_("Files or folders of référentiels.")),
    bounds: bool = typer.Option(False, "--coverage", help=_("Say which bounds no case tries.")),
    form: str = typer.Option(None, "--format", help="text, json", autocompletion=offers.among(FORMATS)),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
) -> None:
    """Run the cases (`cas:`) of référentiels: the certifier's proof that the file says what the règlement says.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    form = output.format_of(form, FORMATS, as_json=as_json)
    files: list[dict[str, object]] = []
    held = failed = 0
    invalid: list[Diagnostic] = []
    for path in inputs.files(paths):
        loaded = inputs.read(path)
        if loaded.referentiel is None:
            invalid += loaded.diagnostics
            continue
        results = cases.run(loaded.referentiel)
        held += sum(result.reussi for result in results)
        failed += sum(not result.reussi for result in results)
        files.append(_shown(loaded.referentiel, results, form, bounds=bounds))
    inputs.report(invalid)
    if form == "json":
        found = {"schema": "certeval/cas/1", "fichiers": files, "reussis": held, "echoues": failed}
        output.deliver(rendered.document(found))
    exits.leave(exits.FINDINGS if failed or invalid else exits.DONE)


def _shown(
    referentiel: Referentiel, results: list[cases.CaseResult], form: str, *, bounds: bool
) -> dict[str, object]:
    """One file's results: printed as they come, or as part of the JSON document."""
    if form == "json":
        found = shown.plain(referentiel, results)
        if bounds:
            found["couverture"] = shown.coverage_plain(referentiel, coverage(referentiel, results))
        return found
    output.deliver(shown.text(referentiel, results))
    if bounds:
        output.deliver(shown.coverage_text(referentiel, coverage(referentiel, results)))
    return {}

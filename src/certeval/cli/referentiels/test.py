"""`certeval test`."""

from pathlib import Path
from typing import Annotated

from certeval.checks.catalogue import no_version
from certeval.cli import catalogues, exits, inputs, options, output
from certeval.cli.options import flag
from certeval.diagnostics import Diagnostic
from certeval.engine import cases
from certeval.engine.coverage import coverage
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import cases as shown
from certeval.render.json_text import json_text

FORMATS = ("text", "json")


def test(
    paths: options.Paths = None,
    *,
    bounds: Annotated[bool, flag("--coverage", N_("Say which bounds no case tries."))] = False,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Run the cases (`cas:`) of référentiels: the certifier's proof that the file says what the règlement says.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    tried, invalid = _tried(paths)
    inputs.report(invalid)
    held = sum(result.reussi for _, results in tried for result in results)
    failed = sum(not result.reussi for _, results in tried for result in results)
    if form == "json":
        files: list[dict[str, object]] = []
        for applied, results in tried:
            files.append(shown.plain(applied, results))
            if bounds:
                files[-1]["couverture"] = shown.coverage_plain(applied, coverage(applied, results))
        text = json_text({"schema": "certeval/cas/1", "fichiers": files, "reussis": held, "echoues": failed})
    else:
        text = ""
        for applied, results in tried:
            text += shown.text(applied, results)
            if bounds:
                text += shown.coverage_text(applied, coverage(applied, results))
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if failed or invalid else exits.DONE)


def _tried(
    paths: list[Path] | None,
) -> tuple[list[tuple[Referentiel, list[cases.CaseResult]]], list[Diagnostic]]:
    """Each référentiel with what its cases come to; and what keeps others from being tried."""
    tried: list[tuple[Referentiel, list[cases.CaseResult]]] = []
    invalid: list[Diagnostic] = []
    for path, stray in catalogues.files_of(paths).items():
        loaded = inputs.read(path)
        if stray:
            invalid.append(no_version(loaded))
        if loaded.referentiel is None:
            invalid += loaded.diagnostics
        else:
            tried.append((loaded.referentiel, cases.run(loaded.referentiel)))
    return tried, invalid

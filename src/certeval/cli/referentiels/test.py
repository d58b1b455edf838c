"""`certeval test`."""

from pathlib import Path
from typing import Annotated

import typer

from certeval.checks.catalogue import no_version
from certeval.cli import exits, inputs, options, output
from certeval.cli.referentiels import worked_on
from certeval.diagnostics import Diagnostic
from certeval.engine import cases
from certeval.engine.coverage import coverage
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import cases as shown
from certeval.render.json_text import json_text

FORMATS = ("text", "json")


Bounds = Annotated[bool, typer.Option("--coverage", help=N_("Say which bounds no case tries."))]


def test(
    paths: options.Paths = None,
    *,
    bounds: Bounds = False,
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
        files = [_plain(applied, results, bounds=bounds) for applied, results in tried]
        document = {"schema": "certeval/cas/1", "fichiers": files, "reussis": held, "echoues": failed}
        text = json_text(document)
    else:
        text = "".join(_text(applied, results, bounds=bounds) for applied, results in tried)
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if failed or invalid else exits.DONE)


def _tried(
    paths: list[Path] | None,
) -> tuple[list[tuple[Referentiel, list[cases.CaseResult]]], list[Diagnostic]]:
    """Each référentiel with what its cases come to; and what keeps others from being tried."""
    tried: list[tuple[Referentiel, list[cases.CaseResult]]] = []
    invalid: list[Diagnostic] = []
    for path, stray in worked_on.files(paths).items():
        loaded = inputs.read(path)
        if stray:
            invalid.append(no_version(loaded))
        if loaded.referentiel is None:
            invalid += loaded.diagnostics
        else:
            tried.append((loaded.referentiel, cases.run(loaded.referentiel)))
    return tried, invalid


def _plain(referentiel: Referentiel, results: list[cases.CaseResult], *, bounds: bool) -> dict[str, object]:
    """One file's results, as a part of the JSON document."""
    found = shown.plain(referentiel, results)
    if bounds:
        found["couverture"] = shown.coverage_plain(referentiel, coverage(referentiel, results))
    return found


def _text(referentiel: Referentiel, results: list[cases.CaseResult], *, bounds: bool) -> str:
    text = shown.text(referentiel, results)
    return text + shown.coverage_text(referentiel, coverage(referentiel, results)) if bounds else text

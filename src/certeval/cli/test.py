"""`certeval test`."""

from typing import Annotated

import typer

from certeval.checks.catalogue import no_version
from certeval.cli import exits, inputs, options, output
from certeval.diagnostics import Diagnostic
from certeval.engine import cases
from certeval.engine.coverage import coverage
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import cases as shown
from certeval.render import diagnostics as rendered

FORMATS = ("text", "json")


def test(
    paths: options.Paths = None,
    *,
    bounds: Annotated[bool, typer.Option("--coverage", help=N_("Say which bounds no case tries."))] = False,
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
    files: list[dict[str, object]] = []
    texts: list[str] = []
    held = failed = 0
    invalid: list[Diagnostic] = []
    for path, stray in inputs.files(paths).items():
        loaded = inputs.read(path)
        if stray:
            invalid.append(no_version(loaded))
        if loaded.referentiel is None:
            invalid += loaded.diagnostics
            continue
        results = cases.run(loaded.referentiel)
        held += sum(result.reussi for result in results)
        failed += sum(not result.reussi for result in results)
        if form == "json":
            files.append(_plain(loaded.referentiel, results, bounds=bounds))
        else:
            texts.append(_text(loaded.referentiel, results, bounds=bounds))
    inputs.report(invalid)
    if form == "json":
        found = {"schema": "certeval/cas/1", "fichiers": files, "reussis": held, "echoues": failed}
        texts = [rendered.document(found)]
    output.deliver("".join(texts), file, force=force)
    exits.leave(exits.FINDINGS if failed or invalid else exits.DONE)


def _plain(referentiel: Referentiel, results: list[cases.CaseResult], *, bounds: bool) -> dict[str, object]:
    """One file's results, as a part of the JSON document."""
    found = shown.plain(referentiel, results)
    if bounds:
        found["couverture"] = shown.coverage_plain(referentiel, coverage(referentiel, results))
    return found


def _text(referentiel: Referentiel, results: list[cases.CaseResult], *, bounds: bool) -> str:
    text = shown.text(referentiel, results)
    return text + shown.coverage_text(referentiel, coverage(referentiel, results)) if bounds else text

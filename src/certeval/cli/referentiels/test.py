"""`certeval test`."""

from pathlib import Path

from certeval.checks.catalogue import stray_file
from certeval.cli import catalogues, exits, inputs, options
from certeval.cli.bundles import written
from certeval.cli.options import flag
from certeval.cli.output import Target
from certeval.diagnostics import Diagnostic
from certeval.engine import cases
from certeval.engine.coverage import coverage
from certeval.referentiel.load import Referentiel
from certeval.render import cases as rendering
from certeval.render.json_text import json_document

FORMATS = ("text", "json")


def test(
    paths: options.Paths,
    *,
    bounds: bool = flag("--coverage", "Say which bounds no case tries."),
    to: Target = written(FORMATS),
) -> None:
    """Run the cases (`cas:`) of référentiels: the certifier's proof that the file says what the règlement says.

    Without PATH: those of the nearest `referentiels/` folder, else the one shipped.
    """
    runs, invalid = _runs(paths)
    inputs.report(invalid)
    successes = sum(result.reussi for _, results in runs for result in results)
    failures = sum(not result.reussi for _, results in runs for result in results)
    if to.form == "json":
        files: list[dict[str, object]] = []
        for referentiel, results in runs:
            files.append(rendering.plain(referentiel, results))
            if bounds:
                bound_sides = coverage(referentiel, results)
                files[-1]["couverture"] = rendering.coverage_plain(referentiel, bound_sides)
        text = json_document("certeval/cas/1", fichiers=files, reussis=successes, echoues=failures)
    else:
        text = ""
        for referentiel, results in runs:
            text += rendering.text(referentiel, results)
            if bounds:
                text += rendering.coverage_text(referentiel, coverage(referentiel, results))
        text = to.text(text.removesuffix("\n"))
    to.deliver(text)
    exits.leave(exits.FINDINGS if failures or invalid else exits.OK)


def _runs(
    paths: list[Path] | None,
) -> tuple[list[tuple[Referentiel, list[cases.CaseResult]]], list[Diagnostic]]:
    """Each référentiel with what its cases come to; and what keeps others from being tried."""
    runs: list[tuple[Referentiel, list[cases.CaseResult]]] = []
    invalid: list[Diagnostic] = []
    for path, stray in catalogues.files_of(paths).items():
        compilation = inputs.read(path)
        if stray:
            invalid.append(stray_file(compilation))
        if compilation.referentiel is None:
            invalid += compilation.diagnostics
        else:
            runs.append((compilation.referentiel, cases.run(compilation.referentiel)))
    return runs, invalid

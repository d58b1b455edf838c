"""`certeval diff`."""

from certeval.cli import exits, inputs, operands, options
from certeval.cli.bundles import written
from certeval.cli.options import argument
from certeval.cli.output import Target

FORMATS = ("text", "json", "markdown")


def diff(
    old: str = argument("OLD", "The version before."),
    new: str = argument("NEW", "The version after."),
    *,
    date: options.Day,
    to: Target = written(FORMATS),
    exit_code: options.ExitCode,
) -> None:
    """Say what differs between two versions of a référentiel, and what each difference does to decisions.

    OLD and NEW are files, CODE@VERSION, or git revisions: `certeval diff main:referentiels/x/1.0.0.yaml x@1.1.0`.
    """
    before, after = operands.able_referentiels(
        *(operands.resolve(each, inputs.day(date)) for each in (old, new))
    )
    from certeval.render.differences import forms
    from certeval.versions.compare import compare

    comparison = compare(before, after)
    to.show({"json": forms.as_json, "markdown": forms.markdown}, forms.renderables, comparison)
    exits.leave(exits.FINDINGS if exit_code and comparison.differences else exits.OK)

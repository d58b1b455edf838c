"""`certeval publish`."""

import re
from collections.abc import Mapping
from typing import Annotated

import typer

from certeval.cli import classeurs, exits, inputs, notices, offers, options, output, workbooks
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.messages import N_
from certeval.referentiel.load import Loaded
from certeval.render.words import visible
from certeval.text.digests import sha256

FORMATS = ("xlsx", "yaml")
_COMMENT = re.compile(r"^[ \t]*#(?! *yaml-language-server:)|[ \t]#[ \t]", re.MULTILINE)


def publish(
    operand: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("[CODE[@VERSION]|FILE]"),
            help=N_("The référentiel; else the only one there is."),
            autocompletion=offers.referentiels,
        ),
    ] = None,
    *,
    date: options.Day = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Write a référentiel whole, as a workbook to be edited in a spreadsheet, or as YAML.

    `certeval import` reads the workbook back: every value is in it. YAML comments are not.
    """
    form = output.format_of(form, FORMATS, file=file)
    if form == "xlsx":
        workbooks.ready(file)
    loaded = inputs.read(inputs.path_of(operand, inputs.day(date)))
    tree = _tree(loaded)
    content = as_yaml(tree) if form == "yaml" else classeurs.as_workbook(tree, sha256(loaded.document.data))
    output.deliver(content, file, force=force)
    if _COMMENT.search(loaded.document.text):
        notices.tell(N_("the comments of {file} are left out"), file=visible(loaded.document.file))


def _tree(loaded: Loaded) -> Mapping[str, Tree]:
    """The tree of a référentiel whose keys are in order; status 3 where they are not."""
    root = loaded.document.root
    if loaded.model is None or loaded.repair is not None or not isinstance(root, dict):
        inputs.report(loaded.diagnostics)
        exits.leave(exits.INVALID)
    return root

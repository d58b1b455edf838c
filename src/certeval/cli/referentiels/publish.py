"""`certeval publish`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, inputs, notices, offers, options, output, workbooks
from certeval.cli.referentiels import classeurs, official
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.messages import N_
from certeval.referentiel.load import Loaded
from certeval.text.digests import sha256

WHOLE = ("xlsx", "yaml")
"""The forms that hold every value, to be edited."""
FORMATS = (*WHOLE, *official.FORMS, *official.FRAMEWORKS)
_COMMENT = re.compile(r"^[ \t]*#(?! *yaml-language-server:)|[ \t]#[ \t]", re.MULTILINE)


Operand = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[REFERENTIEL]"),
        help=N_("The référentiel: CODE, CODE@VERSION or a file; else the only one."),
        autocompletion=offers.referentiels,
    ),
]
WithRules = Annotated[
    bool, typer.Option("--with-rules", help=N_("Add the rules in plain sentences, and the écarts."))
]
Site = Annotated[
    Path | None,
    typer.Option(
        "--site",
        metavar=N_("FOLDER"),
        help=N_("Write a page a version of all référentiels, an index, and what differs between versions."),
    ),
]


def publish(
    operand: Operand = None,
    *,
    with_rules: WithRules = False,
    site: Site = None,
    adresse: options.Adresse = None,
    date: options.Day = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Write a référentiel as its official document, or whole, to be edited (xlsx, yaml), or for others (case, moodle).

    `certeval import` reads the workbook back: every value is in it. YAML comments are not.
    """
    if site is not None:
        if operand or form or file:
            exits.refuse(
                N_("--site writes pages of all référentiels: give no référentiel, --format or --output")
            )
        official.deliver_site(site, with_rules=with_rules, force=force)
        return
    form = output.format_of(form, FORMATS, file=file)
    if adresse and form not in official.ADDRESSED:
        exits.refuse(
            N_("--adresse: only --format {forms} bears an address"), forms=", ".join(official.ADDRESSED)
        )
    if form in official.FRAMEWORKS:
        if with_rules:
            exits.refuse(N_("--with-rules: --format {form} holds no rule"), form=form)
        referentiel = inputs.referentiel(operand, inputs.day(date))
        output.deliver(official.framework(referentiel, form, adresse), file, force=force)
        return
    if form in WHOLE:
        if with_rules:
            exits.refuse(
                N_("--with-rules: --format {form} holds the rules already, as they are declared"), form=form
            )
        if form == "xlsx":
            workbooks.ready(file)
        loaded = inputs.read(inputs.path_of(operand, inputs.day(date)))
        output.deliver(_whole(loaded, form), file, force=force)
        if _COMMENT.search(loaded.document.text):
            notices.tell(N_("the comments of {file} are left out"), file=loaded.document.file)
        return
    official.ready(form, file)
    referentiel = inputs.referentiel(operand, inputs.day(date))
    output.deliver(official.content(referentiel, form, with_rules=with_rules), file, force=force)
    official.say_left_out(referentiel, with_rules=with_rules)


def _whole(loaded: Loaded, form: str) -> str | bytes:
    """Every value of a référentiel, in a form that is read back; status 3 where its keys are out of order."""
    tree = _tree(loaded)
    return as_yaml(tree) if form == "yaml" else classeurs.as_workbook(tree, sha256(loaded.document.data))


def _tree(loaded: Loaded) -> Mapping[str, Tree]:
    """The tree of a référentiel whose keys are in order; status 3 where they are not."""
    root = loaded.document.root
    if loaded.model is None or loaded.repair is not None or not isinstance(root, dict):
        inputs.leave(loaded.diagnostics, exits.INVALID)
    return root

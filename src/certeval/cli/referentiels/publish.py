"""`certeval publish`: the official document of a référentiel, what others take of it, or the whole of it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, inputs, notices, offers, operands, options, output
from certeval.cli.options import argument, flag, option
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.messages import N_, _, ngettext
from certeval.referentiel import catalogue
from certeval.referentiel.load import Compilation, Referentiel
from certeval.render.json_text import json_text
from certeval.render.words import enumeration
from certeval.text.digests import sha256

FORMS = ("pdf", "docx", "html", "markdown")
ADDRESS_FORMS = ("case",)
"""The forms whose things have an address."""
FRAMEWORKS = (*ADDRESS_FORMS, "moodle")
"""Those that other systems read."""
WHOLE = ("xlsx", "yaml")
"""The forms that hold every value, to be edited."""
FORMATS = (*WHOLE, *FORMS, *FRAMEWORKS)
_COMMENT = re.compile(r"^[ \t]*#(?! *yaml-language-server:)|[ \t]#[ \t]", re.MULTILINE)


def publish(
    operand: str | None = argument(
        "[REFERENTIEL]",
        "The référentiel: CODE, CODE@VERSION or a file; else the only one.",
        autocompletion=offers.referentiels,
        default=None,
    ),
    *,
    with_rules: bool = flag("--with-rules", "Add the rules in plain sentences, and the écarts."),
    site: Path | None = option(
        "--site FOLDER",
        "Write a page a version of all référentiels, an index, and what differs between versions.",
    ),
    adresse: options.Adresse,
    date: options.Day,
    form: str | None = options.form(FORMATS),
    file: options.Output,
    force: options.Force,
) -> None:
    """Write a référentiel as its official document, or whole, to be edited (xlsx, yaml), or for others (case, moodle).

    `certeval import` reads the workbook back: every value is in it. YAML comments are not.
    """
    if site is not None:
        if operand or form or file:
            exits.refuse("--site writes pages of all référentiels: give no référentiel, --format or --output")
        _deliver_site(site, with_rules=with_rules, force=force)
        return
    form = output.format_of(form, FORMATS, file=file)
    _refuse_beside(form, adresse, with_rules=with_rules)
    output.refuse_no_text(form, file)
    day = inputs.day(date)
    if form in WHOLE:
        compilation = inputs.read(inputs.path_of(operand, day))
        output.deliver(_whole(compilation, form), file, force=force)
        if _COMMENT.search(compilation.document.text):
            notices.tell("the comments of {file} are left out", file=compilation.document.file)
        return
    referentiel = inputs.referentiel(operand, day)
    if form in FRAMEWORKS:
        content = _moodle(referentiel) if form == "moodle" else _case(referentiel, adresse)
        output.deliver(content, file, force=force)
        return
    output.deliver(_official(referentiel, form, with_rules=with_rules), file, force=force)
    _say_left_out(referentiel, with_rules=with_rules)


def _refuse_beside(form: str, adresse: str | None, *, with_rules: bool) -> None:
    """Status 2 where a form does not bear what is asked of it."""
    if adresse and form not in ADDRESS_FORMS:
        exits.refuse("--adresse: only --format {forms} bears an address", forms=", ".join(ADDRESS_FORMS))
    if with_rules and form in FRAMEWORKS:
        exits.refuse("--with-rules: --format {form} holds no rule", form=form)
    if with_rules and form in WHOLE:
        exits.refuse("--with-rules: --format {form} holds the rules already, as they are declared", form=form)


def _whole(compilation: Compilation, form: str) -> str | bytes:
    """Every value of a référentiel, in a form that is read back; status 3 where its keys are out of order."""
    tree = compilation.document.root
    if compilation.model is None or compilation.repair is not None or not isinstance(tree, dict):
        inputs.leave(compilation.diagnostics, exits.INVALID)
    return as_yaml(tree) if form == "yaml" else as_workbook(tree, sha256(compilation.document.data))


def as_workbook(tree: Mapping[str, Tree], digest: str = "") -> bytes:
    """The bytes of the workbook of a tree; status 2 where a cell can't hold one of its texts."""
    from certeval.exchange.classeur import cells, tables

    sheets = tables.sheets(tree)
    if where := tables.longest_fault(sheets):
        exits.refuse(
            "a cell of a workbook holds {most} characters, and this one would have more: {where}",
            most=cells.MOST,
            where=where,
        )
    about = tree.get("certification")
    code, version = (about.get(key, "") if isinstance(about, Mapping) else "" for key in ("code", "version"))
    return tables.as_xlsx(sheets, f"{code}@{version}", digest)


def _official(referentiel: Referentiel, form: str, *, with_rules: bool) -> str | bytes:
    """The document of a version in its own language; status 1 where a PDF can't show one of its signs."""
    from certeval.documents.official.build import publication

    with messages.in_language(referentiel.langue):
        document = publication(referentiel, with_rules=with_rules)
        if form == "docx":
            from certeval.documents.official.word import docx

            return docx(document)
        if form == "html":
            from certeval.documents.official.html import html

            return html(document).decode()
        if form == "markdown":
            from certeval.documents.official.markdown import markdown

            return markdown(document)
        from certeval.documents.official import pdf

        outcome = pdf.pdf(document)
    if isinstance(outcome, bytes):
        return outcome
    if not outcome.characters:
        raise AssertionError(outcome.reason)  # the template is ours
    inputs.leave([pdf.finding(referentiel, outcome.characters)])


def _deliver_site(folder: Path, *, with_rules: bool, force: bool) -> None:
    """The pages of all versions of the catalogue, all of them or none; status 3 where one is invalid."""
    output.ready("html")
    read = [inputs.read(version.path) for version in catalogue.versions(inputs.folder())]
    if not read:
        exits.refuse("no référentiel in {folder}", folder=inputs.folder())
    versions = operands.able_referentiels(*read)
    from certeval.documents.official.html import site

    pages = {folder / name: data for name, data in site(versions, with_rules=with_rules).items()}
    with files.put_in_place(pages, force=force, folder=folder):
        pass
    notices.tell(
        "{pages} pages written to {folder}: open {index}",
        pages=len(pages),
        folder=folder,
        index=folder / "index.html",
    )


def _say_left_out(referentiel: Referentiel, *, with_rules: bool) -> None:
    """Say what is declared and no part of the document, so that nobody looks for it there."""
    file = referentiel.model
    ecarts, cases, doubts = len(file.ecarts), len(file.cas), len(file.a_relire)
    additions = [_("the rules"), ngettext("{n} écart", "{n} écarts", ecarts, n=ecarts) if ecarts else ""]
    never = [
        ngettext("{n} case", "{n} cases", cases, n=cases) if cases else "",
        ngettext("{n} point to review", "{n} points to review", doubts, n=doubts) if doubts else "",
    ]
    for parts, message in (
        ([] if with_rules else additions, N_("left out: {listed}; --with-rules adds them")),
        (never, N_("left out, as no part of the official document: {listed}")),
    ):
        if any(parts):
            notices.tell(message, listed=enumeration(list(filter(None, parts)), every=True))


def _moodle(referentiel: Referentiel) -> str:
    """A framework in the language of the référentiel; what other systems may refuse in it is told."""
    from certeval.exchange import left_out, moodle

    with messages.in_language(referentiel.langue):
        text = moodle.framework(referentiel)
    inputs.report(moodle.findings(referentiel))
    notices.tell(
        "left out, as Moodle has no place for it: the rules, activités, épreuves, the jury, the cases"
    )
    _say_other_keys(
        left_out.keys(referentiel, format_keys=left_out.MOODLE, summary_keys=left_out.MOODLE_SUMMARY_KEYS)
    )
    return text


def _case(referentiel: Referentiel, adresse: str | None) -> str:
    """The same; status 1 with what it must bear and nothing says."""
    from certeval.exchange import left_out
    from certeval.exchange.case.package import missing_mentions, package

    if lack := missing_mentions(referentiel):
        inputs.leave(lack)
    with messages.in_language(referentiel.langue):
        text = json_text(package(referentiel, adresse or ""))
    notices.tell("left out, as CASE has no place for it: the rules, what is entered, the jury, the cases")
    _say_other_keys(left_out.keys(referentiel, format_keys=left_out.CASE))
    return text


def _say_other_keys(keys: Sequence[str]) -> None:
    """Say which keys of the file are not in that of another system either."""
    if keys:
        notices.tell("left out too: {keys}", keys=", ".join(f"`{key}`" for key in keys))

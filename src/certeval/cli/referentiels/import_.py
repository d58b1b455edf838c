"""`certeval import`."""

import io
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, inputs, notices, output, sandbox
from certeval.cli.bundles import written
from certeval.cli.options import argument, option
from certeval.cli.output import Target
from certeval.diagnostics import Diagnostic, in_order
from certeval.exchange import opening
from certeval.exchange.classeur import reading, tables
from certeval.exchange.draft import VERSION, draft
from certeval.exchange.opening import DocumentOptions
from certeval.exchange.segmentation.headings import LETTERS
from certeval.exchange.segmentation.outline import DocumentOutline, merge
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.texts import CODE
from certeval.referentiel.texts import VERSION as VERSION_FORM
from certeval.sources.workbook.worksheets import parse

FORMATS = ("yaml", "xlsx")
LANGUAGE = "fr"
"""The language of what a draft says of itself, as that of the documents that are read."""
MOST_PAGES = 100_000


def import_(
    documents: list[Path] = argument(
        "FILE…",
        "Documents of one référentiel: DOCX, ODT, XLSX, ODS, CSV, PDF, HTML, Markdown, text, RNCP fiche.",
    ),
    *,
    code: str | None = option(
        "--code CODE", "The code of the référentiel; else that of --output, or made of the file’s name."
    ),
    pages: str | None = option("--pages N-N", "The pages of a PDF to read: 9-11, or 4,9-11."),
    colonnes: str | None = option(
        "--colonnes C=N,…",
        "What columns of tables hold, where their headings don’t say it: B bloc, A activité, C compétence, "
        "CR critère, E épreuve: C=3,CR=4.",
    ),
    to: Target = written(FORMATS),
) -> None:
    """Make a draft of a référentiel from a document, word for word; each doubt is to be reviewed (`a_relire`).

    Nothing is invented: what was not read is absent, and `certeval check` says what lacks.
    """
    how = DocumentOptions(_pages(pages), _columns(colonnes))
    contents = [(path, files.content(path, N_("FILE…"))) for path in documents]
    if pages and not any(opening.is_pdf(data) for _, data in contents):
        exits.refuse("--pages: {file} is no PDF", file=documents[0])
    if any(reading.is_ours(data) for _, data in contents):
        if len(contents) > 1 or pages or colonnes:
            exits.refuse("the workbook of a référentiel is imported alone, whole")
        tree = _workbook_tree(*contents[0], None if code is None else _code(code, documents[0]))
        target = to.file or _beside_others(*_tree_identity(tree), to.form)
        files.refuse_overwrite(target, force=to.force)
    else:
        name, version = _draft_identity(code, documents[0], to.file)
        outlines = _read(contents, how)
        target = to.file or _beside_others(name, version, to.form)
        files.refuse_overwrite(target, force=to.force)
        tree = _documents_tree(outlines, name, version, documents[0])
    _deliver(tree, to.form, target, force=to.force)
    if to.file is None and to.form == "yaml" and inputs.own_folder_or_none() is None:
        notices.tell(
            "no folder referentiels/ here nor above: commands take this file by its name, or as {file}",
            file=Path(catalogue.FOLDER) / target,
        )


def _documents_tree(
    outlines: list[DocumentOutline], code: str, version: str, document: Path
) -> Mapping[str, Tree]:
    """The tree of the draft that documents make; its doubts are told."""
    with messages.in_language(LANGUAGE):
        new_draft = draft(merge(outlines), code, inputs.display(document), version)
    inputs.report(new_draft.diagnostics())
    return new_draft.tree


def _deliver(tree: Mapping[str, Tree], form: str, target: Path, *, force: bool) -> None:
    from certeval.cli.referentiels.publish import as_workbook

    content = as_yaml(tree).encode() if form == "yaml" else as_workbook(tree)
    files.deliver({target: content}, force=force, folder=target.parent)
    output.say(reading.summary(tree))


def _read(contents: list[tuple[Path, bytes]], how: DocumentOptions) -> list[DocumentOutline]:
    """What each document says; status 1 where one says nothing."""
    outlines: list[DocumentOutline] = []
    diagnostics: list[Diagnostic] = []
    sandbox.warn_of_memory()
    for path, data in contents:
        name = inputs.display(path)
        with exits.guard():
            outline = sandbox.run(partial(opening.read, data, name, how), notices.pages())
        if outline is None:
            diagnostics.append(opening.too_large(data, name))
        elif isinstance(outline, Diagnostic):
            diagnostics.append(outline)
        else:
            outlines.append(outline)
    if diagnostics:
        inputs.leave(diagnostics)
    return outlines


def _pages(text: str | None) -> tuple[int, ...]:
    """The pages of `4,9-11`, each once, in order; status 2 where that is not what stands there."""
    numbers: set[int] = set()
    for part in (text or "").replace(" ", "").split(","):
        match = re.fullmatch(r"(\d{1,6})(?:[-–](\d{1,6}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if text is not None and not 0 < first <= last <= MOST_PAGES:
            exits.refuse("--pages {text}: write numbers of pages, such as 9-11 or 4,9-11", text=text)
        numbers.update(range(first, last + 1) if first else ())
    return tuple(sorted(numbers))


def _columns(text: str | None) -> dict[int, str]:
    """What columns hold, by their index from 0; status 2 where that is not what stands there."""
    kinds: dict[int, str] = {}
    for part in (text or "").replace(" ", "").split(","):
        match = re.fullmatch(r"([A-Za-z]{1,2})=(\d{1,3})", part)
        kind = LETTERS.get(match[1].upper()) if match else None
        if text is not None and (
            match is None or kind is None or not int(match[2]) or int(match[2]) - 1 in kinds
        ):
            exits.refuse(
                "--colonnes {text}: write what each column holds, such as C=3,CR=4; the letters are {known}",
                text=text,
                known=", ".join(LETTERS),
            )
        if match is not None and kind is not None:
            kinds[int(match[2]) - 1] = kind
    return kinds


def _draft_identity(text: str | None, document: Path, target: Path | None) -> tuple[str, str]:
    """The code and the version of a draft: what its file says among the versions, `<code>/<version>.yaml`, first."""
    if target is None or not re.fullmatch(VERSION_FORM, target.stem):
        return _code(text, document), VERSION
    folder = target.absolute().parent.name
    return _code(folder if text is None and re.fullmatch(CODE, folder) else text, document), target.stem


def _code(text: str | None, document: Path) -> str:
    """The code of the référentiel: the one given, else one made of the name of the document."""
    if text is not None:
        if not re.fullmatch(CODE, text):
            exits.refuse(
                "--code {code}: begin with a letter, then letters, numbers, - _ and . alone", code=text
            )
        return text
    plain = unicodedata.normalize("NFKD", document.stem.casefold())
    words = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return words if re.match("[a-z]", words) else f"referentiel-{words}".rstrip("-")


def _beside_others(code: str, version: str, form: str) -> Path:
    """Where a draft goes: in the folder of référentiels that is there, else in one named after its code."""
    return (inputs.own_folder_or_none() or Path()) / code / f"{version}.{form}"


def _workbook_tree(path: Path, data: bytes, code: str | None) -> Mapping[str, Tree]:
    """The référentiel that a workbook of ours is, under another code where one is asked for; status 1 where
    something is wrong in it.
    """
    with exits.guard():
        book = parse(io.BytesIO(data), inputs.display(path))
    tree, wrong = reading.read(book)
    diagnostics = in_order([*book.diagnostics, *wrong])
    inputs.leave_on_errors(diagnostics)
    about = tree.get(tables.ABOUT)
    if code is not None:
        tree = {**tree, tables.ABOUT: {**(about if isinstance(about, dict) else {}), "code": code}}
    return tree


def _tree_identity(tree: Mapping[str, Tree]) -> tuple[str, str]:
    """The code and the version that a tree declares; status 2 where no file can be named after them."""
    about = tree.get(tables.ABOUT)
    certification = about if isinstance(about, Mapping) else {}
    code, version = str(certification.get("code", "")), str(certification.get("version", ""))
    if not re.fullmatch(CODE, code) or not re.fullmatch(r"[\w.+-]+", version):
        exits.refuse("the workbook names no code and version of a certification: name a file with --output")
    return code, version

"""`certeval import`."""

import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from certeval import messages
from certeval.cli import confined, exits, files, inputs, notices, options, output
from certeval.cli.referentiels import classeurs
from certeval.diagnostics import Diagnostic
from certeval.exchange import opening
from certeval.exchange.classeur import reading
from certeval.exchange.draft import VERSION, draft
from certeval.exchange.opening import DocumentOptions
from certeval.exchange.segmenting.headings import LETTERS
from certeval.exchange.segmenting.outline import DocumentOutline, merged
from certeval.exchange.yaml_text import as_yaml
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.texts import CODE
from certeval.referentiel.texts import VERSION as VERSION_FORM

FORMATS = ("yaml", "xlsx")
LANGUAGE = "fr"
"""The language of what a draft says of itself, as that of the documents that are read."""
MOST_PAGES = 100_000


Documents = Annotated[
    list[Path],
    typer.Argument(
        metavar=N_("FILE…"),
        help=N_("Documents of one référentiel: DOCX, ODT, XLSX, ODS, PDF, HTML, Markdown, text, RNCP fiche."),
    ),
]
Code = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help=N_("The code of the référentiel; else that of --output, or made of the file’s name."),
    ),
]
Pages = Annotated[
    str | None, typer.Option(metavar="N-N", help=N_("The pages of a PDF to read: 9-11, or 4,9-11."))
]
Colonnes = Annotated[
    str | None,
    typer.Option(
        metavar="C=N,…",
        help=N_(
            "What columns of tables hold, where their headings don’t say it: B bloc, A activité, C compétence, "
            "CR critère, E épreuve: C=3,CR=4."
        ),
    ),
]


def import_(
    documents: Documents,
    *,
    code: Code = None,
    pages: Pages = None,
    colonnes: Colonnes = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Make a draft of a référentiel from a document, word for word; each doubt is to be reviewed (`a_relire`).

    Nothing is invented: what was not read is absent, and `certeval check` says what lacks.
    """
    form = output.format_of(form, FORMATS, file=file)
    asked = DocumentOptions(_pages(pages), _columns(colonnes))
    contents = [(path, files.content(path, N_("FILE…"))) for path in documents]
    if any(reading.is_ours(data) for _, data in contents):
        if len(contents) > 1 or pages or colonnes:
            exits.refuse(N_("the workbook of a référentiel is imported alone, whole"))
        tree, summary = classeurs.edited(*contents[0], None if code is None else _code(code, documents[0]))
        target = file or _beside_others(*classeurs.named(tree), form)
        files.refuse_existing(target, force=force)
    else:
        name, version = _named(code, documents[0], file)
        outlines = _read(contents, asked)
        target = file or _beside_others(name, version, form)
        files.refuse_existing(target, force=force)
        with messages.speaking(LANGUAGE):
            made = draft(merged(outlines), name, inputs.display(documents[0]), version)
        inputs.report(made.diagnostics())
        tree, summary = made.tree, made.summary()
    content = as_yaml(tree).encode() if form == "yaml" else classeurs.as_workbook(tree)
    files.deliver({target: content}, force=force, folder=target.parent)
    output.deliver(f"{summary}\n")
    if file is None and form == "yaml" and inputs.own() is None:
        beside = Path(catalogue.FOLDER) / target
        notices.tell(
            N_("no folder referentiels/ here nor above: commands take this file by its name, or as {file}"),
            file=beside,
        )


def _read(contents: list[tuple[Path, bytes]], asked: DocumentOptions) -> list[DocumentOutline]:
    """What each document says; status 1 where one says nothing."""
    found: list[DocumentOutline] = []
    refused: list[Diagnostic] = []
    confined.tell_unbounded()
    for path, data in contents:
        shown = inputs.display(path)
        with exits.Trying():
            outline = confined.confined(partial(opening.read, data, shown, asked), notices.pages())
        if outline is None:
            refused.append(opening.too_large(data, shown))
        elif isinstance(outline, Diagnostic):
            refused.append(outline)
        else:
            found.append(outline)
    if refused:
        inputs.leave(refused)
    return found


def _pages(text: str | None) -> tuple[int, ...]:
    """The pages of `4,9-11`, each once, in order; status 2 where that is not what stands there."""
    found: set[int] = set()
    for part in (text or "").replace(" ", "").split(","):
        match = re.fullmatch(r"(\d{1,6})(?:[-–](\d{1,6}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if text is not None and not 0 < first <= last <= MOST_PAGES:
            exits.refuse(N_("--pages {text}: write numbers of pages, such as 9-11 or 4,9-11"), text=text)
        found.update(range(first, last + 1) if first else ())
    return tuple(sorted(found))


def _columns(text: str | None) -> dict[int, str]:
    """What columns hold, by their index from 0; status 2 where that is not what stands there."""
    found: dict[int, str] = {}
    for part in (text or "").replace(" ", "").split(","):
        match = re.fullmatch(r"([A-Za-z]{1,2})=(\d{1,3})", part)
        kind = LETTERS.get(match[1].upper()) if match else None
        if text is not None and (
            match is None or kind is None or not int(match[2]) or int(match[2]) - 1 in found
        ):
            exits.refuse(
                N_(
                    "--colonnes {text}: write what each column holds, such as C=3,CR=4; the letters are {known}"
                ),
                text=text,
                known=", ".join(LETTERS),
            )
        if match is not None and kind is not None:
            found[int(match[2]) - 1] = kind
    return found


def _named(asked: str | None, document: Path, target: Path | None) -> tuple[str, str]:
    """The code and the version of a draft: what its file says among the versions, `<code>/<version>.yaml`, first."""
    if target is None or not re.fullmatch(VERSION_FORM, target.stem):
        return _code(asked, document), VERSION
    folder = target.absolute().parent.name
    return _code(folder if asked is None and re.fullmatch(CODE, folder) else asked, document), target.stem


def _code(asked: str | None, document: Path) -> str:
    """The code of the référentiel: the one given, else one made of the name of the document."""
    if asked is not None:
        if not re.fullmatch(CODE, asked):
            exits.refuse(
                N_("--code {code}: begin with a letter, then letters, numbers, - _ and . alone"), code=asked
            )
        return asked
    plain = unicodedata.normalize("NFKD", document.stem.casefold())
    words = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return words if re.match("[a-z]", words) else f"referentiel-{words}".rstrip("-")


def _beside_others(code: str, version: str, form: str) -> Path:
    """Where a draft goes: in the folder of référentiels that is there, else in one named after its code."""
    own = inputs.own()
    return (own or Path()) / code / f"{version}.{form}"

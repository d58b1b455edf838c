"""What a document of results would say now, decided again from what it names, and where that differs."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from certeval import messages
from certeval.bulk.printer import Printer
from certeval.cli.evaluation.cell_by_cell import printout
from certeval.cli.session import ReadSheets
from certeval.diagnostics import Diagnostic, Severity, in_order
from certeval.render import results as rendering
from certeval.render.json_text import BETWEEN, json_line
from certeval.versions import recheck, results_document
from certeval.versions.results_document import ResultsDocument, ValueChange


def changes(read: ReadSheets, results: ResultsDocument, paths: Sequence[Path]) -> tuple[ValueChange, ...]:
    """What differs from what is decided now: first what the document says, then how it is written."""
    documents = list(_documents(read, results, paths))
    differences = tuple(recheck.changes(results, documents[0]))
    if differences or any(_is_written_as(results, each) for each in documents):
        return differences
    return (ValueChange("", recheck.DOCUMENT, "", None, None),)


def _is_written_as(results: ResultsDocument, document: results_document.Json) -> bool:
    """Whether results are written as a document is; those from before the digest of a meaning were laid out otherwise,
    and say the same in the same order.
    """
    if results.meaning is not None:
        return is_made_of(results.text, rendering.document(document))
    about = results_document.table(document["referentiel"])
    before = {key: value for key, value in about.items() if key not in recheck.LATER}
    return json_line(results.document) == json_line({**document, "referentiel": before})


def is_made_of(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text is these pieces, one after the other."""
    at = 0
    for piece in pieces:
        if not text.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(text)


def _documents(
    read: ReadSheets, results: ResultsDocument, paths: Sequence[Path]
) -> Iterator[results_document.Json]:
    """The document that `certeval validate --json` would write, cut as this one is, its files named as they are there:
    what became of them is told apart. Where it holds findings, that of each language.
    """
    filters = results_document.filtres(results.document)
    blocs, candidates = filters.get("blocs", []), filters.get("candidats", [])
    form = rendering.lines(
        read.referentiel, between=BETWEEN, end="", only=blocs, identity=read.scores.identity
    )
    writer = printout(read, Printer(form, read.referentiel), candidates)
    texts = writer.rows(read.candidates if read.decides else [])
    rows = [row for text in texts for row in results.objects.values(f"[{text[1:]}]")]
    by_place = dict(zip(map(os.path.realpath, paths), results.sheets, strict=True))
    files = [each.file for each in read.scores.sheets]  # those of a session are named from its own folder
    by_path = {file: by_place[place] for file in files if (place := os.path.realpath(file)) in by_place}
    diagnostics = _diagnostics(read, results, {path: sheet.file for path, sheet in by_path.items()})
    head = rendering.head_of(read.referentiel, read.scores.sheets, _beside(read, results))
    etat = recheck.state_of(results, read.referentiel)
    for language in messages.LANGUAGES if read.diagnostics else messages.LANGUAGES[:1]:
        with messages.in_language(language):
            tail = rendering.tail_of(writer.synthesis(), diagnostics, tuple(read.omissions))
        document = results.objects.values(json_line({**head, "candidats": [], **tail}))
        yield results_document.with_names({**document, "candidats": rows}, results, etat, by_path)


def _diagnostics(read: ReadSheets, results: ResultsDocument, names: Mapping[str, str]) -> list[Diagnostic]:
    """The findings that results hold, in files named as there: `names` says how, by the name that a sheet has now."""
    if read.session is not None and results.session is not None:
        before, now = Path(results.session.file).parent, read.session.path.parent
        table = read.session.session.model.candidats or ""
        of_session = {read.session.session.document.file: results.session.file}
        names = {**names, **of_session, os.path.normpath(now / table): os.path.normpath(before / table)}
    serious = [each for each in read.diagnostics if each.kind.severity is not Severity.INFO]
    return in_order([each.with_file_names(lambda file: names.get(file, file)) for each in serious])


def _beside(read: ReadSheets, results: ResultsDocument) -> dict[str, Mapping[str, object] | None]:
    """What the results say beside their référentiel and their sheets, of the session that was read; files are named as
    they are there, what became of the correspondence and of the register is told apart.
    """
    table, session, register = results.correspondance, results.session, results.registre
    return {
        "correspondance": {"fichier": table.file, "empreinte": table.digest} if table else None,
        "session": read.session.plain() | {"fichier": session.file} if read.session and session else None,
        "registre": dict(zip(("entrees", "tete"), register, strict=True)) if register else None,
        "filtres": results_document.filtres(results.document),
    }

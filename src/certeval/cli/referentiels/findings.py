"""The référentiels that `check` is given: read, mended where that is asked, checked."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from certeval.checks import check_referentiel, ecarts, fixes
from certeval.checks.catalogue import check_catalogue, stray_file
from certeval.checks.ecarts import Selection
from certeval.cli import catalogues, exits, files, inputs, notices, sessions
from certeval.cli.folders import alone
from certeval.diagnostics import Diagnostic, in_order
from certeval.diagnostics.families.every import FAMILIES, KINDS
from certeval.diagnostics.model import arguments_order
from certeval.messages import N_, ngettext
from certeval.referentiel.load import Compilation
from certeval.render import patches
from certeval.render.ci import CheckReport
from certeval.sources.document import Document
from certeval.text.nearest import nearest


def report(
    paths: list[Path] | None, choice: Selection, *, strict: bool, fix: bool = False, fiche: Path | None = None
) -> CheckReport:
    """What is found in each référentiel, and beside its fiche; with `fix`, once what can be mended is."""
    diagnostics: list[Diagnostic] = []
    of_sessions, others = sessions.split(paths or [])
    targets = catalogues.files_of(others) if others or not paths else {}
    read = _read(targets)
    if fix:
        read = {name: _mend(path, compilation, choice) for name, (path, compilation) in read.items()}
    for path, compilation in read.values():
        diagnostics += choice.select(check_referentiel(compilation, inputs.today()), compilation)
        if targets[path] and choice.wants(stray := stray_file(compilation)):
            diagnostics.append(stray)
    if fiche is not None:
        diagnostics += [each for each in _beside_fiche(read, fiche) if choice.wants(each)]
    if extras := choice.extra_codes(diagnostics):
        why = N_("shown though not asked for, since nothing is decided while it is there: {codes}")
        notices.warn(why, codes=", ".join(extras))
    documents = {name: loaded.document for name, (_path, loaded) in read.items()}
    for catalogue in catalogues.catalogues_of(read.values()):
        wrong = [each for each in check_catalogue(catalogue) if choice.wants(each)]
        if catalogue.lock is not None and any(each.place.file == catalogue.lock.file for each in wrong):
            documents[catalogue.lock.file] = catalogue.lock.document
        diagnostics += wrong
    wrong, session_documents = _session_findings(of_sessions if paths else sessions.session_paths())
    diagnostics += [each for each in wrong if choice.wants(each) and each.place.file not in read]
    return CheckReport(in_order(diagnostics), documents, strict, session_documents)


def from_repository(report: CheckReport) -> CheckReport:
    """The same, of files named from the root of the repository, where services that annotate look for them."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)

    def name(file: str) -> str:
        path = (here / file).resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) and path.exists() else file

    return report if root == here else report.with_file_names(name)


def _session_findings(paths: Iterable[Path]) -> tuple[list[Diagnostic], dict[str, Document]]:
    """What is found in sessions, once what several have in common, and their documents, by file."""
    diagnostics: dict[object, Diagnostic] = {}
    documents: dict[str, Document] = {}
    for path in paths:
        document, wrong = sessions.check(path)
        diagnostics |= {(each.place.order, each.code, arguments_order(each)): each for each in wrong}
        documents[document.file] = document
    return list(diagnostics.values()), documents


def patch(paths: list[Path] | None, choice: Selection) -> str:
    """What mending would change, as a unified diff; empty where it would change nothing."""
    texts: list[str] = []
    for name, (path, compilation) in _read(catalogues.files_of(paths)).items():
        fix = fixes.fix(compilation.document, inputs.today(), choice.wants)
        if fix is not None and not catalogues.locked_state(path, compilation):
            texts.append(patches.patch(name, compilation.document.data, fix.data(compilation.document)))
    return "".join(texts)


def codes(option: str, texts: list[str]) -> list[str]:
    """What is typed after `--select` or `--ignore`; status 2 where a word begins no code."""
    words = ecarts.words(texts)
    for word in words:
        if not ecarts.codes([word]):
            _refuse_code(option, word)
    if texts and not words:
        choices = ", ".join(FAMILIES)
        exits.refuse("{option}: write codes (R301) or families: {known}", option=option, known=choices)
    return words


def page(code: str) -> str:
    """The page of a code; status 2, with the nearest one, where there is none."""
    from certeval.render import pages

    text = pages.page(code)
    if text is None:
        _refuse_code("--explain", code)
    return text


def _refuse_code(option: str, word: str) -> NoReturn:
    near = nearest(word.upper().replace("O", "0"), KINDS)
    exits.refuse("{option} {word}: no finding has this code", nearest=near, option=option, word=word)


def _read(paths: Iterable[Path]) -> dict[str, tuple[Path, Compilation]]:
    """Each file once, by the name that its findings give it."""
    return {inputs.display(path): (path, inputs.read(path)) for path in paths}


def _beside_fiche(read: dict[str, tuple[Path, Compilation]], fiche: Path) -> Iterator[Diagnostic]:
    """What differs from a fiche in the référentiels of its number; in the only one there is, whatever its number."""
    from certeval.cli.operands import fiche_side
    from certeval.exchange.comparison.compare import findings
    from certeval.exchange.comparison.sides import NUMERO

    side = fiche_side(fiche)
    every = [compilation for _path, compilation in read.values()]
    number = side.facts[NUMERO]
    matches = [each for each in every if each.model and each.model.certification.rncp == number] or every
    if len(matches) > 1 and matches is every:
        exits.refuse(
            "--fiche {fiche}: none of these référentiels has the number {number}", fiche=fiche, number=number
        )
    for each in matches:
        if isinstance(each.document.root, dict):
            yield from findings(each.document, side)


def _mend(path: Path, compilation: Compilation, choice: Selection) -> tuple[Path, Compilation]:
    """A file written again with its fixes, where there is one to make, and what it now is."""
    if path == files.PIPE:
        exits.refuse("--fix changes files: name one rather than -, or see what would change with --diff")
    fix = fixes.fix(compilation.document, inputs.today(), choice.wants)
    if fix is None:
        return path, compilation
    if catalogues.locked_state(path, compilation):
        lock_message = N_("{file} is locked, and is not mended: mend the next version")
        notices.warn(lock_message, file=compilation.document.file)
        return path, compilation
    inputs.refuse_bundle(path)
    with alone(path):
        if (now := inputs.read(path)).document.data != compilation.document.data:
            change_message = N_(
                "{file} has changed since it was read, and is not mended: run the command again"
            )
            notices.warn(change_message, file=compilation.document.file)
            return path, now
        files.rewrite(path, fix.data(compilation.document))
    message = ngettext("{n} fix written to {file}", "{n} fixes written to {file}", fix.changes)
    notices.tell(message, file=compilation.document.file, n=fix.changes)
    return path, inputs.read(path)

"""The référentiels that `check` is given: read, mended where that is asked, checked."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from certeval.checks import check_loaded, selection
from certeval.checks.catalogue import check_catalogue, no_version
from certeval.checks.fixing import fixes
from certeval.checks.selection import Selection
from certeval.cli import catalogues, exits, files, inputs, notices, sessions
from certeval.diagnostics import Diagnostic, in_order
from certeval.diagnostics.families.every import FAMILIES, KINDS
from certeval.messages import N_, ngettext
from certeval.referentiel.load import Loaded
from certeval.render import patches
from certeval.render.ci import CheckReport
from certeval.sources.document import Document
from certeval.text.nearest import nearest


def report(
    paths: list[Path] | None, kept: Selection, *, strict: bool, fix: bool = False, fiche: Path | None = None
) -> CheckReport:
    """What is found in each référentiel, and beside its fiche; with `fix`, once what can be mended is."""
    found: list[Diagnostic] = []
    of_sessions, others = sessions.split(paths or [])
    given = catalogues.files_of(others) if others or not paths else {}
    read = _read(given)
    if fix:
        read = {name: _mended(path, loaded, kept) for name, (path, loaded) in read.items()}
    for path, loaded in read.values():
        found += kept.kept(check_loaded(loaded, inputs.today()), loaded)
        if given[path] and kept.wants(stray := no_version(loaded)):
            found.append(stray)
    if fiche is not None:
        found += [each for each in _beside_fiche(read, fiche) if kept.wants(each)]
    if unasked := kept.unasked(found):
        why = N_("shown though not asked for, since nothing is decided while it is there: {codes}")
        notices.warn(why, codes=", ".join(unasked))
    documents = {name: loaded.document for name, (_path, loaded) in read.items()}
    for catalogue in catalogues.around(read.values()):
        wrong = [each for each in check_catalogue(catalogue) if kept.wants(each)]
        if catalogue.lock is not None and any(each.place.file == catalogue.lock.file for each in wrong):
            documents[catalogue.lock.file] = catalogue.lock.document
        found += wrong
    wrong, held = _of_sessions(of_sessions if paths else sessions.listed())
    found += [each for each in wrong if kept.wants(each)]
    return CheckReport(in_order(found), documents, strict, held)


def from_repository(report: CheckReport) -> CheckReport:
    """The same, of files named from the root of the repository, where services that annotate look for them."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)

    def name(file: str) -> str:
        path = (here / file).resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) and path.exists() else file

    return report if root == here else report.renamed(name)


def _of_sessions(paths: Iterable[Path]) -> tuple[list[Diagnostic], dict[str, Document]]:
    """What is found in sessions, and their documents, by file."""
    found: list[Diagnostic] = []
    held: dict[str, Document] = {}
    for path in paths:
        document, wrong = sessions.check(path)
        found += wrong
        held[document.file] = document
    return found, held


def patch(paths: list[Path] | None, kept: Selection) -> str:
    """What mending would change, as a unified diff; empty where it would change nothing."""
    texts: list[str] = []
    for name, (path, loaded) in _read(catalogues.files_of(paths)).items():
        fixed = fixes.fixed(loaded.document, inputs.today(), kept.wants)
        if fixed is not None and not catalogues.locked_state(path, loaded):
            texts.append(patches.unified(name, loaded.document.data, fixed.data(loaded.document)))
    return "".join(texts)


def codes(option: str, typed: list[str]) -> list[str]:
    """What is typed after `--select` or `--ignore`; status 2 where a word begins no code."""
    words = selection.words(typed)
    for word in words:
        if not selection.codes([word]):
            _refuse_code(N_("{option} {word}: no finding has this code"), word, option=option)
    if typed and not words:
        known = ", ".join(FAMILIES)
        exits.refuse(N_("{option}: write codes (R301) or families: {known}"), option=option, known=known)
    return words


def page(code: str) -> str:
    """The page of a code; status 2, with the nearest one, where there is none."""
    from certeval.render import pages

    found = pages.page(code)
    if found is None:
        _refuse_code(N_("{option} {word}: no finding has this code"), code, option="--explain")
    return found


def _refuse_code(message: str, word: str, option: str) -> NoReturn:
    near = nearest(word.upper().replace("O", "0"), KINDS)
    exits.refuse(message, meant=near, option=option, word=word)


def _read(given: Iterable[Path]) -> dict[str, tuple[Path, Loaded]]:
    """Each file once, by the name that its findings give it."""
    return {inputs.display(path): (path, inputs.read(path)) for path in given}


def _beside_fiche(read: dict[str, tuple[Path, Loaded]], fiche: Path) -> Iterator[Diagnostic]:
    """What differs from a fiche in the référentiels of its number; in the only one there is, whatever its number."""
    from certeval.cli.operands import published
    from certeval.exchange.comparing.compare import findings
    from certeval.exchange.comparing.sides import NUMERO

    side = published(fiche)
    every = [loaded for _path, loaded in read.values()]
    number = side.facts[NUMERO]
    meant = [each for each in every if each.model and each.model.certification.rncp == number] or every
    if len(meant) > 1 and meant is every:
        exits.refuse(
            N_("--fiche {fiche}: none of these référentiels has the number {number}"),
            fiche=fiche,
            number=number,
        )
    for each in meant:
        if isinstance(each.document.root, dict):
            yield from findings(each.document, side)


def _mended(path: Path, loaded: Loaded, kept: Selection) -> tuple[Path, Loaded]:
    """A file written again with its fixes, where there is one to make, and what it now is."""
    if path == files.PIPE:
        exits.refuse(N_("--fix changes files: name one rather than -, or see what would change with --diff"))
    fixed = fixes.fixed(loaded.document, inputs.today(), kept.wants)
    if fixed is None:
        return path, loaded
    if catalogues.locked_state(path, loaded):
        locked = N_("{file} is locked, and is not mended: mend the next version")
        notices.warn(locked, file=loaded.document.file)
        return path, loaded
    inputs.refuse_shipped(path)
    if (now := inputs.read(path)).document.data != loaded.document.data:
        changed = N_("{file} has changed since it was read, and is not mended: run the command again")
        notices.warn(changed, file=loaded.document.file)
        return path, now
    files.rewrite(path, fixed.data(loaded.document))
    made = ngettext("{n} fix written to {file}", "{n} fixes written to {file}", fixed.changes)
    notices.tell(made, file=loaded.document.file, n=fixed.changes)
    return path, inputs.read(path)

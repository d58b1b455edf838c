"""What shells propose after TAB: codes, candidates, versions, forms, kinds of findings.

In comes what is typed so far; out go words. A file that can't be read proposes nothing: completion is quick,
writes nothing, and says nothing of what is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import typer

from certeval.messages import _

WORD = re.compile(r"\w[\w.@/+-]*")
"""What every shell takes as one word and none evaluates; any other word is left to be typed."""
UNSAFE = re.compile(r"[^\w.,;?«»’…()/%–—-]+")
"""What is kept out of the text beside a word: zsh evaluates what it is given."""
MOST_CHARACTERS = 60
CORRESPONDANCE = "correspondance"
MOST_BYTES = 2_000_000
"""Reading a larger file would be felt at the prompt."""

Offers = list[tuple[str, str]]
"""Words, and what each is."""


def offer_words(words: Iterable[str]) -> Callable[[str], Offers]:
    """Offers one of these words."""

    def offers(incomplete: str) -> Offers:
        return _completions(((word, "") for word in words), incomplete)

    return offers


def dimensions(incomplete: str) -> Offers:
    """What candidates are grouped by in any sheet."""
    from certeval.scores.groups import DIMENSIONS

    return _completions(((name, "") for name in DIMENSIONS), incomplete)


def findings(incomplete: str) -> Offers:
    """The codes of findings."""
    from certeval.diagnostics.families.every import KINDS

    return _completions(((code, _(kind.message)) for code, kind in KINDS.items()), incomplete)


def findings_and_families(incomplete: str) -> Offers:
    """The codes of findings and the letters of their families, after a comma too."""
    from certeval.diagnostics.families.every import FAMILIES

    before, comma, last = incomplete.rpartition(",")
    offers = [*_completions(((letter, "") for letter in FAMILIES), last), *findings(last)]
    return [(f"{before}{comma}{code}", text) for code, text in offers]


def referentiels(incomplete: str) -> Offers:
    """CODE, and CODE@VERSION where a code has several or `@` is typed."""
    from certeval.cli import inputs
    from certeval.referentiel import catalogue

    versions: dict[str, list[str]] = {}
    for version in catalogue.versions(inputs.folder()):
        versions.setdefault(version.code, []).append(version.name)
    words = list(versions)
    for names in versions.values():
        words += names if len(names) > 1 or "@" in incomplete else []
    return _completions(((word, "") for word in words), incomplete)


def show_offers(ctx: typer.Context, incomplete: str) -> Offers:
    """What `show` shows: the kinds of elements and lists, then codes; after a kind, its codes; after `correspondance`,
    those that come with certeval.
    """
    from certeval.cli import elements
    from certeval.scores.bundle import BUNDLE

    if ctx.params.get("words") == [CORRESPONDANCE]:
        return _completions(((name, _(words)) for name, words in BUNDLE.items()), incomplete)
    kind, _rest = elements.kind_and_rest(ctx.params.get("words") or [])
    if kind in elements.LISTS:
        return []
    codes = [(code, text) for of, code, text in _elements(ctx) if kind in {"", of}]
    words = (*elements.OF_ELEMENTS, *elements.LISTS, CORRESPONDANCE)
    return _completions([*codes, *(() if kind else ((word, "") for word in words))], incomplete)


def explain_offers(ctx: typer.Context, incomplete: str) -> Offers:
    """What `explain` explains: codes, and the names of rules, measures and ladders."""
    root = _root(_file(ctx))
    names = [(str(name), "") for key in ("regles", "mesures", "paliers") for name in _mapping(root.get(key))]
    codes = [(code, text) for _kind, code, text in _below(root)]
    return _completions([*codes, *names, ("certification", "")], incomplete)


def blocs(ctx: typer.Context, incomplete: str) -> Offers:
    """The codes of blocs."""
    return _completions([(code, text) for kind, code, text in _elements(ctx) if kind == "bloc"], incomplete)


def candidates(ctx: typer.Context, incomplete: str) -> Offers:
    """The candidates of the sheets that the command line names so far."""
    words = [(code, "") for path in _sheets(ctx) for code in _candidates(path)]
    return _completions(words, incomplete)


def _completions(words: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    """The words that go on from what is typed, once each, safe in every shell."""
    by_word: dict[str, str] = {}
    for word, text in words:
        if word.startswith(incomplete) and WORD.fullmatch(word):
            by_word.setdefault(word, _short(text))
    return list(by_word.items())


def _short(text: str) -> str:
    plain = UNSAFE.sub(" ", text.replace("'", "’")).strip()
    return plain if len(plain) <= MOST_CHARACTERS else plain[: MOST_CHARACTERS - 1].rstrip() + "…"


KINDS = ("bloc", "activite", "competence", "sous_competence", "critere", "epreuve", "partie", "fait")


def _elements(ctx: typer.Context) -> Iterator[tuple[str, str, str]]:
    return _below(_root(_file(ctx)))


def _below(node: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """The kind, code and wording of every element, even of a file that doesn't hold together."""
    for kind in KINDS:
        children = node.get(f"{kind}s")
        for each in children if isinstance(children, list) else ():
            element = _mapping(each)
            if isinstance(code := element.get("code"), str):
                yield kind, code, str(element.get("intitule") or element.get("libelle") or "")
            yield from _below(element)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _root(path: Path | None) -> dict[str, object]:
    """A YAML file's root as read, empty where there is none."""
    from certeval.sources import yaml

    data = _bytes(path) if path else b""
    return _mapping(yaml.parse(data, str(path)).root)


def _bytes(path: Path) -> bytes:
    """A regular file of a moderate size; nothing of a pipe, which would be waited for."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        return b""
    return path.read_bytes()


def _file(ctx: typer.Context) -> Path | None:
    """The référentiel meant so far: given, named by a sheet, or the only one; the last of its versions."""
    from certeval.cli import inputs
    from certeval.referentiel import catalogue
    from certeval.text.nearest import fold

    reference = ctx.params.get("referentiel") or _reference(ctx)
    if reference.endswith((".yaml", ".yml")):
        return Path(reference)
    code, _at, number = reference.partition("@")
    every = [v for v in catalogue.versions(inputs.folder()) if not code or fold(v.code) == fold(code)]
    matches = [v for v in every if not number or v.name.partition("@")[2] == number]
    return matches[-1].path if matches and len({v.code for v in matches}) == 1 else None


def _sheets(ctx: typer.Context) -> list[Path]:
    """The sheets given; where an option still lacks its value, arguments are not yet told apart."""
    from certeval.cli import sheets

    paths = ctx.params.get("scores") or ctx.params.get("sheets") or ctx.args
    return [sheet for path in paths for sheet in sheets.sheets_within(Path(path))]


def _reference(ctx: typer.Context) -> str:
    """The référentiel that a sheet written in YAML names."""
    for path in _sheets(ctx):
        if path.suffix in {".yaml", ".yml"} and isinstance(name := _root(path).get("referentiel"), str):
            return name
    return ""


def _candidates(path: Path) -> Iterator[str]:
    from certeval.scores.headings import CANDIDAT, headings, is_heading
    from certeval.sources import table

    if path.suffix in {".yaml", ".yml"}:
        entries = _root(path).get("candidats")
        yield from (
            str(_mapping(each).get(CANDIDAT) or "") for each in (entries if isinstance(entries, list) else ())
        )
        return
    read = table.parse(_bytes(path), str(path), is_heading)
    column = headings(read).columns.get(CANDIDAT)
    if column is not None:
        yield from (row.cells[column].strip() for row in read.rows)

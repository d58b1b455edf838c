"""The shipped référentiel, spoilt line by line: no crash, and no silence where its meaning changed.

Four slips of an editor at every line: the line is lost, the line is doubled, a code takes the place of another and
the other its own, two letters of a key are exchanged. What no finding can tell without another copy of the file is
listed below; but for cases and écarts, on which no decision depends, it changes the digest of the meaning, which
`referentiels/verrou.json` keeps for a published version.

One mutant in eleven is tried; all of them (2 800, two minutes) with CERTEVAL_EVERY_MUTANT=1.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from certeval.checks import check_referentiel
from certeval.diagnostics import Severity
from certeval.referentiel.load import compile_document
from certeval.referentiel.meaning import Plain, empreinte_sens, meaning
from certeval.referentiel.models import Fichier
from certeval.render import diagnostics as rendering
from certeval.sources.yaml import parse

ROOT = Path(__file__).parents[1]
FILE = "referentiels/developpement-commercial/1.0.0.yaml"
TEXT = (ROOT / FILE).read_text(encoding="utf-8")
LINES = TEXT.splitlines(keepends=True)
DAY = date(2026, 1, 31)
EVERY = bool(os.environ.get("CERTEVAL_EVERY_MUTANT"))
STEP = 1 if EVERY else 11
CODE = re.compile(r"\b(BC|CR|C|A|E)[0-9](?:\.[0-9])*(?:-\w+)?\b")
KEY = re.compile(r"(?:^\s*(?:- )?|[{,]\s*)([^\W\d][\w.-]*):(?=\s)")

SILENT = {
    ("lost", "text"): "a text that lost a line and still reads: only the source, or a lock, has the rest",
    ("lost", "key"): "what a file may leave out: nothing shows that it was ever there",
    ("lost", "item"): "an item of a list that announces no count: a métier, a link, a phase",
    ("lost", "case"): "a case that proves less, and still holds",
    ("lost", "ecart"): "a text of an écart that lost a line and still reads",
    ("exchanged", "ecart"): "an écart that names another code: what it says is for readers",
    ("exchanged", "case"): "two critères alike in a case: it proves the same",
    ("exchanged", "key"): "the codes of two parts of an épreuve that nothing else refers to",
}
"""What goes unseen by the checks, by the slip and what it spoilt, and why."""
AT_MOST = {
    ("lost", "text"): 43,
    ("lost", "key"): 36,
    ("lost", "item"): 11,
    ("lost", "case"): 27,
    ("lost", "ecart"): 36,
    ("exchanged", "ecart"): 26,
    ("exchanged", "case"): 1,
    ("exchanged", "key"): 1,
}
"""How many of all the mutants: fewer is better."""


class Mutant(NamedTuple):
    """A slip at a line, counted from 1, and the file that it leaves."""

    slip: str
    line: int
    text: str


def mutants() -> Iterator[Mutant]:
    for i, line in enumerate(LINES):
        yield Mutant("lost", i + 1, "".join([*LINES[:i], *LINES[i + 1 :]]))
        yield Mutant("doubled", i + 1, "".join([*LINES[: i + 1], *LINES[i:]]))
        if (exchanged := exchange_codes(i)) is not None:
            yield Mutant("exchanged", i + 1, exchanged)
        for found in KEY.finditer(line):
            key = found[1]
            slipped = key[:-2] + key[-1] + key[-2] if len(key) > 1 and key[-1] != key[-2] else key + "e"
            mistyped = line[: found.start(1)] + slipped + line[found.end(1) :]
            yield Mutant("mistyped", i + 1, "".join([*LINES[:i], mistyped, *LINES[i + 1 :]]))


def exchange_codes(i: int) -> str | None:
    """The file where the first code of a line and the next other one of its kind have changed places."""
    first = CODE.search(LINES[i])
    if first is None:
        return None
    start = sum(map(len, LINES[:i])) + first.start()
    for other in CODE.finditer(TEXT, start + len(first[0])):
        if other[1] == first[1] and other[0] != first[0]:
            between = TEXT[start + len(first[0]) : other.start()]
            return TEXT[:start] + other[0] + between + first[0] + TEXT[other.end() :]
    return None


def read(text: str) -> tuple[list[str], Fichier | None]:
    """The codes of the errors and warnings found in a mutant, which are shown too, and its model."""
    data = text.encode()
    loaded = compile_document(parse(data, FILE))
    found = check_referentiel(loaded, DAY)
    assert rendering.text(found, rendering.Sources({FILE: data})) if found else True
    assert rendering.as_json(found)
    return [each.code for each in found if each.kind.severity is not Severity.INFO], loaded.model


ASIDE = {("cas",): "case", ("ecarts",): "ecart", ("a_relire",): "doubt"}
"""What no decision depends on."""


def spoilt(before: Plain, after: Plain, path: tuple[str, ...] = ()) -> str:
    """What of the meaning differs first: a text, a key, an item of a list; a case or an écart."""
    if path[:1] in ASIDE:
        return ASIDE[path[:1]]
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            if key not in after:
                return "key"
            if before[key] != after[key]:
                return spoilt(before[key], after[key], (*path, key))
    if isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            return "item"
        return next(spoilt(b, a, path) for b, a in zip(before, after, strict=True) if b != a)
    return "key" if path[-1:] == ("code",) else "text"


ORIGINAL = read(TEXT)


def silence(mutant: Mutant) -> tuple[str, str] | None:
    """The slip and what it spoilt, where the meaning changed and nothing says so."""
    codes, model = read(mutant.text)
    original = ORIGINAL[1]
    assert original is not None
    assert codes or model is not None, mutant
    if codes or model is None or meaning(model) == meaning(original):
        return None
    what = spoilt(meaning(original), meaning(model))
    assert what in ASIDE.values() or empreinte_sens(model) != empreinte_sens(original)
    return mutant.slip, what


def test_the_shipped_referentiel_has_no_finding() -> None:
    assert ORIGINAL[0] == []
    assert ORIGINAL[1] is not None


@pytest.mark.parametrize("slip", ["lost", "doubled", "exchanged", "mistyped"])
def test_a_slip_that_changes_the_meaning_is_found_but_where_only_the_source_can_tell(slip: str) -> None:
    every = [mutant for mutant in mutants() if mutant.slip == slip]
    assert len(every) > 200 if slip == "exchanged" else len(every) >= len(LINES)
    tried = every[::STEP]
    silent = Counter(found for mutant in tried if (found := silence(mutant)) is not None)
    assert set(silent) <= set(SILENT)
    if EVERY:
        sys.stderr.write(
            f"{slip}: {len(tried) - silent.total()} of {len(tried)} found or harmless; {dict(silent)}\n"
        )
        assert {what: count for what, count in silent.items() if count > AT_MOST[what]} == {}


@pytest.mark.parametrize(
    ("line", "slip", "code"),
    [
        ("- code: CR1.1.3", "lost", "R312"),
        ("- code: CR1.1.3", "exchanged", "R313"),
        ("competences: [C1.1]", "exchanged", "R314"),
        ("effectif: {competences: 3}", "lost", "R307"),
        ("- Business Développement", "doubled", "R334"),
        ("candidats: groupe", "lost", "R328"),
        ("place ou de modification", "doubled", "L111"),
        ("données est prévu et justifié", "lost", "L112"),
        ("- cible: CR1.1.4", "exchanged", "R207"),
        ("diagnostic: L103", "lost", "L103"),
        ("langue: fr", "mistyped", "R101"),
    ],
)
def test_a_slip_is_found_by_its_code(line: str, slip: str, code: str) -> None:
    number = next((i for i, each in enumerate(LINES, 1) if line in each), 0)
    mutant = next((m for m in mutants() if m.line == number and m.slip == slip), None)
    assert mutant is not None
    assert code in read(mutant.text)[0]

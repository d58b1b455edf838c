"""Real validation rules, written in the grammar, come to the outcomes that were computed by hand.

A référentiel in `recettes/` proves itself: its `cas` hold the cells and what must come of them, so adding a
file there is writing a test. Every YAML example of `docs/regles.md` is read as a référentiel too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from certeval.engine import cases
from certeval.referentiel.cas import Cas, CelluleJures
from certeval.referentiel.load import Compilation, Referentiel, compile_document, load
from certeval.rules.grammar import RESERVED_WORDS
from certeval.sources.yaml import parse
from certeval.text.numbers import number

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
RECETTES = sorted((HERE / "recettes").glob("*.yaml"))
EXEMPLES = sorted((SHARED / "exemples").glob("*.yaml"))
NOTATION = sorted((SHARED / "recettes").glob("*.yaml"))
PAGE = HERE.parent / "docs" / "regles.md"

MODELINE = "# yaml-language-server: $schema=../../referentiels/referentiel.schema.json"
NOT_SHARED = pytest.param(
    None, id="absent", marks=pytest.mark.skip("the folder shared beside this one is absent")
)
FILES = [pytest.param(file, id=file.stem) for file in RECETTES]
SHARED_FILES = [pytest.param(file, id=f"exemples-{file.stem}") for file in EXEMPLES] or [NOT_SHARED]
NEUTRAL = [pytest.param(file, id=file.stem) for file in NOTATION] or [NOT_SHARED]


def load_silent(found: Compilation) -> Referentiel:
    """The référentiel, of which nothing at all is said."""
    said = [(d.code, d.place.span and d.place.span.line, dict(d.arguments)) for d in found.diagnostics]
    assert said == []
    assert found.referentiel is not None
    return found.referentiel


def failures(referentiel: Referentiel) -> dict[str, tuple[object, object]]:
    """The cases that don't hold, with what was expected and what came of it."""
    results = cases.run(referentiel)
    assert [result.nom for result in results] == [case.nom for case in referentiel.model.cas]
    return {result.nom: (result.attendu, result.obtenu) for result in results if not result.reussi}


@pytest.mark.parametrize("file", FILES + SHARED_FILES)
def test_every_case_of_a_rule_holds(file: Path) -> None:
    assert failures(load_silent(load(file))) == {}


@pytest.mark.parametrize("file", FILES)
def test_a_rule_opens_in_an_editor_with_its_schema_and_proves_itself(file: Path) -> None:
    referentiel = load_silent(load(file))
    assert file.read_text(encoding="utf-8").startswith(MODELINE + "\n")
    assert len(referentiel.model.cas) >= 3


@pytest.mark.parametrize("file", NEUTRAL)
def test_every_outcome_of_the_neutral_notation_is_a_case(file: Path) -> None:
    """A case holds the cells of the outcome, as typed there, and expects what it expects."""
    outcomes = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["tests"]  # noqa: S506
    declared = load_silent(load(HERE / "recettes" / file.name)).model.cas
    for outcome in outcomes:
        (case,) = (case for case in declared if cells(case) == outcome["d"])
        expected = case.attendu if isinstance(case.attendu, dict) else {"certification": case.attendu}
        assert expected["certification"] == VERDICTS[outcome["attendu"]]
        for name, verdict in outcome.get("regles", {}).items():
            assert expected[name] == VERDICTS[verdict]
        for name, value in outcome.get("mesures", {}).items():
            assert number(str(expected[name])) == number(value)
        if palier := outcome.get("palier"):
            assert expected["mention"] == (tuple(palier) if isinstance(palier, list) else palier)
        if resits := outcome.get("rattrapages"):
            assert case.rattrapages == tuple(map(tuple, resits))


VERDICTS = {
    "acquis": "valide",
    "non acquis": "non_valide",
    "indéterminé": "en_attente",
    "défaillant": "defaillant",
}


def cells(case: Cas) -> dict[str, object]:
    """The cells of a case as the neutral notation writes them."""
    return {
        code: {"jures": list(cell.jures)} if isinstance(cell, CelluleJures) else cell
        for code, cell in case.cellules.items()
    }


WHOLE = "fichier"
WRAPPED = {"règle": "regles", "mesure": "mesures"}
"""Where the lines of a fragment go; those of a `saisie` fragment are sections of the file themselves."""

SECTIONS = {
    "format": "format: 1",
    "certification": "certification: {code: exemple, version: 1.0.0}",
    "saisie": "saisie: {epreuve: {echelle: {note: {sur: 20}}}}",
    "validation": """\
validation:
  epreuve: {au_moins: 10}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}""",
    "blocs": """\
blocs:
- code: BC1
  intitule: Un bloc
  competences:
  - code: C1
    libelle: Une compétence à six critères
    criteres:
    - {code: CR1.1, libelle: Critère}
    - {code: CR1.2, libelle: Critère}
    - {code: CR1.3, libelle: Critère}
    - {code: CR1.4, libelle: Critère}
    - {code: CR1.5, libelle: Critère}
    - {code: CR1.6, libelle: Critère}
  - code: C3
    libelle: Une compétence à trois niveaux
    echelle: {niveaux: [NA, EA, A]}
    validation: {au_moins: A}
  epreuves:
  - {code: pratique, intitule: Une épreuve du bloc}""",
    "epreuves": """\
epreuves:
- {code: ecrit, intitule: Écrit}
- {code: oral, intitule: Oral}
- {code: option, intitule: Option}""",
    "faits": """\
faits:
- {code: secourisme, libelle: Une attestation est détenue}
- {code: incident, libelle: Un incident a eu lieu}""",
}
"""A small référentiel, a section at a time: a fragment that gives a section replaces it."""


@dataclass(frozen=True)
class Example:
    """A YAML block of the page: the line it starts at, what its mark says it is, its text."""

    line: int
    kind: str
    text: str

    def file(self) -> str:
        """The example as a whole référentiel."""
        if self.kind == WHOLE:
            return self.text
        section = WRAPPED.get(self.kind)
        text = f"{section}:\n{re.sub('^', '  ', self.text, flags=re.MULTILINE)}" if section else self.text
        given = re.findall(r"^(\w+):", text, re.MULTILINE)
        return "\n".join([*(lines for name, lines in SECTIONS.items() if name not in given), text])


def examples() -> Iterator[Example]:
    page = PAGE.read_text(encoding="utf-8")
    for block in re.finditer(r"^(?:<!-- (\w+) -->\n)?```yaml\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL):
        line = page.count("\n", 0, block.start(2)) + 1
        yield Example(line, block[1] or WHOLE, block[2])


EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_every_example_of_the_page_on_rules_is_valid(example: Example) -> None:
    assert example.kind in {WHOLE, "saisie", *WRAPPED}
    referentiel = load_silent(compile_document(parse(example.file().encode(), f"{PAGE.name}:{example.line}")))
    assert failures(referentiel) == {}


def test_the_page_on_rules_shows_no_other_block() -> None:
    written = re.sub(
        r"<!-- \[\[\[cog.*?\[\[\[end\]\]\] -->", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    fences = re.findall(r"^```.*$", written, re.MULTILINE)
    assert fences == ["```yaml", "```"] * len(EXAMPLES)


def test_the_page_on_rules_shows_every_word_of_the_language() -> None:
    shown = " ".join(example.text for example in EXAMPLES)
    missing = {word for word in RESERVED_WORDS if not re.search(rf"\b{word}\b", shown)}
    assert missing == {"faits"}  # named in the text: it selects as the four others do

"""A small certification with every kind of scale, and sheets written as a jury would."""

from pathlib import Path

from certeval.diagnostics import Diagnostic, Severity
from certeval.referentiel.load import Referentiel, compile_document
from certeval.scores.observations import Scores
from certeval.scores.read import OpenedSheets, open_sheets
from certeval.sources import yaml

SMALL = """
format: 1
certification: {code: petit, version: 1.2.0}
statuts: {RET: bloque}
saisie:
  critere: {statuts: {NE: inconnu}}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  epreuve: {au_moins: 10}
  certification: {et: [{tous: blocs}, {tous: epreuves}]}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Vendre
    criteres:
    - {code: CR1.1, libelle: Un}
    - {code: CR1.2, code_source: CR 12, libelle: Deux}
    - {code: CR1.3, libelle: Trois}
    - {code: Éco, libelle: Quatre}
epreuves:
- code: E1
  intitule: Écrit
  echelle: {note: {sur: 20}}
  jures: {retenir: moyenne}
  tentatives: {retenir: meilleure}
- {code: E2, intitule: Oral, echelle: {note: {sur: 20, pas: 0.5}}}
- code: E3
  intitule: Stage
  echelle: {niveaux: [Insuffisant, En cours, Maîtrisé]}
  validation: {au_moins: En cours}
- {code: E4, intitule: Jours, echelle: {quantite: {max: 90}}, validation: {au_moins: 60}}
"""


def small(text: str = SMALL) -> Referentiel:
    loaded = compile_document(yaml.parse(text.encode(), "petit/1.2.0.yaml"))
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def open_files(folder: Path, **texts: str | bytes) -> OpenedSheets:
    """Sheets named by keyword, `_` for the dot: `a_csv="candidat;CR1.1"`."""
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        paths.append(path)
    return open_sheets(paths)


def scores(folder: Path, **texts: str | bytes) -> Scores:
    read = open_files(folder, **texts).read(small())
    assert all(map(in_words, read.diagnostics))
    return read


def in_words(diagnostic: Diagnostic) -> str:
    """The message and its way out: every field has its argument."""
    kind = diagnostic.kind
    return (kind.message + " " + kind.help).format(**diagnostic.arguments)


def findings(read: Scores, *, info: bool = False) -> list[tuple[str, int, int]]:
    """What was found: code, line, column; what only informs is left out unless asked for."""
    return [at(each) for each in read.diagnostics if info or each.kind.severity is not Severity.INFO]


def at(diagnostic: Diagnostic) -> tuple[str, int, int]:
    span = diagnostic.place.span
    assert span is not None, diagnostic
    return (diagnostic.code, span.line, span.column)


def only(read: Scores) -> Diagnostic:
    """The one finding that does not merely inform."""
    graver = [each for each in read.diagnostics if each.kind.severity is not Severity.INFO]
    assert len(graver) == 1, graver
    return graver[0]


def texts(read: Scores, candidate: str) -> dict[str, str]:
    """A candidate's cells as typed, by element; juror and attempt beside where there are any."""
    named = {}
    for key, cell in read.candidates[candidate].cells.items():
        attempt = "" if key.tentative == 1 else f"#{key.tentative}"
        named[f"{key.element}{attempt}{'/' if key.jure else ''}{key.jure}"] = cell.text
    return named

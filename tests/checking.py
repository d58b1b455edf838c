"""A référentiel written in a test, and what `certeval check` finds in it."""

from datetime import date

from certeval.checks import check_referentiel
from certeval.diagnostics import Diagnostic
from certeval.referentiel.load import compile_document
from certeval.sources.yaml import parse

DAY = date(2026, 7, 1)
RULES = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
"""
BLOC = """\
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
"""
"""Its compétences come next."""
SELL = """\
  - code: C1
    libelle: Préparer un entretien de vente afin d'obtenir un accord
    criteres:
    - {code: CR1, libelle: Le plan est écrit}
    - {code: CR2, libelle: Les objections sont prévues}
"""
SOUND = f"{RULES}{BLOC}{SELL}"
"""A référentiel of which there is nothing to say."""
MARKS = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: BC1, bloc: {moyenne: epreuves, au_moins: 10}}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
blocs:
- code: BC1
  intitule: Négocier et vendre
  epreuves:
  - {code: E1, intitule: Étude de cas}
  - {code: E2, intitule: Entretien de vente}
"""


def diagnostics(text: str, file: str = "essai.yaml", today: date = DAY) -> list[Diagnostic]:
    return check_referentiel(compile_document(parse(text.encode(), file)), today)


def pointers(text: str, file: str = "essai.yaml", today: date = DAY) -> list[tuple[str, str]]:
    """Each finding's code, and the text it points at."""
    lines = text.split("\n")
    found = []
    for diagnostic in diagnostics(text, file, today):
        span = diagnostic.place.span
        assert span is not None
        found.append((diagnostic.code, lines[span.line - 1][span.column - 1 : span.end_column - 1]))
    return found


def criteres(*wordings: str) -> str:
    """A référentiel of one compétence with these critères."""
    rows = "".join(f'    - code: CR{i}\n      libelle: "{w}"\n' for i, w in enumerate(wordings, 1))
    libelle = "    libelle: Préparer un entretien de vente afin d'obtenir un accord\n"
    return f"{RULES}{BLOC}  - code: C1\n{libelle}    criteres:\n{rows}"


def competence(libelle: str) -> str:
    """A référentiel of one compétence, so worded."""
    return f"{RULES}{BLOC}{SELL}".replace(
        "Préparer un entretien de vente afin d'obtenir un accord", f'"{libelle}"'
    )

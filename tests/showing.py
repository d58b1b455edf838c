"""Running `certeval show` in this process, in a pipe or at a terminal, and référentiels to show."""

import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path
from unittest import mock

import whole_outputs
from certeval.cli.app import run

ROOT = Path(__file__).parents[1]
STYLE = re.compile(r"\x1b\[[0-9;]*m")
UNSET = ("CERTEVAL_REFERENTIELS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "TTY_COMPATIBLE")


class _Stream(io.TextIOWrapper):
    """A standard stream that is, or isn't, a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.seek(0)
        return self.read()


def show(
    words: str, *options: str, columns: int | None = None, folder: Path = ROOT, **environment: str
) -> tuple[int, str, str]:
    """The status, output and errors of `certeval show` in a pipe, or at a terminal of so many columns."""
    out, err = _Stream(terminal=columns is not None), _Stream(terminal=False)
    if columns is not None:
        environment |= {"COLUMNS": str(columns), "TERM": "xterm-256color"}
    inherited = {name: value for name, value in os.environ.items() if name not in UNSET}
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, inherited | {"CERTEVAL_LANG": "en"} | environment, clear=True),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        status = run(["show", *words.split(), *options])
    return status, out.text(), err.text()


def shown_as_json(words: str, *options: str, folder: Path = ROOT) -> dict[str, object]:
    """The JSON document of what was asked."""
    status, out, err = show(words, "--json", *options, folder=folder)
    assert (status, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    assert found["schema"] == "certeval/referentiel/1"
    return found


def compare(name: str, printed: str) -> None:
    """The whole output against tests/show/<name>.txt, which CERTEVAL_REWRITE=1 rewrites."""
    whole_outputs.compare(f"show/{name}.txt", printed)


def written(folder: Path, text: str) -> str:
    """A référentiel written in a folder: its path."""
    file = folder / "referentiel.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


MARKS = """
format: 1
certification: {code: notes, version: 1.0.0, rncp: RNCP123, en_vigueur: {du: 2026-01-01}}
statuts: {ABS: bloque, RET: {valeur: 0}}
saisie:
  bloc: {echelle: {note: {sur: 20, pas: 0.5}}, jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}}
  competence: {echelle: {niveaux: [NA, EA, A]}, tentatives: {retenir: meilleure}}
  epreuve:
    echelle: {note: {sur: 20}}
    jures: {nombre: 2}
    tentatives: {retenir: derniere, plafond: 12, conserver_si: {au_moins: 10}}
mesures: {generale: {moyenne: {UE1: 1, UE5: 1.5}}}
regles: {admis: {mesure: generale, au_moins: 10}}
validation:
  bloc: {au_moins: 10}
  competence: {au_moins: A}
  certification: {et: [admis, {aucun: blocs, dont: {moins_de: 6}}]}
paliers: {mention: [{nom: "[TB]", si: {mesure: generale, au_moins: 16}}, {nom: aucune}]}
blocs:
- code: UE1
  intitule: Unité 1
  competences: [{code: C1, libelle: Une, validation: {au_moins: EA}}, {code: C2, libelle: Deux}]
- {code: UE5, intitule: Unité 5}
epreuves: [{code: ORAL, intitule: Oral final, duree: 1 h 30, evalue: [C2]}]
faits: [{code: JOURS, libelle: Jours de présence, echelle: {quantite: {max: 35}}}]
"""

SHARED = """
format: 1
certification: {code: partage, version: 1.0.0}
validation: {bloc: {tous: competences}, competence: {tous: criteres}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Un bloc
  activites:
  - {code: A1, libelle: Première, competences: [C1, C2]}
  - {code: A2, libelle: Deuxième}
  - {code: A3, libelle: Troisième, competences: [C2]}
  competences:
  - {code: C1, libelle: Une, criteres: [{code: CR1, libelle: Un}]}
  - {code: C2, libelle: Deux, criteres: [{code: CR2, libelle: Deux}]}
  - {code: C3, libelle: Trois, criteres: [{code: CR3, libelle: Trois}]}
"""

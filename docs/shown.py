"""What the README and the docs show, run for real: cog calls these functions and keeps what they print.

`cog -P -r -I docs -p "from shown import *" README.md docs/*.md` writes the outputs, the same with `--check` for `-r`
compares them; `python docs/shown.py` draws docs/validate.svg.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).parents[1]
WRONG = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competance}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Un bloc
  condition:
    texte: Validation des 3 compétences.
    effectif: {competences: 3}
  competences:
  - {code: C1, libelle: Une compétence, criteres: [{code: CR1, libelle: Un critère}]}
  - {code: C2, libele: Une autre, criteres: [{code: CR1, libelle: Un critère}]}
"""

EXAMPLE = """\
format: 1
certification: {code: exemple, version: 1.0.0, langue: fr}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {et: [{tous: competences}, {tous: epreuves}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Préparer l'action commerciale
  competences:
  - code: C1
    libelle: Préparer les outils de pilotage
    criteres:
    - {code: CR1.1, libelle: Les objectifs sont formulés}
    - {code: CR1.2, libelle: Les indicateurs sont justifiés}
    - {code: CR1.3, libelle: Le suivi est prévu}
    - {code: CR1.4, libelle: Le calendrier est tenu}
  epreuves:
  - code: E1
    intitule: Écrit
    echelle: {note: {sur: 20, pas: 0.5}}
    jures: {retenir: moyenne}
    tentatives: {retenir: meilleure}
"""


def output(command: str, folder: Path = ROOT, language: str = "en") -> str:
    """What a command prints, away from any terminal."""
    words = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "CERTEVAL_LANG": language}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def run(command: str) -> None:
    """Print a command and its output as a block."""
    block(command, output(command))


def wrong(command: str) -> None:
    """The same, on a file with mistakes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "wrong.yaml").write_text(WRONG, encoding="utf-8")
        block(command, output(command, Path(folder)))


def french(command: str, **sheets: str) -> None:
    """Sheets by their text (`notes_csv` is notes.csv), then what a command makes of them under `EXAMPLE`.

    Without sheets, the command is run here, on the examples.
    """
    files = {name.replace("_", "."): text.strip() for name, text in sheets.items()}
    with tempfile.TemporaryDirectory() as folder:
        referentiel = Path(folder, "referentiels", "exemple", "1.0.0.yaml")
        referentiel.parent.mkdir(parents=True)
        referentiel.write_text(EXAMPLE, encoding="utf-8")
        for name, text in files.items():
            Path(folder, name).write_text(text + "\n", encoding="utf-8")
        printed = output(command, Path(folder) if files else ROOT, "fr")
    shown = "".join(f"{name}\n{indent(text, '    ')}\n\n" for name, text in files.items())
    block(command, printed, shown)


def block(command: str, text: str, before: str = "") -> None:
    print(f"```\n{before}$ {command}\n{text.rstrip()}\n```")


def picture() -> None:
    """The table of the README, as it looks at a terminal."""
    import re

    from rich.console import Console
    from rich.text import Text

    environment = {**os.environ, "CERTEVAL_LANG": "en", "FORCE_COLOR": "1", "COLUMNS": "140"}
    command = [sys.executable, "-m", "certeval", "validate", "--detail", "examples/scores.csv"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    console = Console(record=True, width=126, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi(done.stdout))
    svg = console.export_svg(title="certeval validate --detail examples/scores.csv", unique_id="certeval")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (ROOT / "docs" / "validate.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    picture()

"""What the README and the docs show, run for real: cog calls these functions and keeps what they print.

`cog -P -r -I docs -p "from shown import *" README.md docs/*.md` writes the outputs, the same with `--check` for `-r`
compares them. The pictures beside are made by `python docs/pictures.py`.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent

from certeval.bulk.processes import DIVIDES

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))  # hundreds of commands are shown, and each would start Python anew
from prompt import prompt  # noqa: E402 -- which lies there

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


RESITS = """\
format: 1
certification: {code: exemple, version: 1.0.0, langue: fr}
saisie:
  epreuve: {echelle: {note: {sur: 20}}, tentatives: {retenir: meilleure, plafond: 12}}
mesures:
  generale: {moyenne: {C1: 3, C2: 2}}
validation:
  certification: {et: [{mesure: generale, au_moins: 10}, {tous: epreuves, dont: {au_moins: 8}}]}
epreuves:
- {code: C1, intitule: Écrit}
- {code: C2, intitule: Oral}
"""


NOTES = """\
candidat;CR1.1;CR1.2;CR1.3;CR1.4;E1
C001;1;1;1;0;12
C002;1;0;0;1;14
"""


def output(command: str, folder: Path = ROOT, language: str = "en") -> str:
    """What a command prints, away from any terminal."""
    words = shlex.split(command)
    environment = {**os.environ, "CERTEVAL_LANG": language, "GITHUB_ACTIONS": ""}
    if DIVIDES and words[0] == "certeval":
        done = prompt().run(words[1:], folder, environment)
    else:
        words = [sys.executable, "-m", *words]
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


def french(command: str, rules: str = EXAMPLE, **sheets: str) -> None:
    """Sheets by their text (`notes_csv` is notes.csv), then what a command makes of them under `rules`.

    That of a workbook (`notes_xlsx`) has a line a row, below `[name]` for each sheet.

    Without sheets, the command is run here, on the examples.
    """
    files = {name.replace("_", "."): text.strip() for name, text in sheets.items()}
    with tempfile.TemporaryDirectory() as folder:
        referentiel = Path(folder, "referentiels", "exemple", "1.0.0.yaml")
        referentiel.parent.mkdir(parents=True)
        referentiel.write_text(rules, encoding="utf-8")
        for name, text in files.items():
            Path(folder, name).write_bytes(workbook(text) if name.endswith(".xlsx") else f"{text}\n".encode())
        printed = output(command, Path(folder) if files else ROOT, "fr")
    shown = "".join(f"{name}\n{indent(text, '    ')}\n\n" for name, text in files.items())
    block(command, printed, shown)


def compared(command: str) -> None:
    """Two versions of `EXAMPLE`, and what a command says of them: the second has a critère more, put first."""
    critere = "    - {code: CR1.1, libelle: Les besoins du client sont reformulés}\n"
    codes = {f"CR1.{i}": f"CR1.{i + 1}" for i in range(4, 0, -1)}
    after = EXAMPLE
    for old, new in codes.items():
        after = after.replace(f"code: {old},", f"code: {new},")
    after = after.replace("    criteres:\n", f"    criteres:\n{critere}").replace("1.0.0", "1.1.0")
    after = after.replace("Préparer les outils de pilotage", "Préparer et justifier les outils de pilotage")
    after = after.replace("plus_de: 50 %", "au_moins: 60 %").replace("{tous: epreuves}", "E1")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "avant.yaml").write_text(EXAMPLE, encoding="utf-8")
        Path(folder, "apres.yaml").write_text(after, encoding="utf-8")
        block(command, output(command, Path(folder), "fr"))


def steps(*lines: str) -> None:
    """What commands say one after the other, in a folder with `EXAMPLE` as exemple@1.0.0 and notes.csv.

    A line `file: old -> new` changes a file between two commands.
    """
    shown: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        referentiel = folder / "referentiels" / "exemple" / "1.0.0.yaml"
        referentiel.parent.mkdir(parents=True)
        referentiel.write_text(EXAMPLE, encoding="utf-8")
        (folder / "notes.csv").write_text(NOTES, encoding="utf-8")
        for line in lines:
            if line.startswith("certeval "):
                shown.append(f"$ {line}\n{output(line, folder, 'fr')}".rstrip())
                continue
            file, _, change = line.partition(": ")
            old, new = change.split(" -> ")
            text = (folder / file).read_text(encoding="utf-8")
            if old not in text:
                raise ValueError(line)
            (folder / file).write_text(text.replace(old, new), encoding="utf-8")
            shown.append(f"# dans {file}, « {old} » devient « {new} »")
    print("```\n" + "\n\n".join(shown) + "\n```")


def impacted(command: str) -> None:
    """Two versions of `EXAMPLE` and past sheets, and what a command says of them: the second takes a better mark,
    another rule, and has a critère more.
    """
    after = EXAMPLE.replace("1.0.0", "1.1.0").replace("{au_moins: 10}", "{au_moins: 12}")
    critere = "    - {code: CR1.5, libelle: Les besoins du client sont reformulés}\n"
    after = after.replace("  epreuves:\n", f"{critere}  epreuves:\n").replace(
        "plus_de: 50 %", "au_moins: 60 %"
    )
    notes = "candidat;CR1.1;CR1.2;CR1.3;CR1.4;E1\nC001;1;1;1;0;11\nC002;1;1;1;1;14\nC003;1;0;0;1;15\n"
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"avant.yaml": EXAMPLE, "apres.yaml": after, "notes.csv": notes}.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        block(command, output(command, Path(folder), "fr"), f"notes.csv\n{indent(notes, '    ')}\n")


def proposing(command: str) -> None:
    """Two versions of `EXAMPLE` of which only what the certification takes differs, and what a command says."""
    after = EXAMPLE.replace("1.0.0", "1.1.0").replace("{tous: blocs}", "{au_moins: 1, parmi: blocs}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "avant.yaml").write_text(EXAMPLE, encoding="utf-8")
        Path(folder, "apres.yaml").write_text(after, encoding="utf-8")
        block(command, output(command, Path(folder), "fr"))


DOUBTFUL = (
    "| Bloc | Compétences | Critères d'évaluation |\n|---|---|---|\n"
    "| BC1 Vendre | C1.1 Préparer un entretien<br>C1.2 Conclure | "
    "CR1.1.1 Le plan est écrit<br>CR1.2.1 L'accord est signé<br>CR3 Le client est remercié |\n"
)


PUBLISHED = """\
<?xml version="1.0" encoding="UTF-8"?>
<FICHES><FICHE>
  <NUMERO_FICHE>RNCP99999</NUMERO_FICHE>
  <INTITULE>Vendeur</INTITULE>
  <NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU></NOMENCLATURE_EUROPE>
  <BLOCS_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC01</CODE>
      <LIBELLE>Préparer l'action commerciale</LIBELLE>
      <LISTE_COMPETENCES>Préparer et justifier les outils de pilotage    Tenir une caisse</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
  </BLOCS_COMPETENCES>
</FICHE></FICHES>
"""


def published(*commands: str) -> None:
    """A fiche beside `EXAMPLE`, and what commands say of the two."""
    walk = Walk()
    walk.write("fiche.xml", PUBLISHED)
    (walk.folder / "exemple.yaml").write_text(EXAMPLE, encoding="utf-8")
    walk.run(*commands)


def catalogue(*commands: str) -> None:
    """What commands say in a folder with the référentiel that comes with certeval, and a later version of it."""
    walk = Walk()
    folder = walk.folder / "referentiels" / "developpement-commercial"
    folder.mkdir(parents=True)
    first = (ROOT / "referentiels" / folder.name / "1.0.0.yaml").read_text(encoding="utf-8")
    (folder / "1.0.0.yaml").write_text(first, encoding="utf-8")
    later = first.replace("version: 1.0.0", "version: 1.1.0").replace("Etude de cas", "Étude de cas")
    (folder / "1.1.0.yaml").write_text(later, encoding="utf-8")
    walk.run(*commands)


def document(name: str, text: str) -> None:
    """Print a document, what importing it says, and what its draft is to be reviewed for, in French."""
    walk = Walk()
    walk.write(name, text)
    walk.run(f"certeval import {name} --code essai")
    draft = walk.folder / "essai" / "0.1.0.yaml"
    if draft.exists():
        doubts = draft.read_text(encoding="utf-8").partition("\na_relire:")[2]
        print(f"```yaml\na_relire:{doubts.rstrip()}\n```")


DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
FLUX = re.compile(r"flux [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Those of a register differ each time: its keys are random."""


class Walk:
    """Commands run one after the other in a folder of its own, in French, where `files` of the repository are put."""

    def __init__(self, *files: str) -> None:
        self._kept = tempfile.TemporaryDirectory()
        self.folder = Path(self._kept.name)
        for each in files:
            (self.folder / Path(each).name).write_bytes((ROOT / each).read_bytes())

    def run(self, *commands: str) -> None:
        """Print commands and what each says."""
        said = [f"$ {each}\n{output(each, self.folder, 'fr')}".rstrip() for each in commands]
        print("```\n" + self.still(DIGEST.sub("sha256:…", "\n\n".join(said))) + "\n```")

    def still(self, text: str) -> str:
        """What commands say, without what is another at each run."""
        return text

    def printed(self, command: str) -> None:
        """Print a command, and run each of those that it prints."""
        said = output(command, self.folder, "fr")
        self.run(*[line for line in said.splitlines() if line.startswith("certeval ")])

    def write(self, file: str, text: str) -> None:
        """Write a file whole, and print it."""
        (self.folder / file).parent.mkdir(exist_ok=True)
        (self.folder / file).write_text(text, encoding="utf-8")
        print(f"```\n{file}\n{indent(text.rstrip(), '    ')}\n```")

    def put(self, file: str, section: str) -> None:
        """Put a section of YAML in the place of the one that a file has of that name, or at its end; print it."""
        path = self.folder / file
        key = section.partition(":")[0]
        text = path.read_text(encoding="utf-8")
        old = re.search(rf"^{key}:.*?(?=^\S|\Z)", text, re.DOTALL | re.MULTILINE)
        end = section.rstrip() + "\n\n"
        path.write_text(text.replace(old[0], end) if old else f"{text.rstrip()}\n\n{end}", encoding="utf-8")
        print(f"```yaml\n{section.rstrip()}\n```")


class Accrochage(Walk):
    """The office of the examples, with who reports holders and their table."""

    def __init__(self) -> None:
        super().__init__(
            *(f"examples/accrochage/{name}" for name in ("emetteur.yaml", "titulaires.csv")),
            "examples/accrochage/titulaires-a-corriger.csv",
        )
        shutil.copytree(ROOT / "examples" / "documents", self.folder, dirs_exist_ok=True)

    def run(self, *commands: str, once: bool = False) -> None:
        """Print commands and what each says; twice, into another file, unless `once`."""
        again = [each.replace("flux.xml", "encore.xml") for each in commands]
        super().run(*commands, *([] if once else again))

    def still(self, text: str) -> str:
        """The identifier of a flux is of its instant."""
        return FLUX.sub("flux …", text)

    def answered(self, flux: str, report: str, messages: Mapping[str, str]) -> None:
        """Write the report of a flux: what is rejected and why, by first name; the others are accepted."""
        text = (self.folder / flux).read_text(encoding="utf-8")
        names = re.findall("<cpf:prenom1>(.*?)</cpf:prenom1>", text)
        of = dict(zip(re.findall("<cpf:idTechnique>(.*?)</cpf:idTechnique>", text), names, strict=True))
        ko = "".join(
            f"<passage><idTechnique>{ident}</idTechnique><messageErreur>{messages[name]}</messageErreur></passage>\n"
            for ident, name in of.items()
            if name in messages
        )
        ok = "".join(
            f"<idTechnique>{ident}</idTechnique>\n" for ident, name in of.items() if name not in messages
        )
        (ident,) = re.findall("<cpf:idFlux>(.*?)</cpf:idFlux>", text)
        (self.folder / report).write_text(
            f"<rapport>\n<idFlux>{ident}</idFlux>\n<idTraitement>51354</idTraitement>\n"
            f"<PassagesKO>\n{ko}</PassagesKO>\n<PassagesOK>\n{ok}</PassagesOK>\n</rapport>\n",
            encoding="utf-8",
        )

    def corrected(self, file: str, *replaced: tuple[str, str]) -> None:
        """Correct a table."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in replaced:
            if old not in text:
                raise ValueError(old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def workbook(text: str) -> bytes:
    """A workbook of sheets written as `[name]` and lines of cells; what looks like a number is one."""
    import io

    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"strings_to_numbers": True}) as book:
        sheet, row = None, 0
        for line in text.splitlines():
            if line.startswith("["):
                sheet, row = book.add_worksheet(line.strip("[]")), 0
            elif sheet is not None:
                sheet.write_row(row, 0, line.split(";"))
                row += 1
    return data.getvalue()


def block(command: str, text: str, before: str = "") -> None:
    print(f"```\n{before}$ {command}\n{text.rstrip()}\n```")


def made(command: str, name: str, *keys: str) -> None:
    """What a command on the office of the examples writes in a JSON file, those of its keys: in a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder, "bureau")
        shutil.copytree(ROOT / "examples" / "documents", office)
        printed = output(command, office, "fr")
        document = json.loads((office / name).read_text(encoding="utf-8"))
    block(command, printed)
    excerpt = json.dumps({key: document[key] for key in keys}, ensure_ascii=False, indent=2)
    print(f"\n```json\n{excerpt}\n```")


def documents(command: str) -> None:
    """What a command on the office of the examples prints, and the files that it writes: in a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder, "bureau")
        shutil.copytree(ROOT / "examples" / "documents", office)
        before = set(office.rglob("*"))
        printed = output(command, office, "fr")
        files = [
            each.relative_to(office).as_posix()
            for each in sorted(office.rglob("*"))
            if each.is_file() and each not in before
        ]
    block(command, printed + "\n".join(files))


def shown_file(name: str, language: str) -> None:
    """A file of the repository, as it is."""
    print(f"```{language}\n{(ROOT / name).read_text(encoding='utf-8').rstrip()}\n```")

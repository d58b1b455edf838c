"""Grids as pages: a certification with every scale, and what its grid was given and gives back."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import Opened, open_page
from certeval import messages
from certeval.documents.grid.page import as_page
from certeval.referentiel.load import Referentiel, compile_document
from certeval.scores.grids import Grid, GridCandidate, Identity, pages, situation
from certeval.sources import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RULES = """\
format: 1
certification: {code: grille, version: 1.0.0, langue: LANGUE, intitule: Vendre & "gérer" <i>}
parcours:
- {code: EXPORT, intitule: À l'étranger}
- {code: RESEAU, intitule: En réseau}
statuts: {RET: bloque, ZERO: {valeur: 0}}
saisie:
  critere: {statuts: {ZERO: inconnu}}
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
    libelle: Vendre <script>alert(1)</script>
    criteres:
    - {code: CR1.1, libelle: "<img src=x onerror=alert(1)>"}
    - {code: CR1.2, libelle: Deux}
    - {code: CR1.3, libelle: Trois}
- code: BC2
  intitule: Étranger
  pour: {parcours: [EXPORT]}
  competences: [{code: C2, libelle: Exporter, criteres: [{code: CR2.1, libelle: Quatre}]}]
epreuves:
- {code: E1, intitule: Écrit, echelle: {note: {sur: 20}}, jures: {retenir: moyenne}}
- {code: E2, intitule: Oral, echelle: {note: {sur: 20, pas: 0.5}}, jures: {retenir: moyenne}}
- {code: E3, intitule: Stage, echelle: {niveaux: [Insuffisant, En cours, Maîtrisé]}, validation: {au_moins: En cours}}
- {code: E4, intitule: Jours, echelle: {quantite: {max: 90}}, validation: {au_moins: 60}}
- {code: E5, intitule: Tiers, echelle: {note: {min: -1, sur: 10, pas: 1/3}}, validation: {au_moins: 5}}
"""
THREE = (
    GridCandidate("C001", "Le Goff", "Anne", "G1", "EXPORT"),
    GridCandidate("075001", "=1+1", "<b>Paul</b>", "G1", "RESEAU"),
    GridCandidate("C003", 'N\'Guyen; "Minh"', "", "", ""),
)


def rules(text: str = RULES, language: str = "fr") -> Referentiel:
    loaded = compile_document(yaml.parse(text.replace("LANGUE", language).encode(), "grille.yaml"))
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def grid(
    referentiel: Referentiel,
    candidates: Sequence[GridCandidate] = THREE,
    blocs: Sequence[str] = (),
    **about: str,
) -> Grid:
    """The grid of a référentiel, for these candidates."""
    identity = Identity(f"{referentiel.code}@{referentiel.version}", referentiel.digest, **about)
    held = tuple(pages(referentiel, blocs))
    return Grid(identity, referentiel.title, held, tuple(candidates), situation(referentiel))


def page(made: Grid, language: str = "fr") -> bytes:
    with messages.in_language(language):
        return as_page(made)


def write_page(folder: Path, made: Grid, name: str = "grille.html", language: str = "fr") -> Path:
    path = folder / name
    path.write_bytes(page(made, language))
    return path


ENTERED = """
    [numero, Object.fromEntries([...people].map(([code, each]) =>
        [code, [each.notes, each.comments, each.unsaved].map(held => [...held].map(String).sort())]))]
"""
"""The number of the last file, and what each candidate has and no file holds, as the script holds it."""


@contextmanager
def open_filling(browser: "Browser", file: Path, **options: Any) -> Iterator["Filling"]:
    with open_page(browser, file, **options) as tab:
        juror = Filling(tab)
        juror.drawn()
        yield juror


class Filling:
    """A grid open in a browser, as a juror uses it."""

    def __init__(self, shown: Opened) -> None:
        self.shown = shown
        self.tab = shown.tab

    def row(self, code: str) -> Any:
        return self.tab.locator(f'[data-code="{code}"]').first

    def row_drawn(self, code: str) -> Any:
        """A row that is, or comes, near: it is drawn once the browser has told so."""
        row = self.row(code)
        row.wait_for(state="attached")
        return row

    def drawn(self) -> None:
        """Wait until the browser has told the page, once it is shown, which rows are near."""
        self.tab.wait_for_function("() => shown === null || rows.size")

    def reload(self) -> None:
        self.kept()
        self.tab.reload()
        self.drawn()

    def enter(self, **texts: str) -> None:
        """Choose words, type marks, else choose statuses; `_` in a name is the dot of a code."""
        for name, text in texts.items():
            row = self.row_drawn(name.replace("_", "."))
            if row.locator(".mark").count():
                row.locator(".mark").fill(text)
                row.locator(".mark").blur()
            elif row.locator(f'input[value="{text}"]').count():
                row.locator(f'label:has(input[value="{text}"])').click()
            else:
                row.locator(".status").select_option(text)

    def put(self, marks: dict[str, dict[str, str]]) -> None:
        """Enter many notes at once, as the fields do one by one."""
        self.tab.evaluate(
            """marks => {
                for (const [candidat, texts] of Object.entries(marks)) {
                    for (const [code, text] of Object.entries(texts)) enter(people.get(candidat), 'notes', code, text);
                }
                choose(shown, false);
            }""",
            marks,
        )

    def comment(self, code: str, text: str) -> None:
        row = self.row_drawn(code)
        if row.locator(".comment").is_hidden():
            row.locator(".commenting").click()
        row.locator(".comment").fill(text)

    def kept(self) -> None:
        """Wait until another window sees all that was done: Chromium may lose a write of a window just opened, where
        the machine is busy.
        """
        other = self.tab.context.new_page()
        for _ in range(20):
            other.goto(self.tab.url)
            if other.evaluate(ENTERED) == self.tab.evaluate(ENTERED):
                break
            self.tab.evaluate("people.forEach(copyPerson); copyHead()")
        other.close()

    def choose(self, candidat: str) -> None:
        self.tab.locator(f'#candidats button[value="{candidat}"]').click()

    def save(self, folder: Path, form: str = "json") -> Path:
        """The file that the browser saves, under the name that the grid gives it."""
        with self.tab.expect_download() as found:
            self.tab.locator(f'#contenu .enregistrer[value="{form}"]').click()
        path = folder / found.value.suggested_filename
        assert not path.exists(), "a file is written over"
        found.value.save_as(path)
        return path

    def reopen(self, file: Path) -> str:
        """What the page says of a file that it is given."""
        self.tab.locator("#repris").evaluate("each => { each.textContent = ''; }")
        self.tab.locator("#fichier").set_input_files(file)
        told = "() => byId('repris').textContent || !byId('conflits').hidden"
        self.tab.wait_for_function(told)
        return self.text("#repris")

    def text(self, selector: str) -> str:
        return " ".join(self.tab.locator(selector).inner_text().split())

    def notes(self) -> dict[str, dict[str, str]]:
        """What each candidate has, as the script holds it."""
        found: dict[str, dict[str, str]] = self.tab.evaluate(
            "Object.fromEntries([...people].map(([code, each]) => [code, Object.fromEntries(each.notes)]))"
        )
        return {code: texts for code, texts in found.items() if texts}


def sheet(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held

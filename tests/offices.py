"""An office in a folder: référentiels, sessions that were deliberated, a register; several years of them."""

import json
from pathlib import Path

from conftest import Certeval

RULES = """\
format: 1
certification: {{code: {code}, version: {version}{number}}}
validation:
  competence: {{tous: criteres}}
  bloc: {{tous: competences}}
  certification: {{tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  {rncp}
  competences: [{{code: C1, libelle: Vendre, criteres: [{{code: CR1, libelle: Un}}]}}]
- code: BC2
  intitule: Acheter
  competences: [{{code: C2, libelle: Acheter, criteres: [{{code: CR2, libelle: Deux}}]}}]
{more}
"""
SESSION = """\
format: 1
session: {{code: {code}, referentiel: {referentiel}, feuilles: [../{sheet}]}}
jury:
  designation: {{par: directeur, le: 2025-05-20, acte: décision 14}}
  membres:
  - {{code: J1, qualite: directrice, externe: oui, role: president}}
  - {{code: J2, qualite: formateur, externe: non}}
deliberation:
  le: {le}
  presents: [J1, J2]
{more}
"""

OPTIONS = """\
- code: OA
  intitule: Option A
  pour: {parcours: [A]}
  competences: [{code: C3, libelle: A, criteres: [{code: CRA, libelle: A}]}]
- code: OB
  intitule: Option B
  pour: {parcours: [B]}
  competences: [{code: C4, libelle: B, criteres: [{code: CRB, libelle: B}]}]
parcours: [{code: A, intitule: Option A}, {code: B, intitule: Option B}]
"""


class Office:
    """A folder of référentiels and sessions, whose register is `r.db`."""

    def __init__(self, certeval: Certeval, folder: Path) -> None:
        self.certeval = certeval
        self.folder = folder

    def version(self, name: str, more: str = "", rncp: str = "", number: str = "") -> None:
        """`rncp` is the number of BC1 as a key, `number` that of the certification."""
        code, version = name.split("@")
        file = self.folder / "referentiels" / code / f"{version}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        own = f", rncp: {number}" if number else ""
        text = RULES.format(code=code, version=version, more=more, rncp=rncp, number=own)
        file.write_text(text, encoding="utf-8")

    def session(self, code: str, referentiel: str, le: str, sheet: str, more: str = "") -> None:
        (self.folder / f"{code}.csv").write_text(f"candidat;CR1;CR2\n{sheet}\n", encoding="utf-8")
        folder = self.folder / "sessions"
        folder.mkdir(exist_ok=True)
        text = SESSION.format(code=code, referentiel=referentiel, le=le, sheet=f"{code}.csv", more=more)
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")

    def options(self, code: str, le: str, row: str) -> None:
        """A session of options@1.0.0, whose sheet has this row: candidat, parcours, CR1, CR2, CRA, CRB."""
        self.session(code, "options@1.0.0", le, "K1;;")
        sheet = f"candidat;parcours;CR1;CR2;CRA;CRB\n{row}\n"
        (self.folder / f"{code}.csv").write_text(sheet, encoding="utf-8")

    def register(self, code: str) -> None:
        done = self.certeval("registre", "enregistrer", code, "--registre", "r.db", "--auteur", "bureau")
        assert done.status == 0, done.err

    def decided(self, code: str) -> dict[str, tuple[str, str]]:
        done = self.certeval("validate", "--session", code, "--registre", "r.db", "--json")
        assert done.status == 0, done.err
        (candidate,) = json.loads(done.out)["candidats"]
        found = {each["code"]: (each["verdict"], each["origine"]) for each in candidate["blocs"]}
        return found | {"certification": (candidate["certification"]["verdict"], "")}

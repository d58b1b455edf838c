"""`certeval publish --format moodle`: a framework that Moodle's own tool imports as it is (tool_lpimportcsv).

`Imported` reads it as that tool's source does: PHP's fgetcsv, columns by their place, what is cut, what is dropped.
"""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from certeval.exchange.moodle import HEADINGS
from conftest import Certeval

REFERENTIEL = """\
format: 1
certification:
  code: vente
  version: 2.0.0
  intitule: Vendre
  rncp: RNCP12345
saisie: {critere: {echelle: {niveaux: [NA, "EA, en cours", A, "A+"]}}}
validation:
  critere: {au_moins: A}
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Vendre
  condition: {texte: Validation de la compétence.}
  activites: [{code: A1, libelle: Vente, competences: [C1]}]
  epreuves: [{code: E1, intitule: Oral, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}]
  competences:
  - code: C1
    libelle: =Vendre
    criteres:
    - {code: K1, libelle: "a<b \\\\ « \\"c\\" »; fin\\\\"}
- code: BC2
  intitule: Négocier
  reprend: [C1]
  competences:
  - code: C2
    libelle: Négocier
    sous_competences:
    - code: S1
      libelle: Écouter
      criteres: [{code: K2, libelle: Deux, echelle: acquis, validation: {au_moins: oui}}]
"""


def fgetcsv(text: str, separator: str) -> list[list[str]]:
    """What PHP reads: a backslash keeps the quote after it from ending a cell, both staying in it."""
    rows: list[list[str]] = [[""]]
    quoted, escaped, i = False, False, 0
    while i < len(text):
        sign = text[i]
        if quoted and sign == '"' and not escaped:
            if text[i + 1 : i + 2] == '"':
                rows[-1][-1] += '"'
                i += 1
            else:
                quoted = False
        elif not quoted and sign == '"' and not rows[-1][-1]:
            quoted = True
        elif not quoted and sign == separator:
            rows[-1].append("")
        elif not quoted and sign == "\n":
            rows.append([""])
        else:
            rows[-1][-1] += sign
        escaped = quoted and sign == "\\" and not escaped
        i += 1
    return [row for row in rows if row != [""]]


class Imported:
    """The framework that Moodle makes of a file, and its competencies by ID number."""

    def __init__(self, text: str, separator: str = ";") -> None:
        head, *rows = fgetcsv(text, separator)
        assert {len(row) for row in [head, *rows]} == {len(HEADINGS)}
        named = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
        (self.framework,) = [each for each in named if each["Is framework"]]
        self.flat = {each["ID number"]: each for each in named if not each["Is framework"]}
        for each in named:
            assert all(0 < len(clean_param(each[name])) <= 100 for name in ("ID number", "Short name"))
            assert clean_param(each["Short name"]) == each["Short name"]
            assert each["Description format"] == "1"
        self.tree = self.below("")
        assert str(self.tree).count("{") - 1 == len(self.flat)  # none is lost

    def below(self, parent: str) -> dict[str, object]:
        return {
            code: self.below(code) for code, each in self.flat.items() if each["Parent ID number"] == parent
        }

    def scale(self, code: str = "") -> tuple[list[str], list[str], str] | None:
        """The values of a scale, those that are proficient, the one by default; None for the framework's."""
        row = self.flat[code] if code else self.framework
        if not row["Scale values"]:
            return None
        values = [value.strip() for value in row["Scale values"].split(",")]
        scale, *said = json.loads(row["Scale configuration"])
        assert "scaleid" in scale
        (default,) = [values[each["id"] - 1] for each in said if each["scaledefault"]]
        return values, [values[each["id"] - 1] for each in said if each["proficient"]], default


def clean_param(text: str) -> str:
    """What `clean_param` leaves of a text: PHP takes a `<` that no space follows for a tag."""
    return re.sub(r"<\S[^>]*>?", "", text)


def publish(certeval: Certeval, here: Path, text: str = REFERENTIEL) -> tuple[Imported, str]:
    (here / "vente.yaml").write_text(text, encoding="utf-8")
    done = certeval("publish", "vente.yaml", "--output", "vente.csv", "--force")
    assert done.status == 0, done.err
    separator = "," if "langue: en" in text else ";"
    return Imported((here / "vente.csv").read_text(encoding="utf-8"), separator), done.err


def test_blocs_competences_and_criteres_stand_under_each_other(certeval: Certeval, tmp_path: Path) -> None:
    made, said = publish(certeval, tmp_path)

    assert made.tree == {"BC1": {"C1": {"K1": {}}}, "BC2": {"C2": {"S1": {"K2": {}}}}}
    assert made.framework["ID number"] == "vente@2.0.0"
    assert made.framework["Taxonomy"] == "domain,competency,competency,indicator"
    assert made.flat["BC2"]["Cross-referenced competency ID numbers"] == "C1"
    assert [each["Exported ID (optional)"] for each in made.flat.values()] == list("1234567")
    assert "the rules, activités, épreuves, the jury, the cases" in said


def test_a_description_says_word_for_word_what_a_short_name_can_not(
    certeval: Certeval, tmp_path: Path
) -> None:
    made, _ = publish(certeval, tmp_path)

    assert made.flat["K1"]["Short name"] == 'a< b ∖ « "c" »; fin∖'
    assert unescape(made.flat["K1"]["Description"]) == '<p>a<b \\ « "c" »; fin\\</p>'
    assert made.flat["BC1"]["Description"] == "<p>Vendre</p><p>Validation de la compétence.</p>"
    assert made.framework["Description"] == "<p>Vendre</p><p>RNCP12345, vente@2.0.0</p>"
    text = (tmp_path / "vente.csv").read_text(encoding="utf-8")
    assert "\\" not in text
    assert made.flat["C1"]["Short name"] == " =Vendre"
    assert not re.search(r"(^|;)\"?[=+@-]", text, re.MULTILINE)


def test_a_scale_has_the_levels_of_the_referentiel_and_those_that_validate(
    certeval: Certeval, tmp_path: Path
) -> None:
    made, said = publish(certeval, tmp_path)

    assert made.scale() == (["Non acquis", "Acquis"], ["Acquis"], "Acquis")
    assert made.scale("K1") == (["NA", "EA ; en cours", "A", "A+"], ["A", "A+"], "A")
    assert made.scale("K2") is made.scale("C1") is None
    assert "R347" in said


def test_scales_of_fewer_and_more_levels_stand_side_by_side(certeval: Certeval, tmp_path: Path) -> None:
    fewer = REFERENTIEL.replace(
        "echelle: acquis, validation: {au_moins: oui}", "echelle: {niveaux: [insuffisant, suffisant]}"
    ).replace("libelle: Deux, ", "libelle: Deux, validation: {au_moins: suffisant}, ")
    made, _ = publish(certeval, tmp_path, fewer)
    assert made.scale("K1") == (["NA", "EA ; en cours", "A", "A+"], ["A", "A+"], "A")
    assert made.scale("K2") == (["insuffisant", "suffisant"], ["suffisant"], "suffisant")


@pytest.mark.parametrize("level", ["NA", "A", "A+"])
def test_the_level_that_validates_is_the_rule_s(certeval: Certeval, tmp_path: Path, level: str) -> None:
    made, _ = publish(certeval, tmp_path, REFERENTIEL.replace("au_moins: A}", f'au_moins: "{level}"}}'))
    levels = ["NA", "EA ; en cours", "A", "A+"]
    assert made.scale("K1") == (levels, levels[levels.index(level) :], level)


@pytest.mark.parametrize(("length", "told"), [(99, False), (100, False), (101, True), (3000, True)])
def test_a_short_name_has_a_hundred_characters(
    certeval: Certeval, tmp_path: Path, length: int, told: bool
) -> None:
    wording = ("Écouter " * 400)[:length].strip().ljust(length, "é")
    made, said = publish(certeval, tmp_path, REFERENTIEL.replace("libelle: Écouter", f"libelle: {wording}"))

    assert ("R345" in said) is told
    short = made.flat["S1"]["Short name"]
    assert short == wording if not told else (short.endswith("Écouter…") and wording.startswith(short[:-1]))
    assert made.flat["S1"]["Description"] == f"<p>{wording}</p>"


@pytest.mark.parametrize(("length", "told"), [(99, False), (100, False), (101, True), (300, True)])
def test_a_code_keeps_what_stands_below_it_however_long(
    certeval: Certeval, tmp_path: Path, length: int, told: bool
) -> None:
    code = "C" * length
    made, said = publish(certeval, tmp_path, REFERENTIEL.replace("code: C2", f"code: {code}"))

    assert ("R346" in said) is told
    ((identifier, below),) = made.below("BC2").items()
    assert (identifier == code) is not told
    assert below == {"S1": {"K2": {}}}


def test_the_separator_is_that_of_moodle_in_the_language_of_the_referentiel(
    certeval: Certeval, tmp_path: Path
) -> None:
    made, _ = publish(certeval, tmp_path, REFERENTIEL.replace("intitule: Vendre\n", "langue: en\n", 1))
    assert made.scale() == (["Not acquired", "Acquired"], ["Acquired"], "Acquired")


def test_the_shipped_referentiel_is_whole_there(certeval: Certeval, tmp_path: Path) -> None:
    assert (
        certeval("publish", "developpement-commercial", "--format", "moodle", "--output", "d.csv").status == 0
    )
    made = Imported((tmp_path / "d.csv").read_text(encoding="utf-8"))
    assert len([code for code in made.flat if code.startswith("CR")]) == 46
    assert made.framework["Taxonomy"] == "domain,competency,indicator,competency"


def test_an_address_is_not_moodle_s(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "vente.yaml").write_text(REFERENTIEL, encoding="utf-8")
    words = ("publish", "vente.yaml", "--format", "moodle")
    assert certeval(*words, "--adresse", "https://ecole.example").status == 2
    assert certeval(*words, "--with-rules").status == 2

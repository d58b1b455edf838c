"""`certeval show --json`, and the versions of a certification."""

import json
from pathlib import Path

import pytest

from certeval.referentiel.load import load
from showing import MARKS, ROOT, SHARED, show, shown_as_json, written

SHIPPED = ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml"


def catalogue(folder: Path, *periods: str) -> None:
    """A catalogue of versions 1.0.0, 2.0.0… each in force during the period given."""
    (folder / "partage").mkdir(parents=True)
    for i, period in enumerate(periods, 1):
        declared = f"version: {i}.0.0, en_vigueur: {{{period}}}"
        text = SHARED.replace("version: 1.0.0", declared) if period != "broken" else "format: ["
        (folder / "partage" / f"{i}.0.0.yaml").write_text(text, encoding="utf-8")


def test_versions_are_listed_and_the_one_in_force_that_day_is_marked(tmp_path: Path) -> None:
    catalogue(tmp_path / "referentiels", "au: 2025-12-31", "du: 2026-01-01, au: 2026-12-31", "broken")
    assert show("versions", "--date", "2025-06-30", folder=tmp_path)[1] == (
        "partage\n"
        "  1.0.0  selected\n"
        "    in force, until 2025-12-31\n"
        "    referentiels/partage/1.0.0.yaml\n"
        "  2.0.0\n"
        "    to come, from 2026-01-01 to 2026-12-31\n"
        "    referentiels/partage/2.0.0.yaml\n"
        "  3.0.0\n"
        "    cannot be read: see certeval check\n"
        "    referentiels/partage/3.0.0.yaml\n"
    )
    assert "partage@2.0.0" in show("bloc 1", "--date", "2026-06-30", folder=tmp_path)[1]


def test_a_file_outside_the_catalogue_is_listed_after_its_versions(tmp_path: Path) -> None:
    catalogue(tmp_path / "referentiels", "au: 2025-12-31")
    file = written(tmp_path, SHARED.replace("1.0.0", "1.1.0"))
    versions = shown_as_json("versions", "--referentiel", file, folder=tmp_path)["versions"]
    assert isinstance(versions, list)
    assert [(v["version"], v["chemin"], v["retenue"]) for v in versions] == [
        ("1.0.0", "referentiels/partage/1.0.0.yaml", False),
        ("1.1.0", "referentiel.yaml", True),
    ]


def test_a_file_of_the_catalogue_is_listed_once_however_its_path_is_written(tmp_path: Path) -> None:
    catalogue(tmp_path / "referentiels", "au: 2025-12-31")
    for path in ("referentiels/partage/1.0.0.yaml", "referentiels/../referentiels/partage/1.0.0.yaml"):
        for file in (path, str(tmp_path / path)):
            versions = shown_as_json("versions", "--referentiel", file, folder=tmp_path)["versions"]
            assert isinstance(versions, list)
            assert [(v["version"], v["retenue"]) for v in versions] == [("1.0.0", True)], file


def test_versions_are_listed_even_when_none_is_in_force(tmp_path: Path) -> None:
    catalogue(tmp_path / "referentiels", "au: 2025-12-31", "du: 2027-01-01")
    status, out, _ = show("versions", "--date", "2026-06-30", "--json", folder=tmp_path)
    found = json.loads(out)
    assert (status, found["referentiel"]) == (0, {"code": "partage"})
    assert [(each["version"], each["retenue"]) for each in found["versions"]] == [
        ("1.0.0", False),
        ("2.0.0", False),
    ]
    assert found["versions"][1]["en_vigueur"] == {"du": "2027-01-01"}
    assert show("bloc 1", "--date", "2026-06-30", folder=tmp_path)[0] == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "certification"),
        ("bloc 2", "bloc"),
        ("C1.1", "competence"),
        ("CR1.1.1", "critere"),
        ("A1.1", "activite"),
        ("E1", "epreuve"),
        ("E1-oral", "partie"),
        ("metiers", "metiers"),
        ("versions", "versions"),
    ],
)
def test_json_names_the_referentiel_and_holds_what_was_asked_under_its_kind(words: str, kind: str) -> None:
    found = shown_as_json(words)
    assert set(found) - {"ecarts"} == {"schema", "referentiel", kind}
    assert found["referentiel"] == {
        "code": "developpement-commercial",
        "version": "1.0.0",
        "empreinte": load(SHIPPED).referentiel.digest,  # type: ignore[union-attr]
    }
    assert show(words, "--format", "json")[1] == show(words, "--json")[1]


def test_json_of_a_bloc_is_what_is_declared_with_what_each_count_requires() -> None:
    bloc = shown_as_json("bloc 1")["bloc"]
    assert isinstance(bloc, dict)
    counted = {c["code"]: (c["requis"], c["total"], len(c["criteres"])) for c in bloc["competences"]}
    assert counted == {"C1.1": (4, 6, 6), "C1.2": (3, 5, 5), "C1.3": (4, 6, 6)}
    assert (bloc["requis"], bloc["total"]) == (3, 3)
    assert bloc["competences"][0]["criteres"][0] == {
        "code": "CR1.1.1",
        "code_source": "CR1.1",
        "libelle": bloc["competences"][0]["criteres"][0]["libelle"],
    }
    oral = bloc["epreuves"][0]["parties"][1]
    assert (oral["duree"], oral["apres"]) == ("30 min", {"partie": "E1-ecrit", "delai": "7 j"})
    assert bloc["condition"]["effectif"] == {"competences": 3}


def test_json_of_an_element_names_what_it_is_part_of_and_its_ecarts() -> None:
    found = shown_as_json("CR6")
    critere, ecarts = found["critere"], found["ecarts"]
    assert isinstance(critere, dict)
    assert isinstance(ecarts, list)
    assert (critere["code"], critere["competence"], critere["bloc"]) == ("CR1.1.6", "C1.1", "BC1")
    assert [ecart["diagnostic"] for ecart in ecarts if "diagnostic" in ecart] == ["L205"]
    assert all(set(ecart) - {"diagnostic"} == {"cible", "constat", "decision"} for ecart in ecarts)


def test_json_keeps_scales_and_exact_numbers(tmp_path: Path) -> None:
    text = MARKS.replace("quantite: {max: 35}", "quantite: {max: 35, pas: 0.5}")
    found = shown_as_json("", "--referentiel", written(tmp_path, text))["certification"]
    assert isinstance(found, dict)
    assert found["saisie"]["bloc"]["echelle"] == {"note": {"sur": 20, "pas": "0.5"}}
    assert found["mesures"] == {"generale": {"moyenne": {"UE1": 1, "UE5": "1.5"}}}
    assert found["statuts"] == {"ABS": "bloque", "RET": {"valeur": "0"}}
    assert found["blocs"][0]["effectif"]["competences"] == 2
    assert found["faits"][0]["echelle"] == {"quantite": {"max": 35, "pas": "0.5"}}
    plain = MARKS.replace("echelle: {quantite: {max: 35}}", "echelle: acquis")
    found = shown_as_json("JOURS", "--referentiel", written(tmp_path, plain))["fait"]
    assert isinstance(found, dict)
    assert found["echelle"] == "acquis"

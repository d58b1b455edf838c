"""What the conditions of a document's blocs become in its draft: rules, doubts to review, or nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Certeval

HALF = "Une compétence est validée si plus de 50 % de ses critères sont validés."
ALL = "Validation des 2 compétences."
TIE = "Une compétence est validée si la moitié des critères sont validés."


def draft(certeval: Certeval, *conditions: str) -> dict[str, object]:
    """The draft of a table that has a bloc of two compétences for each condition."""
    rows = ["| Bloc | Compétences | Modalités d'évaluation | Critères d'évaluation |", "|---|---|---|---|"]
    for b, condition in enumerate(conditions, 1):
        said = f"Condition de validation du bloc {b} : {condition}" if condition else ""
        for c in (1, 2):
            criteres = "<br>".join(f"CR{b}.{c}.{n} Le résultat {b}{c}{n} est obtenu" for n in (1, 2))
            competence = f"C{b}.{c} Préparer l'entretien {b}{c} afin de vendre"
            rows.append(
                f"| {f'BC{b} Vendre {b}' if c == 1 else ''} | {competence} | {said if c == 1 else ''} | {criteres} |"
            )
    Path("source.md").write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = certeval("import", "source.md", "--code", "essai", "--output", "essai.yaml", "--force")
    assert done.status == 0, done.err
    found: dict[str, object] = yaml.safe_load(Path("essai.yaml").read_text(encoding="utf-8"))
    return found


def test_what_every_bloc_says_surely_is_the_rule_of_its_kind(certeval: Certeval) -> None:
    found = draft(certeval, f"{ALL} {HALF}", f"{ALL} {HALF}")
    assert found["validation"] == {
        "competence": {"parmi": "criteres", "plus_de": "50 %"},
        "bloc": {"tous": "competences"},
    }
    assert "a_relire" not in found


def test_what_one_bloc_says_is_its_own_rule(certeval: Certeval) -> None:
    first, second = draft(certeval, f"{ALL} {HALF}", "")["blocs"]  # type: ignore[misc]
    assert first["validation"] == {"tous": "competences"}
    assert [each["validation"] for each in first["competences"]] == [
        {"parmi": "criteres", "plus_de": "50 %"}
    ] * 2
    assert "validation" not in second
    assert all("validation" not in each for each in second["competences"])


def test_a_supposed_rule_keeps_the_draft_from_deciding(certeval: Certeval) -> None:
    found = draft(certeval, TIE, TIE)
    assert found["validation"] == {"competence": {"parmi": "criteres", "au_moins": "50 %"}}
    [first, second] = found["a_relire"]  # type: ignore[misc]
    assert first["bloquant"] == second["bloquant"] == "oui"
    assert "la moitié des critères" in first["constat"]
    assert first["propose"] == "competence: {parmi: criteres, au_moins: 50 %}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Le bloc est validé si toutes les compétences sauf une sont validées.",
        "Le bloc est validé si aucune compétence éliminatoire n'est non acquise.",
        "Le jury délibère souverainement.",
        "?",
    ],
)
def test_what_is_not_understood_or_not_named_gives_no_rule(certeval: Certeval, sentence: str) -> None:
    found = draft(certeval, sentence, sentence)
    assert found["validation"] == {}
    assert all("validation" not in bloc for bloc in found["blocs"])  # type: ignore[attr-defined]
    assert len(found["a_relire"]) == 2  # type: ignore[arg-type]


def test_a_number_that_is_announced_is_compared_by_check(certeval: Certeval) -> None:
    found = draft(certeval, "Validation des 3 compétences.", "Validation des 2 compétences.")
    assert found["validation"] == {"bloc": {"tous": "competences"}}
    assert "a_relire" not in found
    done = certeval("check", "essai.yaml", "--select", "R301")
    assert "BC1 announces 3 compétences and declares 2" in done.out
    assert "BC2" not in done.out


TABLE = """| Bloc | Compétences | Modalités d'évaluation | Critères d'évaluation |
|---|---|---|---|
| BC1 Vendre | C1.1 Préparer l'offre afin de vendre | Oral (jeu de rôle, 30 minutes) | CR1.1.1 L'offre est juste |
"""


def import_beside(certeval: Certeval, *sentences: str, **asked: str) -> tuple[dict[str, Any], list[str]]:
    """The draft of a table with sentences after it, and what is said of them."""
    Path("source.md").write_text("\n\n".join([TABLE, *sentences, ""]), encoding="utf-8")
    target = asked.get("output", "essai.yaml")
    done = certeval("import", "source.md", "--output", target)
    assert done.status == 0, done.err
    lines = done.err.splitlines()
    said = [f"{line} {lines[i + 2]}" for i, line in enumerate(lines) if "[I062]" in line]
    return yaml.safe_load(Path(target).read_text(encoding="utf-8")), said


def test_a_rule_beside_the_tables_is_said_and_not_taken(certeval: Certeval) -> None:
    found, (competence, certification) = import_beside(
        certeval,
        "Ce document a été validé par le comité pour la session.",
        HALF,
        "La certification est obtenue si tous les blocs sont validés.",
    )
    assert found["validation"] == {}
    assert "a_relire" not in found
    assert HALF in competence
    assert competence.endswith("competence: {parmi: criteres, plus_de: 50 %}")
    assert certification.endswith("certification: {tous: blocs}")


def test_two_rules_of_one_sentence_are_said_as_they_can_be_written(certeval: Certeval) -> None:
    _found, (said,) = import_beside(
        certeval,
        "Le bloc est validé si le candidat valide toutes les compétences. Une compétence est validée si au moins 2/3 "
        "des critères sont validés.",
    )
    shown = said.partition("`validation`: ")[2]
    assert yaml.safe_load(f"validation: {shown}") == {
        "validation": {
            "bloc": {"tous": "competences"},
            "competence": {"parmi": "criteres", "au_moins": "2/3"},
        }
    }


def test_a_doubtful_rule_beside_the_tables_is_said_with_its_doubt(certeval: Certeval) -> None:
    _found, (said,) = import_beside(certeval, TIE)
    assert "competence: {parmi: criteres, au_moins: 50 %} (" in said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Le bloc est validé si plus de 50 % des critères sont acquis, sauf avis contraire du jury.", True),
        ("Une note inférieure à 8/20 est éliminatoire.", True),
        ("La certification est obtenue si deux blocs sur trois sont validés et le troisième compensé.", True),
        ("La certification est obtenue si tous les blocs sont validés.", False),
        ("Ce document a été validé par le comité pour la session.", False),
        ("Le candidat lit le sujet pendant 20 minutes.", False),
    ],
)
def test_a_sentence_beside_the_tables_that_is_not_understood_is_said_too(
    certeval: Certeval, sentence: str, said: bool
) -> None:
    Path("source.md").write_text(f"{TABLE}\n{sentence}\n", encoding="utf-8")
    done = certeval("import", "source.md", "--output", "essai.yaml")
    assert (done.status, "[I063]" in done.err) == (0, said)


def test_a_duration_in_brackets_leaves_none_open(certeval: Certeval) -> None:
    found, _said = import_beside(certeval)
    (epreuve,) = found["blocs"][0]["epreuves"]
    assert (epreuve["intitule"], epreuve["duree"]) == ("Oral (jeu de rôle)", "30 min")


@pytest.mark.parametrize(
    ("output", "code", "version"),
    [
        ("referentiels/vendeur/1.2.0.yaml", "vendeur", "1.2.0"),
        ("vendeur.yaml", "source", "0.1.0"),
        ("vendeur/1.2.yaml", "source", "0.1.0"),
        ("2026/1.2.0.yaml", "source", "1.2.0"),
    ],
)
def test_a_draft_put_among_versions_is_named_as_its_file(
    certeval: Certeval, output: str, code: str, version: str
) -> None:
    found, _said = import_beside(certeval, output=output)
    assert (found["certification"]["code"], found["certification"]["version"]) == (code, version)

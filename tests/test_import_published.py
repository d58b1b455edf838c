"""The official document that certeval prints, read back: what it says of each element, in each form."""

from pathlib import Path
from typing import Any

import pytest

from certeval.exchange.draft import Draft
from conftest import Certeval
from test_import import import_draft
from test_import_whole import page, table

CONTENT = """\
format: 1
certification: {code: vente, version: 1.0.0, intitule: Vendre}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  activites:
  - {code: A1, libelle: Accueillir, competences: [C1]}
  - {code: A2, libelle: Ranger, competences: []}
  competences:
  - {code: C1, libelle: Accueillir un client, criteres: [{code: CR1.1, libelle: Le client est salué}]}
  - {code: C2, libelle: Conseiller un client, criteres: [{code: CR2.1, libelle: Le conseil est juste}]}
  - {code: C3, libelle: Encaisser un client, criteres: [{code: CR3.1, libelle: Le compte est bon}]}
  epreuves:
  - {code: E3, intitule: Mise en situation, duree: 45 min, evalue: [C1]}
  - {code: E7, intitule: Oral, duree: 1 h 30, description: Devant un jury, evalue: [C3]}
"""
FORMS = ["html", "md", "docx"]


def read_back(certeval: Certeval, content: str, form: str) -> Draft:
    Path("vente.yaml").write_text(content, encoding="utf-8")
    assert certeval("publish", "vente.yaml", "--output", f"x.{form}").status == 0
    return import_draft(Path(f"x.{form}").read_bytes())


def links(draft: Draft, key: str, link: str) -> dict[str, Any]:
    (bloc,) = draft.tree["blocs"]
    return {each.get("intitule", each.get("libelle")): each.get(link) for each in bloc[key]}


@pytest.mark.parametrize("form", FORMS)
def test_an_element_that_leads_to_nothing_or_follows_from_nothing_is_read_back_so(
    certeval: Certeval, form: str
) -> None:
    """Blank cells went on those above: A2 led to the three compétences, and E3 assessed C2."""
    draft = read_back(certeval, CONTENT, form)
    assert links(draft, "activites", "competences") == {"Accueillir": ["C1"], "Ranger": None}
    assert [c["code"] for c in draft.tree["blocs"][0]["competences"]] == ["C1", "C2", "C3"]
    assert [e.get("evalue") for e in draft.tree["blocs"][0]["epreuves"]] == [["C1"], ["C3"]]
    assert not draft.outline.doubts


@pytest.mark.parametrize("none", ["–", "-", "/", "Néant", "Sans objet"])
def test_a_cell_that_says_there_is_nothing_goes_on_none_above(none: str) -> None:
    rows = [("A1 Visite", "C1 Vendre", "Oral 30 min", "CR1.1 Le prix est dit")]
    rows += [(none, "C2 Gérer", none, "CR2.1 Le compte est bon"), ("A2 Suivre", none, none, "–")]
    draft = page("<p>Bloc 1 : Vendre</p>", table(*rows))
    assert links(draft, "activites", "competences") == {"Visite": ["C1"], "Suivre": None}
    assert links(draft, "epreuves", "evalue") == {"Oral": ["C1"]}
    assert not draft.outline.doubts


def test_a_blank_cell_goes_on_the_one_above() -> None:
    rows = [("A1 Visite", "C1 Vendre", "Oral 30 min", "CR1.1 Prix"), ("", "C2 Gérer", "", "CR2.1 Compte")]
    draft = page("<p>Bloc 1 : Vendre</p>", table(*rows))
    assert links(draft, "activites", "competences") == {"Visite": ["C1", "C2"]}
    assert links(draft, "epreuves", "evalue") == {"Oral": None}


@pytest.mark.parametrize("form", FORMS)
def test_the_code_and_the_duration_of_an_epreuve_are_read_back(certeval: Certeval, form: str) -> None:
    draft = read_back(certeval, CONTENT, form)
    read = [(e["code"], e["intitule"], e["duree"], e["evalue"]) for e in draft.tree["blocs"][0]["epreuves"]]
    assert read == [("E3", "Mise en situation", "45 min", ["C1"]), ("E7", "Oral", "1 h 30", ["C3"])]


WHOLE = """\
format: 1
certification: {code: vente, version: 1.0.0, intitule: Vendre}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Accueillir, criteres: [{code: CR1.1, libelle: Le client est salué}]}]
- code: BC2
  intitule: Gérer
  competences: [{code: C2, libelle: Conseiller, criteres: [{code: CR2.1, libelle: Le conseil est juste}]}]
epreuves:
- {code: E4, intitule: Étude de cas, duree: 2 h, evalue: [C1, C2]}
"""


@pytest.mark.parametrize("form", FORMS)
def test_an_epreuve_of_several_blocs_is_read_back_as_one(certeval: Certeval, form: str) -> None:
    draft = read_back(certeval, WHOLE, form)
    assert draft.tree["epreuves"] == [
        {"code": "E4", "intitule": "Étude de cas", "duree": "2 h", "evalue": ["C1", "C2"]}
    ]
    assert [bloc.get("epreuves") for bloc in draft.tree["blocs"]] == [None, None]


@pytest.mark.parametrize("form", FORMS)
def test_a_part_of_an_epreuve_is_no_epreuve_when_read_back(certeval: Certeval, form: str) -> None:
    shipped = Path(__file__).parents[1] / "referentiels/developpement-commercial/1.0.0.yaml"
    draft = read_back(certeval, shipped.read_text("utf-8"), form)
    read = [(e["code"], e.get("duree")) for bloc in draft.tree["blocs"] for e in bloc["epreuves"]]
    assert read == [("E1", "8 h"), ("E2", "35 h"), ("E3", None)]


def test_epreuves_of_one_cell_part_at_their_codes_and_one_code_in_two_blocs_is_of_each() -> None:
    first = ("A1 Visite", "C1 Vendre", "E1 Oral<br>Devant un jury<br>E2 Écrit", "CR1.1 Le prix est dit")
    second = ("A2 Suivi", "C2 Gérer", "E1 Dossier", "CR2.1 Le compte est bon")
    draft = page("<p>Bloc 1 : Vendre</p>", table(first), "<p>Bloc 2 : Gérer</p>", table(second))
    assert [bloc["epreuves"] for bloc in draft.tree["blocs"]] == [
        [
            {"code": "E1.1", "code_source": "E1", "intitule": "Oral", "description": "Devant un jury"},
            {"code": "E2", "intitule": "Écrit"},
        ],
        [{"code": "E3", "code_source": "E1", "intitule": "Dossier"}],
    ]


def test_the_codes_of_a_table_of_epreuves_are_theirs() -> None:
    head = ("Épreuve", "Compétences évaluées", "Durée")
    rows = [("E3 Oral", "C1", "20 min"), ("EP7 : Écrit", "C1", "2 h"), ("Épreuve 9 : Dossier", "C1", "3 h")]
    first = table(("A1 Visite", "C1 Vendre", "", "CR1.1 Prix"))
    draft = page("<p>Bloc 1 : Vendre</p>", first, "<p>Épreuves</p>", table(*rows, head=head))
    read = [(e["code"], e["intitule"], e["duree"]) for e in draft.tree["epreuves"]]
    assert read == [("E3", "Oral", "20 min"), ("EP7", "Écrit", "2 h"), ("E4", "Dossier", "3 h")]


@pytest.mark.parametrize("form", FORMS)
def test_the_condition_and_the_description_that_a_document_quotes_are_read_back(
    certeval: Certeval, form: str
) -> None:
    """The condition under its own heading was left out, and descriptions came back between quotation marks."""
    condition = "    condition: {texte: Validation des 3 compétences., effectif: {competences: 3}}"
    content = CONTENT.replace("    intitule: Vendre\n", "") + f"  condition: {condition.split(': ', 1)[1]}\n"
    draft = read_back(certeval, content, form)
    (bloc,) = draft.tree["blocs"]
    assert bloc["condition"] == {"texte": "Validation des 3 compétences.", "effectif": {"competences": "3"}}
    assert [each.get("description") for each in bloc["epreuves"]] == [None, "Devant un jury"]


@pytest.mark.parametrize(
    ("lines", "condition", "said"),
    [
        (
            "<p>Condition de validation : les 2 compétences sont acquises.</p>",
            "les 2 compétences sont acquises.",
            [],
        ),
        ("<p>Règles de validation du bloc : oral réussi.</p>", "oral réussi.", ["I060"]),
        ("<p>Validation du bloc : oral réussi.</p>", "oral réussi.", ["I060"]),
        (
            "<h3>Conditions de validation</h3><ul><li>oral réussi</li><li>dossier remis</li></ul>",
            "oral réussi dossier remis",
            ["I060"],
        ),
        ("<p>Conditions d'obtention : le titre revient à qui a réussi l'oral.</p>", None, ["I063"]),
        ("<p>Toutes les compétences du bloc sont requises.</p>", None, ["I063"]),
        ("<p>La compétence C1 doit être acquise.</p>", None, ["I063"]),
        ("<p>Toutes les compétences du bloc doivent être acquises.</p>", None, ["I062"]),
    ],
)
def test_no_condition_beside_the_tables_is_left_out_in_silence(
    lines: str, condition: str | None, said: list[str]
) -> None:
    draft = page("<p>Bloc 1 : Vendre</p>", table(("A1 Visite", "C1 Vendre", "Oral", "CR1.1 Prix")), lines)
    assert draft.tree["blocs"][0].get("condition", {}).get("texte") == condition
    assert [each.code for each in draft.diagnostics() if each.code in {"I060", "I062", "I063"}] == said


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("Condition de validation", True),
        ("Conditions de validation du bloc 1 :", True),
        ("Conditions d’accès", False),
    ],
)
def test_the_line_below_the_heading_of_conditions_is_the_condition_of_its_bloc(
    heading: str, is_read: bool
) -> None:
    rows = table(("A1 Visite", "C1 Vendre", "Oral", "CR1.1 Prix"))
    draft = page(
        "<p>Bloc 1 : Vendre</p>",
        rows,
        f"<h3>{heading}</h3>",
        "<p>« Toutes les compétences sont acquises. »</p>",
    )
    expected = {"texte": "Toutes les compétences sont acquises."} if is_read else None
    assert draft.tree["blocs"][0].get("condition") == expected

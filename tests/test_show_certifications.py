"""`certeval show` for other certifications: marks, levels, shared activités, text like markup."""

import re
from pathlib import Path

import pytest

from showing import MARKS, SHARED, STYLE, compare, show, written

MARKUP = """
format: 1
certification: {code: essai, version: 1.0.0, intitule: "[bold]Essai[/bold] :smile:"}
validation:
  bloc: {tous: competences}
  competence: {tous: criteres}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: "[oral] et [/fin]"
  metiers: ["[link=https://exemple.fr]métier[/link]"]
  activites: [{code: A1, libelle: "[red]activité", competences: [C1]}]
  competences:
  - code: C1
    libelle: "[/] compétence"
    criteres: [{code: CR1, libelle: "{accolade} %s [/oral] \\e[31mrouge\\a"}]
  epreuves: [{code: E1, intitule: "[E1]", description: "première ligne\\nseconde [ligne]"}]
  condition: {texte: "[condition]"}
ecarts: [{cible: CR1, constat: "[constat]", decision: "[/décision]"}]
"""


@pytest.mark.parametrize("columns", [None, 80, 120])
def test_the_text_of_a_referentiel_is_never_read_as_markup_nor_obeyed(
    tmp_path: Path, columns: int | None
) -> None:
    file = written(tmp_path, MARKUP)
    status, out, err = show("bloc 1", "--referentiel", file, columns=columns)
    assert (status, err) == (0, "")
    out = STYLE.sub("", out)
    for text in (
        "[oral] et [/fin]",
        "[link=https://exemple.fr]métier[/link]",
        "[red]activité",
        "[/] compétence",
        "{accolade} %s [/oral]",
        "[E1]",
        "« première ligne\n",
        "seconde [ligne] »",
        "« [condition] »",
        "[constat]",
        "decision: [/décision]",
    ):
        assert text in out
    assert "\x1b" not in out
    assert "\\u001b[31mrouge\\u0007" in " ".join(out.split())
    _, out, _ = show("", "--referentiel", file, columns=columns)
    assert "title: [bold]Essai[/bold] :smile:" in out


def test_marks_levels_measures_and_named_rules_are_said_in_words(tmp_path: Path) -> None:
    file = written(tmp_path, MARKS)
    pages = [show(words, "--referentiel", file)[1] for words in ("", "UE1", "C1", "ORAL", "JOURS")]
    compare("marks_and_levels_in_a_pipe", "\n----\n".join(pages))


def test_blocs_are_numbered_by_their_codes_and_by_their_order_only_where_codes_bear_no_number(
    tmp_path: Path,
) -> None:
    numbered = written(tmp_path, MARKS)
    assert show("bloc 5", "--referentiel", numbered)[1].startswith("UE5")
    assert show("bloc 2", "--referentiel", numbered)[0] == 2
    unnumbered = written(tmp_path, MARKS.replace("UE1", "VENTE").replace("UE5", "GESTION"))
    assert show("bloc 2", "--referentiel", unnumbered)[1].startswith("GESTION")
    assert show("bloc 0", "--referentiel", unnumbered)[0] == 2


def test_a_number_that_several_codes_end_with_is_not_guessed(tmp_path: Path) -> None:
    file = written(tmp_path, MARKS.replace("code: C2", "code: D1").replace("[C2]", "[D1]"))
    said = "certeval: compétence « 1 »: several answer, C1, D1\n"
    assert show("competence 1", "--referentiel", file) == (2, "", said)


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("{de: 3, a: 4}", "groups: 3 to 4 candidates"),
        ("{de: 3, a: 3}", "groups: 3 candidates"),
        ("{de: 3}", "groups: at least 3 candidates"),
        ("{a: 4, constitution: choix}", "groups: at most 4 candidates · formed by: choix"),
        ("{quand: le matin}", "groups: when: le matin"),
    ],
)
def test_the_size_of_a_group_is_said_as_far_as_it_is_declared(tmp_path: Path, group: str, said: str) -> None:
    part = f"parties: [{{code: E, forme: ecrit, candidats: groupe, groupe: {group}}}], evalue: [C2]"
    file = written(tmp_path, MARKS.replace("evalue: [C2]", part))
    assert f"  {said}\n" in show("E", "--referentiel", file)[1]


def test_activites_that_share_a_competence_stand_beside_it_once(tmp_path: Path) -> None:
    out = show("bloc 1", "--referentiel", written(tmp_path, SHARED))[1]
    outline = [line for line in out.splitlines() if re.match(r" *(Activité|Compétence|CR)", line)]
    assert outline[1:] == [
        "Activité A1  Première",
        "Activité A3  Troisième",
        "  Compétence C1  Une",
        "    CR1  Un",
        "  Compétence C2  Deux",
        "    CR2  Deux",
        "Activité A2  Deuxième",
        "  Compétence C3  Trois",
        "    CR3  Trois",
    ]


def test_an_ecart_about_a_selection_is_about_each_element_of_it(tmp_path: Path) -> None:
    ecart = "{diagnostic: L001, cible: criteres de BC1, constat: Cela, decision: Ceci, expire: 2030-01-01}"
    file = written(tmp_path, f"{SHARED}ecarts: [{ecart}]\n")
    for words in ("CR1", "C1", "BC1"):
        out = show(words, "--referentiel", file)[1]
        assert "  criteres de BC1 [L001]  Cela\n    decision: Ceci\n    until 2030-01-01\n" in out
    assert "Cela" not in show("A1", "--referentiel", file)[1]


def test_a_version_named_before_what_is_shown_is_the_one_meant(tmp_path: Path) -> None:
    for name in ("vente@1.0.0", "vente@2.0.0", "achat@1.0.0"):
        code, version = name.split("@")
        file = tmp_path / "referentiels" / code / f"{version}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = MARKUP.replace("code: essai, version: 1.0.0", f"code: {code}, version: {version}")
        file.write_text(text, encoding="utf-8")
    for words in ("", " bloc 1", " C1"):
        named = show(f"vente@2.0.0{words}", folder=tmp_path)
        assert (named[0], "vente@2.0.0" in named[1].replace("  ", "@", 1)) == (0, True)
        assert named == show(words, "--referentiel", "vente@2.0.0", folder=tmp_path)
    said = "certeval: no version « vente@3.0.0 »: there are vente@1.0.0, vente@2.0.0\n"
    assert show("vente@3.0.0", folder=tmp_path) == (2, "", said)

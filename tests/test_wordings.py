"""The shipped référentiel says what its source says: every wording is found there, and nothing there is lost.

The YAML is read by PyYAML alone, every scalar as text, so that certeval's own reader proves nothing here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
SOURCE = " ".join((HERE / "source" / "referentiels.txt").read_text(encoding="utf-8").split())
FILE = HERE.parent / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
DECLARED = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  every scalar stays text
BLOCS = DECLARED["blocs"]
CERTIFICATION = DECLARED["certification"]

BLOC_HEADINGS = ("BLOC 1 -", "BLOC 2 -", "BLOC 3 :")
SEPARATORS = ("-", " ", "- ", " –", " – ", " -", ".-")  # as printed after a code
CUT = """
CR1.3.2 | Les outils de digitalisation de la relation client sont identifiés, leur choix est justifié en
          fonction des
        | cibles et des indicateurs de mesure de performance de la politique commerciale
CR3.2.3 | Les ressources externes (fournisseurs, sous-
        | traitants…) sont identifiés, leurs coûts sont mesurés
E1-oral | Une semaine après l'épreuve écrite, l'oral individuel de 30mn est organisé laissant le temps au
          candidat de se préparer un ppt de présentation. L'oral prend la forme d'un jeu de rôle pendant
        | lequel le candidat présente son dossier au jury qui joue le rôle du Directeur de l'entreprise ayant
          communiqué les grandes lignes de la politique commerciale de l'entreprise du cas en question.
E2      | Cette épreuve est composée de 2 évaluations un dossier écrit et un jeu de rôle individuel. A partir
          d’une situation professionnelle simulée. Un scénario est proposé aux apprenants qui vont travailler
          en groupe sur cette épreuve. Epreuve en mode projet sur une semaine banalisée de 35 heures.
        | Remise d’un dossier écrit au jury au milieu de la semaine banalisée avant le passage à l’oral sous
          la forme d’un jeu de rôle avec le jury.
"""
FRAGMENTS = {  # wordings that a break of the interleaved columns, or of a word, cuts in two
    code: (" ".join(first.split()), " ".join(second.split()))
    for code, first, second in re.findall(r"^(\S+) +\|([^|]+)\|([^|]+)(?=^\S|\Z)", CUT, re.MULTILINE)
}
DURATIONS = {  # where the file writes a duration, what it writes, and the words of the source
    "E1.duree": ("8 h", "Etude de cas 8h"),
    "E1-ecrit.duree": ("8 h", "sur lequel il va travailler pendant 8h"),
    "E1-oral.duree": ("30 min", "l'oral individuel de 30mn"),
    "E1-oral.apres.delai": ("7 j", "Une semaine après l'épreuve écrite, l'oral"),
    "E2.duree": ("35 h", "une semaine banalisée de 35 heures"),
    "E3-oral.deroulement.exposé.duree": ("20 min", "20 minutes d’exposé"),
    "E3-oral.deroulement.dialogue – questions/réponses.duree": (
        "20 min",
        "20 minutes de dialogue – questions/réponses",
    ),
}
CLOSED = {"code", "forme", "candidats", "partie", "duree", "delai"}  # keys of épreuves that quote nothing
HEADINGS = (  # what the source prints that is no wording: headings, and the text of a link
    "5 - REFERENTIELS",
    "En savoir plus sur cet article...",
    "REFERENTIEL D’ACTIVITES",
    "REFERENTIEL DE COMPETENCES",
    "REFERENTIEL D’EVALUATION",
    "MODALITÉS D’ÉVALUATION CRITÈRES D’ÉVALUATION",
    *BLOC_HEADINGS,
    "1.Epreuve :",
    "1 Epreuve :",
    "1 Epreuve :",
    *["Métiers visés Métiers ou emplois visés"] * 3,
    "Condition de validation du Bloc 1:",
    "Condition de validation du Bloc 2:",
    "Condition de validation du Bloc 3 :",
    "Attendus de l’évaluation",
    "Le cas échéant, description de tout autre document constitutif de la certification professionnelle",
)
PUNCTUATION = ["«", "»"]  # around the article quoted


def fragments(code: str, wording: str) -> tuple[str, ...]:
    """The pieces of a wording as the source prints them, whole unless a break cuts it."""
    return FRAGMENTS.get(code, (wording,))


def rejoin(pieces: tuple[str, ...]) -> str:
    """The wording of pieces: a line break is a space, except after the hyphen of a cut word."""
    return " ".join(pieces).replace("sous- traitants", "sous-traitants")


def coded_wordings() -> Iterator[tuple[str, str, str]]:
    """Code, code printed by the source, and wording of each activité, compétence and critère."""
    for bloc in BLOCS:
        competences = bloc["competences"]
        criteres = [critere for competence in competences for critere in competence["criteres"]]
        for element in (*bloc["activites"], *competences, *criteres):
            yield element["code"], element.get("code_source", element["code"]), element["libelle"]


def descriptions(bloc: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The sentences of a bloc's épreuves, quoted whole, each with the code that carries it."""
    for epreuve in bloc["epreuves"]:
        for modalite in (epreuve, *epreuve["parties"]):
            for key in ("description", "attendus"):
                if key in modalite:
                    yield modalite["code"], modalite[key]


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every scalar below a value with its path; an item of a list is named by its code or its intitulé."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list):
        for item in value:
            name = item.get("code", item.get("intitule")) if isinstance(item, dict) else None
            yield from leaves(item, (*path, name) if name else path)
    else:
        yield path, value


def passage(bloc: dict[str, Any]) -> str:
    """The part of the source that describes a bloc, from its heading to the next one."""
    start, end = [*map(SOURCE.index, BLOC_HEADINGS), len(SOURCE)][BLOCS.index(bloc) :][:2]
    return SOURCE[start:end]


def code_line(code_source: str, first: str) -> str:
    """The code, its separator and the beginning of its wording, as the source prints them."""
    return next((t for s in SEPARATORS if (t := f"{code_source}{s}{first}") in SOURCE), "")


def test_the_file_declares_3_blocs_8_activites_8_competences_and_46_criteres() -> None:
    competences = [competence for bloc in BLOCS for competence in bloc["competences"]]
    assert [len(bloc["competences"]) for bloc in BLOCS] == [3, 3, 2]
    assert [len(bloc["activites"]) for bloc in BLOCS] == [3, 3, 2]
    assert [len(competence["criteres"]) for competence in competences] == [6, 5, 6, 5, 6, 4, 5, 9]
    assert len(list(coded_wordings())) == 8 + 8 + 46


def test_codes_are_unique_and_follow_the_tree() -> None:
    codes = [code for code, _, _ in coded_wordings()]
    assert len(set(codes)) == len(codes)
    for number, bloc in enumerate(BLOCS, 1):
        assert bloc["code"] == f"BC{number}"
        assert [epreuve["code"] for epreuve in bloc["epreuves"]] == [f"E{number}"]
        for rank, (activite, competence) in enumerate(
            zip(bloc["activites"], bloc["competences"], strict=True), 1
        ):
            assert activite["code"] == f"A{number}.{rank}"
            assert competence["code"] == f"C{number}.{rank}"
            assert activite["competences"] == [competence["code"]]
            expected = [f"CR{number}.{rank}.{n}" for n in range(1, len(competence["criteres"]) + 1)]
            assert [critere["code"] for critere in competence["criteres"]] == expected


def test_exactly_three_criteres_have_another_code_in_the_source() -> None:
    assert {code: source for code, source, _ in coded_wordings() if code != source} == {
        "CR1.1.1": "CR1.1",
        "CR1.1.2": "CR 1.1.2",
        "CR1.1.6": "CR6",
    }


@pytest.mark.parametrize(("code", "code_source", "wording"), list(coded_wordings()))
def test_each_wording_follows_its_code_in_the_source(code: str, code_source: str, wording: str) -> None:
    first, *others = pieces = fragments(code, wording)
    assert rejoin(tuple(pieces)) == wording
    assert code_line(code_source, first)
    assert all(other in SOURCE for other in others)


@pytest.mark.parametrize("bloc", BLOCS, ids=lambda bloc: bloc["code"])
def test_what_a_bloc_declares_is_said_in_its_own_part_of_the_source(bloc: dict[str, Any]) -> None:
    text, number = passage(bloc), BLOCS.index(bloc)
    assert text.startswith(f"{BLOC_HEADINGS[number]} {bloc['intitule']} A{number + 1}.1")
    assert f"Métiers visés Métiers ou emplois visés -{' -'.join(bloc['metiers'])} " in text
    assert re.search(rf"du Bloc {number + 1} ?: {re.escape(bloc['condition']['texte'])}", text)
    announced = bloc["condition"]["effectif"]["competences"]
    assert f"Validation des {announced} compétences" in bloc["condition"]["texte"]
    skills = f"SAVOIR-FAIRE : {', '.join(bloc.get('savoir_faire', []))} CR"
    assert (skills in text) == ("savoir_faire" in bloc) == ("SAVOIR-FAIRE" in text)


@pytest.mark.parametrize("bloc", BLOCS, ids=lambda bloc: bloc["code"])
def test_every_text_of_an_epreuve_quotes_its_part_of_the_source(bloc: dict[str, Any]) -> None:
    for code, wording in descriptions(bloc):
        pieces = fragments(code, wording)
        assert rejoin(pieces) == wording
        assert all(piece in passage(bloc) for piece in pieces)
    sentences = [wording for _, wording in descriptions(bloc)]
    for path, text in leaves(bloc["epreuves"]):
        if path[-1] == "intitule" and len(path) == 2:
            assert re.search(rf"1[. ]Epreuve : {re.escape(text)}", passage(bloc)), path
        elif path[-1] not in CLOSED and path[-2:] not in {("groupe", "de"), ("groupe", "a")}:
            assert any(text in sentence for sentence in sentences), path


def test_every_duration_translates_words_of_the_source() -> None:
    found = {}
    for bloc in BLOCS:
        for path, text in leaves(bloc["epreuves"]):
            if path[-1] in {"duree", "delai"}:
                bearer = path[path.index("parties") + 1 :] if "parties" in path else path
                found[".".join(bearer)] = text
    assert found == {place: text for place, (text, _) in DURATIONS.items()}
    assert all(words in rejoin((SOURCE,)) for _, words in DURATIONS.values())


def test_the_groups_of_the_first_epreuve_have_the_size_the_source_gives() -> None:
    groupe = BLOCS[0]["epreuves"][0]["parties"][0]["groupe"]
    assert f"Les groupes de {groupe['de']} à {groupe['a']} personnes" in SOURCE


def test_the_legal_article_and_the_definitions_are_quoted_with_their_addresses() -> None:
    (article,) = CERTIFICATION["base_legale"]
    name, note = re.fullmatch(r"(.*?) \((.*)\)", article["reference"]).groups()  # type: ignore[union-attr]
    assert f"{name} En savoir plus sur cet article... {note} « {article['texte']} »" in SOURCE
    assert article["liens"] == re.findall(r"https://\S+", SOURCE)
    headings = {"activites": "D’ACTIVITES", "competences": "DE COMPETENCES", "evaluation": "D’EVALUATION"}
    for key, heading in headings.items():
        assert f"REFERENTIEL {heading} {CERTIFICATION['definitions'][key]} " in SOURCE


def test_no_title_is_invented() -> None:
    assert "intitule" not in CERTIFICATION


def test_each_quotation_of_an_ecart_is_in_the_source() -> None:
    quoted = [q for ecart in DECLARED["ecarts"] for q in re.findall(r"« (.*?) »", ecart["constat"])]
    assert quoted
    assert [q for q in quoted if q not in rejoin((SOURCE,))] == []


def test_each_ecart_names_something_declared_and_says_what_was_decided() -> None:
    codes = {code for code, _, _ in coded_wordings()} | {CERTIFICATION["code"]}
    codes |= {element["code"] for bloc in BLOCS for element in (bloc, *bloc["epreuves"])}
    codes |= {f"criteres de {bloc['code']}" for bloc in BLOCS}
    for ecart in DECLARED["ecarts"]:
        assert ecart["cible"] in codes
        assert ecart["constat"]
        assert ecart["decision"]


def test_eleven_ecarts_answer_a_finding() -> None:
    answered = [(e["diagnostic"], e["cible"]) for e in DECLARED["ecarts"] if "diagnostic" in e]
    assert answered == [
        ("L104", "developpement-commercial"),
        ("L105", "developpement-commercial"),
        ("L207", "A1.3"),
        ("L205", "criteres de BC1"),
        ("R323", "E1"),
        ("L203", "C2.1"),
        ("L205", "CR2.1.2"),
        ("L103", "CR2.3.2"),
        ("R301", "BC3"),
        ("L203", "C3.2"),
        ("L205", "criteres de BC3"),
    ]


def declared_pieces() -> Iterator[str]:
    """Every piece that the source prints, once for each time the file declares it."""
    (article,) = CERTIFICATION["base_legale"]
    yield from re.fullmatch(r"(.*?) \((.*)\)", article["reference"]).groups()  # type: ignore[union-attr]
    yield article["texte"]
    yield from article["liens"]
    yield from CERTIFICATION["definitions"].values()
    for code, code_source, wording in coded_wordings():
        first, *others = fragments(code, wording)
        yield code_line(code_source, first)
        yield from others
    for bloc in BLOCS:
        yield bloc["intitule"]
        yield bloc["condition"]["texte"]
        yield from (f"-{metier}" for metier in bloc["metiers"])
        if "savoir_faire" in bloc:
            yield f"SAVOIR-FAIRE : {', '.join(bloc['savoir_faire'])}"
        for code, wording in descriptions(bloc):
            yield from fragments(code, wording)
        yield from (epreuve["intitule"] for epreuve in bloc["epreuves"])
    yield DURATIONS["E1.duree"][1].removeprefix("Etude de cas ")


def left_of_the_source(pieces: list[str]) -> list[str]:
    """What remains of the source once each piece is taken out of it once, the longest first."""
    rest = SOURCE
    for piece in pieces:
        rest = rest.replace(piece, "\n", 1)
    return [left for line in rest.split("\n") if (left := line.strip())]


def test_nothing_of_the_source_is_lost_and_a_lost_piece_would_be_seen() -> None:
    pieces = sorted((*declared_pieces(), *HEADINGS), key=len, reverse=True)
    assert left_of_the_source(pieces) == PUNCTUATION
    for rank in range(len(pieces)):
        assert left_of_the_source(pieces[:rank] + pieces[rank + 1 :]) != PUNCTUATION, pieces[rank]


def test_the_table_of_cut_wordings_names_what_is_really_cut() -> None:
    assert set(FRAGMENTS) == {"CR1.3.2", "CR3.2.3", "E1-oral", "E2"}
    assert [code for code, pieces in FRAGMENTS.items() if rejoin(pieces) in SOURCE] == []

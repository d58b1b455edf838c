"""`certeval new`: a référentiel that `check` accepts, whatever is entered, from options or from answers."""

import shlex
from itertools import product
from pathlib import Path

import pytest

from conftest import Certeval
from terminal import answer_questions

HALF = "Une compétence est validée si plus de 50 % de ses critères sont validés."
ALL = "Le bloc est validé si toutes les compétences sont validées."
MARKS = "Le bloc est validé si la moyenne des épreuves est au moins égale à 10/20."
DOUBTFUL = "Le bloc est validé si la moyenne est au moins égale à 10/20."
KINDS = {
    "oui-non": ("--criteres", "3"),
    "niveaux": ("--niveaux", "NA,EA,A,TB"),
    "notes": ("--epreuves", "3", "--sur", "100"),
}


@pytest.mark.parametrize(
    "told",
    [
        *product(KINDS, ("1", "3"), ("seule", "meilleure"), ("fr",)),
        ("oui-non", "1", "derniere", "en"),
        ("notes", "2", "premiere", "en"),
    ],
)
def test_what_is_written_is_checked_tried_at_each_bound_and_decides(
    certeval: Certeval, told: tuple[str, str, str, str]
) -> None:
    kind, jurors, attempts, language = told
    options = (
        "--saisie",
        kind,
        *KINDS[kind],
        "--jures",
        jurors,
        "--tentatives",
        attempts,
        "--langue",
        language,
    )
    cap = ("--plafond", "60") if kind == "notes" and attempts == "meilleure" else ()
    done = certeval("new", "essai", "--competences", "2,3", *options, *cap)
    assert done.status == 0, done.err

    checked, tried, decided = [certeval(*shlex.split(line)[1:]) for line in done.out.splitlines()]
    assert [each.status for each in (checked, tried, decided)] == [0, 0, 0], (checked.out, tried.out)
    held, sides = (
        [int(word) for word in line.split() if word.isdigit()] for line in tried.out.splitlines()[-2:]
    )
    assert held[0] == held[1] > 0
    assert sides[0] == sides[1] > 0
    assert all(candidate in decided.out for candidate in ("C001", "C002", "C003"))
    assert {"validated", "not", "pending"} <= set(decided.out.split())


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_of_the_repertoire_specifique_asks_for_no_bloc(
    certeval: Certeval, tmp_path: Path, kind: str
) -> None:
    done = certeval("new", "essai", "--rncp", "RS6604", "--saisie", kind, *KINDS[kind])
    assert done.status == 0, done.err
    checked, tried, decided = [certeval(*shlex.split(line)[1:]) for line in done.out.splitlines()]
    assert [each.status for each in (checked, tried, decided)] == [0, 0, 0], (checked.out, tried.out)
    sides = [int(word) for word in tried.out.splitlines()[-1].split() if word.isdigit()]
    assert sides[0] == sides[1] > 0
    text = (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")
    assert "\ncompetences:\n- code: C1\n" in text
    assert "bloc" not in text


def test_sentences_are_written_as_rules_and_quoted(certeval: Certeval, tmp_path: Path) -> None:
    assert certeval("new", "essai", "--phrase", HALF, "--phrase", ALL).status == 0
    text = (tmp_path / "referentiels" / "essai" / "0.1.0.yaml").read_text(encoding="utf-8")
    assert "  competence: {parmi: criteres, plus_de: 50 %}\n  bloc: {tous: competences}\n" in text
    assert "plus de 50 % de ses critères" in text.replace("\n      ", " ")


def test_a_sentence_that_leaves_a_doubt_is_confirmed_before_it_is_written(
    certeval: Certeval, tmp_path: Path
) -> None:
    told = ("new", "essai", "--saisie", "notes", "--phrase", DOUBTFUL)
    done = certeval(*told)
    assert done.status == 2
    assert "bloc: {moyenne: epreuves, au_moins: 10}" in done.err
    assert "--confirm" in done.err
    assert not (tmp_path / "referentiels").exists()
    assert certeval(*told, "--confirm").status == 0
    assert "moyenne: epreuves" in (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "sentence",
    [
        "La certification est délivrée si tous les blocs sont validés sauf un.",
        "Le bloc est validé si aucune compétence éliminatoire n'est non acquise.",
        "Une note strictement inférieure à 8/20 à une épreuve est éliminatoire.",
    ],
)
def test_what_is_not_understood_or_not_whole_is_never_written(
    certeval: Certeval, tmp_path: Path, sentence: str
) -> None:
    done = certeval("new", "essai", "--saisie", "notes", "--confirm", "--phrase", sentence)
    assert done.status == 2
    assert "--validation" in done.err
    assert not (tmp_path / "referentiels").exists()


def test_a_rule_given_wins_over_the_default_and_one_that_cant_apply_is_told(
    certeval: Certeval, tmp_path: Path
) -> None:
    done = certeval("new", "essai", "--validation", "bloc: {parmi: competences, au_moins: 2/3}")
    assert done.status == 0
    assert "bloc: {parmi: competences, au_moins: 2/3}" in (
        tmp_path / "referentiels/essai/0.1.0.yaml"
    ).read_text(encoding="utf-8")
    done = certeval("new", "autre", "--validation", "bloc: {tous: epreuves}")
    assert done.status == 1
    assert "error[V103]" in done.err
    assert not (tmp_path / "referentiels" / "autre").exists()


def test_a_rule_given_for_one_element_stands_at_it(certeval: Certeval, tmp_path: Path) -> None:
    rules = ["CR1.1.2: {au_moins: 1}", "C1.1: {un_de: criteres}"]
    options = (each for rule in rules for each in ("--validation", rule))
    done = certeval("new", "essai", "--langue", "en", "--competences", "1", "--criteres", "2", *options)
    assert done.status == 0
    text = (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")
    competence = text[text.index("- code: C1.1") :].partition("\n\n")[0]
    assert [line.strip() for line in competence.splitlines()] == [
        "- code: C1.1",
        "libelle: Word here compétence C1.1 in order to say what it is for",
        "validation: {un_de: criteres}",
        "criteres:",
        "- code: CR1.1.1",
        "libelle: Critère 1, to be worded",
        "- code: CR1.1.2",
        "libelle: Critère 2, to be worded",
        "validation: {au_moins: 1}",
    ]


@pytest.mark.parametrize("there", ["referentiels/essai/1.0.0.yaml", "essai-exemple.csv"])
def test_nothing_is_ever_written_over(certeval: Certeval, tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("à moi", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = certeval("new", "essai")
    assert done.status == 2
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / there).read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--blocs", "0"),
        ("--blocs", "61"),
        ("--competences", "3,,2"),
        ("--saisie", "lettres"),
        ("--niveaux", "A"),
        ("--niveaux", "A,A"),
        ("--sur", "0"),
        ("--sur", "vingt"),
        ("--jures", "-1"),
        ("--retenir", "médiane"),
        ("--rncp", "35959"),
        ("--langue", "français"),
        ("--validation", "bloc"),
        ("--validation", "{"),
    ],
)
def test_an_option_that_holds_no_answer_is_refused(
    certeval: Certeval, tmp_path: Path, option: str, value: str
) -> None:
    done = certeval("new", "essai", option, value)
    assert done.status in {1, 2}
    assert value in done.err or done.status == 1
    assert not (tmp_path / "referentiels").exists()


@pytest.mark.parametrize("code", ["1a", "../x", "a/b", "é b", ""])
def test_a_code_that_is_none_is_refused(certeval: Certeval, tmp_path: Path, code: str) -> None:
    assert certeval("new", code).status == 2
    assert list(tmp_path.iterdir()) == []


FICHE = """\
<?xml version="1.0" encoding="UTF-8"?>
<FICHES><FICHE>
  <NUMERO_FICHE>RNCP99999</NUMERO_FICHE>
  <INTITULE>Vendeur conseil</INTITULE>
  <NOMENCLATURE_EUROPE><NIVEAU>NIV5</NIVEAU></NOMENCLATURE_EUROPE>
  <BLOCS_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC01</CODE><LIBELLE>Préparer la vente</LIBELLE>
      <LISTE_COMPETENCES>Préparer un entretien   Suivre les clients</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC02</CODE><LIBELLE>Conduire la vente</LIBELLE>
      <LISTE_COMPETENCES>Argumenter une offre   Conclure   Rendre compte</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
  </BLOCS_COMPETENCES>
</FICHE></FICHES>
"""
PUBLISHED = sorted((Path(__file__).parents[2] / "shared" / "formats").glob("rncp-fiche-*.xml"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_fiche_gives_the_blocs_and_the_competences(certeval: Certeval, tmp_path: Path, kind: str) -> None:
    (tmp_path / "fiche.xml").write_text(FICHE, encoding="utf-8")
    done = certeval("new", "vendeur", "--fiche", "fiche.xml", "--saisie", kind)
    assert done.status == 0, done.err
    text = (tmp_path / "referentiels/vendeur/0.1.0.yaml").read_text(encoding="utf-8")
    for said in (
        "rncp: RNCP99999",
        "intitule: Vendeur conseil",
        "niveau: 5",
        "libelle: Rendre compte",
        "code: C2.3",
    ):
        assert said in text
    assert [certeval(*shlex.split(line)[1:]).status for line in done.out.splitlines()] == [0, 0, 0]


@pytest.mark.skipif(not PUBLISHED, reason="the published fiches are not here")
@pytest.mark.parametrize("fiche", PUBLISHED, ids=lambda path: path.stem)
def test_a_published_fiche_begins_a_referentiel(certeval: Certeval, fiche: Path) -> None:
    done = certeval("new", "publie", "--fiche", fiche)
    assert done.status == 0, done.err
    assert [certeval(*shlex.split(line)[1:]).status for line in done.out.splitlines()] == [0, 0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "candidat;CR1\n",
        "<FICHES/>",
        FICHE[:400],
        FICHE.replace("Argumenter une offre   Conclure   Rendre compte", ""),
    ],
)
def test_what_is_no_whole_fiche_begins_nothing(certeval: Certeval, tmp_path: Path, text: str) -> None:
    (tmp_path / "fiche.xml").write_text(text, encoding="utf-8")
    assert certeval("new", "vendeur", "--fiche", "fiche.xml").status in {1, 2}
    assert not (tmp_path / "referentiels").exists()
    assert certeval("new", "vendeur", "--fiche", "absente.xml").status == 2


def test_a_terminal_is_asked_what_no_option_gives(tmp_path: Path) -> None:
    typed = [
        "",
        "Vendeur",
        "RNCP35959",
        "deux",
        "2",
        "2",
        "notes",
        "2",
        "",
        "2",
        "",
        "meilleure",
        "12",
        DOUBTFUL.replace("10/20", "12/20"),
        "o",
        "Le jury délibère.",
        "",
        "",
    ]
    status, screen = answer_questions(tmp_path, "\n".join(typed) + "\n", "new", "essai")
    assert status == 0, screen
    text = (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")
    assert "intitule: Vendeur" in text
    assert "rncp: RNCP35959" in text
    assert "jures: {retenir: moyenne, nombre: 2}" in text
    assert "tentatives: {retenir: meilleure, plafond: 12}" in text
    assert "bloc: {moyenne: epreuves, au_moins: 12}" in text
    assert "pas compris" in screen
    assert "ce n’est pas une réponse" in screen
    assert "Combien de blocs" in screen
    assert "Que fait-on de leurs avis" in screen


def test_what_a_sentence_does_not_name_is_asked(tmp_path: Path) -> None:
    sentence = "Le bloc est validé si aucune compétence éliminatoire n'est non acquise."
    typed = ["C9", "C1.1,C1.2", "o", "", ""]
    options = ("--saisie", "niveaux", "--blocs", "1", "--competences", "3", "--langue", "fr", "--jures", "1")
    more = ("--intitule", "Vendeur", "--rncp", "RNCP1", "--niveaux", "NA,EA,A", "--tentatives", "seule")
    status, screen = answer_questions(
        tmp_path, "\n".join(typed) + "\n", "new", "essai", *options, *more, "--phrase", sentence
    )
    assert status == 0, screen
    text = (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")
    assert "bloc: {aucun: [C1.1, C1.2], dont: {au_plus: NA}}" in text


def test_no_answer_writes_nothing(tmp_path: Path) -> None:
    status, _screen = answer_questions(tmp_path, "\n\n\x04", "new", "essai")
    assert status == 130
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_asked_where_that_is_said(certeval: Certeval) -> None:
    assert certeval("new", "essai", "--no-input").status == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "--saisie notes --plafond 12",
            "--plafond 12: of no use here, it goes with --saisie notes --tentatives meilleure",
        ),
        ("--tentatives meilleure --plafond 1", "--plafond 1: of no use here"),
        (
            "--saisie notes --tentatives meilleure --plafond 20,1",
            "--plafond 20,1: write a number above 0, and no more",
        ),
        ("--retenir moyenne", "--retenir moyenne: of no use here, it goes with --jures 2"),
        ("--niveaux NA,A", "--niveaux NA,A: of no use here, it goes with --saisie niveaux"),
        ("--sur 40", "--sur 40: of no use here, it goes with --saisie notes"),
        ("--epreuves 2", "--epreuves 2: of no use here, it goes with --saisie notes"),
        ("--saisie notes --criteres 2", "--criteres 2: of no use here, it goes with --saisie oui-non"),
        ("--rncp RS6604 --blocs 2", "--blocs 2: of no use here"),
        ("--blocs 3 --competences 3,2", "--competences 3,2: write one whole number, or one for each bloc"),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(
    certeval: Certeval, tmp_path: Path, options: str, said: str
) -> None:
    done = certeval("new", "essai", *options.split())
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "referentiels").exists()


def test_as_many_blocs_are_written_as_there_are_numbers_of_competences(
    certeval: Certeval, tmp_path: Path
) -> None:
    assert certeval("new", "essai", "--competences", "3,2").status == 0
    text = (tmp_path / "referentiels/essai/0.1.0.yaml").read_text(encoding="utf-8")
    assert [text.count(f"- code: {code}") for code in ("BC", "C1.", "C2.")] == [2, 3, 2]


@pytest.mark.parametrize("out_of", ["1", "10", "12,5", "20"])
def test_each_side_of_a_bound_is_tried_whatever_marks_are_out_of(certeval: Certeval, out_of: str) -> None:
    assert certeval("new", "essai", "--saisie", "notes", "--sur", out_of, "--no-input").status == 0
    tried = certeval("test", "--coverage").out.splitlines()[-1]
    assert tried == "5 of 5 sides of the bounds are tried by a case"

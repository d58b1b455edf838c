"""`equivalences`: what blocs validated under earlier versions count for; what `diff` proposes; mistakes in them."""

import json
from pathlib import Path

import pytest

from certeval.jury.earlier import gifts
from certeval.jury.file import AcquisAnterieur
from certeval.referentiel.acquis import EarlierAcquis, acquis_of, covers
from certeval.referentiel.load import Referentiel, compile_document
from certeval.referentiel.meaning import empreinte_sens
from certeval.sources.yaml import parse
from certeval.versions.classes import Classe
from certeval.versions.compare import compare
from certeval.versions.equivalences import equivalence_proposals
from conftest import Certeval

TEXT = """\
format: 1
certification: {code: essai, version: 2.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - {code: C1, libelle: Préparer un entretien, criteres: [{code: CR1, libelle: Le plan est écrit}]}
  - {code: C2, libelle: Conclure une vente, criteres: [{code: CR2, libelle: Le contrat est signé}]}
- code: BC2
  intitule: Encadrer une équipe
  competences:
  - {code: C3, libelle: Recruter une personne, criteres: [{code: CR3, libelle: Le besoin est chiffré}]}
  - {code: C4, libelle: Former une personne, criteres: [{code: CR4, libelle: Le parcours est prévu}]}
  epreuves:
  - {code: E1, intitule: Entretien, echelle: {note: {sur: 20}}}
"""


def with_(*lines: str, text: str = TEXT) -> str:
    return text + "equivalences:\n" + "".join(f"- {{{line}}}\n" for line in lines)


def referentiel(text: str) -> Referentiel:
    found = compile_document(parse(text.encode(), "essai.yaml"))
    assert found.referentiel is not None, [(d.code, d.arguments) for d in found.diagnostics]
    return found.referentiel


def acquis_codes(text: str, version: str, *blocs: str) -> tuple[EarlierAcquis, ...]:
    return acquis_of(referentiel(text), [(version, bloc) for bloc in blocs])


def test_a_total_equivalence_gives_the_bloc() -> None:
    text = with_("version: 1.x, bloc: BC1, donne: BC2")
    assert acquis_codes(text, "1.4.2", "BC1") == (EarlierAcquis("BC2", ("BC1",)),)
    assert acquis_codes(text, "1.4.2", "BC1")[0].origine == "equivalence"
    assert acquis_codes(text, "1.4.2", "BC2") == acquis_codes(text, "1.4.2") == ()


@pytest.mark.parametrize(
    ("named", "given"), [("1.x", ["1.0.0", "1.4.2"]), ("1.4.x", ["1.4.2"]), ("0.9.0", ["0.9.0"]), ("3.x", [])]
)
def test_an_equivalence_gives_nothing_of_a_version_that_it_does_not_name(
    named: str, given: list[str]
) -> None:
    text = with_(f"version: {named}, bloc: BC1, donne: BC2")
    versions = ("0.9.0", "1.0.0", "1.4.2")
    assert [each for each in versions if acquis_codes(text, each, "BC1")] == given
    blocs = [AcquisAnterieur(bloc="bc1", version=each) for each in versions]
    assert [source.version for _, sources in gifts(blocs, referentiel(text)) for source in sources] == given


def test_a_partial_equivalence_gives_some_competences() -> None:
    text = with_("version: 1.x, bloc: BC1, donne: [C1, C3]")
    assert acquis_codes(text, "1.0.0", "BC1") == (
        EarlierAcquis("C1", ("BC1",)),
        EarlierAcquis("C3", ("BC1",)),
    )


def test_a_conditional_equivalence_says_what_must_still_be_passed() -> None:
    text = with_("version: 1.x, bloc: BC2, donne: BC2, a_presenter: [C4, E1]")
    assert acquis_codes(text, "1.0.0", "BC2") == (EarlierAcquis("BC2", ("BC2",), ("C4", "E1")),)


def test_of_several_blocs_all_are_needed() -> None:
    text = with_("version: 1.x, bloc: [BC1, BC2], donne: BC2")
    assert acquis_codes(text, "1.0.0", "BC1") == acquis_codes(text, "1.0.0", "BC2") == ()
    assert acquis_codes(text, "1.0.0", "BC2", "BC1", "BC9") == (EarlierAcquis("BC2", ("BC1", "BC2")),)


def test_what_is_held_without_condition_needs_no_other_way() -> None:
    text = with_(
        "version: 1.x, bloc: BC1, donne: BC2, a_presenter: E1", "version: 1.x, bloc: BC3, donne: BC2"
    )
    assert acquis_codes(text, "1.0.0", "BC1", "BC3") == (EarlierAcquis("BC2", ("BC3",)),)
    assert acquis_codes(text, "1.0.0", "BC1") == (EarlierAcquis("BC2", ("BC1",), ("E1",)),)


def test_codes_are_matched_without_regard_to_case_and_spaces() -> None:
    assert acquis_codes(with_("version: 1.x, bloc: bc1, donne: bc2"), "1.0.0", "BC 1") == (
        EarlierAcquis("BC2", ("bc1",)),
    )


@pytest.mark.parametrize(
    ("versions", "version", "covered"),
    [
        ("1.x", "1.0.0", True),
        ("1.x", "1.12.3", True),
        ("1.x", "2.0.0", False),
        ("1.x", "11.0.0", False),
        ("1.2.x", "1.2.9", True),
        ("1.2.x", "1.3.0", False),
        ("1.2.3", "1.2.3", True),
        ("1.2.3", "1.2.30", False),
        ("1.x", "1.2.x", True),
        ("1.2.x", "1.3.x", False),
    ],
)
def test_the_versions_that_a_word_names(versions: str, version: str, covered: bool) -> None:
    assert covers(versions, version) is covered


def test_one_code_and_a_list_of_it_mean_the_same() -> None:
    one, other = with_("version: 1.x, bloc: BC1, donne: C1"), with_("donne: [C1], bloc: [BC1], version: 1.x")
    assert empreinte_sens(referentiel(one).model) == empreinte_sens(referentiel(other).model)


def test_another_equivalence_may_change_decisions() -> None:
    old = with_("version: 1.x, bloc: BC1, donne: BC1")
    found = compare(referentiel(old), referentiel(old.replace("donne: BC1", "donne: BC1, a_presenter: E1")))
    assert [(d.field, d.classe) for d in found.differences] == [(("equivalences",), Classe.EVALUATIF)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["version: 1, bloc: BC1, donne: BC1"], ["R120 22:13"]),
        (["version: x, bloc: BC1, donne: BC1"], ["R120 22:13"]),
        (["version: 1.x, bloc: BC1"], ["R102 22:4"]),
        (["version: 1.x, bloc: BC1, donne: []"], ["R103 22:29"]),
        (["version: 1.x, bloc: BC1, donne: BC3"], ["R361 22:36"]),
        (["version: 1.x, bloc: BC1, donne: [C1, CR1]"], ["R361 22:41"]),
        (["version: 1.x, bloc: BC1, donne: BC1, a_presenter: [E1, E2]"], ["R362 22:59"]),
        (["version: 1.x, bloc: BC1, donne: C1, a_presenter: C1"], ["R364 22:53"]),
        (["version: 1.x, bloc: BC1, donne: BC1, a_presenter: C1"], []),
        (["version: 1.x, bloc: BC1, donne: BC1", "version: 1.2.0, bloc: BC1, donne: C2"], ["R363 23:38"]),
        (["version: 1.x, bloc: BC1, donne: BC1", "version: 1.2.0, bloc: BC1, donne: C3"], []),
        (["version: 1.0.x, bloc: BC1, donne: BC1", "version: 1.2.0, bloc: BC1, donne: BC1"], []),
        (["version: 2.0.0, bloc: BC1, donne: BC1"], ["H401 22:13"]),
        (["version: 2.x, bloc: BC1, donne: BC1"], ["H401 22:13"]),
        (["version: 1.99.0, bloc: BC1, donne: BC1"], []),
    ],
)
def test_a_mistake_is_told_at_its_place(certeval: Certeval, lines: list[str], expected: list[str]) -> None:
    Path("essai.yaml").write_text(with_(*lines), encoding="utf-8")
    done = certeval("check", "essai.yaml", "--json", "--ignore", "L")
    found = json.loads(done.out)["diagnostics"]
    assert [
        f"{each['code']} {each['ligne']}:{each['colonne']}" for each in found if each["gravite"] == "erreur"
    ] == expected


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("", "", []),
        ("version: 1.0.0", "version: 1.0", ["R112"]),
        ("code: BC1", "code: 1BC", ["R106"]),
        ("code: BC1", "code: BC7", ["H403"]),
    ],
)
def test_a_version_in_which_something_is_refused_is_there_and_may_have_the_bloc(
    certeval: Certeval, right: str, wrong: str, codes: list[str]
) -> None:
    Path("referentiels/essai").mkdir(parents=True)
    Path("referentiels/essai/1.0.0.yaml").write_text(OLD.replace(right, wrong), encoding="utf-8")
    Path("referentiels/essai/2.0.0.yaml").write_text(
        with_("version: 1.x, bloc: BC1, donne: BC1"), encoding="utf-8"
    )
    found = json.loads(certeval("check", "referentiels", "--json", "--ignore", "L").out)["diagnostics"]
    assert [each["code"] for each in found if each["code"] in {"H402", "H403", "R106", "R112"}] == codes


OLD = TEXT.replace("2.0.0", "1.0.0")


def pairs(old: str, new: str) -> list[tuple[str, str, str]]:
    found = equivalence_proposals(compare(referentiel(old), referentiel(new)))
    return [(each.version, each.bloc, each.donne) for each in found]


def test_blocs_in_which_nothing_that_decides_differs_are_proposed() -> None:
    new = TEXT.replace(
        "Le besoin est chiffré}", "Le besoin est chiffré}, {code: CR9, libelle: Tout autre chose}"
    )
    assert pairs(OLD, new) == [("1.0.0", "BC1", "BC1")]


@pytest.mark.parametrize(
    "line",
    [
        "reprend: [C1]",
        "validation: {tous: [C3, C1]}",
        "validation: LES_DEUX",
        "validation: {et: [{tous: competences}, BC1]}",
    ],
)
def test_no_bloc_is_proposed_that_rests_on_what_differs_in_another(line: str) -> None:
    """BC2 is decided on C1 too, which takes one critère more."""
    head, blocs, rest = TEXT.partition("blocs:\n")
    text = f"{head}regles: {{LES_DEUX: {{tous: [C3, C1]}}}}\n{blocs}{rest}".replace(
        "équipe\n", f"équipe\n  {line}\n"
    )
    new = text.replace("est écrit}", "est écrit}, {code: CR9, libelle: Tout autre chose}")
    assert pairs(text.replace("2.0.0", "1.0.0"), new) == []
    new = text.replace("est signé}", "est signé}, {code: CR9, libelle: Tout autre chose}")
    assert pairs(text.replace("2.0.0", "1.0.0"), new) == ([] if "BC1" in line else [("1.0.0", "BC2", "BC2")])


def test_no_bloc_is_proposed_whose_rule_selects_in_an_epreuve_of_another_that_assesses_otherwise() -> None:
    first = (
        "  epreuves: [{code: E0, intitule: Étude de cas, evalue: [C1, C2], validation: {tous: criteres}}]\n"
    )
    text = TEXT.replace("- code: BC2", f"{first}- code: BC2")
    selecting = text.replace("bloc: {tous: competences}", "bloc: {parmi: criteres de E0, au_moins: 1}")
    for each, proposed in ((text, [("1.0.0", "BC2", "BC2")]), (selecting, [])):
        assert pairs(each.replace("2.0.0", "1.0.0"), each.replace("[C1, C2]", "[C1]")) == proposed
    assert pairs(OLD, TEXT.replace("vendre\n", "vendre\n  reprend: [C3]\n")) == [("1.0.0", "BC2", "BC2")]


def test_a_bloc_that_is_only_renamed_and_reworded_is_proposed() -> None:
    new = TEXT.replace("code: BC1", "code: BC7\n  remplace: BC1").replace(
        "Négocier et vendre", "Vendre et négocier"
    )
    assert pairs(OLD, new) == [("1.0.0", "BC1", "BC7"), ("1.0.0", "BC2", "BC2")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plus_de: 50 %", "plus_de: 60 %"),
        ("bloc: {tous: competences}", "bloc: {un_de: competences}"),
        ("epreuve: {au_moins: 10}", "epreuve: {au_moins: 9}"),
    ],
)
def test_no_bloc_is_proposed_where_a_rule_of_all_differs(old: str, new: str) -> None:
    assert pairs(OLD, TEXT.replace(old, new)) == []


def test_the_rule_of_the_certification_touches_no_bloc() -> None:
    assert len(pairs(OLD, TEXT.replace("{tous: blocs}", "{un_de: blocs}"))) == 2


def test_what_blocs_of_other_certifications_give_touches_none() -> None:
    given = "correspondances: [{de: RNCP99999BC02, donne: BC1}]\n"
    both = [("1.0.0", "BC1", "BC1"), ("1.0.0", "BC2", "BC2")]
    assert pairs(OLD, TEXT + given) == pairs(OLD + given, TEXT) == both


def test_nothing_is_proposed_that_is_declared_nor_for_what_changes_no_decision() -> None:
    new = TEXT.replace("{tous: blocs}", "{un_de: blocs}")
    assert pairs(OLD, with_("version: 1.x, bloc: BC1, donne: BC1", text=new)) == [("1.0.0", "BC2", "BC2")]
    assert len(pairs(OLD, with_("version: 0.x, bloc: BC1, donne: BC1", text=new))) == 2
    assert pairs(OLD, TEXT[: TEXT.index("- code: BC2")]) == [("1.0.0", "BC1", "BC1")]
    assert pairs(OLD, TEXT.replace("Encadrer", "Animer")) == pairs(OLD, OLD) == pairs(new, OLD) == []


def test_diff_prints_lines_that_the_new_version_can_declare(certeval: Certeval) -> None:
    new = TEXT.replace("{tous: blocs}", "{un_de: blocs}")
    Path("avant.yaml").write_text(OLD, encoding="utf-8")
    Path("apres.yaml").write_text(new, encoding="utf-8")
    lines = ["equivalences:", *(f"- {{version: 1.0.0, bloc: BC{i}, donne: BC{i}}}" for i in (1, 2))]
    text = certeval("diff", "avant.yaml", "apres.yaml").out
    assert text.endswith("the new version may declare:\n" + "".join(f"  {line}\n" for line in lines))
    markdown = certeval("diff", "avant.yaml", "apres.yaml", "--format", "markdown").out
    assert markdown.endswith("```yaml\n" + "\n".join(lines) + "\n```\n")
    found = json.loads(certeval("diff", "avant.yaml", "apres.yaml", "--json").out)
    assert found["equivalences_proposees"][0] == {"version": "1.0.0", "bloc": "BC1", "donne": "BC1"}
    declared = referentiel(new + "\n".join(lines) + "\n")
    assert acquis_of(declared, [("1.0.0", "BC2")]) == (EarlierAcquis("BC2", ("BC2",)),)

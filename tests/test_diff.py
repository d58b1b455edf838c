"""`certeval diff`: what became of each part, what each difference does, the version it takes, the forms it is shown in.

Whole outputs are compared with tests/diff/<name>. CERTEVAL_REWRITE=1 rewrites those files.
"""

import json
import subprocess
from pathlib import Path

import pytest

import whole_outputs
from certeval.referentiel.load import Referentiel, compile_document
from certeval.referentiel.models import Fichier
from certeval.render.differences.forms import plain
from certeval.rules.file_model import FileModel, OnChange, on_change
from certeval.sources.yaml import parse
from certeval.versions.classes import MODELS, NO_DECISION_KINDS, on_change_of
from certeval.versions.compare import Comparison, compare
from certeval.versions.difference import Bump, next_version, suffices
from certeval.versions.outline import BY_KIND, CODE_KINDS, KIND_BY_TABLE, SECTIONS
from certeval.versions.wordings import NEAR, changes, likeness
from checking import SOUND
from conftest import Certeval

PLAN, OBJECTIONS, MARGIN = (
    "Le plan de l'entretien est écrit",
    "Les objections probables sont prévues et traitées",
    "La marge de négociation est chiffrée",
)
HEAD = SOUND.partition("    - {code: CR1")[0]
TAIL = """\
  - code: C2
    libelle: Conclure la vente afin d'encaisser le prix
    criteres:
    - {code: CR9, libelle: Le contrat est signé par les deux parties}
  epreuves:
  - {code: E1, intitule: Étude de cas, duree: 8 h}
"""


def sheet(*criteres: str) -> str:
    """A référentiel whose first compétence has these critères, each as `code: wording` or with more keys."""
    rows = "".join(f"    - {{code: {each}}}\n" for each in criteres)
    return HEAD + rows + TAIL


BASE = sheet(f"CR1, libelle: {PLAN}", f"CR2, libelle: {OBJECTIONS}", f"CR3, libelle: {MARGIN}")


def referentiel(text: str) -> Referentiel:
    found = compile_document(parse(text.encode(), "essai.yaml"))
    assert found.referentiel is not None, [(d.code, d.arguments) for d in found.diagnostics]
    return found.referentiel


def compare_texts(old: str, new: str) -> Comparison:
    return compare(referentiel(old), referentiel(new))


def differences_of(old: str, new: str) -> list[str]:
    """Each difference on one line: `classe sorte kind old>new field`, `?` where it is proposed."""
    found = []
    for d in compare_texts(old, new).differences:
        proposed = "?" if d.is_proposal else ""
        codes = f"{'+'.join(d.old)}>{'+'.join(d.new)}"
        found.append(f"{d.classe} {d.sorte}{proposed} {d.kind} {codes} {'.'.join(d.field)}".rstrip())
    return found


def change(old: str, new: str) -> list[str]:
    assert BASE.count(old) == 1, BASE.count(old)
    return differences_of(BASE, BASE.replace(old, new))


BECAME = {
    "a critère replaced": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            "CR4, libelle: Le prix est fixé, remplace: CR3",
        ),
        ["cassant renomme critere CR3>CR4", "editorial modifie critere CR3>CR4 libelle"],
    ),
    "a critère split in two others": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            "CR4, libelle: Le prix est fixé, remplace: CR3",
            "CR5, libelle: La remise est bornée, remplace: CR3",
        ),
        ["cassant scinde critere CR3>CR4+CR5"],
    ),
    "a critère split, which keeps its code and nearly its wording": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            f"CR3, libelle: {MARGIN} en euros",
            "CR4, libelle: La remise est bornée, remplace: CR3",
        ),
        ["evaluatif scinde critere CR3>CR4+CR3"],
    ),
    "a critère replaced, whose code serves again": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            "CR3, libelle: Le client est identifié",
            "CR4, libelle: La remise est bornée, remplace: CR3",
        ),
        [
            "cassant ajoute critere >CR3",
            "cassant renomme critere CR3>CR4",
            "editorial modifie critere CR3>CR4 libelle",
        ],
    ),
    "two critères merged": (
        sheet(f"CR1, libelle: {PLAN}", "CR4, libelle: Tout est prévu, remplace: [CR2, CR3]"),
        ["cassant fusionne critere CR2+CR3>CR4"],
    ),
    "two critères merged in one of them": (
        sheet(f"CR1, libelle: {PLAN}", "CR2, libelle: Tout est prévu, remplace: [CR2, CR3]"),
        ["cassant fusionne critere CR2+CR3>CR2"],
    ),
    "a critère put first, the others renumbered": (
        sheet(
            "CR1, libelle: Le client est identifié et son besoin reformulé",
            f"CR2, libelle: {PLAN}",
            f"CR3, libelle: {OBJECTIONS}",
            f"CR4, libelle: {MARGIN}",
        ),
        [
            "cassant ajoute critere >CR1",
            "cassant renomme? critere CR1>CR2",
            "cassant renomme? critere CR2>CR3",
            "cassant renomme? critere CR3>CR4",
        ],
    ),
    "a critère renumbered and a little reworded": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            "CR7, libelle: La marge de négociation est calculée",
        ),
        ["cassant renomme? critere CR3>CR7", "editorial modifie? critere CR3>CR7 libelle"],
    ),
    "a critère entirely reworded under its code": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            "CR3, libelle: Rien de commun avec ce texte",
        ),
        ["evaluatif modifie critere CR3>CR3 libelle"],
    ),
    "a critère removed": (
        sheet(f"CR1, libelle: {PLAN}", f"CR2, libelle: {OBJECTIONS}"),
        ["cassant supprime critere CR3>"],
    ),
    "a critère added": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            f"CR3, libelle: {MARGIN}",
            "CR4, libelle: Le prix est fixé",
        ),
        ["evaluatif ajoute critere >CR4"],
    ),
    "critères in another order": (
        sheet(f"CR3, libelle: {MARGIN}", f"CR1, libelle: {PLAN}", f"CR2, libelle: {OBJECTIONS}"),
        ["editorial reordonne critere C1>C1"],
    ),
    "a critère moved": (
        sheet(f"CR1, libelle: {PLAN}", f"CR2, libelle: {OBJECTIONS}").replace(
            "    - {code: CR9", f"    - {{code: CR3, libelle: {MARGIN}}}\n    - {{code: CR9"
        ),
        ["evaluatif deplace critere CR3>CR3"],
    ),
    "a critère renamed, readable by its source code": (
        sheet(
            f"CR1, libelle: {PLAN}",
            f"CR2, libelle: {OBJECTIONS}",
            f"CR4, code_source: CR3, libelle: {MARGIN}, remplace: CR3",
        ),
        ["evaluatif renomme critere CR3>CR4", "editorial modifie critere CR3>CR4 code_source"],
    ),
}


@pytest.mark.parametrize(
    ("before", "after", "classe"),
    [
        ("Plan", "Prix", "evaluatif"),
        ("Étude de cas", "Etudes de cas", "editorial"),
        ("Le plan est clair", "Le plan se lit aisément", "editorial"),
        ("Le plan est juste et daté", "Un planning existe, relu, signé, affiché", "evaluatif"),
        ("Le plan est juste", "Le plan est relu, signé, affiché", "editorial"),
        ("CV", "cv", "editorial"),
        ("CV", "PV", "evaluatif"),
        ("Le CV est lu", "Le CV du candidat est lu", "editorial"),
        ("TVA", "La TVA est exacte", "editorial"),
        ("Le prix est dit", "Le ton est bon", "evaluatif"),
        ("Le prix est dit", "Le prix est bon", "editorial"),
        ("Il est là", "Elle est là", "editorial"),
    ],
)
def test_another_text_under_a_code_that_is_marked_may_change_decisions(
    before: str, after: str, classe: str
) -> None:
    """What sheets marked is not what the new version says; a third of the words is enough to be the same."""
    found = differences_of(sheet(f"CR1, libelle: '{before}'"), sheet(f"CR1, libelle: '{after}'"))
    assert found == [f"{classe} modifie critere CR1>CR1 libelle"]


def test_another_text_of_what_is_computed_changes_no_decision() -> None:
    assert change("Conclure la vente afin d'encaisser le prix", "Jongler") == [
        "editorial modifie competence C2>C2 libelle"
    ]


def test_what_is_gone_stands_in_the_order_of_the_old_version() -> None:
    cases = "cas:\n" + "".join(
        f"- {{nom: n{i}, cellules: {{CR1: oui}}, attendu: {{CR1: valide}}}}\n" for i in range(3)
    )
    gone = sheet(f"CR1, libelle: {PLAN}")
    assert [line for line in differences_of(BASE + cases, gone) if "supprime" in line] == [
        "cassant supprime critere CR2>",
        "cassant supprime critere CR3>",
        "editorial supprime cas n0>",
        "editorial supprime cas n1>",
        "editorial supprime cas n2>",
    ]


@pytest.mark.parametrize("name", BECAME)
def test_each_part_is_followed(name: str) -> None:
    new, expected = BECAME[name]
    assert [line for line in differences_of(BASE, new) if not line.endswith(" remplace")] == expected


def test_what_stays_in_a_part_that_was_split_is_not_moved_from_it_to_itself(certeval: Certeval) -> None:
    split = "- code: BC2\n  intitule: Conclure\n  remplace: BC1\n  competences:\n  - code: C2\n"
    assert BASE.count("  - code: C2\n") == 1
    Path("a.yaml").write_text(BASE, encoding="utf-8")
    Path("b.yaml").write_text(BASE.replace("  - code: C2\n", split), encoding="utf-8")
    lines = certeval("diff", "a.yaml", "b.yaml").out.splitlines()
    assert "  compétence C1  moved from BC1 (before) to BC1 (after)" in lines
    assert "  compétence C2  moved from BC1 to BC2" in lines


def test_what_an_earlier_version_said_it_replaced_is_no_news() -> None:
    """CR3 replaced CR1 of a version before both; CR1 is another critère by now."""
    old = BASE.replace("{code: CR3,", "{code: CR3, remplace: CR1,")
    assert differences_of(old, old.replace("est chiffrée", "est calculée")) == [
        "editorial modifie critere CR3>CR3 libelle"
    ]


def test_a_comparison_backwards_follows_what_the_later_version_replaces() -> None:
    later = BECAME["a critère split in two others"][0].replace("version: 1.0.0", "version: 2.0.0")
    assert "cassant fusionne critere CR4+CR5>CR3" in differences_of(later, BASE)


def test_a_code_that_leads_nowhere_is_told(certeval: Certeval) -> None:
    Path("a.yaml").write_text(BASE, encoding="utf-8")
    Path("b.yaml").write_text(BASE.replace("{code: CR3,", "{code: CR3, remplace: CR8,"), encoding="utf-8")
    assert (
        "CR3 says that it replaces CR8, which the other version does not have"
        in certeval("diff", "a.yaml", "b.yaml").out
    )


BELOW = ("alpha bravo charlie", "alpha bravo delta echoes")  # 4 of 7
AT = ("alpha bravo charlie", "alpha bravo delta")  # 4 of 6
ABOVE = ("alpha bravo charlie delta", "alpha bravo charlie echoes")  # 6 of 8


def test_wordings_are_near_from_two_words_of_three() -> None:
    assert [likeness(*pair) < NEAR for pair in (BELOW, AT, ABOVE)] == [True, False, False]
    assert likeness(*AT) == NEAR


@pytest.mark.parametrize(("pair", "sorte"), [(BELOW, "supprime"), (AT, "renomme"), (ABOVE, "renomme")])
def test_a_wording_under_another_code_is_proposed_from_there_on(pair: tuple[str, str], sorte: str) -> None:
    old = sheet(f"CR1, libelle: {PLAN}", f"CR2, libelle: {pair[0]}")
    new = sheet(f"CR1, libelle: {PLAN}", f"CR5, libelle: {pair[1]}")
    assert any(sorte in line for line in differences_of(old, new))


def test_short_words_say_nothing_and_numbers_do() -> None:
    assert likeness("le pas de la vis", "le pas de la vie") == 0
    assert likeness("situation 1", "situation 2") == likeness("situation 7", "situation 3")
    assert likeness("situation 1", "situation 2") < NEAR


def test_the_words_that_differ_make_both_wordings_again() -> None:
    old, new = "Préparer  les outils, puis vendre.", "Préparer un outil, puis vendre ailleurs."
    found = changes(old, new)
    assert "".join(run.text for run in found if run.sign != "+") == old
    assert "".join(run.text for run in found if run.sign != "-") == new
    assert [run.text for run in found if run.sign == "+"] == [" un outil", " ailleurs"]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("2025-01-01", "2026-09-01", "[-2025-01-01-]{+2026-09-01+}"),
        ("{au_moins: 2/3}", "{au_moins: 1/3}", "{au_moins: [-2/3-]{+1/3+}}"),
        ("{E1: -2}", "{E1: 2}", "{E1: [--2-]{+2+}}"),
        ("[E1-oral, E2]", "[E1-ecrit, E2]", "[[-E1-oral-]{+E1-ecrit+}, E2]"),
        ("un compte-rendu - bref", "un compte rendu - bref", "un [-compte-rendu-]{+compte rendu+} - bref"),
    ],
)
def test_a_day_a_share_a_code_or_a_compound_word_differs_whole(old: str, new: str, marked: str) -> None:
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    assert "".join(marks[run.sign].format(run.text) for run in changes(old, new)) == marked


def marked_wording(entered: str, *, also: str = "") -> str:
    """Two épreuves of one bloc; `entered` is how they are marked."""
    return f"""\
format: 1
certification: {{code: essai, version: 1.0.0}}
{also}saisie: {{epreuve: {{{entered}}}}}
validation: {{certification: E1, epreuve: {{au_moins: 50 %}}}}
epreuves: [{{code: E1, intitule: Écrit}}, {{code: E2, intitule: Oral}}]
"""


MARK = "echelle: {note: {sur: 20}}"
HALF = "echelle: {note: {sur: 20, pas: 0.5}}"
POINTS = "echelle: {niveaux: [NA, EA, A], points: [0, 1, 2]}"
ENTERED = {
    "a finer step": ("echelle: {note: {sur: 20, pas: 1}}", HALF, "evaluatif"),
    "a coarser step": (HALF, "echelle: {note: {sur: 20, pas: 1}}", "cassant"),
    "a step where there was none": (MARK, HALF, "cassant"),
    "no more step": (HALF, MARK, "evaluatif"),
    "a wider scale": (MARK, "echelle: {note: {min: -1, sur: 21}}", "evaluatif"),
    "a scale cut above": (MARK, "echelle: {note: {sur: 19}}", "cassant"),
    "a scale cut below": (MARK, "echelle: {note: {min: 1, sur: 20}}", "cassant"),
    "marks shifted off their steps": (
        "echelle: {note: {sur: 20, pas: 1}}",
        'echelle: {note: {min: "-0,5", sur: 21, pas: 1}}',
        "cassant",
    ),
    "marks counted as a quantity": (MARK, "echelle: {quantite: {max: 20}}", "evaluatif"),
    "a status of the file gone": (MARK, MARK, "cassant"),
    "a status declared": (MARK, MARK + ", statuts: {ABI: exclu}", "evaluatif"),
    "a status gone": (MARK + ", statuts: {ABI: exclu}", MARK, "cassant"),
    "a status that does something else": (MARK, MARK + ", statuts: {ABS: bloque}", "evaluatif"),
    "jurors who must agree": (MARK + ", jures: {retenir: moyenne}", MARK, "cassant"),
    "jurors who need not agree": (MARK, MARK + ", jures: {retenir: moyenne}", "evaluatif"),
    "two jurors due, and a status that says more": (
        MARK + ", jures: {nombre: 2}",
        MARK + ", jures: {nombre: 2}, statuts: {ABS: exclu}",
        "cassant",
    ),
    "jurors declared, and a status that says more": (
        MARK + ", jures: {}",
        MARK + ", jures: {}, statuts: {ABS: exclu}",
        "cassant",
    ),
    "jurors declared, and a status that no longer says what another does": (
        MARK + ", jures: {retenir: accord}",
        MARK + ", jures: {retenir: accord}, statuts: {DISP: exclu}",
        "cassant",
    ),
    "jurors declared, and two statuses that still say the same": (
        MARK + ", jures: {}",
        MARK + ", jures: {}, statuts: {DISP: exclu, EQ: exclu, NEUT: acquis}",
        "evaluatif",
    ),
    "jurors declared, and a status that is no longer the mark that it was": (
        MARK + ", jures: {}, statuts: {ABI: {valeur: 8}}",
        MARK + ", jures: {}, statuts: {ABI: {valeur: 9}}",
        "cassant",
    ),
    "jurors declared, and a status that says less": (
        MARK + ", jures: {}, statuts: {ABI: bloque}",
        MARK + ", jures: {}, statuts: {ABI: inconnu}",
        "evaluatif",
    ),
    "jurors declared, and an empty cell, which is no juror's": (
        MARK + ", jures: {nombre: 2}",
        MARK + ", jures: {nombre: 2}, statuts: {vide: exclu}",
        "evaluatif",
    ),
    "jurors who need not agree, and a status that says more": (
        MARK + ", jures: {retenir: moyenne}",
        MARK + ", jures: {retenir: moyenne}, statuts: {ABS: bloque}",
        "evaluatif",
    ),
    "jurors who must agree on levels, and a status that is no longer a level": (
        POINTS + ", jures: {}, statuts: {ABI: {valeur: EA}}",
        POINTS + ", jures: {}, statuts: {ABI: bloque}",
        "cassant",
    ),
    "no more attempts": (MARK + ", tentatives: {retenir: meilleure}", MARK, "cassant"),
    "attempts": (MARK, MARK + ", tentatives: {retenir: meilleure}", "evaluatif"),
}


@pytest.mark.parametrize("name", ENTERED)
def test_what_is_entered_breaks_where_a_cell_no_longer_reads(name: str) -> None:
    old, new, classe = ENTERED[name]
    also = "statuts: {ABI: exclu}\n" if name == "a status of the file gone" else ""
    assert compare_texts(marked_wording(old, also=also), marked_wording(new)).classe == classe


def test_marks_do_not_read_as_yes_and_no() -> None:
    assert (
        compare_texts(marked_wording(MARK), marked_wording("echelle: acquis").replace("50 %", "oui")).classe
        == "cassant"
    )


def test_levels_may_be_added_and_not_taken_away() -> None:
    def levels(names: str) -> str:
        return marked_wording(f"echelle: {{niveaux: [{names}]}}").replace("50 %", "A")

    assert compare_texts(levels("NA, A"), levels("NA, EA, A")).classe == "evaluatif"
    assert compare_texts(levels("NA, EA, A"), levels("NA, A")).classe == "cassant"


RULES = {
    "the same share as a fraction": ("plus_de: 50 %", "plus_de: 1/2", []),
    "another share": (
        "plus_de: 50 %",
        "plus_de: 51 %",
        ["evaluatif modifie validation competence>competence definition"],
    ),
    "the tie": (
        "plus_de: 50 %",
        "au_moins: 50 %",
        ["evaluatif modifie validation competence>competence definition"],
    ),
    "all, counted": (
        "{tous: competences}",
        "{parmi: competences, au_moins: 100 %}",
        ["editorial modifie validation bloc>bloc definition"],
    ),
    "one less than all": (
        "{tous: competences}",
        "{parmi: competences, au_moins: 99 %}",
        ["evaluatif modifie validation bloc>bloc definition"],
    ),
    "a rule named": ("blocs:\n", "regles: {R1: C1}\nblocs:\n", ["evaluatif ajoute regle >R1"]),
    "a measure": ("blocs:\n", "mesures: {M1: {nombre: criteres}}\nblocs:\n", ["evaluatif ajoute mesure >M1"]),
    "an épreuve that is only described": (
        "  - {code: E1",
        "  - {code: E2, intitule: Oral}\n  - {code: E1",
        ["editorial ajoute epreuve >E2"],
    ),
    "what an épreuve that is only described assesses": (
        "duree: 8 h",
        "duree: 8 h, evalue: [C1]",
        ["editorial modifie epreuve E1>E1 evalue"],
    ),
    "how long an épreuve lasts": ("duree: 8 h", "duree: 7 h", ["editorial modifie epreuve E1>E1 duree"]),
    "the code of the certification": (
        "code: essai",
        "code: autre",
        ["cassant modifie certification > code"],
    ),
    "an activité": (
        "  competences:\n  - code: C1",
        "  activites: [{code: A1, libelle: Vente}]\n  competences:\n  - code: C1",
        ["editorial ajoute activite >A1"],
    ),
    "a métier": ("vendre\n", "vendre\n  metiers: [Vendeur]\n", ["editorial modifie bloc BC1>BC1 metiers"]),
    "the code of a compétence": (
        "code: C2\n",
        "code: C3\n    remplace: C2\n",
        ["evaluatif renomme competence C2>C3", "editorial modifie competence C2>C3 remplace"],
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_what_a_change_does_to_decisions(name: str) -> None:
    old, new, expected = RULES[name]
    assert change(old, new) == expected


def test_an_epreuve_that_rules_look_at_is_not_only_described() -> None:
    old = BASE.replace(
        "bloc: {tous: competences}", "bloc: {parmi: epreuves, dont: {tous: criteres}, au_moins: 1}"
    )
    new = old.replace("  - {code: E1", "  - {code: E2, intitule: Oral}\n  - {code: E1")
    assert differences_of(old, new) == ["evaluatif ajoute epreuve >E2"]
    assert differences_of(old, old.replace("8 h", "8 h, evalue: [C1]")) == [
        "evaluatif modifie epreuve E1>E1 evalue"
    ]
    assert differences_of(old, old.replace("8 h", "8 h, evalue: [C2, C1]")) == [
        "editorial modifie epreuve E1>E1 evalue"
    ]


def test_a_competence_that_a_bloc_takes_up_is_assessed_by_the_epreuves_that_name_it_only() -> None:
    rule = "bloc: {parmi: epreuves, dont: {tous: criteres}, au_moins: 1}"
    second = """\
- code: BC2
  intitule: Suivre la clientèle
  competences:
  - {code: C9, libelle: Relancer un client, criteres: [{code: CR20, libelle: La relance est datée}]}
  epreuves: [{code: E2, intitule: Oral}]
"""
    old = (
        BASE.replace("bloc: {tous: competences}", rule).replace("vendre\n", "vendre\n  reprend: [C9]\n")
        + second
    )
    assert differences_of(old, old.replace("8 h", "8 h, evalue: [C2, C1]")) == [
        "editorial modifie epreuve E1>E1 evalue"
    ]
    assert differences_of(old, old.replace("8 h", "8 h, evalue: [C1, C2, C9]")) == [
        "evaluatif modifie epreuve E1>E1 evalue"
    ]


def test_the_verdict_of_an_epreuve_is_a_decision_though_no_rule_looks_at_it() -> None:
    old = BASE.replace("  competence:", "  epreuve: {tous: criteres}\n  competence:")
    assert differences_of(old, old.replace("8 h", "8 h, evalue: [C1]")) == [
        "evaluatif modifie epreuve E1>E1 evalue"
    ]


def test_a_code_of_the_source_is_what_old_sheets_may_call_an_element_by() -> None:
    old = BASE.replace("code: CR9,", "code: CR9, code_source: K9,")
    assert differences_of(BASE, old) == ["editorial modifie critere CR9>CR9 code_source"]
    assert differences_of(old, BASE) == ["cassant modifie critere CR9>CR9 code_source"]


PARCOURS = BASE.replace(
    "blocs:\n",
    "parcours: [{code: EXPORT, intitule: À l’étranger}, {code: RESEAU, intitule: En boutique}]\nblocs:\n",
).replace("- code: C2\n", "- code: C2\n    pour: {parcours: [EXPORT]}\n")


@pytest.mark.parametrize(
    ("old", "new", "classe"),
    [
        ("En boutique}", "En boutique}, {code: VAE}", "evaluatif"),
        ("En boutique}", "EN BOUTIQUE}", "evaluatif"),
        ("{code: RESEAU, intitule: En boutique}", "{code: RESEAU}", "cassant"),
        ("En boutique", "En magasin", "cassant"),
        (", intitule: À l’étranger}, {code: RESEAU, intitule: En boutique", "}, {code: RESEAU", "cassant"),
        (
            "À l’étranger}, {code: RESEAU, intitule: En boutique",
            "En boutique}, {code: RESEAU, intitule: À l’étranger",
            "cassant",
        ),
    ],
    ids=["one more", "another case", "a title fewer", "another title", "no title", "titles exchanged"],
)
def test_sheets_must_still_name_the_parcours_that_they_meant(old: str, new: str, classe: str) -> None:
    """« En boutique » that comes to mean EXPORT is read, and of other candidates."""
    assert PARCOURS.count(old) == 1
    assert differences_of(PARCOURS, PARCOURS.replace(old, new)) == [
        f"{classe} modifie certification > parcours"
    ]


def test_what_is_entered_for_one_kind_breaks_no_sheet_of_another() -> None:
    saisie = (
        "saisie: {critere: {statuts: {ABI: inconnu}}, epreuve: {echelle: {note: {sur: 20}}}}\nvalidation:"
    )
    old = BASE.replace("validation:", saisie)
    new = old.replace("critere: {statuts: {ABI: inconnu}}, ", "").replace("sur: 20", "sur: 40")
    assert differences_of(old, new) == [
        "cassant modifie saisie critere>critere statuts",
        "evaluatif modifie saisie epreuve>epreuve echelle",
    ]


def test_a_scale_that_one_kind_loses_breaks_no_sheet_of_another() -> None:
    saisie = "saisie: {competence: {echelle: {niveaux: [NA, EA, A]}}, epreuve: {echelle: {note: {sur: 20}}}}"
    old = BASE.replace("validation:", f"{saisie}\nvalidation:")
    assert differences_of(old, old.replace("[NA, EA, A]", "[NA, A]").replace("sur: 20", "sur: 40")) == [
        "cassant modifie saisie competence>competence echelle",
        "evaluatif modifie saisie epreuve>epreuve echelle",
    ]


FOR_ALL = "statuts: {ABI: exclu}\nsaisie: {epreuve: {echelle: acquis}}"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            FOR_ALL,
            "saisie: {critere: {statuts: {ABI: exclu}}, epreuve: {statuts: {ABI: exclu}, echelle: acquis}}",
            {"editorial"},
        ),
        (
            FOR_ALL,
            "saisie: {critere: {statuts: {ABI: bloque}}, epreuve: {statuts: {ABI: exclu}, echelle: acquis}}",
            {"editorial", "evaluatif"},
        ),
        ("saisie: {critere: {}}", "saisie: {critere: {jures: {retenir: accord}}}", {"editorial"}),
        ("saisie: {critere: {}}", "saisie: {critere: {jures: {retenir: minimum}}}", {"evaluatif"}),
    ],
)
def test_what_is_entered_said_elsewhere_changes_no_decision(before: str, after: str, told: set[str]) -> None:
    old, new = (BASE.replace("validation:", f"{each}\nvalidation:", 1) for each in (before, after))
    assert {each.split()[0] for each in differences_of(old, new)} == told


def test_a_rule_that_follows_a_renaming_changes_nothing_itself() -> None:
    old = BASE.replace("{tous: competences}", "{tous: [C1, C2]}")
    new = BASE.replace("{tous: competences}", "{tous: [C3, C1]}").replace(
        "code: C2\n", "code: C3\n    remplace: C2\n"
    )
    assert "editorial modifie validation bloc>bloc definition" in differences_of(old, new)


@pytest.mark.parametrize(
    ("effect", "classe"), [("bloque", "evaluatif"), ("exclu", "editorial"), ("{valeur: 0}", "editorial")]
)
def test_all_is_no_count_where_a_status_blocks(effect: str, classe: str) -> None:
    """A blocked compétence fails `tous` for good; `parmi` only does not count it."""
    old = BASE.replace("validation:\n", f"statuts: {{ABS: {effect}}}\nvalidation:\n", 1)
    new = old.replace("{tous: competences}", "{parmi: competences, au_moins: 100 %}")
    assert f"{classe} modifie validation bloc>bloc definition" in differences_of(old, new)


def test_a_level_called_as_a_renamed_code_is_not_renamed() -> None:
    """C is a compétence and a level: the bound really changes from level C to level D."""
    old = marked_wording("echelle: {niveaux: [D, C, B]}").replace("50 %", "C") + (
        "blocs: [{code: BC1, intitule: Vendre, competences: [{code: C, libelle: Vendre}]}]\n"
    )
    new = old.replace("au_moins: C", "au_moins: D").replace("{code: C,", "{code: D, remplace: C,")
    assert "evaluatif modifie validation epreuve>epreuve definition" in differences_of(old, new)


@pytest.mark.parametrize(
    ("kind", "model"), [(kind, each) for kind, models in MODELS.items() for each in models]
)
def test_every_key_of_a_referentiel_says_what_changing_it_does(kind: str, model: type[FileModel]) -> None:
    """Whoever adds a key to a model says beside it what it does to decisions."""
    apart = {"code", *SECTIONS.get(kind, ())}  # what parts are matched by, and their lists
    apart |= {"certification", *BY_KIND, *KIND_BY_TABLE} if model is Fichier else set()
    assert {key for key in model.model_fields if on_change(model, key) is None} <= apart


def test_every_kind_of_part_has_its_model_or_holds_a_definition() -> None:
    listed = {kind for kinds in SECTIONS.values() for kind in kinds.values()}
    assert MODELS.keys() == {"certification", "saisie", *CODE_KINDS, *listed} - {*NO_DECISION_KINDS}


def test_a_key_of_which_nothing_is_said_may_change_decisions() -> None:
    assert on_change_of("bloc", "inconnue") is OnChange.DECIDES


@pytest.mark.parametrize(
    ("new", "needed", "is_enough"),
    [
        ("1.0.0", Bump.AUCUNE, True),
        ("1.0.0", Bump.CORRECTIVE, False),
        ("1.0.1", Bump.CORRECTIVE, True),
        ("1.0.9", Bump.MINEURE, False),
        ("1.1.0", Bump.MINEURE, True),
        ("1.9.9", Bump.MAJEURE, False),
        ("2.0.0", Bump.MAJEURE, True),
        ("2.0.0", Bump.CORRECTIVE, True),
        ("0.9.9", Bump.AUCUNE, False),
    ],
)
def test_a_version_rises_enough_or_not(new: str, needed: Bump, is_enough: bool) -> None:
    assert suffices("1.0.0", new, needed) is is_enough


def test_the_least_version_that_rises_so() -> None:
    assert [next_version("1.2.3", bump) for bump in Bump] == ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]


def test_the_number_and_the_dates_of_a_version_take_none() -> None:
    dated = BASE.replace("version: 1.0.0", "version: 1.0.0, en_vigueur: {du: 2026-01-01}")
    comparison = compare_texts(BASE, dated)
    assert len(comparison.differences) == 1
    assert comparison.least_bump is Bump.AUCUNE


NEW = (
    BECAME["a critère put first, the others renumbered"][0]
    .replace("version: 1.0.0", "version: 1.1.0")
    .replace("plus_de: 50 %", "plus_de: 60 %")
    .replace("Négocier et vendre", "Négocier puis [vendre] à @untel")
    .replace(
        "C2\n    libelle: Conclure la vente", "C3\n    remplace: C2\n    libelle: Conclure <b>la vente</b>"
    )
)


@pytest.fixture
def files(certeval: Certeval) -> Certeval:
    Path("a.yaml").write_text(BASE, encoding="utf-8")
    Path("b.yaml").write_text(NEW, encoding="utf-8")
    return certeval


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_whole_outputs(form: str, files: Certeval) -> None:
    done = files("diff", "a.yaml", "b.yaml", "--format", form)
    assert (done.status, done.err) == (0, "")
    whole_outputs.compare(f"diff/renumerote.{form}", done.out)


def test_exit_code_says_whether_something_differs(files: Certeval) -> None:
    assert files("diff", "a.yaml", "b.yaml", "--exit-code").status == 1
    assert files("diff", "a.yaml", "a.yaml", "--exit-code").status == 0
    assert files("diff", "a.yaml", "b.yaml").status == 0


def test_output_writes_a_file_once(files: Certeval) -> None:
    assert files("diff", "a.yaml", "b.yaml", "--output", "d.txt").out == ""
    assert Path("d.txt").read_text(encoding="utf-8") == files("diff", "a.yaml", "b.yaml").out
    assert files("diff", "a.yaml", "b.yaml", "--output", "d.txt").status == 2
    assert files("diff", "a.yaml", "b.yaml", "--output", "d.txt", "--force").status == 0


def test_an_invalid_referentiel_is_told_and_nothing_compared(files: Certeval) -> None:
    Path("c.yaml").write_text(BASE.replace("tous: blocs", "tous: blocks"), encoding="utf-8")
    done = files("diff", "c.yaml", "b.yaml")
    assert (done.status, done.out) == (3, "")
    assert "c.yaml:6:" in done.err
    both = files("diff", "c.yaml", "c.yaml")
    assert both.err.count("c.yaml:6:") >= 2


def test_versions_are_named_as_in_the_catalogue(files: Certeval) -> None:
    Path("referentiels/essai").mkdir(parents=True)
    Path("a.yaml").rename("referentiels/essai/1.0.0.yaml")
    Path("b.yaml").rename("referentiels/essai/1.1.0.yaml")
    assert files("diff", "essai@1.0.0", "essai@1.1.0").out.startswith("essai 1.0.0 → 1.1.0\n")
    assert files("diff", "essai@1.0.0", "essai@3.0.0").status == 2


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *arguments), check=True, capture_output=True)


def test_revisions_are_read_from_git(files: Certeval) -> None:
    git("init", "-q")
    git("add", "a.yaml")
    git("commit", "-qm", "une version")
    Path("a.yaml").write_text(NEW, encoding="utf-8")
    assert files("diff", "HEAD:a.yaml", "a.yaml").out == files("diff", "HEAD:./a.yaml", "b.yaml").out
    for operand, said in (
        ("HEAD:absent.yaml", "does not exist"),
        ("nulle:a.yaml", "invalid object name"),
        ("--textconv:a.yaml", "invalid object name"),
        ("HEAD:", "bad file"),
    ):
        done = files("diff", "--", operand, "a.yaml")
        assert (done.status, done.out) == (2, "")
        assert said in done.err


def test_without_git_a_revision_is_refused_in_words(files: Certeval, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = files("diff", "HEAD:a.yaml", "a.yaml")
    assert (done.status, done.err) == (
        2,
        "certeval: HEAD:a.yaml: git is not installed, and reads the revision\n",
    )


def test_a_revision_that_is_invalid_shows_its_own_lines(files: Certeval) -> None:
    git("init", "-q")
    Path("a.yaml").write_text("format: 2\n", encoding="utf-8")
    git("add", "a.yaml")
    git("commit", "-qm", "une version")
    done = files("diff", "HEAD:a.yaml", "b.yaml")
    assert done.status == 3
    assert "--> HEAD:a.yaml:1:9" in done.err
    assert "format: 2" in done.err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b*_c_`d`", r"a\*b\*\_c\_\`d\`"),
        ("[lien](https://x)", r"\[lien\](https:<!-- -->//x)"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("@untel #12", "@<!-- -->untel #<!-- -->12"),
        ("une\nligne", "une\\\\u000aligne"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_control_characters_and_markup_reach_no_terminal(certeval: Certeval) -> None:
    Path("a.yaml").write_text(BASE, encoding="utf-8")
    hostile = BASE.replace(f"libelle: {PLAN}", 'libelle: "[red]Le[/red] \\e[31mplan [/fin]"')
    Path("b.yaml").write_text(hostile, encoding="utf-8")
    out = certeval("diff", "a.yaml", "b.yaml").out
    assert "\x1b" not in out
    assert "[red]" in out


def test_the_document_holds_what_the_text_says(files: Certeval) -> None:
    document = json.loads(files("diff", "a.yaml", "b.yaml", "--json").out)
    assert document["schema"] == "certeval/differences/1"
    assert document["version"] == {
        "requise": "majeure",
        "minimale": "2.0.0",
        "faite": "mineure",
        "suffit": False,
    }
    assert sum(document["synthese"][c] for c in ("editorial", "evaluatif", "cassant")) == len(
        document["differences"]
    )

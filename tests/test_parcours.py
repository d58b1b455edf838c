"""Parcours and voies: what is for some candidates only, in every sheet and every command."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from conftest import Certeval

REGLEMENT = """\
format: 1
certification: {code: essai, version: 1.0.0}
parcours:
- {code: EXPORT, intitule: Vente à l'étranger}
- {code: RESEAU, intitule: Animation d'un réseau}
saisie:
  competence: {echelle: {note: {sur: 20}}}
validation:
  competence: {au_moins: 10}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- {code: BC1, intitule: Vendre, competences: [{code: C1, libelle: Vendre}]}
- code: BC2
  intitule: Vendre à l'étranger
  pour: {parcours: [EXPORT]}
  competences: [{code: C2, libelle: Vendre à l'étranger}]
- code: BC3
  intitule: Animer
  pour: {parcours: [RESEAU]}
  competences: [{code: C3, libelle: Animer}]
"""
SHEET = """\
candidat;parcours;C1;C2;C3
A1;EXPORT;12;12;
A2;reseau;12;;9
A3;Vente à l’étranger;12;9;
A4;;12;12;12
A5;;12;12;8
A6;;12;8;8
"""
VERDICTS = {
    "A1": "valide",
    "A2": "non_valide",
    "A3": "non_valide",
    "A4": "valide",
    "A5": "en_attente",
    "A6": "non_valide",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "referentiels" / "essai"
    place.mkdir(parents=True)
    (place / "1.0.0.yaml").write_text(REGLEMENT, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def results_by_candidate(certeval: Certeval, *sheets: str) -> dict[str, dict[str, object]]:
    done = certeval("validate", *sheets, "--json")
    document = json.loads(done.out)
    return {each["candidat"]: each for each in document["candidats"]}


def verdicts(certeval: Certeval, *sheets: str) -> dict[str, str]:
    return {
        code: each["certification"]["verdict"]
        for code, each in results_by_candidate(certeval, *sheets).items()
    }


def findings(certeval: Certeval, *sheets: str) -> list[tuple[str, int, int]]:
    told = json.loads(certeval("validate", *sheets, "--json").out)["diagnostics"]
    return [(each["code"], each["ligne"], each["colonne"]) for each in told]


LONG = "candidat;parcours;element;valeur\n" + "".join(
    f"{row[0]};{row[1]};{code};{mark}\n"
    for row in csv.reader(StringIO(SHEET), delimiter=";")
    if row[0] != "candidat"
    for code, mark in zip(("C1", "C2", "C3"), row[2:], strict=True)
)
ELEMENTS = "candidat;element;valeur\n" + "".join(
    f"{row[0]};{code};{mark}\n"
    for row in csv.reader(StringIO(SHEET), delimiter=";")
    if row[0] != "candidat"
    for code, mark in zip(("parcours", "C1", "C2", "C3"), row[1:], strict=True)
)
DOCUMENT = "format: 1\ncandidats:\n" + "".join(
    f"- {{candidat: {row[0]}, parcours: {json.dumps(row[1], ensure_ascii=False)}, "
    f"notes: {{{', '.join(f'{c}: {m}' for c, m in zip(('C1', 'C2', 'C3'), row[2:], strict=True) if m)}}}}}\n"
    for row in csv.reader(StringIO(SHEET), delimiter=";")
    if row[0] != "candidat"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [("wide.csv", SHEET), ("long.csv", LONG), ("element.csv", ELEMENTS), ("notes.yaml", DOCUMENT)],
)
def test_a_candidate_is_decided_by_what_the_parcours_leaves(
    certeval: Certeval, folder: Path, name: str, text: str
) -> None:
    assert verdicts(certeval, write(folder, name, text)) == VERDICTS


def test_a_workbook_says_the_parcours(certeval: Certeval, folder: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in csv.reader(StringIO(SHEET), delimiter=";"):
        book.active.append(row)
    book.save(folder / "notes.xlsx")

    assert verdicts(certeval, "notes.xlsx") == VERDICTS


def test_one_sheet_has_the_marks_and_another_the_parcours(certeval: Certeval, folder: Path) -> None:
    rows = list(csv.reader(StringIO(SHEET), delimiter=";"))
    write(folder, "marks.csv", "\n".join(";".join([row[0], *row[2:]]) for row in rows))
    write(folder, "options.csv", "\n".join(";".join(row[:2]) for row in rows))

    assert verdicts(certeval, "marks.csv", "options.csv") == VERDICTS


def test_what_is_not_for_a_candidate_is_in_no_result(certeval: Certeval, folder: Path) -> None:
    found = results_by_candidate(certeval, "notes.csv")

    assert [bloc["code"] for bloc in found["A1"]["blocs"]] == ["BC1", "BC2"]
    assert [bloc["code"] for bloc in found["A2"]["blocs"]] == ["BC1", "BC3"]
    assert [bloc["code"] for bloc in found["A5"]["blocs"]] == ["BC1", "BC2", "BC3"]
    assert [found[code]["parcours"] for code in ("A1", "A2", "A3", "A5")] == [
        "EXPORT",
        "RESEAU",
        "EXPORT",
        None,
    ]
    assert found["A1"]["certification"]["total"] == 2
    assert found["A4"]["certification"] == {
        "verdict": "valide",
        "origine": "calcul",
        "acquis": 2,
        "non_acquis": 0,
        "non_evalue": 0,
        "total": 2,
        "requis": 2,
    }
    assert found["A5"]["certification"]["manque"] == ["parcours"]


def test_the_rows_say_the_parcours_and_nothing_of_what_is_not_for_the_candidate(
    certeval: Certeval, folder: Path
) -> None:
    lines = certeval("validate", "notes.csv", "--format", "csv").out.splitlines()

    assert lines[:3] == [
        "candidat;certification;BC1;BC2;BC3;C1;C2;C3;manquants;parcours;C1 valeur;C2 valeur;C3 valeur",
        "A1;valide;valide;valide;;valide;valide;;;EXPORT;12;12;",
        "A2;non_valide;valide;;non_valide;valide;;non_valide;;RESEAU;12;;9",
    ]


def test_the_summary_counts_a_bloc_among_those_whom_it_is_for(certeval: Certeval, folder: Path) -> None:
    document = json.loads(certeval("validate", "notes.csv", "--json").out)

    assert document["synthese"]["blocs"] == {
        "BC1": {"valide": 6, "non_valide": 0, "en_attente": 0},
        "BC2": {"valide": 1, "non_valide": 1, "en_attente": 3},
        "BC3": {"valide": 0, "non_valide": 1, "en_attente": 3},
    }


@pytest.mark.parametrize(
    ("cell", "place"),
    [("EXPROT", ("N250", 2, 4)), ("EXPORT, RESEAU", ("N250", 2, 4)), ("#N/A", ("N209", 2, 4))],
)
def test_a_parcours_that_is_none_is_told_at_its_cell(
    certeval: Certeval, folder: Path, cell: str, place: tuple[str, int, int]
) -> None:
    sheet = write(folder, "faux.csv", f"candidat;parcours;C1;C2;C3\nA1;{cell};12;12;\n")

    assert certeval("validate", sheet).status == 1
    told = findings(certeval, sheet)
    assert told[-1][1:] == place[1:]
    assert told[-1][0] == place[0] or cell.startswith("#")


def test_a_slip_is_suggested(certeval: Certeval, folder: Path) -> None:
    sheet = write(folder, "faux.csv", "candidat;parcours;C1\nA1;EXPROT;12\n")

    assert "did you mean « EXPORT »" in certeval("validate", sheet).err


def test_two_parcours_of_one_candidate_are_an_error_at_both_places(certeval: Certeval, folder: Path) -> None:
    write(folder, "a.csv", "candidat;parcours;C1\nA1;EXPORT;12\n")
    write(folder, "b.csv", "candidat;parcours\nA1;RESEAU\n")

    done = certeval("validate", "a.csv", "b.csv", "--json")
    told = next(each for each in json.loads(done.out)["diagnostics"] if each["code"] == "N252")

    assert done.status == 1
    assert (told["fichier"], told["ligne"], told["colonne"]) == ("b.csv", 2, 4)
    assert [(each["fichier"], each["ligne"], each["colonne"]) for each in told["liens"]] == [("a.csv", 2, 4)]


@pytest.mark.parametrize("again", ["EXPORT", "export", "Vente à l'étranger", ""])
def test_the_same_parcours_said_twice_is_no_mistake(certeval: Certeval, folder: Path, again: str) -> None:
    rows = f"A1;EXPORT;J1;12;12\nA1;{again};J2;12;12\n"
    sheet = write(folder, "jures.csv", "candidat;parcours;jure;C1;C2\n" + rows)

    assert verdicts(certeval, sheet) == {"A1": "valide"}
    assert findings(certeval, sheet) == []


@pytest.mark.parametrize(
    ("mark", "told"), [("14", True), ("DISP", True), ("NE", False), ("NEUT", False), ("", False)]
)
def test_a_mark_of_what_is_not_for_the_candidate_is_told_and_not_counted(
    certeval: Certeval, folder: Path, mark: str, told: bool
) -> None:
    sheet = write(folder, "trop.csv", f"candidat;parcours;C1;C2;C3\nA1;EXPORT;12;12;{mark}\n")

    assert verdicts(certeval, sheet) == {"A1": "valide"}
    assert findings(certeval, sheet) == ([("N253", 2, 17)] if told else [])


def test_a_column_of_parcours_without_parcours_decides_nothing_and_is_told(
    certeval: Certeval, folder: Path
) -> None:
    plain = REGLEMENT.replace("  pour: {parcours: [EXPORT]}\n", "").replace(
        "  pour: {parcours: [RESEAU]}\n", ""
    )
    begin, _, rest = plain.partition("parcours:\n")
    (folder / "referentiels" / "essai" / "1.0.0.yaml").write_text(
        begin + rest[rest.index("saisie:") :], encoding="utf-8"
    )
    sheet = write(folder, "un.csv", "candidat;parcours;voie;C1;C2;C3\nA1;EXPORT;inconnue;12;12;12\n")

    assert verdicts(certeval, sheet) == {"A1": "valide"}
    assert findings(certeval, sheet) == [("N254", 1, 10)]


@pytest.mark.parametrize("engine", [(), ("--engine", "python"), ("--engine", "polars")])
@pytest.mark.parametrize(("rows", "told"), [(("", "X"), 1), (("", " "), 0), (("", "X", "X"), 1)])
def test_a_column_of_parcours_is_told_by_every_engine_where_it_says_something(
    certeval: Certeval, tmp_path: Path, engine: tuple[str, ...], rows: tuple[str, ...], told: int
) -> None:
    lines = [f"C{number};{text};oui\n" for number, text in enumerate(rows)]
    write(tmp_path, "un.csv", "candidat;parcours;CR1.1.1\n" + "".join(lines))
    done = certeval("validate", "un.csv", "--format", "csv", *engine)
    assert (done.status, done.err.count("N254")) == (0, told)


@pytest.mark.parametrize(("last", "told"), [("A3;EXPORT;12;12", 0), ("A3;RESEAU;12;", 1)])
@pytest.mark.parametrize("way", [(), ("--encoding", "utf-8")])
def test_an_element_that_is_for_none_of_the_candidates_may_be_in_no_sheet(
    certeval: Certeval, folder: Path, way: tuple[str, ...], last: str, told: int
) -> None:
    write(folder, "deux.csv", f"candidat;parcours;C1;C2\nA1;EXPORT;12;12\nA2;export;12;9\n{last}\n")
    done = certeval("validate", "deux.csv", "--format", "csv", *way)
    assert (done.status, done.err.count("N107")) == (0, told)


def test_the_reasons_say_what_depends_on_the_parcours(certeval: Certeval, folder: Path) -> None:
    known = certeval("explain", "A1", "--scores", "notes.csv").out
    pending = certeval("explain", "A5", "--scores", "notes.csv").out
    whatever = certeval("explain", "A6", "--scores", "notes.csv").out

    assert "BC3" not in known
    assert "certification: validated — 2 of 2 blocs validated, all 2 required" in known
    assert "certification: pending — it depends on what is not known: parcours" in pending
    assert "├── for parcours EXPORT: validated\n├── for parcours RESEAU: not validated\n" in pending
    assert "BC2: pending — validated if it is for this candidate (parcours EXPORT)" in pending
    assert "certification: not validated — " in whatever
    assert "whatever is not known: parcours" in whatever


def test_the_reasons_are_in_french_too(
    certeval: Certeval, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CERTEVAL_LANG", "fr")

    said = certeval("explain", "A5", "--scores", "notes.csv").out.replace("\u00a0", " ")

    assert "cela dépend de ce qui n’est pas connu : parcours" in said
    assert "validé s’il est pour ce candidat (parcours EXPORT)" in said


def test_an_element_that_is_not_for_the_candidate_says_for_whom_it_is(
    certeval: Certeval, folder: Path
) -> None:
    said = certeval("explain", "A1", "BC3", "--scores", "notes.csv").out

    assert "BC3: excluded — it is not for this candidate, but for: parcours RESEAU" in said


def test_a_term_that_is_not_for_the_candidate_is_no_empty_cell(certeval: Certeval, folder: Path) -> None:
    rules = REGLEMENT.replace("{tous: blocs}", "{moyenne: {C1: 2, C2: 1, C3: 1}, au_moins: 10}")
    (folder / "referentiels/essai/1.0.0.yaml").write_text(rules, encoding="utf-8")

    of_export = certeval("explain", "A1", "--scores", "notes.csv").out
    of_none = certeval("explain", "A6", "--scores", "notes.csv").out

    assert (
        "C3: it is not for this candidate, but for: parcours RESEAU, left out with its weight\n" in of_export
    )
    assert "C2: « 8 » (notes.csv:7:8), if it is for this candidate (parcours EXPORT)\n" in of_none


def test_a_count_of_nothing_that_is_for_the_candidate_says_so(certeval: Certeval, folder: Path) -> None:
    rules = REGLEMENT.replace("{tous: blocs}", "{et: [{tous: blocs}, {tous: [BC2]}]}")
    (folder / "referentiels/essai/1.0.0.yaml").write_text(rules, encoding="utf-8")

    said = certeval("explain", "A2", "--scores", "notes.csv").out

    assert "└── not for this candidate: BC2: left out\n" in said


def test_only_what_is_for_a_candidate_is_presented_again(certeval: Certeval, folder: Path) -> None:
    document = json.loads(certeval("rattrapages", "notes.csv", "--json").out)
    sets = {
        each["candidat"]: each.get("ensembles") or each.get("rattrapages") for each in document["candidats"]
    }

    assert sets["A2"] == [["C3"]]
    assert sets["A3"] == [["C2"]]
    assert sets["A6"] == [["C2"], ["C3"]]


@pytest.mark.usefixtures("folder")
def test_an_epreuve_that_no_rule_decides_is_of_no_success_though_it_is_for_some_only(
    certeval: Certeval,
) -> None:
    """Nothing was decided of it for anybody: neither for those whom it is not for."""
    text = REGLEMENT.replace(
        "competences: [{code: C2, libelle: Vendre à l'étranger}]",
        "competences: [{code: C2, libelle: Vendre à l'étranger}]\n"
        "  epreuves: [{code: E2, intitule: Oral, echelle: {note: {sur: 20}}}]",
    )
    Path("referentiels/essai/1.0.0.yaml").write_text(text, encoding="utf-8")
    Path("notes.csv").write_text(
        "candidat;parcours;C1;C2;C3;E2\nA1;EXPORT;12;12;;15\nA2;RESEAU;12;;9;\n", encoding="utf-8"
    )
    document = json.loads(certeval("stats", "notes.csv", "--json").out)
    (oral,) = (each for each in document["ensemble"]["elements"] if each["code"] == "E2")
    assert not {"valides", "non_valides", "en_attente", "exclus"} & oral.keys(), oral
    assert "E2" not in certeval("stats", "notes.csv").out.partition("never decided")[2].partition("\n")[0]


def test_statistics_leave_out_those_whom_an_element_is_not_for(certeval: Certeval, folder: Path) -> None:
    document = json.loads(certeval("stats", "notes.csv", "--json").out)
    found = {each["code"]: each for each in document["ensemble"]["elements"]}

    assert [found["BC2"][word] for word in ("valides", "non_valides", "en_attente")] == [1, 1, 3]
    assert [found["BC3"][word] for word in ("valides", "non_valides", "en_attente")] == [0, 1, 3]
    assert [found[code]["exclus"] for code in ("BC1", "BC2", "BC3")] == [0, 1, 2]


def test_statistics_know_the_parcours_beside_a_bloc_of_many_criteres(
    certeval: Certeval, tmp_path: Path
) -> None:
    """So many that BC1, which is for everybody, is decided apart from BC2, and with it from the parcours."""
    competences = {bloc: [f"{bloc}.{i}" for i in range(1, 4)] for bloc in (1, 2)}
    codes = [f"CR{of}.{i}" for both in competences.values() for of in both for i in range(1, 9)]
    blocs = [
        line
        for bloc, several in competences.items()
        for line in (
            f"- code: BC{bloc}\n  intitule: Vendre",
            *(["  pour: {parcours: [export]}"] if bloc == 2 else []),
            "  competences:",
            *(
                f"  - {{code: C{of}, libelle: Vendre, criteres: "
                f"[{', '.join(f'{{code: CR{of}.{i}, libelle: Écouter}}' for i in range(1, 9))}]}}"
                for of in several
            ),
        )
    ]
    head = [
        "format: 1\ncertification: {code: essai, version: 1.0.0}",
        "parcours: [{code: export, intitule: Export}, {code: reseau, intitule: Réseau}]",
        "validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}",
        "blocs:",
    ]
    write(tmp_path, "large.yaml", "\n".join([*head, *blocs]) + "\n")
    rows = [f"A1;export{';1' * 48}", f"A2;reseau{';1' * 24}{';' * 24}", f"A3;export{';0' * 48}"]
    sheet = write(tmp_path, "n.csv", "\n".join([";".join(["candidat;parcours", *codes]), *rows]) + "\n")

    done = certeval("stats", sheet, "--referentiel", "large.yaml", "--json")

    elements = {each["code"]: each for each in json.loads(done.out)["ensemble"]["elements"]}
    numbers = {
        code: (elements[code]["valides"], elements[code]["decides"]) for code in ("BC1", "BC2", "CR2.1.1")
    }
    assert numbers == {"BC1": (2, 3), "BC2": (1, 2), "CR2.1.1": (1, 2)}
    assert elements["BC2"]["exclus"] == 1


def sheet_of(count: int) -> str:
    """Many candidates of both parcours, some of whom have a mark too many."""
    rows = []
    for i in range(count):
        export = i % 3 == 0
        own, other = 8 + i % 7, "" if i % 11 else "13"
        marks = (own, other) if export else (other, own)
        rows.append(f"C{i:05};{'EXPORT' if export else 'RESEAU'};{9 + i % 5};{marks[0]};{marks[1]}")
    return "candidat;parcours;C1;C2;C3\n" + "\n".join(rows) + "\n"


def test_many_candidates_are_decided_as_each_alone_is(certeval: Certeval, folder: Path) -> None:
    """One sheet goes the way of large ones, two together the way of any: the results are the same."""
    write(folder, "large.csv", sheet_of(300))
    text = sheet_of(300).splitlines(keepends=True)
    write(folder, "a.csv", "".join(text[:150]))
    write(folder, "b.csv", "".join([text[0], *text[150:]]))

    for form in ("csv", "ndjson"):
        large = certeval("validate", "large.csv", "--format", form)
        apart = certeval("validate", "a.csv", "b.csv", "--format", form)
        assert large.out == apart.out
        assert large.err.rstrip().endswith("28 warnings")
        assert apart.err.rstrip().endswith("28 warnings")


def test_a_large_sheet_with_an_unknown_parcours_is_decided_the_same(certeval: Certeval, folder: Path) -> None:
    write(folder, "large.csv", sheet_of(20) + "X;;12;8;8\nY;;12;12;8\n")

    lines = certeval("validate", "large.csv", "--format", "csv").out.splitlines()

    assert [line.split(";")[1] for line in lines[-2:]] == ["non_valide", "en_attente"]


def test_the_same_sheet_under_a_version_where_the_option_is_for_everybody(
    certeval: Certeval, folder: Path
) -> None:
    new = REGLEMENT.replace("version: 1.0.0", "version: 1.1.0").replace("  pour: {parcours: [RESEAU]}\n", "")
    (folder / "referentiels" / "essai" / "1.1.0.yaml").write_text(new, encoding="utf-8")

    done = certeval("impact", "essai@1.0.0", "essai@1.1.0", "notes.csv", "--json")
    changed = {each["candidat"] for each in json.loads(done.out)["candidats"]}

    assert "A1" in changed
    assert "A2" not in changed


def test_a_sealed_result_is_found_again(certeval: Certeval, folder: Path) -> None:
    assert certeval("validate", "notes.csv", "--json", "--output", "r.json", "--seal", "s.json").status == 0
    assert certeval("verify", "r.json").status == 0


def test_show_says_for_whom(certeval: Certeval, folder: Path) -> None:
    whole = certeval("show").out

    assert "Parcours\n  EXPORT  Vente à l'étranger\n  RESEAU  Animation d'un réseau\n" in whole
    assert "BC2  Vendre à l'étranger (for: parcours EXPORT)" in whole
    assert json.loads(certeval("show", "bloc", "2", "--json").out)["bloc"]["pour"] == {"parcours": ["EXPORT"]}


@pytest.mark.parametrize(
    ("before", "after", "classe"),
    [
        ("pour: {parcours: [RESEAU]}", "pour: {parcours: [EXPORT]}", "evaluatif"),
        (
            "- {code: RESEAU, intitule",
            "- {code: WEB, intitule: Vente en ligne}\n- {code: RESEAU, intitule",
            "evaluatif",
        ),
        ("Animation d'un réseau", "Animer un réseau", "cassant"),
        ("RESEAU", "WEB", "cassant"),
    ],
)
def test_whom_an_element_is_for_changes_decisions_and_the_names_of_parcours_sheets(
    certeval: Certeval, folder: Path, before: str, after: str, classe: str
) -> None:
    new = REGLEMENT.replace("version: 1.0.0", "version: 1.1.0").replace(before, after)
    (folder / "referentiels" / "essai" / "1.1.0.yaml").write_text(new, encoding="utf-8")

    document = json.loads(certeval("diff", "essai@1.0.0", "essai@1.1.0", "--json").out)

    assert document["classe"] == classe


def test_jurors_are_not_compared_on_what_is_not_for_the_candidate(certeval: Certeval, folder: Path) -> None:
    rows = "A1;EXPORT;J1;12;12;5\nA1;EXPORT;J2;12;12;15\nA2;RESEAU;J1;12;;12\nA2;RESEAU;J2;12;;12\n"
    write(folder, "jures.csv", "candidat;parcours;jure;C1;C2;C3\n" + rows)

    document = json.loads(certeval("agreement", "jures.csv", "--json").out)
    found = {each["code"]: each for each in document["elements"]}

    assert (found["C3"]["cas"], found["C3"]["accords"]) == (1, 1)


def test_a_code_that_a_parcours_or_a_voie_has_may_still_be_that_of_an_element(
    certeval: Certeval, tmp_path: Path
) -> None:
    """Where no element depends on them, a column called so is the element's."""
    write(
        tmp_path,
        "r.yaml",
        "format: 1\ncertification: {code: r, version: 1.0.0}\nvalidation: {certification: {tous: faits}}\n"
        "faits: [{code: voie, libelle: La voie est libre}, {code: parcours, libelle: Le parcours est fait}]\n",
    )
    write(tmp_path, "n.csv", "candidat;voie;parcours\nA;1;1\nB;1;0\n")

    done = certeval("validate", "n.csv", "--referentiel", "r.yaml", "--format", "csv")

    assert done.out.splitlines() == ["candidat;certification;manquants", "A;valide;", "B;non_valide;"]


def test_a_juror_who_sits_at_a_second_attempt_says_the_parcours_too(certeval: Certeval, folder: Path) -> None:
    new = REGLEMENT.replace("sur: 20}}}", "sur: 20}}, tentatives: {retenir: meilleure}}")
    (folder / "referentiels" / "essai" / "1.0.0.yaml").write_text(new, encoding="utf-8")
    sheet = write(
        folder, "t.csv", "candidat;parcours;tentative;C1;C2\nA1;EXPORT;1;12;8\nA1;EXPORT;2;;12\nA1;;3;;9\n"
    )

    assert verdicts(certeval, sheet) == {"A1": "valide"}


def test_a_grid_asks_for_the_parcours_and_is_read_back(certeval: Certeval, folder: Path) -> None:
    import openpyxl

    write(folder, "who.csv", "candidat;nom;parcours\nA1;Roy;EXPORT\nA2;Petit;\n")
    for form, options in (("large.xlsx", ()), ("fiches.xlsx", ("--par-candidat",))):
        assert certeval("grille", "--candidats", "who.csv", "--output", form, *options).status == 0
        book = openpyxl.load_workbook(folder / form)
        for sheet in [each for each in book if each.sheet_state == "visible"]:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "parcours":
                        last = 7 if sheet.title == "BC3" else 8  # A1 is not on that sheet
                        at = (
                            sheet.cell(last, cell.column) if form == "large.xlsx" else sheet.cell(cell.row, 3)
                        )
                        at.value = at.value or "RESEAU"
                    if cell.value in {"C1", "C2", "C3"} and form == "large.xlsx":
                        wanted = {"C1": (7, 8), "C2": (7,), "C3": (7,)}[cell.value]
                        for line in wanted:
                            sheet.cell(line, cell.column).value = 12
                    if (
                        cell.value in {"C1", {"A1": "C2", "A2": "C3"}.get(sheet.title, "")}
                        and form != "large.xlsx"
                    ):
                        sheet.cell(cell.row, 4).value = 12
        book.save(folder / form)

        assert verdicts(certeval, form) == {"A1": "valide", "A2": "valide"}, form
        assert findings(certeval, form) == [], form

    assert certeval("grille", "--candidats", "who.csv", "--format", "csv").out.splitlines()[:4] == [
        "candidat;nom;prenom;parcours;referentiel;element;valeur;commentaire",
        "A1;Roy;;EXPORT;essai@1.0.0;C1;;",
        "A1;Roy;;EXPORT;essai@1.0.0;C2;;",
        "A2;Petit;;;essai@1.0.0;C1;;",
    ]
    assert '  parcours: "EXPORT"\n' in certeval("grille", "--candidats", "who.csv", "--format", "yaml").out


PARTAGEE = Path(__file__).parent / "recettes" / "competence-partagee.yaml"
SANS_BLOC = Path(__file__).parent / "recettes" / "repertoire-specifique.yaml"


def test_a_bloc_shows_and_counts_what_it_takes_up(certeval: Certeval, tmp_path: Path) -> None:
    page = certeval("show", "bloc", "2", "--referentiel", PARTAGEE).out
    about = certeval("show", "competence", "C1.2", "--referentiel", PARTAGEE).out
    write(
        tmp_path, "n.csv", "candidat;" + ";".join(f"CR{i}" for i in range(1, 11)) + "\nA" + ";1" * 10 + "\n"
    )
    found = json.loads(certeval("validate", "n.csv", "--json", "--referentiel", PARTAGEE).out)["candidats"][0]

    assert "Compétences taken up from other blocs\n  compétence C1.2  Écouter\n" in page
    assert "Also counted by\n  bloc BC2  Suivre un client\n" in about
    assert [each["code"] for each in found["blocs"][1]["competences"]] == ["C2.1", "C2.2", "C1.2"]
    assert found["blocs"][1]["total"] == 3


def test_a_grid_of_one_bloc_has_what_it_takes_up_and_a_whole_one_has_it_once(
    certeval: Certeval, tmp_path: Path
) -> None:
    def codes(*options: str) -> list[str]:
        done = certeval("grille", "--format", "csv", "--referentiel", PARTAGEE, *options)
        return [each for each in done.out.splitlines()[0].split(";") if each.startswith("CR")]

    assert codes("--bloc", "2") == ["CR3", "CR4", "CR7", "CR8", "CR9", "CR10"]
    assert codes() == [f"CR{i}" for i in range(1, 11)]


def test_competences_without_blocs_stand_at_the_candidate(certeval: Certeval, tmp_path: Path) -> None:
    write(
        tmp_path, "n.csv", "candidat;" + ";".join(f"CR{i}" for i in range(1, 10)) + "\nA;1;1;0;1;1;0;1;0;0\n"
    )
    found = json.loads(certeval("validate", "n.csv", "--json", "--referentiel", SANS_BLOC).out)["candidats"][
        0
    ]
    rows = certeval("validate", "n.csv", "--format", "csv", "--referentiel", SANS_BLOC).out.splitlines()

    assert found["blocs"] == []
    assert {each["code"]: each["verdict"] for each in found["competences"]} == {
        "C1": "valide",
        "C2": "valide",
        "C3": "non_valide",
    }
    assert rows == ["candidat;certification;C1;C2;C3;manquants", "A;valide;valide;valide;non_valide;"]
    table = certeval("validate", "n.csv", "--referentiel", SANS_BLOC).out
    assert "candidat   C1          C2          C3              certification" in table
    assert "Compétences\n  C1  Préparer\n" in certeval("show", "--referentiel", SANS_BLOC).out


@pytest.mark.parametrize("number", ["RS6604", "RNCP6604", ""])
def test_only_a_certification_of_the_repertoire_specifique_has_no_bloc(
    certeval: Certeval, tmp_path: Path, number: str
) -> None:
    text = SANS_BLOC.read_text(encoding="utf-8").replace("RS6604", number)
    write(tmp_path, "rs.yaml", text)

    codes = {each["code"] for each in json.loads(certeval("check", "rs.yaml", "--json").out)["diagnostics"]}

    assert ("R300" in codes) == number.startswith("RNCP")


@pytest.mark.parametrize("number", ["RS", "RS66O4", "rs6604", "RNCP 35959"])
def test_a_number_of_neither_repertoire_is_refused(certeval: Certeval, tmp_path: Path, number: str) -> None:
    text = SANS_BLOC.read_text(encoding="utf-8").replace("RS6604", number)
    write(tmp_path, "rs.yaml", text)

    assert certeval("check", "rs.yaml", "--json").status == 1
    assert "R115" in certeval("check", "rs.yaml").out


SESSION = """\
format: 1
session: {code: S1, referentiel: essai@1.0.0, feuilles: [../notes.csv]}
jury:
  designation: {par: directeur, le: 2026-05-20, acte: décision 2026-14}
  membres:
  - {code: J1, qualite: directrice commerciale, externe: oui, role: president}
  - {code: J2, qualite: formateur, externe: non}
deliberation: {le: 2026-07-02, presents: [J1, J2]}
inscriptions:
"""


def session_of(folder: Path, *registered: str) -> None:
    (folder / "sessions").mkdir()
    (folder / "sessions" / "S1.yaml").write_text(SESSION + "".join(registered), encoding="utf-8")


def test_of_whom_a_session_does_not_say_the_parcours_is_told_where_to_say_it(
    certeval: Certeval, folder: Path
) -> None:
    session_of(folder, "- {candidat: A4, parcours: EXPORT}\n")
    (told,) = [
        each["aide"]
        for each in json.loads(certeval("check", "sessions", "--json").out)["diagnostics"]
        if each["code"] == "N255"
    ]
    way = "give it in `inscriptions`, or in a column `parcours` of a sheet: what depends on it stays pending"
    assert told == way


def test_a_session_says_the_parcours_of_whom_no_sheet_does(certeval: Certeval, folder: Path) -> None:
    session_of(
        folder, "- {candidat: A4, parcours: EXPORT}\n", "- {candidat: A5, parcours: animation d'un reseau}\n"
    )

    document = json.loads(certeval("validate", "--session", "S1", "--json").out)
    found = {each["candidat"]: each for each in document["candidats"]}

    assert [found[code]["parcours"] for code in ("A1", "A4", "A5", "A6")] == [
        "EXPORT",
        "EXPORT",
        "RESEAU",
        None,
    ]
    assert [found[code]["certification"]["verdict"] for code in ("A4", "A5", "A6")] == [
        "valide",
        "non_valide",
        "non_valide",
    ]
    told = [(each["code"], each["fichier"], each["ligne"]) for each in document["diagnostics"]]
    assert told == [("N253", "notes.csv", 5), ("N253", "notes.csv", 6)]  # what was not for them is marked


@pytest.mark.parametrize(("parcours", "code"), [("EXPROT", "N250"), ("RESEAU", "N252")])
def test_a_parcours_that_a_session_says_wrong_is_told_where_it_stands(
    certeval: Certeval, folder: Path, parcours: str, code: str
) -> None:
    session_of(folder, f"- {{candidat: A1, parcours: {parcours}}}\n")

    done = certeval("validate", "--session", "S1", "--json")
    told = [
        (each["fichier"], each["ligne"], each["colonne"], len(each["liens"]))
        for each in json.loads(done.out)["diagnostics"]
        if each["code"] == code
    ]

    assert done.status == 1
    assert told == [("sessions/S1.yaml", 10, 28, 1 if code == "N252" else 0)]


def sheets_of(file: Path) -> dict[str, list[tuple[object, ...]]]:
    import openpyxl

    return {each.title: list(each.iter_rows(values_only=True)) for each in openpyxl.load_workbook(file)}


def test_a_workbook_of_decisions_has_nothing_of_what_is_not_for_the_candidate(
    certeval: Certeval, folder: Path
) -> None:
    assert certeval("validate", "notes.csv", "--output", "d.xlsx").status == 0
    sheets = sheets_of(folder / "d.xlsx")

    assert sheets["BC3"][0] == ("candidat", "BC3", "C3", "C3 valeur")
    assert sheets["BC3"][1:3] == [("A1", None, None, None), ("A2", "non validé", "non validé", 9)]
    assert sheets["Candidats"][1][:5] == ("A1", "validé", "validé", "validé", None)


def test_a_competence_that_two_blocs_count_stands_on_both_sheets(certeval: Certeval, folder: Path) -> None:
    write(folder, "n.csv", "candidat;" + ";".join(f"CR{i}" for i in range(1, 11)) + "\nA" + ";1" * 10 + "\n")
    options = ("--referentiel", PARTAGEE, "--output", "d.xlsx")
    assert certeval("validate", "n.csv", *options).status == 0
    sheets = sheets_of(folder / "d.xlsx")

    assert sheets["BC1"][0] == ("candidat", "BC1", "C1.1", "C1.2", "C1.3")
    assert sheets["BC2"][0] == ("candidat", "BC2", "C1.2", "C2.1", "C2.2")


def codes_of(certeval: Certeval, folder: Path, before: str, after: str) -> dict[str, int]:
    write(folder, "essai.yaml", REGLEMENT.replace(before, after, 1))
    found = json.loads(certeval("check", "essai.yaml", "--json").out)["diagnostics"]
    return {
        each["code"]: each["ligne"]
        for each in found
        if each["code"][0] in "RV" and each["gravite"] == "erreur"
    }


@pytest.mark.parametrize(
    ("bearer", "rule", "told"),
    [
        ("certification", "{et: [BC1, C2]}", {}),
        ("certification", "{et: [BC2, C2]}", {"V250": 12}),
        ("certification", "BC2", {"V250": 12}),
        ("certification", "{ou: [BC2, {non: C2}]}", {"V250": 12}),
        ("certification", "{et: [BC1, {ou: [export, reseau]}]}", {}),
        ("certification", "{ou: [export, reseau]}", {}),
        ("certification", "export", {"V250": 12}),
        ("certification", "{parmi: blocs, au_moins: 2}", {}),
        ("BC1", "{et: [C1, C2]}", {}),
        ("BC1", "{et: [C2]}", {"V250": 14}),
        ("BC1", "C2", {"V250": 14}),
        ("BC1", "{tous: [C2]}", {"V250": 14}),
        ("BC1", "{mesure: C2, au_moins: 10}", {"V250": 14}),
    ],
)
def test_an_element_of_which_nothing_is_left_is_told_and_a_named_rule_leaves_what_takes_it(
    certeval: Certeval, folder: Path, bearer: str, rule: str, told: dict[str, int]
) -> None:
    """Of a rule with a name it was an error, of the same rule without one nothing was; of `et` neither."""
    if bearer == "certification":
        before, after = "certification: {tous: blocs}", f"certification: {rule}"
    else:
        before, after = "intitule: Vendre, comp", f"intitule: Vendre, validation: {rule}, comp"
    named = "regles: {export: {tous: [C2]}, reseau: {tous: [C3]}}\nvalidation:"
    assert codes_of(certeval, folder, "validation:", named) == {}
    text = REGLEMENT.replace("validation:", named, 1).replace(before, after, 1)
    write(folder, "essai.yaml", text)
    found = json.loads(certeval("check", "essai.yaml", "--json").out)["diagnostics"]
    assert {each["code"]: each["ligne"] for each in found if each["gravite"] == "erreur"} == told


@pytest.mark.parametrize(("bound", "told"), [("20", {}), ("20,01", {"V201": 17})])
def test_a_bound_out_of_reach_is_told_of_what_is_for_some_candidates_too(
    certeval: Certeval, folder: Path, bound: str, told: dict[str, int]
) -> None:
    after = f'{{code: C2, libelle: Vendre loin, validation: {{au_moins: "{bound}"}}}}'
    assert codes_of(certeval, folder, "{code: C2, libelle: Vendre à l'étranger}", after) == told


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ("au_moins: 2", {}),
        ("au_moins: 3", {"V251": 11}),
        ("au_moins: 50 %, au_plus: 2/3", {}),
        ("plus_de: 50 %, au_plus: 2/3", {"V251": 11}),
    ],
)
def test_a_number_that_one_parcours_can_never_reach_is_told(
    certeval: Certeval, folder: Path, bounds: str, told: dict[str, int]
) -> None:
    """EXPORT has two blocs; RESEAU a third one of its own."""
    more = "- {code: BC4, intitule: Réunir, pour: {parcours: [RESEAU]}, echelle: acquis, validation: {au_moins: oui}}\n"
    text = REGLEMENT.replace("{tous: blocs}", f"{{parmi: blocs, {bounds}}}") + more
    write(folder, "essai.yaml", text)
    found = json.loads(certeval("check", "essai.yaml", "--json").out)["diagnostics"]

    assert {each["code"]: each["ligne"] for each in found if each["gravite"] == "erreur"} == told


def test_a_correspondance_says_which_column_is_the_parcours_and_what_its_words_are(
    certeval: Certeval, folder: Path
) -> None:
    write(
        folder,
        "c.yaml",
        'format: 1\ncandidat: Num\ncolonnes: {Spécialité: parcours}\nvaleurs: {"Option 1": EXPORT}\n',
    )
    sheet = write(folder, "autre.csv", "Num;Spécialité;C1;C2;C3\nA1;Option 1;12;12;\nA2;RESEAU;12;;13\n")

    done = certeval("validate", sheet, "--correspondance", "c.yaml", "--json")

    found = {each["candidat"]: each for each in json.loads(done.out)["candidats"]}
    assert [found[code]["certification"]["verdict"] for code in ("A1", "A2")] == ["valide", "valide"]
    assert [found[code]["parcours"] for code in ("A1", "A2")] == ["EXPORT", "RESEAU"]


def test_every_line_of_an_element_for_some_says_for_whom(tmp_path: Path, certeval: Certeval) -> None:
    """An épreuve and a part among what their bloc assesses, an activité beside a compétence, and the other way."""
    pour = "pour: {parcours: [X]}"
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: a, version: 1.0.0}\nparcours: [{code: X}, {code: Y}]\n"
        "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
        "validation:\n  epreuve: {au_moins: 10}\n  competence: {tous: criteres}\n"
        "  bloc: {et: [{tous: competences}, {tous: epreuves}]}\n  certification: {tous: blocs}\n"
        "blocs:\n- code: B1\n  intitule: Un\n"
        f"  activites: [{{code: A1, libelle: act, {pour}, competences: [C1]}}]\n  competences:\n"
        f"  - {{code: C1, libelle: comp, {pour}, criteres: [{{code: K1, libelle: crit}}]}}\n"
        "  - {code: C2, libelle: autre, criteres: [{code: K2, libelle: k}]}\n  epreuves:\n"
        f"  - {{code: E1, intitule: écrit, evalue: [C1], {pour}, parties: [{{code: P1, forme: oral, {pour}}}]}}\n",
        encoding="utf-8",
    )
    lines = {
        "B1": ["Épreuve E1  écrit", "  Partie P1  oral", "Activité A1  act", "  Compétence C1  comp"],
        "C1": ["A1  act", "E1  écrit"],
        "K1": ["compétence C1  comp", "E1  écrit"],
        "A1": ["C1  comp"],
        "E1": ["Partie P1  oral"],
    }
    for code, expected in lines.items():
        page = certeval("show", code, "--referentiel", tmp_path / "r.yaml").out
        for line in expected:
            assert f"{line} (for: parcours X)\n" in page, code

"""A session decided: what is computed, what the jury decides over it, what was acquired before; both kept."""

import csv
import io
import json
from pathlib import Path

import pytest

from certeval.bulk import printout
from certeval.cli.evaluation import cell_by_cell
from conftest import Certeval

EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
HEAD = """\
format: 1
session: {code: S1-2026, referentiel: developpement-commercial@1.0.0, feuilles: [../scores.csv]}
jury:
  designation: {par: directeur, le: 2026-05-20, acte: décision 2026-14}
  membres:
  - {code: J1, qualite: directrice commerciale, externe: oui, role: president}
  - {code: J2, qualite: formateur, externe: non}
deliberation:
  le: 2026-07-02
  presents: [J1, J2]
"""
BC1 = "  - {candidat: C005, element: BC1, verdict: valide, motif: oral remarquable, vote: unanimite}\n"
BC2 = "  - {candidat: C005, element: BC2, verdict: valide, motif: parcours antérieur}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "sessions").mkdir()
    return tmp_path


def session(folder: Path, *parts: str) -> None:
    (folder / "sessions" / "S1-2026.yaml").write_text(HEAD + "".join(parts), encoding="utf-8")


def results_of(certeval: Certeval, *options: str) -> dict[str, object]:
    done = certeval("validate", "--session", "S1-2026", "--json", *options)
    assert (done.status, done.err) == (0, SHIPPED)
    found = json.loads(done.out)
    assert isinstance(found, dict)
    return found


SHIPPED = ""


def of(document: dict[str, object], code: str) -> dict[str, object]:
    listed = document["candidats"]
    assert isinstance(listed, list)
    return next(each for each in listed if each["candidat"] == code)


def bloc(candidate: dict[str, object], code: str) -> dict[str, object]:
    listed = candidate["blocs"]
    assert isinstance(listed, list)
    return next(each for each in listed if each["code"] == code)


def test_a_bloc_decided_by_the_jury_is_valid_and_stays_computed_beside(
    certeval: Certeval, folder: Path
) -> None:
    session(folder, "  decisions:\n", BC1)
    document = results_of(certeval)
    candidate = of(document, "C005")
    found = bloc(candidate, "BC1")
    assert (found["verdict"], found["origine"]) == ("valide", "jury")
    assert found["calcule"] == {"verdict": "non_valide"}
    assert found["decision"] == {"motif": "oral remarquable", "vote": "unanimite", "pv": "S1-2026"}
    assert candidate["certification"]["verdict"] == "non_valide"
    assert document["synthese"]["blocs"]["BC1"]["valide"] == 9  # 8 are computed so
    assert document["synthese"]["certification"]["valide"] == 4
    assert document["session"]["code"] == "S1-2026"


@pytest.mark.parametrize(
    ("registered", "says"),
    [
        ("C001", True),
        ("c005", False),
        ("C005, vise: [BC2]", True),
        ("C005, vise: [BC1, BC2]", False),
        ("C005, vise: [certification]", False),
        ("C005, vise: [BC2], acquis: [{bloc: BC1, version: 1.0.0, pv: PV 7}]", False),
    ],
)
def test_who_was_put_off_to_a_session_that_does_not_register_them_is_told(
    certeval: Certeval, folder: Path, registered: str, *, says: bool
) -> None:
    """The table of the whole promotion has everybody: who stands there alone is not in the session."""
    session(
        folder, "  decisions:\n  - {candidat: C005, element: BC1, verdict: en_attente, report: s2-2026}\n"
    )
    (folder / "candidats.csv").write_text("candidat;Nom Naissance\nC001;Un\nC005;Cinq\n", encoding="utf-8")
    text = HEAD.partition("jury:")[0].replace("S1-", "S2-").replace("[../scores.csv]", "[]")
    text += f"candidats: ../candidats.csv\ninscriptions: [{{candidat: {registered}}}]\n"
    (folder / "sessions" / "S2-2026.yaml").write_text(text, encoding="utf-8")
    assert ("[S316]" in certeval("check", "sessions/S2-2026.yaml").out) is says
    if "vise" in registered:
        return
    file = folder / "sessions" / "S2-2026.yaml"  # a sheet that is not read may be of them
    file.write_text(text.replace("[]", "[../vide.csv]", 1), encoding="utf-8")
    (folder / "vide.csv").write_text("candidat;rien\nC005;1\n", encoding="utf-8")
    assert "[S316]" not in certeval("check", "sessions/S2-2026.yaml").out


def test_both_blocs_decided_give_the_certification(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1, BC2)
    document = results_of(certeval)
    assert of(document, "C005")["certification"] | {"acquis": 3} == of(document, "C001")["certification"]
    assert document["synthese"]["certification"]["valide"] == 5


def test_a_bloc_acquired_earlier_leaves_the_others_to_be_waited_for(certeval: Certeval, folder: Path) -> None:
    registered = "- {candidat: C003, acquis: [{bloc: BC1, version: 1.0.0, session: S2-2025}]}\n"
    session(folder, "inscriptions:\n", registered)
    candidate = of(results_of(certeval), "C003")
    missing = candidate["certification"]["manque"]
    assert (candidate["certification"]["verdict"], len(missing)) == ("en_attente", 29)
    assert not [code for code in missing if code.startswith("CR1.")]
    assert bloc(candidate, "BC1")["origine"] == "acquis_anterieur"
    assert bloc(candidate, "BC1")["decision"] == {"bloc": "BC1", "version": "1.0.0", "session": "S2-2025"}


def test_without_decisions_a_session_comes_to_what_its_sheets_do(certeval: Certeval, folder: Path) -> None:
    session(folder)
    with_session = results_of(certeval)
    of_session = with_session.pop("session")
    plain = json.loads(certeval("validate", "scores.csv", "--json").out)
    with_session["feuilles"][0]["fichier"] = plain["feuilles"][0]["fichier"]
    assert with_session == plain
    assert of_session["fichier"] == "sessions/S1-2026.yaml"
    for form in ("csv", "ndjson"):
        options = ("--format", form)
        seated = certeval("validate", "--session", "S1-2026", *options).out
        assert seated == certeval("validate", "scores.csv", *options).out


def test_an_exemption_counts_as_acquired_where_no_sheet_marks(certeval: Certeval, folder: Path) -> None:
    registered = "- {candidat: C003, dispenses: [{element: BC1, fondement: certificat de 2024}]}\n"
    session(folder, "inscriptions:\n", registered)
    assert bloc(of(results_of(certeval), "C003"), "BC1")["verdict"] == "valide"
    reasons = certeval("explain", "C003", "CR1.1.1", "--session", "S1-2026").out
    assert "« DISP » (sessions/S1-2026.yaml:" in reasons


def test_who_is_registered_and_in_no_sheet_is_decided_too(certeval: Certeval, folder: Path) -> None:
    session(folder, "inscriptions:\n- {candidat: C099}\n")
    document = results_of(certeval)
    assert of(document, "C099")["certification"]["verdict"] == "en_attente"
    assert document["synthese"]["candidats"] == 15


def test_a_session_with_an_error_decides_nothing(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1.replace("motif: oral remarquable, ", ""))
    done = certeval("validate", "--session", "S1-2026")
    assert (done.status, done.out) == (1, "")
    assert "error[S301]" in done.err
    document = json.loads(certeval("validate", "--session", "S1-2026", "--json").out)
    assert document["candidats"] == []
    assert [each["code"] for each in document["diagnostics"]] == ["S301"]


def test_tables_mark_what_was_decided_and_not_computed(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1)
    plain = certeval("validate", "--session", "S1-2026", "--candidat", "C005").out
    assert "validated (jury)" in plain
    detail = certeval("validate", "--session", "S1-2026", "--candidat", "C005", "--detail").out
    assert "1/3 ✓*" in detail
    assert "* decided by the jury, or acquired earlier: not computed" in detail


def test_reasons_say_who_decided_why_and_what_was_computed(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1)
    reasons = certeval("explain", "C005", "BC1", "--session", "S1-2026").out
    assert "BC1: validated — decided by the jury (motif « oral remarquable », vote « unanimite »" in reasons
    assert "computed: not validated" in reasons


def test_resits_leave_out_what_the_jury_gave(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1)
    options = ("--session", "S1-2026", "--candidat", "C005", "--format", "csv")
    assert (
        certeval("rattrapages", *options).out.splitlines()[1] == "C005;;;non_valide;1;C2.2 C2.3;;0;complete"
    )


def test_what_the_jury_postponed_leaves_the_rest_to_present_again_and_says_the_session(
    certeval: Certeval, folder: Path
) -> None:
    """C005 fails BC1 and BC2; C001 fails BC1 and its other blocs are valid."""
    session(
        folder,
        "  decisions:\n",
        "  - {candidat: C005, element: BC1, verdict: en_attente, report: S2-2026, motif: fièvre}\n",
        "  - {candidat: C006, element: BC2, verdict: non_valide, motif: fraude, fondement: article 3}\n",
    )
    options = ("rattrapages", "--session", "S1-2026", "--candidat", "C005", "--candidat", "C006")
    table = certeval(*options).out
    assert "C2.2 + C2.3" in table
    assert "BC1: session S2-2026" in table
    assert "BC2: decided by the jury" in table
    first, second = json.loads(certeval(*options, "--json").out)["candidats"]
    assert (first["ensembles"], first["reports"]) == ([["C2.2", "C2.3"]], {"BC1": "S2-2026"})
    assert (second["ensembles"], second["reports"]) == ([], {})


def test_a_pending_certification_says_the_session_that_it_waits_for(certeval: Certeval, folder: Path) -> None:
    decision = (
        "  - {candidat: C004, element: BC2, verdict: en_attente, report: S2-2026, motif: m, fondement: f}\n"
    )
    session(folder, "  decisions:\n", decision)
    table = certeval("rattrapages", "--session", "S1-2026", "--candidat", "C004").out
    assert "not lost: still pending the session S2-2026" in table


def test_who_seeks_one_bloc_alone_is_not_said_to_wait_for_the_cells_of_others(
    certeval: Certeval, folder: Path
) -> None:
    """C004 has BC1, which is all that is sought; the sheet says nothing of the other blocs."""
    session(folder, "inscriptions: [{candidat: C004, vise: [BC1]}]\n")
    sheet = folder / "scores.csv"
    heading, *rows = sheet.read_text(encoding="utf-8").splitlines()
    columns = [number for number, code in enumerate(heading.split(";")) if code[:3] in {"CR2", "CR3"}]
    (row,) = (each.split(";") for each in rows if each.startswith("C004"))
    blank = ["" if number in columns else text for number, text in enumerate(row)]
    sheet.write_text(f"{heading}\n{';'.join(blank)}\n", encoding="utf-8")
    options = ("rattrapages", "--session", "S1-2026", "--candidat", "C004")
    assert "not lost: nothing that is sought is pending" in certeval(*options).out


def test_success_counts_what_was_decided_and_difficulty_what_was_marked(
    certeval: Certeval, folder: Path
) -> None:
    session(folder, "  decisions:\n", "  - {candidat: C005, element: C1.1, verdict: valide, motif: oral}\n")
    after = json.loads(certeval("stats", "--session", "S1-2026", "--json").out)["ensemble"]["elements"]
    before = json.loads(certeval("stats", "scores.csv", "--json").out)["ensemble"]["elements"]
    rates = [
        {each["code"]: each["valides"] for each in listed if "valides" in each} for listed in (before, after)
    ]
    assert rates[1] == rates[0] | {"C1.1": rates[0]["C1.1"] + 1}
    marks = [[each.get("difficulte") for each in listed] for listed in (before, after)]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet", "xlsx"])
def test_each_form_holds_what_was_decided(certeval: Certeval, folder: Path, form: str) -> None:
    session(folder, "  decisions:\n", BC1)
    done = certeval("validate", "--session", "S1-2026", "--output", f"r.{form}")
    assert done.status == 0
    if form == "csv":
        row = next(
            line for line in (folder / "r.csv").read_text("utf-8-sig").splitlines() if line.startswith("C005")
        )
        assert row.startswith("C005;non_valide;valide;non_valide;valide;")
    elif form == "parquet":
        frame = pytest.importorskip("polars").read_parquet(folder / "r.parquet")
        assert frame.filter(frame["candidat"] == "C005")["BC1"].to_list() == ["valide"]


def test_results_of_a_session_are_verified_with_its_file(certeval: Certeval, folder: Path) -> None:
    session(folder, "  decisions:\n", BC1)
    certeval("validate", "--session", "S1-2026", "--output", "r.json", "--seal", "r.sceau")
    assert certeval("verify", "r.json").status == 0
    assert certeval("verify", "--seal", "r.sceau").status == 0
    session(folder, "  decisions:\n", BC1.replace("oral remarquable", "oral correct"))
    changed = certeval("verify", "r.json")
    assert changed.status == 1
    assert "C005 BC1 decision motif: oral remarquable, now oral correct" in changed.out
    assert certeval("verify", "--seal", "r.sceau").status == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("validate",), "give score sheets, or --session SESSION"),
        (("validate", "--session", "S9"), "no session « S9 »"),
        (("validate", "--session", "absent.yaml"), "absent.yaml"),
        (("explain", "C001"), "give score sheets, or --session SESSION"),
        (("rattrapages",), "give score sheets, or --session SESSION"),
    ],
)
def test_what_is_missing_is_said(
    certeval: Certeval, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = certeval(*arguments)
    assert done.status == 2
    assert told in done.err


GIVING = """\
format: 1
certification: {code: x, version: 2.0.0, langue: fr}
validation:
  epreuve: {au_moins: 10}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
equivalences:
- {version: 1.x, bloc: A, donne: B1, a_presenter: [E1]}
blocs:
- code: B1
  intitule: Un
  competences: [{code: C1, libelle: Un, criteres: [{code: K1, libelle: Un}]}]
- code: B2
  intitule: Deux
  competences: [{code: C2, libelle: Deux, criteres: [{code: K2, libelle: Deux}]}]
  epreuves: [{code: E1, intitule: Oral, echelle: {note: {sur: 20, pas: 1}}}]
"""


def with_bloc_a(certeval: Certeval, tmp_path: Path, rules: str, rows: str) -> dict[str, dict[str, object]]:
    """Candidates who validated bloc A under version 1, from the rows of a sheet."""
    (tmp_path / "referentiels" / "x").mkdir(parents=True)
    (tmp_path / "referentiels" / "x" / "2.0.0.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "n.csv").write_text(rows, encoding="utf-8")
    codes = [row.partition(";")[0] for row in rows.splitlines()[1:]]
    held = [f"- {{candidat: {code}, acquis: [{{bloc: A, version: 1.0.0}}]}}\n" for code in codes]
    (tmp_path / "s.yaml").write_text(
        "format: 1\nsession: {code: S, referentiel: x@2.0.0, feuilles: [n.csv]}\ninscriptions:\n"
        + "".join(held),
        encoding="utf-8",
    )
    document = results_in(certeval, "validate")
    return {code: of(document, code) for code in codes}


def results_in(certeval: Certeval, command: str) -> dict[str, object]:
    done = certeval(command, "--session", "s.yaml", "--json")
    assert done.status == 0, done.err
    found: dict[str, object] = json.loads(done.out)
    return found


def test_a_bloc_given_once_an_epreuve_is_validated_waits_for_its_mark(
    certeval: Certeval, tmp_path: Path
) -> None:
    marks = "".join(f"M{mark};non;oui;{mark}\n" for mark in range(21))
    rows = f"candidat;K1;K2;E1\nP1;non;oui;\nN1;non;oui;NEUT\n{marks}"
    found = with_bloc_a(certeval, tmp_path, GIVING, rows)

    reached = {bloc(found[f"M{mark}"], "B1")["verdict"] for mark in range(21)}
    assert reached == {"non_valide", "valide"}
    assert bloc(found["N1"], "B1")["verdict"] == "non_valide", "what is left out is not validated"
    first = bloc(found["P1"], "B1")
    assert (first["verdict"], first["manque"]) == ("en_attente", ["E1"])
    assert (first["acquis"], first["non_acquis"], first["total"]) == (0, 1, 1)
    certification = found["P1"]["certification"]
    assert certification == certification | {"verdict": "en_attente", "manque": ["E1"]}  # type: ignore[operator]
    assert of(results_in(certeval, "rattrapages"), "M9")["ensembles"] == [["E1"], ["K1"]]


def test_two_competences_each_given_once_the_other_is_validated_are_as_computed(
    certeval: Certeval, tmp_path: Path
) -> None:
    each = [f"- {{version: 1.x, bloc: A, donne: {a}, a_presenter: [{b}]}}\n" for a, b in ("12", "21")]
    rules = GIVING.replace("- {version: 1.x, bloc: A, donne: B1, a_presenter: [E1]}\n", "".join(each))
    rules = rules.replace("donne: ", "donne: C").replace("a_presenter: [", "a_presenter: [C")
    found = with_bloc_a(certeval, tmp_path, rules, "candidat;K1;K2;E1\nP1;non;non;12\nP2;oui;non;12\n")

    assert [bloc(found["P1"], code)["verdict"] for code in ("B1", "B2")] == ["non_valide", "non_valide"]
    assert [bloc(found["P2"], code)["verdict"] for code in ("B1", "B2")] == ["valide", "valide"]


@pytest.mark.parametrize("options", [(), ("--detail",), ("--detail", "--bloc", "2")])
def test_a_session_s_rows_are_the_same_in_parquet_as_in_csv(
    certeval: Certeval, folder: Path, options: tuple[str, ...]
) -> None:
    polars = pytest.importorskip("polars", reason="pip install 'certeval[bulk]'")
    session(folder, "  decisions:\n", "  - {candidat: C005, element: C1.1, verdict: valide, motif: oral}\n")
    asked = ("validate", "--session", "S1-2026", *options)
    rows = list(csv.reader(io.StringIO(certeval(*asked, "--format", "csv").out), delimiter=";"))
    assert certeval(*asked, "--output", "r.parquet").status == 0
    frame = polars.read_parquet("r.parquet")
    cells = [
        [" ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell) for cell in row]
        for row in frame.rows()
    ]
    assert [frame.columns, *cells] == rows


@pytest.mark.parametrize("form", ["csv", "json", "ndjson", "parquet", "xlsx"])
@pytest.mark.parametrize("options", [(), ("--candidat", "C005", "--candidat", "C006")])
def test_those_of_whom_nothing_is_held_are_written_together_as_each_would_be(
    certeval: Certeval, folder: Path, monkeypatch: pytest.MonkeyPatch, form: str, options: tuple[str, ...]
) -> None:
    if form == "parquet":
        pytest.importorskip("polars", reason="pip install 'certeval[bulk]'")
    session(
        folder, "  decisions:\n", BC1, "  - {candidat: C008, element: BC3, verdict: valide, motif: oral}\n"
    )
    file = folder / f"r.{form}"
    asked = ("validate", "--session", "S1-2026", "--output", str(file), "--force", *options)
    monkeypatch.setattr(printout, "WORTH_A_PROCESS", 3)
    together = certeval(*asked, "--jobs", "3"), file.read_bytes()
    monkeypatch.setattr(
        cell_by_cell, "Apart", lambda _holds, state: printout.Apart(lambda _code: True, state)
    )
    assert together[0].status == 0
    assert (certeval(*asked), file.read_bytes()) == together


@pytest.mark.parametrize("form", [(), ("--output", "page.html")])
def test_a_report_is_the_same_page_in_a_pipe_and_in_a_file(
    certeval: Certeval, folder: Path, form: tuple[str, ...]
) -> None:
    session(folder)
    done = certeval("report", "--session", "S1-2026", *form)
    page = Path(form[1]).read_text(encoding="utf-8") if form else done.out
    assert page.lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")


def test_nobody_is_missed_in_the_sheets_while_one_of_them_or_their_row_is_not_read(
    certeval: Certeval, folder: Path
) -> None:
    """Of the candidate, and of the columns, that the other sheet may hold, nothing is said yet."""
    session(folder, "  decisions:\n", BC1)
    file = folder / "sessions" / "S1-2026.yaml"
    text = file.read_text(encoding="utf-8").replace("[../scores.csv]", "[../scores.csv, ../reste.csv]")
    file.write_text(text, encoding="utf-8")
    (folder / "scores.csv").write_text("candidat;CR1.1.1\nC001;oui\n", encoding="utf-8")
    rests = (b"C005;\x81\n", {"N002"}, False), (b"C005;;9\n", {"N014"}, True), (b"C002;\n", {"S202"}, True)
    for rest, alone, empty in rests:
        (folder / "reste.csv").write_bytes(b"candidat;CR1.1.2\n" + rest)
        for command in (("validate", "--session", "S1-2026"), ("check", "sessions")):
            told = json.loads(certeval(*command, "--json").out)["diagnostics"]
            assert {each["code"] for each in told} == alone
        assert ("N107" in certeval("validate", "--session", "S1-2026").err) is empty


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("C005;1", "C005;peut"), {"N211"}),
        (("C004;1", "C004;peut"), {"N211", "S301"}),
        (("CR1.1.1", "CR9"), {"N104"}),
        (("C005;1", "C005;0"), {"S301"}),
    ],
)
def test_a_decision_is_not_compared_with_what_a_refused_cell_or_column_leaves(
    certeval: Certeval, folder: Path, change: tuple[str, str], told: set[str]
) -> None:
    session(folder, "  decisions:\n  - {candidat: C005, element: BC1, verdict: valide}\n")
    text = (folder / "scores.csv").read_text(encoding="utf-8")
    (folder / "scores.csv").write_text(text.replace(*change, 1), encoding="utf-8")
    for command in (("validate", "--session", "S1-2026"), ("check", "sessions")):
        diagnostics = json.loads(certeval(*command, "--json").out)["diagnostics"]
        assert {each["code"] for each in diagnostics} == told

"""A session of a certification with parcours: nobody is called, drawn, heard or listed for what is for others."""

import json
from pathlib import Path

import pytest

from certeval.cli import inputs
from certeval.cli.inputs import day
from conftest import Certeval

REFERENTIEL = """\
format: 1
certification: {code: artisan, version: 1.0.0, recours: Recours gracieux dans les deux mois.}
parcours: [{code: tour}, {code: vente}]
validation:
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Un
  competences: [{code: C1, libelle: c, criteres: [{code: CR1, libelle: r}]}]
- code: BC2
  intitule: Deux
  pour: {parcours: [tour]}
  competences: [{code: C2, libelle: c, criteres: [{code: CR2, libelle: r}]}]
  epreuves:
  - code: E2
    intitule: e
    evalue: [C2]
    parties:
    - {code: E2-piece, intitule: p, forme: pratique, candidats: groupe, groupe: {de: 2, a: 3}, duree: 3 h}
    - {code: E2-oral, intitule: o, forme: oral, duree: 30 min, apres: {partie: E2-piece, delai: 1 j}}
- code: BC3
  intitule: Trois
  pour: {parcours: [vente]}
  competences: [{code: C3, libelle: c, criteres: [{code: CR3, libelle: r}]}]
  epreuves: [{code: E3, intitule: e, evalue: [C3], duree: 1 h}]
"""
SESSION = """\
format: 1
session: {code: S1, referentiel: artisan@1.0.0, lieu: Lyon, feuilles: [../notes.csv]}
inscriptions:
- {candidat: A1, parcours: tour}
- {candidat: A2, parcours: tour}
- {candidat: A3, parcours: vente}
- {candidat: A4}
convocations:
- {epreuve: E2-piece, le: 2026-06-15, debut: 9 h, apporter: [un tour]}
- {epreuve: E3, le: 2026-06-15, debut: 9 h, apporter: [un badge]}
"""
ORALS = """\
oraux:
  E2-oral:
    plages: [{jury: P1, salle: s12, le: 2026-06-20, de: 9 h, a: 12 h}]
"""
FILE = Path("sessions/S1.yaml")
PART = ("tirage", "S1", "--partie", "E2-piece")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two candidates of one parcours, one of another, one of whom it is not known."""
    monkeypatch.setattr(inputs, "today", lambda: day("2026-06-01"))
    for name, text in (("referentiels/artisan/1.0.0.yaml", REFERENTIEL), (FILE, SESSION + ORALS)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(before) == 1
    FILE.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_a_draw_and_a_timetable_are_of_the_candidates_of_the_parcours(certeval: Certeval) -> None:
    """Of whom the parcours is not known, it may be for this candidate."""
    assert certeval(*PART, "--engager").status == 0
    done = certeval(*PART, "--public", "4 2 6", "--json")
    assert json.loads(done.out)["tirages"]["E2-piece"][-1]["presents"] == ["A1", "A2", "A4"]
    timetable = certeval("oraux", "S1", "--partie", "E2-oral", "--plan", "--json")
    assert (timetable.status, "A3" in timetable.out + timetable.err) == (0, False)
    assert certeval("check", "sessions").status == 0
    done = certeval("show", "session", "S1", "--format", "json")
    orals = [each for each in json.loads(done.out)["etapes"] if each["etape"] == "oraux"]
    assert [each["etat"] for each in orals] == ["fait"]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (("--bloc", "2"), ["A1", "A2", "A4"]),
        (("--bloc", "3"), ["A3", "A4"]),
        (("--epreuve", "E3"), ["A3", "A4"]),
        (("--bloc", "1"), ["A1", "A2", "A3", "A4"]),
    ],
)
def test_a_grid_lists_the_candidates_of_the_parcours(
    certeval: Certeval, asked: tuple[str, ...], listed: list[str]
) -> None:
    done = certeval("grille", "--session", "S1", *asked, "--format", "csv")
    assert [line.split(";")[0] for line in done.out.splitlines()[1:]] == listed


@pytest.mark.usefixtures("office")
def test_a_candidate_is_called_to_the_epreuves_of_the_parcours(certeval: Certeval) -> None:
    from certeval.documents.pdf_text import typst_text

    done = certeval("documents", "S1", "convocations", "emargement", "--output", "avant")
    assert done.status == 0, done.err
    texts = {each.stem: typst_text(each.read_bytes()) for each in Path("avant/convocations").iterdir()}
    calls = {code: [each for each in ("E2-piece", "E3") if each in text] for code, text in texts.items()}
    assert calls == {"A1": ["E2-piece"], "A2": ["E2-piece"], "A3": ["E3"], "A4": ["E2-piece", "E3"]}
    parcours = {code: text.partition("Parcours")[2].partition("Session")[0] for code, text in texts.items()}
    assert parcours == {"A1": "tour", "A2": "tour", "A3": "vente", "A4": ""}


@pytest.mark.usefixtures("office")
def test_a_group_and_a_candidate_of_its_own_duration_have_no_other(certeval: Certeval) -> None:
    """Of a part that a group works on together, a third more time is not said; `durees` say an oral's own."""
    from certeval.documents.pdf_text import typst_text

    change("{candidat: A1, parcours: tour}", "{candidat: A1, parcours: tour, amenagement: tiers temps}")
    change("plages: [{jury", "durees: {A1: 50 min}\n    plages: [{jury")
    change("oraux:\n", "- {epreuve: E2-oral, le: 2026-06-20, debut: 9 h, apporter: [rien]}\noraux:\n")
    done = certeval("documents", "S1", "convocations", "--output", "avant", "-c", "A1")
    assert done.status == 0, done.err
    text = typst_text(Path("avant/convocations/A1.pdf").read_bytes()).replace("\u00a0", " ")
    assert [each.partition("Lieu")[0] for each in text.split("Durée")[1:]] == ["3 h", "50 min"]


@pytest.mark.usefixtures("office")
def test_a_certification_of_a_parcours_is_decided_without_the_bloc_of_another(certeval: Certeval) -> None:
    Path("notes.csv").write_text(
        "candidat;CR1;CR2;CR3\nA1;1;0;\nA2;1;1;\nA3;1;;1\nA4;1;;\n", encoding="utf-8"
    )
    decision = "{candidat: A1, element: certification, verdict: valide, motif: m}"
    sitting = f"deliberation: {{le: 2026-07-02, decisions: [{decision}]}}\n"
    FILE.write_text(SESSION + sitting, encoding="utf-8")
    done = certeval("check", "sessions")
    assert "A1 is decided valid; neither valid nor held: BC2" in done.err + done.out
    change("candidat: A1, element", "candidat: A3, element")
    assert "S303" not in certeval("check", "sessions").out


@pytest.mark.usefixtures("office")
def test_nothing_is_decided_of_a_candidate_that_is_for_another_parcours(certeval: Certeval) -> None:
    """A bloc of another parcours would be acquired for life, or refused, and the certification lost with it."""
    Path("notes.csv").write_text(
        "candidat;CR1;CR2;CR3\nA1;1;1;\nA2;1;1;\nA3;1;;1\nA4;1;;\n", encoding="utf-8"
    )
    decision = "{candidat: A3, element: BC2, verdict: valide, motif: m}"
    FILE.write_text(f"{SESSION}deliberation: {{le: 2026-07-02, decisions: [{decision}]}}\n", encoding="utf-8")
    assert "error[S304]: A3 does not seek BC2: BC1 and BC3" in certeval("check", "sessions").out
    change("element: BC2, verdict: valide", "element: E2, verdict: non_valide, fondement: f")
    assert "error[S304]: A3 does not seek E2: BC1 and BC3" in certeval("check", "sessions").out
    change("candidat: A3, element", "candidat: A4, element")  # it may be for A4
    assert "S304" not in certeval("check", "sessions").out


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("registration", "reason"),
    [
        ("{candidat: A2, parcours: vente}", "other parcours"),
        ("{candidat: A2, parcours: tour, vise: [BC1]}", "not sought"),
        ("{candidat: A2, acquis: [{bloc: BC2, version: 1.0.0}]}", "validated before"),
        ("{candidat: A2, dispenses: [{element: C2, fondement: article 3}]}", "exemption"),
    ],
)
def test_who_is_drawn_or_heard_and_is_not_expected_is_told_with_the_reason(
    certeval: Certeval, registration: str, reason: str
) -> None:
    """What a hand wrote, or what was so when it was drawn; the draw that another replaced is not looked at again."""
    assert certeval(*PART, "--engager").status == 0
    assert certeval(*PART, "--public", "4 2 6").status == 0
    assert certeval("oraux", "S1", "--partie", "E2-oral", "--plan").status == 0
    change("{candidat: A2, parcours: tour}", registration)
    done = certeval("check", "sessions", "--format", "json")
    told = [each for each in json.loads(done.out)["diagnostics"] if each["code"] == "S510"]
    assert [reason in each["message"] for each in told] == [True, True]
    assert ["E2-piece" in each["message"] for each in told] == [False, True]
    Path("sessions/S1.E2-piece.secret").unlink()
    assert certeval(*PART, "--engager", "--motif", "m").status == 0
    change("{candidat: A4}", "{candidat: A4, parcours: tour}")
    assert certeval(*PART, "--public", "4 2 6").status == 0
    done = certeval("check", "sessions", "--format", "json")
    told = [each for each in json.loads(done.out)["diagnostics"] if each["code"] == "S510"]
    assert ["E2-oral" in each["message"] for each in told] == [True]


@pytest.mark.usefixtures("office")
def test_who_was_absent_from_the_draw_and_has_an_oral_is_told(certeval: Certeval) -> None:
    assert certeval(*PART, "--engager").status == 0
    assert certeval(*PART, "--public", "4 2 6", "--absent", "A4").status == 0
    oral = "    passages: [{candidat: A4, jury: P1, salle: s12, le: 2026-06-20, de: 9 h, a: 9 h 30}]\n"
    change("a: 12 h}]\n", "a: 12 h}]\n" + oral)
    done = certeval("check", "sessions", "--format", "json")
    told = [each["message"] for each in json.loads(done.out)["diagnostics"] if each["code"] == "S510"]
    assert told == ["A4 is not expected to E2-oral: absent when the part before it was drawn"]


@pytest.mark.usefixtures("office")
def test_where_nobody_is_called_to_what_is_said_it_is_told_and_nothing_is_printed(certeval: Certeval) -> None:
    """What is said was asked for again, mention by mention, and the template of the sheet of signatures was blamed."""
    text = FILE.read_text(encoding="utf-8")
    start, end = text.index("inscriptions:"), text.index("convocations:")
    own = text[start:end].replace("}\n", ", vise: [BC1]}\n")
    FILE.write_text(text[:start] + own + text[end:], encoding="utf-8")
    for asked in (["convocations", "emargement"], ["emargement"], []):
        done = certeval("documents", "S1", *asked, "--output", "avant")
        assert (done.status, Path("avant").exists()) == (2, False)
        assert done.err.endswith("certeval: nobody is called to an épreuve: nothing is printed\n")


TABLE = "candidat;Nom Naissance;Prenom 1\nA1;Roy;Anne\nA4;Diallo;Awa\nA5;Exemple;Éloi\nA6;Fictif;Ida\n"


@pytest.mark.usefixtures("office")
def test_who_stands_in_the_table_alone_is_told_beside_registrations(certeval: Certeval) -> None:
    """They were drawn and heard, and called to nothing, without a word; the sheet of signatures of an oral left them
    out.
    """
    from certeval.documents.pdf_text import typst_text

    Path("candidats.csv").write_text(TABLE, encoding="utf-8")
    change("inscriptions:", "candidats: ../candidats.csv\ninscriptions:")
    change(
        "{candidat: A2, parcours: tour}\n- {candidat: A3, parcours: vente}\n- {candidat: A4}",
        "{candidat: A4}",
    )
    told = "2 persons of the table, neither registered nor in a sheet, are taken with the others: A5, A6"
    assert told in certeval("oraux", "S1", "--partie", "E2-oral", "--plan").err
    assert told in certeval("grille", "--session", "S1", "--format", "csv").err
    done = certeval("documents", "S1", "--output", "avant")
    assert (
        "2 persons of the table, neither registered nor in a sheet, are called to nothing: A5, A6" in done.err
    )
    assert sorted(each.stem for each in Path("avant/convocations").iterdir()) == ["A1", "A4"]
    sheets = typst_text(Path("avant/emargement.pdf").read_bytes())
    assert ["A5" in sheets, "Éloi" in sheets] == [True, False]


@pytest.mark.usefixtures("office")
def test_a_session_that_registers_nobody_calls_whoever_stands_in_its_table(certeval: Certeval) -> None:
    Path("candidats.csv").write_text(TABLE, encoding="utf-8")
    text = FILE.read_text(encoding="utf-8")
    start, end = text.index("inscriptions:"), text.index("convocations:")
    FILE.write_text(text[:start] + "candidats: ../candidats.csv\n" + text[end:], encoding="utf-8")
    done = certeval("documents", "S1", "--output", "avant")
    assert (done.status, "persons of the table" in done.err) == (0, False)
    assert sorted(each.stem for each in Path("avant/convocations").iterdir()) == ["A1", "A4", "A5", "A6"]
    done = certeval("documents", "S1", "convocations", "--candidat", "A5", "--output", "une")
    assert (done.status, [each.stem for each in Path("une/convocations").iterdir()]) == (0, ["A5"])


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("accommodation", "lasts"),
    [
        ("tiers temps", "1 h, 1 h 20 avec le tiers temps"),
        ("Tiers\u2011temps", "1 h, 1 h 20 avec le tiers temps"),  # the hyphen that Word writes
        ("un tiers de temps supplémentaire, salle à part", "1 h, 1 h 20 avec le tiers temps"),
        ("temps majoré d’un tiers", "1 h, 1 h 20 avec le tiers temps"),
        ("secrétaire et 1/3 temps", "1 h, 1 h 20 avec le tiers temps"),
        ("secrétaire, sans tiers temps", "1 h"),
        ("pas de tiers-temps : sujet agrandi", "1 h"),
        ("temps majoré de 50 %", "1 h"),
        ("mi-temps thérapeutique", "1 h"),
    ],
)
def test_a_third_more_time_is_known_as_offices_write_it(
    certeval: Certeval, accommodation: str, lasts: str
) -> None:
    """Written with another hyphen it was lost, from the hours of orals too; refused, it was given."""
    from certeval.documents.pdf_text import typst_text

    change("vente}", f'vente, amenagement: "{accommodation}"}}')
    done = certeval("documents", "S1", "convocations", "--output", "avant", "-c", "A3")
    assert done.status == 0, done.err
    text = typst_text(Path("avant/convocations/A3.pdf").read_bytes()).replace("\u00a0", " ")
    assert text.partition("Durée")[2].partition("Lieu")[0] == lasts


@pytest.mark.usefixtures("office")
def test_sheets_of_signatures_are_in_the_order_of_the_groups(certeval: Certeval) -> None:
    """G10 and G11 came before G2."""
    from certeval.documents.pdf_text import typst_text

    change(ORALS, "")
    change("- {candidat: A4}\n", "".join(f"- {{candidat: B{i:02}, parcours: tour}}\n" for i in range(29)))
    assert certeval(*PART, "--engager").status == 0
    assert certeval(*PART, "--public", "4 2 6").status == 0
    assert certeval("documents", "S1", "emargement", "--output", "avant").status == 0
    text = typst_text(Path("avant/emargement.pdf").read_bytes())
    groups = [int(each.partition("Lieu")[0]) for each in text.split("GroupeG")[1:]]
    assert groups == list(range(1, 12))


def test_what_the_jury_refused_is_why_nothing_is_to_be_presented_again(
    certeval: Certeval, office: Path
) -> None:
    """The blocs of another parcours leave the certification: it stood there alone, without a reason."""
    (office / "notes.csv").write_text("candidat;CR1;CR2\nA1;oui;oui\n", encoding="utf-8")
    members, act = "[{code: J1, qualite: q, role: president}]", "{par: p, le: 2026-05-20, acte: a}"
    jury = f"jury: {{membres: {members}, designation: {act}}}\n"
    refused = "{candidat: A1, element: BC1, verdict: non_valide, motif: fraude, fondement: article 3}"
    sitting = f"deliberation: {{le: 2026-06-01, presents: [J1], decisions: [{refused}]}}\n"
    plain = "\n".join(line for line in SESSION.splitlines() if "convocations" not in line and "E" not in line)
    FILE.write_text(f"{plain}\n{jury}{sitting}", encoding="utf-8")
    done = certeval("rattrapages", "--session", "S1", "--candidat", "A1", "--json")
    assert done.status == 0, done.err
    (a1,) = json.loads(done.out)["candidats"]
    assert (a1["ensembles"], a1["obstacles"]) == ([], [{"code": "BC1"}])

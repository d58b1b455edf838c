"""The page that a jury decides around: the numbers of every other command, each with the reasons of `explain`."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser import Opened, open_page, without_fault
from conftest import Certeval
from offices import Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SCORES = ROOT / "examples" / "scores.csv"
SESSION = ROOT / "examples" / "sessions" / "S1-2026.yaml"
HOSTILE = '</script><img src=x onerror=alert(1)>"&'
MARKS = """\
format: 1
certification: {code: notes, version: 1.0.0, langue: fr}
validation: {certification: {tous: blocs}}
blocs:
- code: B1
  intitule: Un bloc
  echelle: {note: {sur: 20}}
  validation: {au_moins: 10}
"""


def make_page(certeval: Certeval, *arguments: object, file: str = "rapport.html") -> Path:
    """The page of a command, in the current folder."""
    done = certeval("report", *arguments, "--output", file, "--force", "--quiet")
    assert done.status == 0, done.err
    return Path(file).absolute()


def document(certeval: Certeval, *arguments: object) -> Any:
    return json.loads(certeval(*arguments, "--json").out)


# -- what the page says


def test_the_page_is_without_fault(chromium: "Browser", certeval: Certeval) -> None:
    without_fault(chromium, make_page(certeval, "--session", SESSION))


def test_the_numbers_of_the_page_are_those_of_validate_and_of_stats(
    chromium: "Browser", certeval: Certeval
) -> None:
    summary = document(certeval, "validate", SCORES)["synthese"]
    elements = {each["code"]: each for each in document(certeval, "stats", SCORES)["ensemble"]["elements"]}
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        for word, count in summary["certification"].items():
            assert page.texts(f"[data-certification={word}]") == [str(count)]
        listed = page.tab.evaluate(
            """() => [...document.querySelectorAll(".rates tr[data-code]")].map(row => [row.dataset.code,
              ...["valides", "non_valides", "en_attente"].map(what =>
                Number(row.querySelector(`[data-quoi=${what}]`).textContent))])"""
        )
        assert len(listed) == len(elements)  # each once: the certification, blocs, compétences, critères
        for code, *counts in listed:
            assert counts == [elements[code][what] for what in ("valides", "non_valides", "en_attente")], code
        for code, counts in summary["blocs"].items():
            assert [row for row in listed if row[0] == code] == [
                [code, *(counts[word] for word in ("valide", "non_valide", "en_attente"))]
            ]
        for code, each in elements.items():
            if "criteres_acquis" in each:
                rows = page.tab.locator(f".spread[data-code='{code}'] tbody tr")
                shown = {tuple(row.locator("td").all_text_contents()) for row in rows.all()}
                counts = each["criteres_acquis"]["effectifs"]
                assert {(number, str(size)) for number, size in counts.items()} <= shown


def lines(reason: Any) -> list[str]:
    return [reason["texte"], *(line for child in reason["enfants"] for line in lines(child))]


def reasons(page: Opened, candidate: str) -> list[str]:
    """What the page shows of a candidate once it is opened, a line a reason."""
    page.tab.get_by_role("button", name=candidate, exact=True).click()
    found: list[str] = page.tab.evaluate(
        """() => [...document.querySelectorAll(".open .reasons li")].map(item => {
          const line = (item.querySelector(":scope > details > summary") || item).cloneNode(true);
          line.querySelectorAll("ul, .sign").forEach(each => each.remove());
          return line.textContent.trim();
        })"""
    )
    page.tab.get_by_role("button", name=candidate, exact=True).click()
    return found


def test_each_candidate_opens_on_the_reasons_of_explain(chromium: "Browser", certeval: Certeval) -> None:
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        for candidate in ("C002", "C003", "C009"):
            told = document(certeval, "explain", candidate, "--scores", SCORES)
            assert reasons(page, candidate) == lines(told["raisons"])


def test_the_reasons_of_a_session_are_those_of_what_the_jury_decided(
    chromium: "Browser", certeval: Certeval
) -> None:
    with open_page(chromium, make_page(certeval, "--session", SESSION)) as page:
        for candidate in ("C003", "C005"):
            told = document(certeval, "explain", candidate, "--session", SESSION)
            assert reasons(page, candidate) == lines(told["raisons"])
        held = page.texts("#decide tbody tr")
        assert (
            "C005 BC1 not validated validated jury entretien très assuré sur tout le bloc, unanimité, S1-2026"
            in held
        )


@pytest.mark.parametrize(("asked", "told"), [((), True), (("--anonyme",), False)])
def test_why_the_jury_decided_otherwise_is_told_of_saved_results_but_to_strangers(
    certeval: Certeval, asked: tuple[str, ...], told: bool
) -> None:
    saved = certeval("validate", "--session", SESSION, "--json").out
    Path("resultats.json").write_text(saved, encoding="utf-8")
    page = make_page(certeval, "resultats.json", *asked).read_text(encoding="utf-8")
    assert ("entretien très assuré sur tout le bloc" in page) is told
    assert ">session S2-2026</td>" in page  # which C013 waits for


@pytest.mark.parametrize("asked", [(), ("--anonyme",)])
def test_candidates_whom_the_sheets_do_not_name_have_the_names_of_their_table(
    certeval: Certeval, asked: tuple[str, ...]
) -> None:
    table = SESSION.with_name("candidats.csv").read_text(encoding="utf-8-sig").splitlines()
    names = [dict(zip(table[0].split(";"), row.split(";"), strict=True)) for row in table[1:]]
    page = make_page(certeval, "--session", SESSION, *asked).read_text(encoding="utf-8")
    for each in names:
        called = f"{each['Nom Naissance']} {each['Prenom 1']}"
        assert (called in page) == (not asked)
    assert names[0]["Nom Naissance"] not in certeval("validate", "--session", SESSION).out  # by their codes


@pytest.mark.parametrize("epreuves", [12, 13, 40])
def test_marks_that_the_table_has_no_room_for_are_told(
    chromium: "Browser", certeval: Certeval, epreuves: int
) -> None:
    """And on paper two marks side by side are not one number."""
    codes = [f"E{i}" for i in range(1, epreuves + 1)]
    listed = ", ".join(f"{{code: {code}, intitule: Oral, echelle: {{note: {{sur: 20}}}}}}" for code in codes)
    text = f"""\
format: 1
certification: {{code: notes, version: 1.0.0}}
validation: {{certification: {{moyenne: epreuves, au_moins: 10}}}}
epreuves: [{listed}]
"""
    Path("notes.yaml").write_text(text, encoding="utf-8")
    Path("notes.csv").write_text(
        f"candidat;{';'.join(codes)}\nC1;{';'.join('12' for _ in codes)}\n", encoding="utf-8"
    )
    with open_page(
        chromium, make_page(certeval, "notes.csv", "--referentiel", "notes.yaml"), width=688
    ) as page:
        told = f"Marks of 12 elements of {epreuves}: `certeval validate --format csv` has all."
        assert (told in page.texts("#candidats > p.quiet")) == (epreuves > 12)
        page.tab.emulate_media(media="print")
        page.tab.set_viewport_size({"width": 240, "height": 800})  # where columns take the least
        gaps = page.tab.locator(".people tbody td.text").evaluate_all(
            """all => all.slice(1).map((cell, i) => {
                const range = each => { const all = new Range(); all.selectNodeContents(each); return all; };
                return range(cell).getBoundingClientRect().left - range(all[i]).getBoundingClientRect().right;
            })"""
        )
        assert min(gaps) > 3


def test_marks_stand_beside_the_bar_that_they_must_reach(chromium: "Browser", certeval: Certeval) -> None:
    Path("notes.yaml").write_text(MARKS, encoding="utf-8")
    Path("notes.csv").write_text("candidat;B1\nC1;9,5\nC2;10\nC3;14\nC4;\n", encoding="utf-8")
    file = make_page(certeval, "notes.csv", "--referentiel", "notes.yaml")
    with open_page(chromium, file) as page:
        said = page.texts(".spread[data-code=B1] p")
        assert said[0] == "at least 10 required"
        assert said[1] == "3 marks: from 9.5 to 14, median 10, mean ≈11.17"
        rows = page.tab.locator(".spread[data-code=B1] tbody tr").all()
        assert [row.locator("td").all_text_contents() for row in rows[:2]] == [
            ["from 9 to less than 10", "1"],
            ["from 10 to less than 11", "1"],
        ]
        assert page.texts("#limite tbody tr") == [
            "C1 B1 B1",
            "C1 certification B1",
            "C2 B1 B1",
            "C2 certification B1",
        ]


@pytest.mark.parametrize(
    ("rule", "notes", "columns"),
    [
        ("{au_moins: 10}", "at least 10 required", "nnvv"),
        ("{plus_de: 10}", "more than 10 required", "nn-v"),
        ("{au_plus: 10}", "at most 10 required", "vv-n"),
        ("{moins_de: 10}", "less than 10 required", "vvnn"),
        ("{au_moins: 9, moins_de: 11}", "at least 9 and less than 11 required", "nvvn"),
        ("{non: {plus_de: 10}}", "at most 10 required", "vv-n"),
        ("{aucun: [B1], dont: {moins_de: 10}}", "at least 10 required", "nnvv"),
        ("{parmi: [B1], dont: {au_moins: 10}, au_moins: 1}", "at least 10 required", "nnvv"),
        ("{ou: [{au_moins: 11}, {au_moins: 9}]}", "at least 9 required, at least 11 required", "----"),
    ],
)
def test_marks_are_hatched_where_they_miss_what_bounds_them_from_below_or_above(
    rule: str, notes: str, columns: str, certeval: Certeval
) -> None:
    """A greatest number of absences is met below it: who had more was shown to reach it."""
    Path("notes.yaml").write_text(MARKS.replace("{au_moins: 10}", rule), encoding="utf-8")
    Path("notes.csv").write_text("candidat;B1\nC1;8\nC2;9,5\nC3;10\nC4;11\n", encoding="utf-8")
    page = make_page(certeval, "notes.csv", "--referentiel", "notes.yaml").read_text("utf-8")
    figure = page.partition('<figure class="spread" data-code="B1">')[2].partition("</figure>")[0]
    assert ", ".join(re.findall('<p class="quiet">([^<]* required)</p>', figure)) == notes
    kinds = {"v": "valide", "n": "non_valide", "-": "neutre"}
    assert re.findall('<rect class="([a-z_]+)"', figure) == [kinds[each] for each in columns]


@pytest.mark.parametrize(
    ("rule", "notes", "columns"),
    [
        ("{parmi: criteres, au_moins: 3}", ["to reach: 3"], "nvv"),
        ("{tous: criteres}", ["to reach: 4", "for some, 3: what is excluded changes it"], "---"),
        ("{parmi: [CR1, CR2, CR3], au_moins: 2}", [], "---"),
        ("{parmi: criteres, dont: {non: CR1}, au_moins: 2}", [], "---"),
        ("{parmi: sous_competences, au_moins: 1}", [], "---"),
    ],
)
def test_the_bar_of_criteres_is_that_of_a_rule_that_counts_just_these(
    rule: str, notes: list[str], columns: str, certeval: Certeval
) -> None:
    """Two sous-compétences were shown as two critères to reach, and three critères as enough of two others."""
    Path("compte.yaml").write_text(
        "format: 1\ncertification: {code: compte, version: 1.0.0}\n"
        "validation: {certification: {tous: blocs}, bloc: {tous: competences}, sous_competence: {tous: criteres}}\n"
        "blocs: [{code: B1, intitule: Un, competences: [{code: C1, libelle: Vendre, sous_competences: ["
        "{code: S1, libelle: un, criteres: [{code: CR1, libelle: un}, {code: CR2, libelle: deux}]},"
        "{code: S2, libelle: deux, criteres: [{code: CR3, libelle: trois}, {code: CR4, libelle: quatre}]}],"
        f" validation: {rule}}}]}}]\n",
        encoding="utf-8",
    )
    rows = "candidat;CR1;CR2;CR3;CR4\nK1;1;1;0;0\nK2;1;1;1;0\nK3;1;1;1;1\nK4;1;1;NEUT;0\n"
    Path("compte.csv").write_text(rows, encoding="utf-8")
    page = make_page(certeval, "compte.csv", "--referentiel", "compte.yaml").read_text("utf-8")
    figure = page.partition('<figure class="spread" data-code="C1">')[2].partition("</figure>")[0]
    assert re.findall('<p class="quiet">([^<]*)</p>', figure) == notes
    kinds = {"v": "valide", "n": "non_valide", "-": "neutre"}
    assert re.findall('<rect class="([a-z_]+)"', figure) == [kinds[each] for each in columns]


# -- what one does with it


def codes(page: Opened) -> list[str]:
    return page.texts("#table tbody th")


def test_the_table_sorts_filters_and_finds(chromium: "Browser", certeval: Certeval) -> None:
    decided = document(certeval, "validate", SCORES)["candidats"]
    everybody = [each["candidat"] for each in decided]
    waiting = [each["candidat"] for each in decided if each["certification"]["verdict"] == "en_attente"]
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        assert codes(page) == everybody
        page.tab.get_by_label("Verdict").select_option("a")
        assert codes(page) == waiting
        assert page.texts("#nombre") == [f"{len(waiting)} of {len(everybody)} candidates"]
        page.tab.get_by_label("Verdict").select_option("")
        page.tab.get_by_label("Find").fill("c00")
        assert codes(page) == [each for each in everybody if each.startswith("C00")]
        page.tab.get_by_label("Find").fill("nobody")
        assert page.texts("#table tbody td") == ["No candidate answers to this."]
        page.tab.get_by_label("Find").fill("")
        heading = page.tab.get_by_role("button", name="candidate", exact=True)
        heading.click()
        heading.click()
        assert codes(page) == sorted(everybody, reverse=True)
        assert page.tab.locator("th[aria-sort=descending]").count() == 1


def test_marks_sort_as_numbers_and_not_as_texts(chromium: "Browser", certeval: Certeval) -> None:
    """As texts, 12,5 comes before 12,25 and -1 before -2."""
    Path("notes.yaml").write_text(MARKS.replace("{sur: 20}", "{min: -2, sur: 20}"), encoding="utf-8")
    marks = ("12,5", "12,25", "9", "-1", "-2", "12,125", "12", "")
    rows = [f"C{place};{mark}" for place, mark in enumerate(marks)]
    Path("notes.csv").write_text("\n".join(["candidat;B1", *rows]), encoding="utf-8")
    file = make_page(certeval, "notes.csv", "--referentiel", "notes.yaml")
    with open_page(chromium, file) as page:
        page.tab.locator("#table thead button").last.click()
        assert codes(page) == ["C7", "C4", "C3", "C2", "C6", "C5", "C1", "C0"]
        page.tab.locator("#table thead button").last.click()
        assert codes(page) == ["C0", "C1", "C5", "C6", "C2", "C3", "C4", "C7"]


def test_what_is_sorted_moves_no_column_whoever_is_drawn_first(
    chromium: "Browser", certeval: Certeval
) -> None:
    """A hundred candidates are drawn: each column is as wide as its longest text, drawn or not."""
    Path("notes.yaml").write_text(MARKS, encoding="utf-8")
    rows = [f"C{place:03};{'A' if place < 119 else 'Zéphirin-Désiré-Barthélemy'};12" for place in range(120)]
    Path("notes.csv").write_text("\n".join(["candidat;nom;B1", *rows]), encoding="utf-8")
    file = make_page(certeval, "notes.csv", "--referentiel", "notes.yaml")
    with open_page(chromium, file) as page:
        name = page.tab.get_by_role("button", name="name", exact=True)
        places = (
            "[...document.querySelectorAll('#table thead th')].map(each => each.getBoundingClientRect().left)"
        )
        name.click()
        first = page.tab.evaluate(places)
        name.click()
        assert codes(page)[0] == "C119"
        assert page.tab.evaluate(places) == first


def test_a_name_is_found_as_telephones_type_it(chromium: "Browser", certeval: Certeval) -> None:
    Path("notes.yaml").write_text(MARKS, encoding="utf-8")
    Path("notes.csv").write_text(
        "candidat;nom;prenom;B1\nC1;N'Guyen;Zoé;9\nC2;D’Arc\u00a0Le Goff;Anne;12\n", encoding="utf-8"
    )
    with open_page(chromium, make_page(certeval, "notes.csv", "--referentiel", "notes.yaml")) as page:
        for typed, found in {
            "n’guyen": "C1",
            "N'GUYEN": "C1",
            "d'arc le": "C2",
            "D’Arc\u00a0Le": "C2",
        }.items():
            page.tab.get_by_label("Chercher").or_(page.tab.get_by_label("Find")).fill(typed)
            assert codes(page) == [found], typed


WHERE = """() => {
  const each = document.activeElement;
  each.dataset.seen ||= String(Math.random());
  return each === document.body ? "" : each.dataset.seen;
}"""


def test_the_keyboard_alone_reaches_every_control(chromium: "Browser", certeval: Certeval) -> None:
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        controls: int = page.tab.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
              .filter(each => each.checkVisibility() && each.getClientRects().length).length"""
        )
        reached = set()
        for _ in range(controls + 5):
            page.tab.keyboard.press("Tab")
            reached.add(page.tab.evaluate(WHERE))
        assert len(reached - {""}) == controls
        button = page.tab.get_by_role("button", name="C002", exact=True)
        button.focus()
        page.tab.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert page.tab.locator(".open").count() == 1


def test_one_page_a_candidate_is_printed_on_demand(chromium: "Browser", certeval: Certeval) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        page.tab.evaluate("() => { window.print = () => {}; }")
        page.tab.get_by_label("Verdict").select_option("a")
        waiting = codes(page)
        page.tab.get_by_role("button", name="Print one page a candidate").click()
        printed = pypdf.PdfReader(BytesIO(page.tab.pdf(prefer_css_page_size=True)))
        assert printed.pages[0].mediabox.width == pytest.approx(595, abs=1)  # A4
        texts = [each.extract_text() for each in printed.pages]
        assert [re.search(r"C0\d\d", each)[0] for each in texts if "BC1" in each] == waiting  # type: ignore[index]


def test_one_finds_ones_place_again_once_all_is_printed(chromium: "Browser", certeval: Certeval) -> None:
    """All that is folded opens for paper, and on paper the page is shorter: it is scrolled back."""
    with open_page(chromium, make_page(certeval, SCORES)) as page:
        page.tab.locator("details.fold[open] > summary").first.click()
        line = page.tab.get_by_role("button", name="C009", exact=True)
        line.evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
        before = line.bounding_box()
        page.tab.pdf()
        assert page.tab.locator("details.fold:not([open])").count() == 0
        assert line.bounding_box() == pytest.approx(before, abs=1)


@pytest.mark.parametrize(("blocs", "each"), [(3, 3), (5, 6), (6, 7), (8, 6)])
def test_on_paper_no_column_of_the_candidates_is_cut(
    chromium: "Browser", certeval: Certeval, blocs: int, each: int
) -> None:
    """Whatever the names, up to some sixty columns: a sheet of paper does not scroll."""
    codes_of = {f"BC{b}": [f"C{b}.{n}" for n in range(1, each + 1)] for b in range(1, blocs + 1)}
    lines = [
        "format: 1",
        "certification: {code: grand, version: 1.0.0}",
        "saisie: {competence: {echelle: acquis}}",
    ]
    lines += ["validation: {bloc: {tous: competences}, certification: {tous: blocs}}", "blocs:"]
    for bloc, listed in codes_of.items():
        competences = ", ".join(f"{{code: {code}, libelle: Faire}}" for code in listed)
        lines.append(f"- {{code: {bloc}, intitule: Faire, competences: [{competences}]}}")
    Path("grand.yaml").write_text("\n".join(lines), encoding="utf-8")
    columns = [code for listed in codes_of.values() for code in listed]
    name = "Exemple-Fictif de la Rochefoucauld-Montmorency;Marie-Antoinette Joséphine Hortense"
    sheet = f"candidat;nom;prenom;{';'.join(columns)}\nA1;{name};{';'.join('1' for _ in columns)}\n"
    Path("notes.csv").write_text(sheet, encoding="utf-8")
    with open_page(
        chromium, make_page(certeval, "notes.csv", "--referentiel", "grand.yaml"), width=688
    ) as page:
        page.tab.emulate_media(media="print")  # 688 px: an A4 sheet within the margins of the page
        edges = page.tab.locator(".people thead th").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().right)"
        )
        assert len(edges) == 3 + blocs * (1 + each)
        assert max(edges) <= 689


def test_without_script_the_tables_and_the_reasons_are_there(chromium: "Browser", certeval: Certeval) -> None:
    told = document(certeval, "explain", "C002", "--scores", SCORES)
    with open_page(chromium, make_page(certeval, SCORES), script=False, width=320) as page:
        assert len(page.texts("#candidats tbody tr")) == 14
        assert page.tab.locator("#outils").is_hidden()
        shown = page.tab.locator(".sheet").nth(1).inner_text()
        assert all(" ".join(line.split()) in " ".join(shown.split()) for line in lines(told["raisons"]))
        assert not page.overflows()


# -- who may read it


def test_names_groups_and_comments_that_hold_markup_stay_text(
    chromium: "Browser", certeval: Certeval
) -> None:
    heading, *_ = SCORES.read_text(encoding="utf-8-sig").split("\n")
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    sheet = f"{heading};nom;groupe;commentaire\nC1{';1' * 46};{cell};{cell};{cell}\n"
    Path("notes.csv").write_text(sheet, encoding="utf-8")
    file = make_page(certeval, "notes.csv")
    without_fault(chromium, file, widths=(320,))
    with open_page(chromium, file) as page:
        assert page.texts("#table tbody td.text") == [HOSTILE, HOSTILE]
        page.tab.get_by_role("button", name="C1", exact=True).click()
        assert page.texts(".comment") == [HOSTILE]
        assert page.tab.locator("img").count() == 0


def test_without_names_neither_code_nor_name_is_left_in_the_bytes(certeval: Certeval) -> None:
    heading, *_ = SCORES.read_text(encoding="utf-8-sig").split("\n")
    people = [
        ("ALPHA-7", "Zéphyrin", "Ginette", "Équipe Ginette"),
        ("BETA-8", "Quignard", "Aloys", "Équipe Aloys"),
    ]
    rows = "".join(
        f"{code}{';1' * 45};{'1' if code == 'ALPHA-7' else ''};{nom};{prenom};{groupe};vu avec {prenom}\n"
        for code, nom, prenom, groupe in people
    )
    Path("Zephyrin-ALPHA-7.csv").write_text(
        f"{heading};nom;prenom;groupe;commentaire\n{rows}", encoding="utf-8"
    )
    page = make_page(certeval, "Zephyrin-ALPHA-7.csv", "--anonyme").read_text(encoding="utf-8")
    for hidden in ("ALPHA", "BETA", "phyrin", "Quignard", "Ginette", "Aloys"):
        assert hidden not in page
    assert "groupe 1" in page
    assert "(sheet 1:2:9)" in page


def test_the_same_sheets_give_the_same_bytes(certeval: Certeval) -> None:
    one, other = (make_page(certeval, SCORES, file=name).read_bytes() for name in ("one.html", "other.html"))
    assert one == other


def test_the_page_speaks_the_language_of_the_referentiel(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '<html lang="en">' in make_page(certeval, SCORES).read_text(encoding="utf-8")
    monkeypatch.delenv("CERTEVAL_LANG")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    page = make_page(certeval, SCORES).read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert '<h2 id="t-synthese">Synthèse</h2>' in page


def test_without_names_what_a_jury_wrote_names_nobody(certeval: Certeval) -> None:
    session = SESSION.read_text(encoding="utf-8").replace(
        "entretien très assuré sur tout le bloc", "Anaïs (C007) l'a dit"
    )
    for file in ("scores.csv", "sessions/candidats.csv"):
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_bytes((ROOT / "examples" / file).read_bytes())
    table = Path("sessions/candidats.csv")
    name = table.read_text(encoding="utf-8-sig").splitlines()[1].split(";")[1]
    Path("sessions/S1-2026.yaml").write_text(session.replace("Anaïs", name), encoding="utf-8")
    page = make_page(certeval, "--session", "sessions/S1-2026.yaml", "--anonyme").read_text(encoding="utf-8")
    assert not re.search(rf"C0\d\d|{name}", page)
    assert "*** (***) l'a dit" in page


def test_without_names_what_a_jury_wrote_names_nobody_of_the_sheets_either(certeval: Certeval) -> None:
    lines = SCORES.read_text(encoding="utf-8").splitlines()
    named = [f"{line};Quignard-{i};Éloïse" for i, line in enumerate(lines[1:])]
    Path("scores.csv").write_text("\n".join([f"{lines[0]};nom;prenom", *named]) + "\n", encoding="utf-8")
    session = SESSION.read_text(encoding="utf-8").replace("candidats: candidats.csv\n", "")
    said = "Éloïse Quignard-4 l'a dit"
    Path("sessions").mkdir()
    Path("sessions/S1-2026.yaml").write_text(
        session.replace("entretien très assuré sur tout le bloc", said), encoding="utf-8"
    )
    assert said in make_page(certeval, "--session", "S1-2026").read_text(encoding="utf-8")
    page = make_page(certeval, "--session", "S1-2026", "--anonyme").read_text(encoding="utf-8")
    assert not re.search("Quignard|Éloïse", page)
    assert "*** *** l'a dit" in page


def test_one_bloc_is_shown_alone_in_each_list(certeval: Certeval) -> None:
    page = make_page(certeval, "--session", SESSION, "--bloc", "2").read_text(encoding="utf-8")
    counted = set(re.findall('<tr[^>]* data-code="?([^" >]+)', page))
    elements = document(certeval, "stats", "--session", SESSION)["ensemble"]["elements"]
    assert counted == {
        each["code"] for each in elements if re.match("certification|(BC|C|CR)2", each["code"])
    }
    listed = re.findall('<tr><th scope="row" class="code">C0..</th><td class="code">([^<]+)</td>', page)
    assert set(listed) == {"certification", "BC2"}
    whole = make_page(certeval, "--session", SESSION).read_text(encoding="utf-8")
    every = re.findall('<tr><th scope="row" class="code">C0..</th><td class="code">([^<]+)</td>', whole)
    assert listed == [each for each in every if each in {"certification", "BC2"}]
    assert set(every) == {"certification", "BC1", "BC2", "BC3"}


def test_jurors_and_groups_are_told_of_where_somebody_has_one(certeval: Certeval) -> None:
    Path("r.yaml").write_text(MARKS, encoding="utf-8")
    for heading, rows, told in (
        ("candidat;B1", "A;12\nB;8\n", (False, False)),
        ("candidat;jure;B1", "A;J1;12\nB;J1;8\n", (False, False)),
        ("candidat;jure;B1", "A;J1;12\nA;J2;12\nB;J1;8\n", (True, False)),
        ("candidat;groupe;B1", "A;;12\nB;G1;8\nC;;9\n", (False, True)),
        ("candidat;groupe;B1", "A;;12\nB;;8\n", (False, False)),
    ):
        Path("notes.csv").write_text(f"{heading}\n{rows}", encoding="utf-8")
        page = make_page(certeval, "notes.csv", "-r", "r.yaml").read_text(encoding="utf-8")
        assert ('id="accord"' in page, "<h3>Groups</h3>" in page) == told, rows


MARKERS = {
    "wide": "candidat;jure;E1\nC1;Zoe;10\nC2;Zoe;20\nC2;Ana;8\nC2;Bo;10\n",
    "long": "candidat;jure;element;valeur\nC1;Zoe;E1;10\nC2;Zoe;E1;20\nC2;Ana;E1;8\nC2;Bo;E1;10\n",
}
THIRD = """\
format: 1
certification: {code: notes, version: 1.0.0, langue: fr}
saisie: {epreuve: {echelle: {note: {sur: 20}}, jures: {retenir: moyenne, troisieme_si_ecart: {au_moins: 3}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves: [{code: E1, intitule: Écrit}]
"""


@pytest.mark.parametrize("also", ["", "parcours: [{code: A}, {code: B}]\n"], ids=["all", "parcours"])
@pytest.mark.parametrize("sheet", MARKERS)
def test_without_names_the_first_two_markers_stay_the_first_two(
    certeval: Certeval, tmp_path: Path, sheet: str, also: str
) -> None:
    """Whatever jurors are called, Ana and Bo mark first: they agree, so that Zoe's 20 is not asked for."""
    (tmp_path / "r.yaml").write_text(THIRD + also, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(MARKERS[sheet], encoding="utf-8")
    page = make_page(certeval, "notes.csv", "-r", "r.yaml", "--anonyme").read_text(encoding="utf-8")
    reason = "9 (the mean of the first two, who differ by 2: a third is called only for at least 3)"
    assert reason in page
    assert re.findall("jure (.): « (?:8|10|20) »", page[page.index(f"E1: not validated — {reason}") :])[
        :3
    ] == [*"231"]
    assert reason in certeval("explain", "C2", "--scores", "notes.csv", "-r", "r.yaml").out


# -- results, and two sessions


@pytest.fixture
def results(certeval: Certeval) -> tuple[Path, Path]:
    """What was computed, then what the session decided."""
    for file, asked in (("before.json", [SCORES]), ("after.json", ["--session", SESSION])):
        assert certeval("validate", *asked, "--output", file, "--quiet").status == 0
    return Path("before.json"), Path("after.json")


def test_results_give_the_page_of_what_they_hold(
    chromium: "Browser", certeval: Certeval, results: tuple[Path, Path]
) -> None:
    with open_page(chromium, make_page(certeval, results[1])) as page:
        assert page.texts("[data-certification=valide]") == ["4"]
        assert "C005 BC1 not validated validated jury" in " ".join(page.texts("#decide tbody tr"))
        page.tab.get_by_role("button", name="C002", exact=True).click()
        assert page.texts(".open p") == [
            "The file that was read holds no cell: `certeval report` shows the reasons from the sheets."
        ]


def test_two_results_or_sessions_stand_side_by_side(
    chromium: "Browser", certeval: Certeval, results: tuple[Path, Path]
) -> None:
    file = make_page(certeval, results[0], SESSION)
    without_fault(chromium, file, widths=(320,))
    with open_page(chromium, file) as page:
        assert page.texts("[data-code=BC1] .rate") == ["8 of 12 (67 %)", "10 of 13 (77 %)"]
        assert page.texts("[data-code=BC1] .number") == ["+10.3"]  # 10/13 - 8/12
        assert page.texts("#changements tbody tr") == [
            "C003 BC1 pending validated",
            "C005 BC1 not validated validated",
        ]
        assert (
            page.texts("#changements p")[0]
            == "2 of the 14 candidates in both have a verdict that is not the same."
        )


def test_a_code_that_is_not_of_one_element_in_both_has_no_difference(
    certeval: Certeval, tmp_path: Path
) -> None:
    """Years later a version gives BC1 another bloc: both are said, and nothing is subtracted."""
    office = Office(certeval, tmp_path)
    for version, code, bc1 in (("1.0.0", "S1", 1), ("2.0.0", "S2", 0)):
        office.version(f"petit@{version}")
        office.session(code, f"petit@{version}", "2025-07-02", f"K;{bc1};0")
    file = tmp_path / "referentiels/petit/2.0.0.yaml"
    text = file.read_text(encoding="utf-8").replace("intitule: Vendre", "intitule: Encadrer")
    file.write_text(text.replace("intitule: Acheter", "intitule: acheter"), encoding="utf-8")
    page = make_page(certeval, "sessions/S1.yaml", "sessions/S2.yaml").read_text(encoding="utf-8")
    rows = {
        code: re.sub("<svg.*?</svg>|<[^>]+>", " ", row)
        for code, row in re.findall('<tr data-code="(.*?)">(.*?)</tr>', page, re.DOTALL)
    }
    assert rows["BC1"].split()[:4] == ["BC1", "Encadrer", "Before", "Vendre"]
    assert rows["BC1"].split()[-1] != "0"
    assert (rows["BC2"].split()[:2], rows["BC2"].split()[-1]) == (["BC2", "acheter"], "0")
    assert '<td class="code">BC1</td>' not in page  # no verdict of anybody's on it is another


def test_two_sheets_are_those_of_one_session(certeval: Certeval) -> None:
    heading, *rows = SCORES.read_text(encoding="utf-8-sig").splitlines()
    for file, some in (("one.csv", rows[:5]), ("other.csv", rows[5:])):
        Path(file).write_text("\n".join([heading, *some]) + "\n", encoding="utf-8")
    page = make_page(certeval, "one.csv", "other.csv").read_text(encoding="utf-8")
    assert "14 candidates" in page
    assert "Side by side" not in page


def test_results_beside_a_sheet_are_refused(certeval: Certeval, results: tuple[Path, Path]) -> None:
    done = certeval("report", results[0], SCORES, "--output", "page.html")
    assert (done.status, done.err) == (2, "certeval: give one results file alone, or the sheets\n")
    assert not Path("page.html").exists()

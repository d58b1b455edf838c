"""`certeval documents`: what a jury signs and what candidates receive, read in the text of the PDF themselves."""

import os
import re
import shutil
import stat
import subprocess
import sys
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="pip install 'certeval[documents]'")
pypdf = pytest.importorskip("pypdf", reason="pip install 'certeval[documents]'")

from certeval.cli import inputs, registers
from certeval.cli.app import run
from certeval.documents.mention_checks import fold_text
from certeval.documents.mentions import MENTIONS
from certeval.registre.base import RegisterError
from conftest import Certeval, Done
from terminal import screen

EXAMPLES = Path(__file__).parents[1] / "examples"
OFFICE = EXAMPLES / "documents"
SESSION = "sessions/S1-2026.yaml"
HELD = "referentiels/conseiller-artisanat/1.0.0.yaml"
AUTHOR = ("--auteur", "bureau des examens")


def words(file: Path) -> str:
    """The text of a PDF by a reader other than the one that checks it, in one line; words may be cut by hyphens."""
    pages = pypdf.PdfReader(BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00ad", "").split())


def says(file: Path, *texts: str) -> list[str]:
    """Those of these texts that a PDF does not say, whatever its spaces and hyphens."""
    folded = fold_text(words(file))
    return [each for each in texts if fold_text(each) not in folded]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of the example, after its jury met, and those of before."""
    folder = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(OFFICE)
        patch.setenv("CERTEVAL_LANG", "fr")
        patch.delenv("CERTEVAL_REFERENTIELS", raising=False)
        patch.delenv("CERTEVAL_REGISTRE", raising=False)
        assert run(["documents", SESSION, "--output", str(folder), "-q"]) == 0
        assert run(["documents", SESSION, "convocations", "emargement", "--output", str(folder), "-q"]) == 0
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the example in the folder where commands run."""
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_after_its_jury_a_session_gives_all_that_it_signs_and_hands_out(printed: Path) -> None:
    assert sorted(each.relative_to(printed).as_posix() for each in printed.rglob("*.pdf")) == [
        *(f"attestations/{each}.pdf" for each in ("A01-BC1", "A01-BC2", "A02-BC1", "A03-BC1", "A03-BC2")),
        *(f"convocations/A0{n}.pdf" for n in (1, 2, 3, 4)),
        "emargement.pdf",
        *(f"notifications/A0{n}.pdf" for n in (1, 2, 3, 4)),
        *("parchemins/A01.pdf", "parchemins/A03.pdf"),
        *("publication.pdf", "pv.pdf"),
        *(f"releves/A0{n}.pdf" for n in (1, 2, 3, 4)),
    ]


def test_a_name_written_from_right_to_left_is_that_of_a_holder(office: Path, certeval: Certeval) -> None:
    """Alone, with another after it, with letters that are joined into one sign: whichever way a PDF keeps them."""
    table = office / "candidats.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    lines[1] = "A01;علاء فرضي;;مثال;Anne;1990;05;03;F;Lyon"
    lines[3] = lines[3].replace(lines[3].split(";")[1], "דוגמה")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "attestations", "--output", "sortie")
    assert done.status == 0, done.err
    printed = words(office / "sortie" / "parchemins" / "A01.pdf")
    assert all(each in printed for each in ("علاء", "فرضي", "مثال", "Anne"))


def test_documents_are_for_the_eyes_of_who_prints_them(printed: Path) -> None:
    rights = {stat.S_IMODE(each.stat().st_mode) for each in printed.rglob("*.pdf")}
    assert rights == {0o600}
    assert stat.S_IMODE((printed / "releves").stat().st_mode) == 0o700


def test_minutes_prove_that_the_jury_was_regular(printed: Path) -> None:
    assert (
        says(
            printed / "pv.pdf",
            *("S1-2026", "2 juillet 2026", "14 h", "15 h 40", "Lyon"),
            *("Conseillère ou conseiller en produits de l’artisanat", "RNCP99999", "version 1.0.0"),
            *(
                "Présenter et valoriser les produits d’un atelier",
                "Conseiller la clientèle et conclure la vente",
            ),
            *("décision 2026-14 du 20 mai 2026, directrice des certifications",),
            *("céramiste", "Atelier des Terres", "externe", "interne", "président(e)", "présent(e)"),
            *("J2 avec A03 (ancien employeur)", "J2 sort à 14 h 50, pour A03, et revient à 14 h 56"),
            *("apprentissage", "validation des acquis de l’expérience", "candidature libre"),
            "L’épreuve E2 a commencé à 14 h 10 pour tous, une salle étant fermée.",
            *("Signature", "signé le 2 juillet 2026"),
        )
        == []
    )


def test_minutes_say_beside_what_was_computed_what_the_jury_decided_and_why(printed: Path) -> None:
    assert (
        says(
            printed / "pv.pdf",
            "A03 BC1 non validé validé entretien très assuré sur tout le bloc unanimité",
            "A02 BC2 non validé C2.2 non validée : 2 critères acquis sur 4 (il en faut 3)",
            "A04 BC2 en attente C2.2 en attente : 2 critères acquis sur 4 (il en faut 3), 1 non évalué",
        )
        == []
    )


def test_minutes_bear_the_whole_digest_of_what_was_applied(printed: Path) -> None:
    from certeval.text.digests import sha256_of

    applied = OFFICE / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    assert says(printed / "pv.pdf", sha256_of(applied)) == []


def test_a_candidate_reads_each_decision_with_its_count_and_what_remains(printed: Path) -> None:
    for folder in ("releves", "notifications"):
        assert (
            says(
                printed / folder / "A04.pdf",
                *("Candidat A04", "Charlie Exemple"),
                "1 critère acquis sur 4 (il en faut 3)",
                "2 critères acquis sur 3 (il en faut 2)",
                "BC1 – Présenter et valoriser les produits d’un atelier (à valider : C1.1, C1.2)",
                "BC2 – Conseiller la clientèle et conclure la vente (en attente : C2.2)",
                "Les blocs validés restent acquis.",
                "Vous pouvez former un recours gracieux auprès de la présidence du jury",
            )
            == []
        )


def test_a_candidate_reads_what_the_jury_decided_and_the_minutes_alone_how_it_voted(printed: Path) -> None:
    decided = "Calculé : non validé ; décision du jury : entretien très assuré sur tout le bloc."
    assert says(printed / "releves" / "A03.pdf", decided) == []
    assert says(printed / "pv.pdf", "unanimité") == []


REGISTERED = (
    *(
        "École Exemple",
        "RNCP99999",
        "décision du directeur général de France compétences du 18 décembre 2025",
    ),
    *("niveau 5", "niveau 5 du cadre européen des certifications", "code NSF 312t"),
    "Conseillère ou conseiller en produits de l’artisanat",
    *("Fait à Lyon, le 2 juillet 2026", "Signature du certificateur", "Signature du titulaire"),
)


def test_a_parchemin_bears_all_that_france_competences_requires(printed: Path) -> None:
    assert (
        says(
            printed / "parchemins" / "A01.pdf",
            *REGISTERED,
            "Éloïse Anne d'Aÿ-Œuvrard",
            "née le 3 mai 1990 à Lyon",
        )
        == []
    )
    assert says(printed / "parchemins" / "A03.pdf", *REGISTERED, "Louise Đặng, née Martin") == []


def test_the_attestation_of_a_bloc_is_a_document_of_its_own(printed: Path) -> None:
    bloc = ("Présenter et valoriser les produits d’un atelier", "RNCP99999BC01")
    assert says(printed / "attestations" / "A02-BC1.pdf", *REGISTERED, *bloc, "Minh Nguyễn") == []


def test_a_convocation_says_what_when_where_how_long_and_what_to_bring(printed: Path) -> None:
    called = ("E1", "Mise en situation dans une boutique", "25 juin 2026", "9 h", "2 h", "5 rue de l’Atelier")
    then = (
        "E2",
        "26 juin 2026",
        "14 h",
        "45 min",
        "École Exemple, 3 rue de l’Atelier, Lyon",
        "trois pièces de votre choix",
    )
    assert says(printed / "convocations" / "A04.pdf", *called, *then, "tiers temps et salle à part") == []


def test_an_accommodation_is_told_to_its_candidate_alone(printed: Path) -> None:
    told = [each for each in printed.rglob("*.pdf") if not says(each, "tiers temps")]
    assert told == [printed / "convocations" / "A04.pdf"]


def test_the_public_list_holds_the_numbers_of_the_admitted_and_nobody_else(printed: Path) -> None:
    text = words(printed / "publication.pdf")
    assert ("A01" in text, "A03" in text, "A02" in text, "A04" in text) == (True, True, False, False)
    assert says(printed / "publication.pdf", "Aÿ-Œuvrard", "Đặng", "Martin") == [
        "Aÿ-Œuvrard",
        "Đặng",
        "Martin",
    ]


def test_every_document_is_tagged_titled_and_in_french(printed: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    for file in printed.rglob("*.pdf"):
        with pikepdf.open(file) as pdf:
            metadata = pdf.open_metadata()
            marks = (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"])
            assert marks == ("2", "A", "1")
            assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fr-FR", True)
            assert metadata["dc:title"]


def test_each_page_says_which_it_is_of_how_many_what_was_applied_and_by_which_template(printed: Path) -> None:
    from certeval.documents.templates import shipped_template

    for page in pypdf.PdfReader(BytesIO((printed / "pv.pdf").read_bytes())).pages:
        text = " ".join(page.extract_text().split())
        assert "conseiller-artisanat 1.0.0, sha256:" in text
        assert shipped_template("pv").digest[:23] in text
        assert "sur 2" in text


def test_of_many_blocs_the_proces_verbal_ranges_them_by_decision_and_leaves_names_their_room(
    certeval: Certeval, office: Path
) -> None:
    """A column a bloc would leave nothing to names; no page is signed that says nothing else."""
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    more = "".join(
        f"- code: BC{n}\n  intitule: Tenir la boutique {n}\n  rncp: RNCP99999BC0{n}\n  competences:\n"
        f"  - code: C{n}.1\n    libelle: Ranger la boutique {n} afin de l’ouvrir\n    criteres:\n"
        f"    - {{code: CR{n}.1.1, libelle: La boutique {n} est rangée}}\n"
        for n in (3, 4, 5)
    )
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    heading, *rows = (office / "notes.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{heading};CR3.1.1;CR4.1.1;CR5.1.1", *(f"{row};1;0;1" for row in rows)]
    (office / "notes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert certeval("documents", SESSION, "pv", "--output", "sortie").status == 0
    told = words(office / "sortie" / "pv.pdf")
    assert "d'Aÿ-Œuvrard Éloïse Anne apprentissage validé : BC1, BC2, BC3, BC5 non validé : BC4" in told
    last = pypdf.PdfReader(office / "sortie" / "pv.pdf").pages[-1].extract_text()
    assert "Observations" in last
    assert "Signatures" in last


def test_a_document_is_read_quickly_as_pypdf_reads_it(printed: Path) -> None:
    """Sign for sign, in one order or another: what checks the mentions sees what a reader sees."""
    from certeval.documents.pdf_text import pypdf_text, typst_text

    for file in printed.rglob("*.pdf"):
        data = file.read_bytes()
        assert sorted(fold_text(typst_text(data))) == sorted(fold_text(pypdf_text(data)))


def of_one_page(shown: bytes, means: bytes, before: bytes = b"") -> bytes:
    """A PDF as typst writes them, of what its only page shows, in a font whose glyphs mean something."""
    bodies = (
        before,
        b"<</Type/Page/Resources 3 0 R/Contents 4 0 R>>",
        b"<</Font<</f0 5 0 R>>>>",
        b"<<>>\nstream\n" + zlib.compress(shown) + b"endstream",
        b"<</ToUnicode 6 0 R>>",
        b"<<>>\nstream\n" + zlib.compress(means) + b"endstream",
    )
    pdf, places = b"%PDF\n", [b"%010d 65535 f\r\n" % 0]
    for number, body in enumerate(bodies, 1):
        places.append(b"%010d 00000 n\r\n" % len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return pdf + b"xref\n0 7\n%btrailer\nstartxref\n%d\n%%%%EOF" % (b"".join(places), len(pdf))


def test_a_pdf_of_another_form_is_left_to_pypdf() -> None:
    from certeval.documents.pdf_text import typst_text

    assert typst_text(b"%PDF-1.4\n1 0 obj\n<</Type/Page/Resources 9 0 R/Contents 8 0 R>>endobj") == ""
    whole = of_one_page(b"/f0 9 Tf 1 0 0 1 0 0 Tm(\\000a)Tj", b"<0061> <0065>\n")
    assert typst_text(whole) == "e\n"
    assert typst_text(whole.replace(b"3 0 R", b"9 0 R")) == ""
    assert typst_text(whole + b"\n1 0 obj\nendobj") == ""  # changed after it was written


def test_what_an_image_of_a_template_holds_is_no_page() -> None:
    """A picture is written as it is: what looks like pages in it is none."""
    from certeval.documents.pdf_text import typst_text

    image = b"<<>>\nstream\n7 0 obj\n<</Type/Page/Resources 3 0 R/Contents 4 0 R>>\nendobj\nendstream"
    assert typst_text(of_one_page(b"/f0 9 Tf 1 0 0 1 0 0 Tm(\\000a)Tj", b"<0061> <0065>\n", image)) == "e\n"


def test_glyphs_numbered_as_brackets_and_escapes_are_read_as_the_others() -> None:
    """The 40th glyph of a font is written `(`, the 92nd `\\`: a name that holds them is still seen."""
    from certeval.documents.pdf_text import typst_text

    shown = rb"/f0 9 Tf 0 Tm[(\000\050\000\()7(\000(\000)\000\\)]TJ /Span<</Lang(fr)>> 0 Tm(\000\n)Tj 0 Tm[(\000\\)]TJ"
    means = b"".join(
        b"<%04X> <%04X>\n" % (glyph, ord(sign)) for glyph, sign in zip(b"()\\\n", "émià", strict=True)
    )
    assert typst_text(of_one_page(shown, means)) == "ééémiài\n"


def test_a_text_of_many_signs_is_read_quickly_too() -> None:
    """From the 128th glyph of a font on, strings are written as digits; a sign may stand for two characters."""
    from certeval.documents.pdf_text import typst_text

    shown = b"/f0 9 Tf 0 Tm[<00800081>-7(\\000a)7<0080>]TJ"
    assert typst_text(of_one_page(shown, b"<0061> <0065>\n<0080> <00E9>\n<0081> <00660069>\n")) == "éfieé\n"


def test_each_kind_of_document_has_its_mentions_and_its_template() -> None:
    from certeval.documents.dossier import GENRES
    from certeval.documents.typst import TEMPLATES

    assert {each.name for each in GENRES} == set(MENTIONS)
    assert {each.name for each in GENRES if not (TEMPLATES / f"{each.name}.typ").is_file()} == {"badge"}


def test_a_template_prints_no_mention_that_nothing_gives() -> None:
    """One that is no mention of its document would print nothing: the commitments of convocations did not."""
    from certeval.documents.typst import TEMPLATES

    for name, own in MENTIONS.items():
        template = TEMPLATES / f"{name}.typ"
        used = re.findall(r'mention\("(\w+)"', template.read_text("utf-8")) if template.is_file() else []
        assert set(used) - {each.name for each in own} == set(), name


def test_a_certification_that_is_not_registered_has_no_parchemin_and_hears_all_that_lacks(
    certeval: Certeval, tmp_path: Path
) -> None:
    done = certeval("documents", EXAMPLES / SESSION, "parchemins", "--output", "sortie")
    assert done.status == 1
    for line in (
        "intitule: ",
        "rncp: ",
        "niveau: ",
        "niveau_europeen: ",
        "nsf: ",
        "enregistrement: ",
        "certificateurs: ",
    ):
        assert line in done.err
    assert not (tmp_path / "sortie").exists()


def test_a_notification_without_ways_of_appeal_is_refused_at_the_line_to_write_them(
    certeval: Certeval, office: Path
) -> None:
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  recours: >-", "  # recours: >-")
        .replace("    Vous pouvez", "    # Vous pouvez")
        .replace("    mois qui", "    # mois qui"),
        encoding="utf-8",
    )
    file.write_text(
        "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if "# " not in line[2:]),
        encoding="utf-8",
    )
    done = certeval("documents", SESSION, "notifications", "--output", "sortie")
    assert done.status == 1
    assert "error[S120]: the ways and delays of appeal must stand on a notification" in done.err
    assert not (office / "sortie").exists()


@pytest.mark.parametrize("title", ["Titre professionnel de vendeur", "Vendeur, sous réserve du stage"])
def test_a_title_that_may_not_be_borne_is_refused(certeval: Certeval, office: Path, title: str) -> None:
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("Conseillère ou conseiller en produits de l’artisanat", title), encoding="utf-8"
    )
    done = certeval("documents", SESSION, "parchemins", "attestations", "--output", "sortie")
    assert (done.status, done.err.count("error[S121]")) == (1, 1)
    assert f"{file.relative_to(office)}:8:13" in done.err


def test_a_sign_of_no_font_is_told_at_its_cell_before_anything_is_written(
    certeval: Certeval, office: Path
) -> None:
    table = office / "candidats.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Charlie", "王"), encoding="utf-8")
    done = certeval("documents", SESSION, "releves", "notifications", "--output", "sortie")
    assert (done.status, done.err.count("error[S122]")) == (1, 1)
    assert "« 王 » is in no font that comes with certeval: documents of A04 can’t be printed" in done.err
    assert "candidats.csv:5:14" in done.err
    assert not (office / "sortie").exists()


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("sessions/S1-2026.yaml", "lieu: boutique de", "lieu: 王 boutique de"),
        ("sessions/S1-2026.yaml", "trois pièces", "王 trois pièces"),
        ("referentiels/conseiller-artisanat/1.0.0.yaml", "Mise en situation", "王 Mise en situation"),
    ],
)
def test_a_sign_of_no_font_is_told_where_the_session_or_the_referentiel_has_it(
    certeval: Certeval, office: Path, file: str, before: str, after: str
) -> None:
    text = (office / file).read_text(encoding="utf-8")
    (office / file).write_text(text.replace(before, after), encoding="utf-8")
    done = certeval("documents", SESSION, "convocations", "--output", "sortie")
    assert (done.status, done.err.count("error[S122]")) == (1, 1), done.err
    lines = enumerate((office / file).read_text(encoding="utf-8").splitlines(), 1)
    line, column = next((number, each.index("王") + 1) for number, each in lines if "王" in each)
    assert f"{Path(file).name}:{line}:{column}\n" in done.err
    assert "documents of S1-2026 can’t be printed" in done.err


@pytest.mark.parametrize("sign", "\u202e\u200f\u200e\u061c\u2067\u200b\u00ad\ufeff\ufffd")
def test_a_sign_that_nobody_sees_in_a_name_is_told_at_its_cell_before_anything_is_written(
    certeval: Certeval, office: Path, sign: str
) -> None:
    """As accrochage does: those that turn what follows, and any other that no name has."""
    table = office / "candidats.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Charlie", f"Char{sign}lie"), encoding="utf-8")
    done = certeval("documents", SESSION, "releves", "pv", "--output", "sortie")
    assert (done.status, done.err.count("error[S128]")) == (1, 1)
    assert (
        f"a sign that nobody sees stands here, U+{ord(sign):04X}: documents of A04 can’t be printed"
        in done.err
    )
    assert "candidats.csv:5:14" in done.err
    assert not (office / "sortie").exists()


@pytest.mark.parametrize(
    ("born", "codes", "at"),
    [
        ("1990;02;30", ["N317"], "2:39"),
        ("1990;13;03", ["N315"], "2:36"),
        ("1990;mai;03", ["N315"], "2:36"),
        ("1990;05;0", ["N315"], "2:39"),
        ("90;05;03", ["N315"], "2:31"),
        ("2090;05;03", ["N318"], "2:31"),
        ("2020;05;03", ["N318"], "2:31"),
        ("2000;02;29", [], ""),
        ("2001;02;29", ["N317"], "2:39"),
        ("1990;2;", [], ""),
        (";;", [], ""),
    ],
)
def test_nobody_is_handed_a_parchemin_that_says_a_birth_of_no_calendar(
    certeval: Certeval, office: Path, born: str, codes: list[str], at: str
) -> None:
    table = office / "candidats.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1990;05;03", born), encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie")
    assert re.findall(r"^error\[(\w+)\]", done.err, re.MULTILINE) == codes
    assert f"candidats.csv:{at}" in done.err if codes else done.status == 0


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("Éloïse", "", "2:19"),
        ("A01;d'Aÿ-Œuvrard", "A01;", "2:5"),
        ("Nom Naissance", "Nom de famille", "2:1"),
        ("Prenom 1", "Premier prénom", "2:1"),
    ],
)
def test_a_parchemin_has_the_family_name_and_the_first_name_of_its_holder(
    certeval: Certeval, office: Path, old: str, new: str, at: str
) -> None:
    table = office / "candidats.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie")
    assert (done.status, "error[S120]: the identity of the holder must stand on a parchemin" in done.err) == (
        1,
        True,
    )
    assert f"candidats.csv:{at}" in done.err
    assert not (office / "sortie").exists()


def test_the_words_of_a_name_are_not_cut_at_the_end_of_a_line(office: Path, certeval: Certeval) -> None:
    """« Élisa-beth », as a compound name is written; the places in which lines end are many, so are the names."""
    table = office / "candidats.csv"
    text = table.read_text(encoding="utf-8")
    name = "Élisabeth Alexandrine Maximilienne Bernardine Philippine Évangéline"
    table.write_text(text.replace("Éloïse", name).replace("Minh", f"Jean {name}"), encoding="utf-8")
    command = ("documents", SESSION, "releves", "convocations", "attestations", "--output", "sortie")
    assert certeval(*command, "--candidat", "A01", "--candidat", "A02").status == 0
    for file in (office / "sortie").rglob("*.pdf"):
        assert name in words(file), file.name


@pytest.mark.parametrize("folder", [".", "sessions", "gabarits"])
def test_what_is_wrong_in_the_candidates_table_is_shown_by_its_place_and_names_nobody(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """From wherever the command runs; no other file of that name is taken for it."""
    people = office / "candidats.csv"
    people.write_text(people.read_text("utf-8").replace("A02;Nguyễn;;Minh", "A02;Nguyễn;;=A1"), "utf-8")
    monkeypatch.chdir(office / folder)
    at = os.path.relpath(people)
    for command in (("check", os.path.relpath(office / SESSION)), ("validate", "--session", "S1-2026")):
        done = certeval(*command)
        assert done.status == 1
        assert f"--> {at}:3:13\n" in done.out + done.err
        assert "Nguyễn" not in done.out + done.err


@pytest.mark.parametrize("nothing", [" ", "\\u00a0", "\\u200b", "…", "?", "-"])
@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("lieu: Lyon\n  presents", "the place"),
        ("qualite: formateur", "the members of the jury"),
        ("intitule: Conseiller la clientèle et conclure la vente", "the exact title of the bloc"),
        ("nom: École Exemple", "the legal name of the certifier"),
        ("niveau: 5", "the national level"),
    ],
)
def test_a_mention_without_a_letter_or_a_digit_is_missing(
    certeval: Certeval, office: Path, nothing: str, said: str, what: str
) -> None:
    key, _, rest = said.partition(": ")
    for file in (office / SESSION, office / HELD):
        text = file.read_text(encoding="utf-8")
        after = "".join(rest.partition("\n")[1:])
        file.write_text(text.replace(said, f'{key}: "{nothing}"{after}', 1), encoding="utf-8")
    done = certeval("documents", SESSION, "pv", "attestations", "--output", "sortie")
    assert (done.status, f"error[S120]: {what} must stand on" in done.err) == (1, True)
    assert not (office / "sortie").exists()


def test_a_sign_of_no_font_is_told_at_its_cell_by_a_document_of_all(certeval: Certeval, office: Path) -> None:
    table = office / "candidats.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Charlie", "王"), encoding="utf-8")
    done = certeval("documents", SESSION, "pv", "--output", "sortie")
    assert (done.status, "documents of A04 can’t" in done.err, "candidats.csv:5:14" in done.err) == (
        1,
        True,
        True,
    )


def test_a_sign_that_turns_what_follows_is_told_wherever_it_would_be_printed(
    certeval: Certeval, office: Path
) -> None:
    """Words of the session and of the référentiel too; those that help to break a line there, such as U+00AD, are let
    be.
    """
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    title = "Conseillère ou conseiller en produits de l’artisanat"
    file.write_text(text.replace(title, f"Conseil\u00adlère {title[12:]}"), encoding="utf-8")
    assert certeval("documents", SESSION, "releves", "--output", "sortie").status == 0
    file.write_text(text.replace(title, f"Conseillère \u202e{title[12:]}"), encoding="utf-8")
    done = certeval("documents", SESSION, "releves", "--output", "sortie2")
    assert (done.status, done.err.count("error[S128]")) == (1, 1)
    assert f"{file.relative_to(office)}:" in done.err
    assert not (office / "sortie2").exists()


def test_sheets_alone_give_releves_that_say_nothing_is_deliberated(
    certeval: Certeval, tmp_path: Path
) -> None:
    done = certeval("documents", EXAMPLES / "scores.csv", "--output", "sortie", "--candidat", "C001")
    assert (done.status, done.err.splitlines()[-1]) == (0, "certeval: 1 document written to sortie")
    assert (
        says(
            tmp_path / "sortie/releves/C001.pdf",
            "Résultats calculés, avant délibération",
            "6 critères acquis sur 6 (il en faut 4)",
        )
        == []
    )


def test_sheets_alone_give_nothing_that_needs_a_jury(certeval: Certeval) -> None:
    done = certeval("documents", EXAMPLES / "scores.csv", "pv", "--output", "sortie")
    assert done.status == 2
    assert "pv: sheets alone give relevés" in done.err


def test_before_its_jury_a_session_calls_candidates_and_gives_no_minutes(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-06-01")
    file = office / SESSION
    file.write_text(file.read_text(encoding="utf-8").partition("deliberation:")[0], encoding="utf-8")
    assert certeval("documents", SESSION, "pv", "--output", "sortie").status == 2
    assert certeval("documents", SESSION, "--output", "sortie").status == 0
    assert sorted(each.name for each in (office / "sortie").iterdir()) == ["convocations", "emargement.pdf"]


def test_a_convocation_that_says_nothing_is_refused(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-06-01")
    file = office / SESSION
    text = file.read_text(encoding="utf-8")
    file.write_text(text.partition("convocations:")[0], encoding="utf-8")
    done = certeval("documents", SESSION, "convocations", "--output", "sortie")
    assert (done.status, "what the candidate is called to must stand on a convocation" in done.err) == (
        1,
        True,
    )


def test_documents_that_are_there_are_replaced_by_force_alone(certeval: Certeval, office: Path) -> None:
    assert certeval("documents", SESSION, "pv", "--output", "sortie").status == 0
    again = certeval("documents", SESSION, "pv", "--output", "sortie")
    assert (again.status, "pv.pdf exists; --force replaces it" in again.err) == (2, True)
    assert certeval("documents", SESSION, "pv", "--output", "sortie", "--force").status == 0


def test_a_parchemin_of_an_earlier_run_is_told(certeval: Certeval, office: Path) -> None:
    certeval("documents", SESSION, "parchemins", "--output", "sortie")
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie", "--candidat", "A01", "--force")
    assert "parchemins/A03.pdf in sortie: of an earlier run, not of this one" in done.err


@pytest.mark.parametrize("word", ["pv", "publication"])
def test_what_is_of_the_whole_session_leaves_no_candidate_out(
    certeval: Certeval, office: Path, word: str
) -> None:
    done = certeval("documents", SESSION, word, "--output", "sortie", "--candidat", "A01")
    assert (done.status, f"{word}: of all the candidates of the session" in done.err) == (2, True)
    assert certeval("documents", SESSION, "--output", "sortie", "--candidat", "A01").status == 0
    assert sorted(each.name for each in (office / "sortie").iterdir()) == [
        *("attestations", "notifications", "parchemins", "releves")
    ]


def test_a_certification_that_the_jury_postpones_says_to_which_session(
    certeval: Certeval, office: Path
) -> None:
    file = office / SESSION
    postponed = "candidat: A04, element: certification, verdict: en_attente, report: S2-2026, motif: dossier incomplet"
    text = file.read_text(encoding="utf-8").replace("  decisions:\n", f"  decisions:\n  - {{{postponed}}}\n")
    file.write_text(text, encoding="utf-8")
    assert certeval("documents", SESSION, "-c", "A04", "--output", "sortie").status == 0
    for folder in ("notifications", "releves"):
        told = ("dossier incomplet", "Décision reportée à la session S2-2026.")
        assert says(office / "sortie" / folder / "A04.pdf", *told) == [], folder
    waits = certeval("validate", "--session", SESSION, "-c", "A04", "--format", "csv")
    assert waits.status == 0
    shown = certeval("validate", "--session", SESSION, "-c", "A04").out
    assert "session S2-2026" in shown


def test_a_parchemin_and_an_attestation_are_one_page_however_long_what_they_bear(
    certeval: Certeval, office: Path
) -> None:
    (file,) = (office / "referentiels").rglob("1.0.0.yaml")
    long = "Conseillère ou conseiller en conception et commercialisation de produits de l’artisanat d’art, "
    text = file.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("  intitule:"))
    text = text.replace(
        title, f"  intitule: {long}option développement international et transmission des savoir-faire"
    )
    file.write_text(
        text.replace("- {nom: École Exemple", "- {nom: Chambre interconsulaire des métiers et École Exemple"),
        encoding="utf-8",
    )
    people = office / "candidats.csv"
    whole = people.read_text(encoding="utf-8").replace(
        "d'Aÿ-Œuvrard", "von und zu Guttenberg d'Orléans-Bragance " * 2
    )
    people.write_text(whole, encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "attestations", "-c", "A01", "--output", "sortie")
    assert done.status == 0, done.err
    for each in (office / "sortie").rglob("*.pdf"):
        assert len(pypdf.PdfReader(each).pages) == 1, each


@pytest.mark.parametrize("count", [38, 40, 42])
def test_no_page_of_a_sheet_of_signatures_bears_that_of_who_watches_alone(
    certeval: Certeval, office: Path, count: int
) -> None:
    sheet = office / "notes.csv"
    heading = sheet.read_text("utf-8").splitlines()[0]
    rows = [f"B{rank:02}" + ";" * heading.count(";") for rank in range(4, count)]
    with sheet.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    assert certeval("documents", SESSION, "emargement", "--output", "sortie").status == 0
    for page in pypdf.PdfReader(office / "sortie" / "emargement.pdf").pages:
        assert re.search("[AB][0-9]{2}", page.extract_text())


@pytest.mark.parametrize("named", [("parchemins",), ("pv",), ()])
def test_nothing_that_a_jury_decided_is_dated_before_it_met(
    certeval: Certeval, office: Path, named: tuple[str, ...]
) -> None:
    done = certeval("documents", SESSION, *named, "--output", "o", "--fait-le", "2026-07-01")
    assert (done.status, "does not hold before its jury met, on 2026-07-02" in done.err) == (2, True)
    assert not (office / "o").exists()


def test_documents_of_a_jury_that_has_not_met_yet_are_told_to_say_nothing_decided(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, told in (("2026-07-01", True), ("2026-07-02", False)):
        on(monkeypatch, day)
        done = certeval("documents", SESSION, "pv", "--output", "sortie", "--force")
        assert (done.status, "sits on 2026-07-02, which has not come yet" in done.err) == (0, told)


def test_a_certification_of_the_repertoire_specifique_is_not_called_professionnelle(
    certeval: Certeval, office: Path
) -> None:
    (file,) = (office / "referentiels").rglob("1.0.0.yaml")
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"\n +(niveau|niveau_europeen|rncp): (?!RNCP99999\n).*", "", text)
    file.write_text(text.replace("RNCP99999", "RS9999"), encoding="utf-8")
    words = ("releves", "parchemins", "attestations")
    done = certeval("documents", SESSION, *words, "-c", "A01", "--output", "o")
    assert done.status == 0, done.err
    for each in (office / "o").rglob("*.pdf"):
        assert says(each, "RS9999") == [], each
        assert says(each, "professionnelle", "RNCP") == ["professionnelle", "RNCP"], each
        if each.parent.name in {"parchemins", "attestations"}:
            assert says(each, "enregistrée au répertoire spécifique sous le numéro RS9999") == [], each


def test_all_in_one_file_for_the_printer_says_that_its_tags_are_lost(
    certeval: Certeval, office: Path
) -> None:
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie", "--merge")
    assert "a-imprimer.pdf is for the printer: it has lost the tags" in done.err
    assert len(pypdf.PdfReader(office / "sortie" / "a-imprimer.pdf").pages) == 2


def test_a_code_that_would_lead_elsewhere_names_a_file_of_the_folder(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "notes.csv").write_text("candidat;CR1.1.1\n../../A/1;1\n", encoding="utf-8")
    assert certeval("documents", "notes.csv", "--output", "sortie").status == 0
    assert [each.name for each in (tmp_path / "sortie" / "releves").iterdir()] == ["_.._A_1.pdf"]


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr(inputs, "today", lambda: date.fromisoformat(day))
    monkeypatch.setattr(registers, "instant", lambda: f"{day}T09:00:00Z")


def test_of_a_session_in_which_something_is_wrong_nothing_is_printed(
    certeval: Certeval, office: Path
) -> None:
    text = (office / SESSION).read_text(encoding="utf-8")
    alone = text.replace("presents: [J1, J2, J3]", "presents: [J1]")
    (office / SESSION).write_text(alone, encoding="utf-8")
    for word in ("pv", "convocations"):
        done = certeval("documents", SESSION, word, "--output", "sortie")
        assert (done.status, "error[S214]" in done.err, (office / "sortie").exists()) == (1, True, False)


def test_what_no_register_keeps_is_said_to_be_written_to_none(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Convocations, before the register is begun; and after, where nobody of those asked for has what it keeps."""
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    done = certeval("documents", SESSION, "convocations", "--output", "avant", *AUTHOR)
    assert (done.status, Path("registre.db").exists()) == (0, False)
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    before = certeval("registre", "exporter").out
    asked = ("parchemins", "convocations", "--candidat", "A04")
    done = certeval("documents", SESSION, *asked, "--output", "apres", *AUTHOR)
    assert (done.status, done.err) == (0, "certeval: 1 document written to apres\n")
    assert certeval("registre", "exporter").out == before


def test_what_is_handed_out_is_in_the_register_and_what_replaces_it_says_so(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-07-03")
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    before = certeval("documents", SESSION, "pv", "--output", "sortie", *AUTHOR)  # the register is not begun
    assert (before.status, "S1-2026 is not in this register" in before.err) == (2, True)
    other = office / "sessions" / "S0-2026.yaml"
    other.write_text(
        (office / SESSION).read_text(encoding="utf-8").replace("S1-2026", "S0-2026"), encoding="utf-8"
    )
    certeval("registre", "enregistrer", other, *AUTHOR)
    early = certeval("documents", SESSION, "pv", "--output", "sortie", *AUTHOR)
    assert (early.status, "S1-2026 is not in this register" in early.err) == (2, True)
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    first = certeval("documents", SESSION, "pv", "releves", "--output", "sortie", *AUTHOR)
    assert first.status == 0
    exported = certeval("registre", "exporter").out
    from certeval.documents.templates import shipped_template
    from certeval.text.digests import sha256_of

    for file, name in (("pv.pdf", "pv"), ("releves/A01.pdf", "releve")):
        assert sha256_of(office / "sortie" / file) in exported
        assert shipped_template(name).digest in exported
    assert says(office / "sortie" / "pv.pdf", "Tête du journal", "journal n° ") == []
    on(monkeypatch, "2026-07-20")
    assert (
        certeval("documents", SESSION, "releves", "--output", "apres", "--candidat", "A01", *AUTHOR).status
        == 0
    )
    assert (
        says(office / "apres/releves/A01.pdf", "Annule et remplace le document délivré le 3 juillet 2026")
        == []
    )
    assert certeval("registre", "verifier").status == 0


def test_documents_are_delivered_on_the_day_where_the_office_is(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Pointe-à-Pitre on 3 July at nine in the evening, it is 4 July in UTC."""
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    on(monkeypatch, "2026-07-03")
    monkeypatch.setattr(registers, "instant", lambda: "2026-07-04T01:00:00Z")
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    for folder in ("sortie", "apres"):
        assert certeval("documents", SESSION, "parchemins", "--output", folder, *AUTHOR).status == 0
    told = "Annule et remplace le document délivré le 3 juillet 2026"
    assert says(office / "apres" / "parchemins" / "A01.pdf", told, "Fait à Lyon, le 3 juillet 2026") == []
    assert says(office / "sortie" / "parchemins" / "A01.pdf", "Fait à Lyon, le 2 juillet 2026") == []
    options = ("parchemins", "--output", "encore", "--fait-le", "2026-07-02")
    assert certeval("documents", SESSION, *options, *AUTHOR).status == 0
    assert says(office / "encore" / "parchemins" / "A01.pdf", told, "Fait à Lyon, le 2 juillet 2026") == []
    due = certeval("accrochage", "--due", "--format", "csv").out
    assert ";2026-07-03;parchemin;2026-10-03;" in due


FRAUD = ("--motif", "fraude", "--fondement", "CRPA L241-2")


def take_back(certeval: Certeval) -> Done:
    """The certification of A01, by other minutes, on 9 July."""
    of_minutes = ("--pv", "PV 2", "--le", "2026-07-09", *AUTHOR)
    return certeval("registre", "retirer", "S1-2026", "A01", "certification", *FRAUD, *of_minutes)


def test_minutes_printed_again_say_what_was_decided_after_their_sitting(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The jury of 2 July certified A01; another one took it back on 9 July: the first never refused it."""
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    on(monkeypatch, "2026-07-10")
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    assert take_back(certeval).status == 0
    decided = certeval("deliberer", SESSION, "A01", "certification", "non_valide", *FRAUD, "--no-input")
    assert decided.status == 0, decided.err
    assert certeval("documents", SESSION, "pv", "releves", "--output", "apres", *AUTHOR).status == 0
    said = "A01 certification validée non validée 9 juillet 2026 fraude ; CRPA L241-2 PV 2 (entrée n°"
    assert says(office / "apres" / "pv.pdf", "Rectifié depuis la séance", said) == []
    assert says(office / "apres/releves/A01.pdf", "Décision rectifiée le 9 juillet 2026 (PV 2).") == []
    untouched = ("Rectifié", "rectifiée")
    assert says(office / "apres/releves/A02.pdf", *untouched) == list(untouched)


def test_the_list_of_the_admitted_follows_what_is_taken_back(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    on(monkeypatch, "2026-07-10")
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    assert certeval("documents", SESSION, "publication", "--output", "avant", *AUTHOR).status == 0
    back = take_back(certeval)
    assert "  Liste des admis, issued on 2026-07-10 (entry " in back.out
    other = certeval("documents", SESSION, "publication", "--output", "entre", *AUTHOR)
    assert (other.status, "1 decision of S1-2026 differs from the register" in other.out) == (1, True)
    certeval("deliberer", SESSION, "A01", "certification", "non_valide", *FRAUD, "--no-input")
    assert certeval("documents", SESSION, "publication", "--output", "apres", *AUTHOR).status == 0
    said = ("Annule et remplace le document délivré le 10 juillet 2026", "A03", "A01")
    assert says(office / "apres" / "publication.pdf", *said) == ["A01"]


def test_a_parchemin_that_a_rectification_gives_names_its_minutes(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The jury of 2 July refused A02: it did not certify; those who met again on 9 July did."""
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    on(monkeypatch, "2026-07-10")
    assert certeval("registre", "enregistrer", SESSION, *AUTHOR).status == 0
    why = ("--motif", "erreur de saisie", "--fondement", "CRPA L242-4")
    of_minutes = ("--pv", "PV 2", "--le", "2026-07-09", *AUTHOR)
    for element in ("BC2", "certification"):
        anew = ("S1-2026", "A02", element, "valide", *why)
        assert certeval("registre", "rectifier", *anew, *of_minutes).status in {0, 1}
        assert certeval("deliberer", SESSION, *anew[1:], "--no-input", "--force").status == 0
    early = certeval(
        "documents", SESSION, "parchemins", "--output", "avant", "--fait-le", "2026-07-08", *AUTHOR
    )
    assert (early.status, "before its jury met, on 2026-07-09" in early.err) == (2, True)
    done = certeval("documents", SESSION, "parchemins", "attestations", "--output", "apres", *AUTHOR)
    assert done.status == 0, done.err
    first = "par le jury réuni à Lyon le 2 juillet 2026, session S1-2026"
    again = "par décision du jury du 9 juillet 2026 (PV 2), session S1-2026"
    expected = {"parchemins/A01": first, "parchemins/A02": again, "attestations/A02-BC1": first}
    for name, said in (expected | {"attestations/A02-BC2": again}).items():
        day = "Fait à Lyon, le 9 juillet 2026" if said == again else "Fait à Lyon, le 2 juillet 2026"
        assert says(office / "apres" / f"{name}.pdf", said, day) == [], name
    own = (
        "releves",
        "-c",
        "A01",
        "--output",
        "avant",
        "--fait-le",
        "2026-07-08",
    )  # nobody decided of A01 anew
    assert certeval("documents", SESSION, *own, *AUTHOR).status == 0
    badges = ("badges", "-c", "A02", "--adresse", "https://exemple.fr", "--output", "badges", *AUTHOR)
    assert certeval("documents", SESSION, *badges).status == 0
    awards = {
        each.stem: re.findall(r'"(?:awardedDate|validFrom)": "(\S{10})', each.read_text("utf-8"))
        for each in (office / "badges" / "badges").glob("*.json")
    }
    assert awards == {"A02-BC1": ["2026-07-02"] * 2, "A02-BC2": ["2026-07-09"] * 2}


def test_a_place_with_an_article_is_said_as_french_says_it(certeval: Certeval, office: Path) -> None:
    file = office / SESSION
    text = file.read_text(encoding="utf-8").replace("  lieu: Lyon\n", "  lieu: Le Havre\n")
    file.write_text(text, encoding="utf-8")
    assert certeval("documents", SESSION, "--output", "sortie").status == 0
    for name in ("pv", "parchemins/A01", "attestations/A01-BC1", "releves/A01", "notifications/A01"):
        text = words(office / "sortie" / f"{name}.pdf")
        assert "à Le Havre" not in text, name
        assert "au Havre" in text, name


def test_who_was_exempted_and_why_stands_on_the_minutes_and_on_the_results(
    certeval: Certeval, office: Path
) -> None:
    file = office / SESSION
    exempted = "dispenses: [{element: BC2, fondement: certificat de 2024, par: directrice, le: 2026-05-30}]"
    text = file.read_text(encoding="utf-8").replace(
        "formation_continue}", f"formation_continue, {exempted}}}"
    )
    file.write_text(text, encoding="utf-8")
    sheet = office / "notes.csv"
    heading, *rows = [line.split(";") for line in sheet.read_text("utf-8").splitlines()]
    of_bloc = [at for at, code in enumerate(heading) if code.startswith("CR2.")]
    for row in rows:
        if row[0] == "A02":
            row[of_bloc[0] : of_bloc[-1] + 1] = [""] * len(of_bloc)
    sheet.write_text("\n".join(map(";".join, [heading, *rows])) + "\n", encoding="utf-8")
    assert certeval("documents", SESSION, "pv", "releves", "--output", "sortie").status == 0
    told = "A02 de BC2 (certificat de 2024, directrice, 30 mai 2026)"
    assert says(office / "sortie" / "pv.pdf", told + ".") == []
    assert says(office / "sortie" / "releves" / "A02.pdf", "Dispense BC2 (certificat de 2024)") == []
    refusal = "  decisions:\n  - {candidat: A02, element: BC2, verdict: non_valide, motif: faux, fondement: fraude}\n"
    file.write_text(text.replace("  decisions:\n", refusal), encoding="utf-8")
    assert certeval("documents", SESSION, "pv", "--output", "refus").status == 0
    assert says(office / "refus" / "pv.pdf", "sauf décision contraire : " + told + ", non validé.") == []


def test_documents_say_of_a_bloc_that_is_not_sought_that_it_is_not(certeval: Certeval, office: Path) -> None:
    """A03 comes by way of VAE for BC1 alone: the jury waits for nothing of BC2, and refuses nothing of it."""
    file = office / SESSION
    text = file.read_text(encoding="utf-8").replace("vise: [BC1, BC2]", "vise: [BC1]")
    file.write_text(text, encoding="utf-8")
    sheet = office / "notes.csv"
    heading, *rows = [line.split(";") for line in sheet.read_text("utf-8").splitlines()]
    of_bloc = [at for at, code in enumerate(heading) if code.startswith("CR2.")]
    for row in rows:
        if row[0] == "A03":
            row[of_bloc[0] : of_bloc[-1] + 1] = [""] * len(of_bloc)
    sheet.write_text("\n".join(map(";".join, [heading, *rows])) + "\n", encoding="utf-8")
    assert certeval("documents", SESSION, "pv", "releves", "--output", "sortie").status == 0
    said = words(office / "sortie" / "pv.pdf")
    assert "non visé" in said
    assert "A03 BC2" not in said
    assert "non visée" in said
    releve = office / "sortie" / "releves" / "A03.pdf"
    bloc = "BC2 – Conseiller la clientèle et conclure la vente (non visé)"
    assert says(releve, "Certification : non visée.", bloc) == []
    assert says(releve, "C2.1", "non évalué") == ["C2.1", "non évalué"]


def test_a_candidate_reads_what_the_jury_decided_within_a_bloc_and_on_which_ground(
    certeval: Certeval, office: Path
) -> None:
    """A02 has two critères of three of C2.1, enough; the jury refuses it, and A03 has BC2 from an earlier session."""
    file = office / SESSION
    decided = "candidat: A02, element: C2.1, verdict: non_valide, motif: usage ignoré, fondement: article 9"
    text = file.read_text(encoding="utf-8").replace("  decisions:\n", f"  decisions:\n  - {{{decided}}}\n")
    acquired = "acquis: [{bloc: BC2, version: 1.0.0, session: S0-2025, pv: PV 12}], entree:"
    file.write_text(text.replace("entree:", acquired), encoding="utf-8")
    sheet = office / "notes.csv"
    sheet.write_text(
        sheet.read_text("utf-8").replace("A03;1;1;0;0;1;1;1;1;1;1;1;1;1;1", "A03;1;1;0;0;1;1;1;;;;;;;"),
        "utf-8",
    )
    done = certeval("documents", SESSION, "releves", "--output", "sortie")
    assert done.status == 0, done.err
    said = "Calculé : validée ; décision du jury : usage ignoré (fondement : article 9)."
    assert says(office / "sortie" / "releves" / "A02.pdf", said) == []
    assert says(office / "sortie" / "releves" / "A03.pdf", "acquis antérieur (S0-2025, PV 12).") == []


def test_minutes_bear_the_day_of_their_sitting_whenever_they_are_made(
    certeval: Certeval, office: Path
) -> None:
    done = certeval("documents", SESSION, "pv", "--output", "sortie", "--fait-le", "2026-07-20")
    assert done.status == 0, done.err
    assert says(office / "sortie" / "pv.pdf", "Séance le 2 juillet 2026, de 14 h à 15 h 40") == []


def test_minutes_say_that_nobody_is_back_only_of_who_left_for_good(certeval: Certeval, office: Path) -> None:
    """Who leaves for a candidate is out for that one, as the quorum has it (S222)."""
    file = office / SESSION
    for pour, expected in ((", pour: A01", []), ("", ["et ne revient pas"])):
        text = (OFFICE / SESSION).read_text(encoding="utf-8")
        text = text.replace(
            "revient: 14 h 56, pour: A03}", f"pour: A03}}\n  - {{membre: J3, sort: 15 h{pour}}}"
        )
        file.write_text(text, encoding="utf-8")
        done = certeval("documents", SESSION, "pv", "--output", "sortie", "--force")
        assert done.status == 0, done.err
        said = words(office / "sortie" / "pv.pdf")
        assert "J2 sort à 14 h 50, pour A03." in said
        assert [each for each in ("et ne revient pas",) if each in said] == expected


def test_a_refusal_that_the_jury_confirms_says_its_reason_to_the_candidate(
    certeval: Certeval, office: Path
) -> None:
    file = office / SESSION
    confirmed = "candidat: A04, element: BC1, verdict: non_valide, motif: démarche à reprendre"
    text = file.read_text(encoding="utf-8").replace("  decisions:\n", f"  decisions:\n  - {{{confirmed}}}\n")
    file.write_text(text, encoding="utf-8")
    assert certeval("documents", SESSION, "-c", "A04", "--output", "sortie").status == 0
    for folder in ("notifications", "releves"):
        assert says(office / "sortie" / folder / "A04.pdf", "Motif : démarche à reprendre.") == [], folder


def test_documents_that_the_register_does_not_keep_are_not_handed_out(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_entries: object) -> None:
        raise RegisterError("full")

    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    certeval("registre", "enregistrer", SESSION, *AUTHOR)
    (office / "sortie").mkdir()
    (office / "sortie" / "pv.pdf").write_bytes(b"hier")
    monkeypatch.setattr("certeval.registre.issuance.append", full)
    done = certeval("documents", SESSION, "pv", "releves", "--output", "sortie", "--force", *AUTHOR)
    assert (done.status, "no room is left on the disk" in done.err) == (2, True)
    assert [each.name for each in (office / "sortie").iterdir()] == ["pv.pdf"]
    assert (office / "sortie" / "pv.pdf").read_bytes() == b"hier"


def test_a_session_that_says_otherwise_than_the_register_prints_nothing(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2026-07-03")
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    certeval("registre", "enregistrer", SESSION, *AUTHOR)
    sheet = office / "notes.csv"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("A04;0;0;1;0;1;0;0", "A04;1;1;1;1;1;1;1"), encoding="utf-8"
    )
    file = office / SESSION
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie", *AUTHOR)
    assert (done.status, (office / "sortie").exists(), file.exists()) == (1, False, True)


def test_documents_bear_the_day_that_is_said(certeval: Certeval, office: Path) -> None:
    assert (
        certeval("documents", SESSION, "parchemins", "--output", "sortie", "--fait-le", "2026-08-01").status
        == 0
    )
    assert (
        says(office / "sortie/parchemins/A01.pdf", "Fait à Lyon, le 1er août 2026", "le 2 juillet 2026") == []
    )


def test_the_same_session_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Under another time zone, locale, home, folder and hash seed."""
    made = []
    settings = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "certeval", "documents", SESSION, "pv", "notifications", "--merge"]
    for name, variables in (("ici", {"PYTHONHASHSEED": "1", "TZ": "Europe/Paris"}), ("ailleurs", settings)):
        folder = tmp_path / name
        shutil.copytree(OFFICE, folder)
        environment = {**os.environ, **variables}
        subprocess.run([*command, "--output", "sortie", "-q"], cwd=folder, env=environment, check=True)
        made.append({each.name: each.read_bytes() for each in (folder / "sortie").rglob("*.pdf")})
    assert len(made[0]) == 6
    assert made[0] == made[1]


def test_a_disk_without_room_leaves_no_folder_and_no_document(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(office.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    done = certeval("documents", SESSION, "publication", "parchemins", "--output", "neuf/sortie")
    assert (done.status, "no room is left" in done.err) == (2, True)
    assert sorted(office.rglob("*")) == before


def test_a_terminal_sees_how_far_printing_has_come(office: Path) -> None:
    seen = screen(office, 80, "documents", SESSION, "parchemins", "--output", "sortie")
    assert "documents" in seen.replace("documents written", "")


def test_a_file_where_the_folder_is_to_be_and_a_day_that_is_none_are_said_by_their_names(
    certeval: Certeval, office: Path
) -> None:
    (office / "sortie").write_text("", encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "--output", "sortie")
    assert (done.status, done.err) == (2, "certeval: sortie: this is a file, not a folder\n")
    done = certeval("documents", SESSION, "parchemins", "--output", "d", "--fait-le", "2026-02-30")
    assert (done.status, done.err) == (
        2,
        "certeval: --fait-le 2026-02-30: the calendar has no such day; write 2026-01-31 or 31/01/2026\n",
    )


def test_a_parchemin_has_as_many_nsf_codes_as_the_registration_and_a_birthplace_is_not_cut(
    certeval: Certeval, office: Path
) -> None:
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("nsf: [312t]", "nsf: [312t, 310p]"), encoding="utf-8")
    people = (office / "candidats.csv").read_text(encoding="utf-8")
    (office / "candidats.csv").write_text(people.replace(";F;Lyon", ";F;Saint-Denis"), encoding="utf-8")
    done = certeval("documents", SESSION, "parchemins", "releves", "-c", "A01", "--output", "sortie")
    assert done.status == 0, done.err
    assert "· codes NSF 312t, 310p est délivrée" in words(office / "sortie" / "parchemins" / "A01.pdf")
    lines = (
        pypdf.PdfReader(str(office / "sortie" / "releves" / "A01.pdf")).pages[0].extract_text().splitlines()
    )
    assert [each for each in lines if each.endswith(("De-", "De\u00ad"))] == []


FOUR_BLOCS = """\
format: 1
certification: {code: quatre, version: 1.0.0, langue: fr, intitule: Quatre blocs, recours: Devant le jury.}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: {tous: blocs}}
blocs:
- {code: BC1, intitule: Un, epreuves: [{code: E1, intitule: Écrit}]}
- {code: BC2, intitule: Deux, epreuves: [{code: E2, intitule: Oral}]}
- {code: BC3, intitule: Trois, epreuves: [{code: E3, intitule: Geste}]}
- {code: BC4, intitule: Quatre, epreuves: [{code: E4, intitule: Stage}]}
epreuves:
- {code: FAC, intitule: Langue facultative, statuts: {vide: exclu}}
"""


def hold_four_blocs(office: Path, notes: str, *decisions: str) -> None:
    """The session of an office under FOUR_BLOCS, with these marks and decisions."""
    (office / "referentiels" / "quatre").mkdir()
    (office / "referentiels" / "quatre" / "1.0.0.yaml").write_text(FOUR_BLOCS, encoding="utf-8")
    (office / "notes.csv").write_text(f"candidat;E1;E2;E3;E4;FAC\n{notes}", encoding="utf-8")
    text = (office / SESSION).read_text(encoding="utf-8")
    text = text.replace("conseiller-artisanat@", "quatre@").replace(
        "vise: [BC1, BC2]", "vise: [BC1, BC2, BC4]"
    )
    given = text[text.index("  decisions:\n") : text.index("  observations:")]
    taken = "".join(f"  - {{{each}}}\n" for each in decisions)
    text = text.replace(given, f"  decisions:\n{taken}" if decisions else "")
    (office / SESSION).write_text(
        text[: text.index("convocations:")] + text[text.index("deliberation:") :], "utf-8"
    )


def test_documents_tell_what_waits_from_what_is_not_sought_and_what_is_excluded(
    certeval: Certeval, office: Path
) -> None:
    """Beyond three blocs the minutes range them by their words: one pending, one that is not sought, one all excluded.
    An optional épreuve that was not taken waits for nothing.
    """
    hold_four_blocs(office, "A01;12;12;9;NEUT;\nA03;12;NE;;NEUT;\n")
    done = certeval("documents", SESSION, "pv", "releves", "--output", "sortie")
    assert done.status == 0, done.err
    minutes = words(office / "sortie" / "pv.pdf")
    assert "validé : BC1 en attente : BC2 non visé : BC3 neutralisé : BC4" in minutes
    assert "A01 BC4" not in minutes
    releve = words(office / "sortie" / "releves" / "A01.pdf")
    assert "FAC Langue facultative neutralisée" in releve
    assert "BC4 – Quatre neutralisé Code" in releve
    assert "Ce qui reste à valider • BC3 – Trois (à valider : E3) Les blocs validés restent acquis." in releve


def test_a_bloc_of_which_the_jury_puts_something_off_waits_and_is_not_excluded(
    certeval: Certeval, office: Path
) -> None:
    """It lacks no mark, as what is excluded: documents said « neutralisé », and left it out of what remains."""
    hold_four_blocs(
        office,
        "A01;12;12;12;NEUT;\n",
        "candidat: A01, element: E1, verdict: en_attente, report: S2-2026, motif: absence justifiée, fondement: art. 3",
    )
    done = certeval("documents", SESSION, "pv", "releves", "--output", "sortie")
    assert done.status == 0, done.err
    minutes = words(office / "sortie" / "pv.pdf")
    assert "A01 BC1 en attente E1 en attente : reportée à la session S2-2026 (absence justifiée)" in minutes
    releve = words(office / "sortie" / "releves" / "A01.pdf")
    assert "BC1 – Un en attente" in releve
    assert "BC4 – Quatre neutralisé" in releve
    assert "Ce qui reste à valider • BC1 – Un (en attente : E1) Les blocs" in releve


NO_BLOC = """\
format: 1
certification: {code: quatre, version: 1.0.0, langue: fr, intitule: Accueil, rncp: RS9999, recours: Devant le jury.}
saisie: {competence: {echelle: {note: {sur: 20}}}}
validation: {competence: {au_moins: 10}, certification: {tous: competences}}
competences: [{code: C1, libelle: Accueillir}, {code: C2, libelle: Conclure}]
"""


def test_documents_of_a_certification_without_blocs_speak_of_none(certeval: Certeval, office: Path) -> None:
    hold_four_blocs(office, "")
    (office / "referentiels" / "quatre" / "1.0.0.yaml").write_text(NO_BLOC, encoding="utf-8")
    (office / "notes.csv").write_text("candidat;C1;C2\nA01;12;12\nA02;12;9\n", encoding="utf-8")
    text = (office / SESSION).read_text(encoding="utf-8")
    (office / SESSION).write_text(text.replace("vise: [BC1, BC2, BC4], ", ""), encoding="utf-8")
    done = certeval("documents", SESSION, "pv", "releves", "notifications", "--output", "sortie")
    assert done.status == 0, done.err
    printed = {each: words(each) for each in (office / "sortie").rglob("*.pdf")}
    assert [each for each, said in printed.items() if re.search(r"\bblocs?\b", said, re.IGNORECASE)] == []
    releve = printed[office / "sortie" / "releves" / "A02.pdf"]
    assert "Compétences et épreuves Code Compétence ou épreuve Compte Décision C1 Accueillir 12" in releve
    assert "Ce qui reste à valider • C2 – Conclure Voies et délais de recours" in releve

"""PDF by typst: what any document of certeval has, whatever it says."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="pip install 'certeval[documents]'")

from apart import apart
from certeval.documents.typst import TEMPLATES, Printer, PrintFailure

DAY = date(2026, 7, 2)
TEMPLATE = """#import "@local/certeval:1.0.0": *
#show: feuille.with(titre: "Relevé")
= Relevé
#donnees.nom
#metadata("identite") <mention>
#tableau(colonnes: 2, titres: ([Bloc], [Décision]), [BC1], [validé])
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("gabarits") / "releve.typ"
    file.write_text(TEMPLATE, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def printer(template: Path) -> Printer:
    return Printer(template)


@pytest.mark.parametrize("nom", ["Éloïse d'Aÿ-Œuvrard", "Nguyễn", "Đặng", "Łukasz Żółć", "Ștefan"])
def test_a_name_prints_with_all_its_signs(printer: Printer, nom: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    made = printer.pdf({"nom": nom}, DAY)
    assert isinstance(made, bytes)
    text = "".join(each.extract_text() for each in pypdf.PdfReader(BytesIO(made)).pages)
    assert nom.replace("'", "’") in text.replace("'", "’")


@pytest.mark.parametrize("sign", ["王", "ﷺ", "👍"])
def test_a_character_of_no_font_is_said_rather_than_printed_as_a_box(printer: Printer, sign: str) -> None:
    made = printer.pdf({"nom": f"Anne {sign}"}, DAY)
    assert isinstance(made, PrintFailure)
    assert made.characters == sign
    assert made.line == 4


def test_each_sheet_of_signatures_counts_its_own_pages() -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    called = {"intitule": "", "le": "1er juin 2026", "debut": "9 h", "duree": "", "groupe": "", "jury": ""}
    sheets = [
        {
            **called,
            "epreuve": code,
            "lieu": "",
            "candidats": [{"code": f"C{i}", "liste": ""} for i in range(n)],
        }
        for code, n in (("E1", 40), ("E2", 3), ("E3", 30))
    ]
    data: dict[str, object] = {
        "document": {"titre": "Feuille"},
        "session": {"code": "S1", "lieu": ""},
        "seances": sheets,
    }
    data["certification"] = {"intitule": "Vente", "code": "vente", "rncp": ""}
    made = Printer(TEMPLATES / "emargement.typ").pdf(data, DAY)
    assert isinstance(made, bytes)
    shown = [each.extract_text() for each in pypdf.PdfReader(BytesIO(made)).pages]
    pages = [re.findall(r"page\s+(\d+)\s+sur\s+(\d+)", each) for each in shown]
    assert pages == [[("1", "2")], [("2", "2")], [("1", "1")], [("1", "2")], [("2", "2")]]


def test_what_a_template_labels_is_read_back(printer: Printer) -> None:
    def labelled() -> list[object]:
        printer.pdf({"nom": "Anne"}, DAY)
        return printer.metadata("mention")

    assert apart(labelled) == ["identite"]


def test_it_is_tagged_in_its_language_and_exported_for_archives(printer: Printer) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    from io import BytesIO

    made = printer.pdf({"nom": "Anne"}, DAY)
    assert isinstance(made, bytes)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "fr-FR"
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"].startswith("2026-07-02T00:00:00")


def test_printing_keeps_nothing_on_disk(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `documents` that was interrupted left a folder: the process that prints is killed, and removes nothing."""
    made: list[str] = []
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: made.append("folder"))
    assert isinstance(Printer(template).pdf({"nom": "Anne"}, DAY), bytes)
    assert made == []


def test_the_same_values_give_the_same_bytes_anywhere(template: Path, tmp_path: Path) -> None:
    """Under another time zone, locale, home, folder and hash seed."""
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from certeval.documents.typst import Printer\n"
        "sys.stdout.buffer.write(Printer(Path(sys.argv[1])).pdf({'nom': 'Anne'}, date(2026, 7, 2)))"
    )
    (other := tmp_path / "ailleurs").mkdir()
    moved = other / "autre.typ"
    moved.write_bytes(template.read_bytes())
    settings = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": str(other), "PYTHONHASHSEED": "7"}
    made = [
        subprocess.run(
            [sys.executable, "-c", program, str(file)],
            capture_output=True,
            check=True,
            cwd=cwd,
            env={**os.environ, **more},
        ).stdout
        for file, cwd, more in ((template, tmp_path, {"TZ": "Europe/Paris"}), (moved, other, settings))
    ]
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]

"""docs/journee.md, from a Word document to holders: each of its commands, on its day, in a copy of its example."""

import json
import os
import re
import secrets
import shlex
import shutil
from itertools import count
from pathlib import Path

import pytest

from certeval.cli import inputs, registers
from certeval.scores.grids import IDENTITY_SHEET
from certeval.text.days import day as as_day
from certeval.text.digests import sha256
from conftest import Certeval

pytest.importorskip("typst", reason="its documents are printed")
pytest.importorskip("docx", reason="its référentiel comes from Word")

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "journee.md"
STEP = re.compile(
    r"<!-- le (?P<day>\S+) -->|```\w+ (?P<file>\S+)\n(?P<text>.*?)```|```\n(?P<shown>\$ certeval .*?)```",
    re.DOTALL,
)
DIGEST = re.compile(r"sha256:[0-9a-f]{16,64}")


class Office:
    """The example's folder, where commands are typed on the day that the page has come to."""

    def __init__(self, folder: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._certeval, self._monkeypatch = folder, certeval, monkeypatch
        shutil.copytree(ROOT / "examples" / "journee", folder, dirs_exist_ok=True)
        shutil.copy(ROOT / "examples" / "vendeur.docx", folder)
        chosen = count(1)
        monkeypatch.setattr(secrets, "token_hex", lambda size: f"{next(chosen):0{2 * size}x}")
        for name, text in {"LANG": "fr", "REGISTRE": "registre.db", "AUTEUR": "bureau des examens"}.items():
            monkeypatch.setenv(f"CERTEVAL_{name}", text)

    def step(self, found: re.Match[str]) -> str:
        """Do what a part of the page says, and give it back with what the commands answer."""
        if found["day"]:
            self._monkeypatch.setattr(inputs, "today", lambda: as_day(found["day"]))
            self._monkeypatch.setattr(registers, "instant", lambda: f"{found['day']}T12:00:00+00:00")
        elif found["file"]:
            self._write(self.folder / found["file"], found["text"])
        else:
            typed = [line[2:] for line in found["shown"].splitlines() if line.startswith("$ ")]
            return "```\n" + "\n\n".join(self._answered(each) for each in typed) + "\n```"
        return found[0]

    def _write(self, file: Path, text: str) -> None:
        """A section is put at the end of a file, rows of a table in the place of those of the same candidates."""
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if file.suffix == ".csv":
            rows = {line.split(";")[0]: line for line in (before + text).splitlines()}
            file.write_text("\n".join(rows.values()) + "\n", encoding="utf-8")
        else:
            file.write_text(f"{before}\n{text}" if before else text, encoding="utf-8")

    def _answered(self, typed: str) -> str:
        words, _, expected = typed.partition("  # code ")
        done = self._certeval(*shlex.split(words)[1:])
        assert done.status == int(expected or 0), (typed, done.out, done.err)
        return DIGEST.sub("sha256:…", f"$ {typed}\n{done.out}{done.err}".rstrip())


def test_the_day_of_an_office_goes_as_its_page_says(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = PAGE.read_text(encoding="utf-8")
    office = Office(tmp_path, certeval, monkeypatch)
    answered = STEP.sub(office.step, written)
    if os.environ.get("CERTEVAL_REWRITE"):
        PAGE.write_text(answered, encoding="utf-8")
    assert answered == written
    assert sorted(each.stem for each in (tmp_path / "remis" / "parchemins").iterdir()) == [
        "V01",
        "V02",
        "V04",
        "V06",
        "V07",
    ]
    assert [each.stem for each in (tmp_path / "remis-2" / "parchemins").iterdir()] == ["V03"]
    assert "Annule et remplace" in _text(tmp_path / "remis-2" / "releves" / "V03.pdf")
    assert "réclamations reprises à l’oral" in _text(tmp_path / "remis" / "pv.pdf")


def _text(file: Path) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_the_grids_that_jurors_gave_back_are_those_that_certeval_makes(
    tmp_path: Path, certeval: Certeval
) -> None:
    """What the example keeps is what the two grids of the page become once they are filled in."""
    openpyxl = pytest.importorskip("openpyxl")
    shutil.copytree(ROOT / "examples" / "journee", tmp_path, dirs_exist_ok=True)
    assert (
        certeval("grille", "--session", "P1-2026", "--bloc", "1", "--jure", "J1", "-o", "J1.xlsx").status == 0
    )
    empty, held = (
        [
            tuple(cell or "" for cell in row)
            for row in openpyxl.load_workbook(tmp_path / each)[IDENTITY_SHEET].values
        ]
        for each in ("J1.xlsx", "notes/J1.xlsx")
    )
    assert held == empty
    given = json.loads((tmp_path / "notes" / "J2.json").read_text(encoding="utf-8"))
    digest = sha256((tmp_path / "referentiels" / "vendeur" / "1.0.0.yaml").read_bytes())
    assert (given["empreinte"], given["jure"]) == (digest, "J2")
    assert [each["candidat"] for each in given["candidats"]] == [f"V{i:02}" for i in range(1, 8)]

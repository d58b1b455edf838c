"""The shipped référentiel answers for each of its irregularities, and a finding that loses its answer is seen."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from certeval.diagnostics.families.every import KINDS
from checking import DAY, diagnostics

FILE = Path(__file__).parents[1] / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
TEXT = FILE.read_text(encoding="utf-8")
NAME = "developpement-commercial/1.0.0.yaml"
ECARTS = yaml.load(TEXT, yaml.BaseLoader)["ecarts"]  # noqa: S506  every scalar stays text
ANSWERS = [i for i, ecart in enumerate(ECARTS) if "diagnostic" in ecart]
LINES = {
    ("L104", "developpement-commercial"): ["d’activités"],
    ("L105", "developpement-commercial"): ["Validation des 3 compétences."] * 3,
    ("L207", "A1.3"): ["libelle: >-"],
    ("L205", "criteres de BC1"): ["libelle: >-"] * 4,
    ("R323", "E1"): ["duree: 8 h"],
    ("L203", "C2.1"): ["libelle: >-"],
    ("L205", "CR2.1.2"): ["libelle: >-"],
    ("L103", "CR2.3.2"): ["Les indicateurs intègrent le suivi du chiffre d’affaires"],
    ("R301", "BC3"): ["effectif: {competences: 3}"],
    ("L203", "C3.2"): ["libelle: >-"],
    ("L205", "criteres de BC3"): ["libelle: >-"] * 2,
}


def without(index: int) -> str:
    """The shipped file without one of its écarts, every other line in its place."""
    head, ecarts, tail = re.split(r"^(?=ecarts:)|^(?=# Each bound)", TEXT, flags=re.MULTILINE)
    blocks = re.split(r"^(?=- )", ecarts, flags=re.MULTILINE)
    assert len(blocks) == len(ECARTS) + 1
    return head + "".join(blocks[: index + 1] + blocks[index + 2 :]) + tail


def key(ecart: dict[str, Any]) -> tuple[str, str]:
    return ecart["diagnostic"], ecart["cible"]


def test_the_shipped_referentiel_has_no_finding_left_warnings_included() -> None:
    assert diagnostics(TEXT, NAME) == []


def test_every_diagnostic_an_ecart_names_exists() -> None:
    assert {ECARTS[i]["diagnostic"] for i in ANSWERS} <= set(KINDS)
    assert [key(ECARTS[i]) for i in ANSWERS] == list(LINES)


@pytest.mark.parametrize("index", ANSWERS, ids=lambda i: " ".join(key(ECARTS[i])).replace(" ", "-"))
def test_an_ecart_taken_away_leaves_its_finding_at_its_place(index: int) -> None:
    text, ecart = without(index), ECARTS[index]
    found = diagnostics(text, NAME)
    assert {d.code for d in found} == {ecart["diagnostic"]}
    lines = text.split("\n")
    spans = [d.place.span for d in found if d.place.span]
    starts = LINES[key(ecart)]
    assert len(spans) == len(starts)
    assert all(start in lines[span.line - 1] for span, start in zip(spans, starts, strict=True))


@pytest.mark.parametrize(
    "index", [i for i in range(len(ECARTS)) if i not in ANSWERS], ids=lambda i: f"{i}-{ECARTS[i]['cible']}"
)
def test_an_ecart_that_only_documents_can_go_without_a_finding(index: int) -> None:
    assert diagnostics(without(index), NAME) == []


def test_an_ecart_answers_only_inside_its_target_and_is_stale_elsewhere() -> None:
    moved = TEXT.replace("- diagnostic: L103\n  cible: CR2.3.2", "- diagnostic: L103\n  cible: CR2.3.3")
    assert [d.code for d in diagnostics(moved, NAME)] == ["L103", "R304", "R207"]


def test_an_ecart_that_has_expired_no_longer_answers() -> None:
    day = "2026-06-30"
    expiring = TEXT.replace("- diagnostic: L103\n", f"- diagnostic: L103\n  expire: {day}\n")
    assert [d.code for d in diagnostics(expiring, NAME, DAY)] == ["L103", "R305"]
    assert diagnostics(expiring, NAME, DAY.replace(month=6, day=30)) == []

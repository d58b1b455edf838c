"""Fixes change spaces, apostrophes and quotes, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.checks.fixes import fixed
from certeval.sources import yaml

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "tests" / "cas" / "invalides").glob("*.yaml"))
HEAD = """\
format: 1  # le format
certification: {code: essai, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Préparer un entretien afin d'obtenir un accord
    criteres:
    - {code: CR1, libelle: Le plan est écrit}
"""
LAST = "    - code: CR2\n      libelle: "


def mended(libelle: str) -> str | None:
    """What the last libellé of a small file becomes."""
    text = fixed(yaml.parse(f"{HEAD}{LAST}{libelle}\n".encode(), "essai.yaml"))
    if text is None:
        return None
    assert text.startswith(HEAD + LAST)
    return text.removeprefix(HEAD + LAST).removesuffix("\n")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Le  plan est tenu", "Le plan est tenu"),
        ("Le \u00a0plan est tenu # deux  espaces ", "Le\u00a0plan est tenu # deux  espaces "),
        ("'Le plan est tenu '", "'Le plan est tenu'"),
        ("Le plan est tenu   ", "Le plan est tenu"),
        (">-\n        Le plan \n        est tenu", ">-\n        Le plan\n        est tenu"),
        ("Le plan couvre 80% des cas", "Le plan couvre 80\u00a0% des cas"),
        ("«Le plan» est tenu", "«\u00a0Le plan\u00a0» est tenu"),
        ("no", '"no"'),
        ("1.10", '"1.10"'),
        ("8:30", '"8:30"'),
        ("2026-01-31", '"2026-01-31"'),
        ("~", '"~"'),
        ("012", '"012"'),
        ("'no'", None),
        ("Le plan est tenu", None),
        ('"Le\\u0020 plan"', None),
    ],
)
def test_a_text_is_mended_as_it_is_typed(typed: str, expected: str | None) -> None:
    assert mended(typed) == expected


def test_apostrophes_follow_most_texts() -> None:
    assert mended("L'accord et l’ordre") == "L'accord et l'ordre"
    assert mended("'L''accord et l’ordre'") == "'L''accord et l''ordre'"


def test_a_file_that_does_not_read_is_left_alone() -> None:
    assert fixed(yaml.parse(b"a: [1  \n", "essai.yaml")) is None
    assert fixed(yaml.parse("a: d\u00e9j\u00e0  \n".encode("cp1252"), "essai.yaml")) is None


def test_a_finding_that_an_ecart_answers_is_left_alone() -> None:
    ecart = "ecarts:\n- {diagnostic: L101, cible: CR2, constat: Deux espaces., decision: Gardées.}"
    assert mended(f"Le  plan est tenu\n{ecart}") is None


def test_the_shipped_referentiel_has_nothing_to_mend() -> None:
    for file in (ROOT / "referentiels").glob("*/*.yaml"):
        assert fixed(yaml.load(file)) is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_mended_once_is_mended(file: Path) -> None:
    document = yaml.load(file)
    text = fixed(document)
    if text is not None:
        assert fixed(yaml.parse(text.encode(), document.file)) is None
        assert _comments(text) == _comments(document.text)


def _comments(text: str) -> list[str]:
    return re.findall(r"(?m)(?:^|(?<=\s))#.*$", text)


PIECES = st.lists(
    st.sampled_from(
        [
            "plan",
            "l'accord",
            "l’ordre",
            " ",
            "  ",
            "\u00a0",
            "80%",
            "«oui»",
            " :",
            "note;",
            "no",
            "1.10",
            "#",
            "é",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from(["{}", "'{}'", '"{}"', ">-\n        {}", "|\n        {} \n        {}"]))
def test_a_fix_keeps_values_but_for_spaces_and_apostrophes_and_is_done_once(piece: str, form: str) -> None:
    typed = form.replace("{}", piece.replace("'", "''") if form == "'{}'" else piece)
    document = yaml.parse(f"{HEAD}{LAST}{typed}\n".encode(), "essai.yaml")
    text = fixed(document)
    if text is None:
        return
    again = yaml.parse(text.encode(), "essai.yaml")
    assert not [d for d in again.diagnostics if d.code.startswith("Y")]
    path = ("blocs", 0, "competences", 0, "criteres", 1, "libelle")
    assert _bare(again.at(path)) == _bare(document.at(path))
    assert fixed(again) is None


def _bare(value: object) -> str:
    return re.sub("[ \t\u00a0]", "", str(value)).replace("’", "'")

"""Fixes change spaces, apostrophes and quotes, and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from certeval.checks.fixes import fix
from certeval.sources import yaml
from floors import floor

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


def mend(libelle: str) -> str | None:
    """What the last libellé of a small file becomes."""
    found = fix(yaml.parse(f"{HEAD}{LAST}{libelle}\n".encode(), "essai.yaml"))
    if found is None:
        return None
    text = found.text
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
        ("~", None),
        ("012", '"012"'),
        ("'no'", None),
        ("Le plan est tenu", None),
        ('"Le\\u0020 plan"', None),
    ],
)
def test_a_text_is_mended_as_it_is_typed(typed: str, expected: str | None) -> None:
    assert mend(typed) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("blocs: [{code: BC9, intitule: Vendre, metiers: [no]}]", 'metiers: ["no"]'),
        ("epreuves: [{code: E1, intitule: Oral, cadre: no}]", 'cadre: "no"'),
        ("epreuves: [{code: E1, intitule: Oral, sujet: {nature: 2026-01-31}}]", 'nature: "2026-01-31"'),
        (
            "epreuves: [{code: E1, intitule: Oral, parties: [{code: P1, forme: oral, acces: [off]}]}]",
            'acces: ["off"]',
        ),
        ("faits: [{code: F1, libelle: Stage, remplace: [1e3]}]", 'remplace: ["1e3"]'),
        ("faits: [{code: F1, libelle: Stage, echelle: {quantite: {max: 40}}}]", None),
        ("faits: [{code: F1, libelle: Stage, statuts: {ABI: {valeur: 0}}}]", None),
        ("epreuves: [{code: E1, intitule: Oral, validation: {au_moins: 10}}]", None),
        ("epreuves: [{code: E1, intitule: Oral, parties: [{code: P1, forme: oral, groupe: {a: 4}}]}]", None),
        ("cas: [{nom: Un, cellules: {CR1: 1}, attendu: {CR1: 1}}]", None),
        ("mesures: {total: {minimum: [20, 30]}}", None),
        ("certification: {code: essai, version: 1.0.0, niveau: 6, en_vigueur: {du: 2026-01-01}}", None),
    ],
)
def test_quotes_go_round_what_a_model_wants_as_a_text_and_nothing_else(
    declared: str, expected: str | None
) -> None:
    """Whatever its key: `a` is whom a part is handed in to, and how many a group is of at most."""
    done = fix(yaml.parse(f"format: 1\n{declared}\n".encode(), "essai.yaml"))
    if expected is None:
        assert done is None
    else:
        assert done is not None
        assert expected in done.text


def test_apostrophes_follow_most_texts() -> None:
    assert mend("L'accord et l’ordre") == "L'accord et l'ordre"
    assert mend("'L''accord et l’ordre'") == "'L''accord et l''ordre'"


def test_a_file_that_does_not_read_is_left_alone() -> None:
    assert fix(yaml.parse(b"a: [1  \n", "essai.yaml")) is None
    assert fix(yaml.parse("a: d\u00e9j\u00e0  \n".encode("cp1252"), "essai.yaml")) is None


def test_a_finding_that_an_ecart_answers_is_left_alone() -> None:
    ecart = "ecarts:\n- {diagnostic: L101, cible: CR2, constat: Deux espaces., decision: Gardées.}"
    assert mend(f"Le  plan est tenu\n{ecart}") is None


def test_a_finding_that_nobody_wants_is_left_alone_and_its_changes_are_counted() -> None:
    document = yaml.parse(f"{HEAD}{LAST}Le  plan couvre 80% des cas\n".encode(), "essai.yaml")
    every, some = fix(document), fix(document, wants=lambda found: found.code == "L105")
    assert every is not None
    assert some is not None
    assert (every.changes, every.text.splitlines()[-1]) == (
        1,
        "      libelle: Le plan couvre 80\u00a0% des cas",
    )
    assert some.text.splitlines()[-1] == "      libelle: Le  plan couvre 80\u00a0% des cas"


def test_of_many_changes_the_one_that_is_not_sound_alone_is_left_out_without_trying_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    def sound(_document: object, _found: object, text: str, _today: object) -> bool:
        tried.append(text)
        return "plan 17 est" not in text

    monkeypatch.setattr("certeval.checks.fixes._is_sound", sound)
    rows = "".join(f"    - {{code: CR{i}, libelle: Le plan {i}  est tenu}}\n" for i in range(2, 66))
    found = fix(yaml.parse(f"{HEAD}{rows}".encode(), "essai.yaml"))
    assert found is not None
    assert found.changes == 63
    assert found.text == f"{HEAD}{rows}".replace("  est", " est").replace("17 est", "17  est")
    assert len(tried) < 16


def test_the_mark_and_the_line_ends_of_a_file_stay() -> None:
    text = f"{HEAD}{LAST}Le  plan est tenu\n".replace("\n", "\r\n")
    document = yaml.parse(b"\xef\xbb\xbf" + text.encode(), "essai.yaml")
    found = fix(document)
    assert found is not None
    assert found.data(document) == b"\xef\xbb\xbf" + text.replace("Le  plan", "Le plan").encode()


def test_the_shipped_referentiel_has_nothing_to_mend() -> None:
    for file in (ROOT / "referentiels").glob("*/*.yaml"):
        assert fix(yaml.load(file)) is None


def test_what_is_mended_once_is_mended() -> None:
    mended = {}
    for file in FILES:
        document = yaml.load(file)
        found = fix(document)
        if found is not None:
            mended[file.stem] = found.changes
            assert fix(yaml.parse(found.data(document), document.file)) is None, file.stem
            assert _comments(found.text) == _comments(document.text), file.stem
    assert len(mended) >= 9
    assert min(mended.values()) > 0


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
LACKING = st.sampled_from(["l'accord et l’ordre", "a  b", "80%", "«oui»", "note;"])
MENDED = st.tuples(st.sampled_from(["", "plan", "é :"]), LACKING, PIECES).map("".join)


@floor()
@settings(max_examples=100)
@given(MENDED, st.sampled_from(["{}", "'{}'", '"{}"', ">-\n        {}", "|\n        {} \n        {}"]))
def test_a_fix_keeps_values_but_for_spaces_and_apostrophes_and_is_done_once(piece: str, form: str) -> None:
    typed = form.replace("{}", piece.replace("'", "''") if form == "'{}'" else piece)
    document = yaml.parse(f"{HEAD}{LAST}{typed}\n".encode(), "essai.yaml")
    found = fix(document)
    assume(found)
    assert found is not None
    again = yaml.parse(found.data(document), "essai.yaml")
    assert not [d for d in again.diagnostics if d.code.startswith("Y")]
    path = ("blocs", 0, "competences", 0, "criteres", 1, "libelle")
    assert _bare(again.at(path)) == _bare(document.at(path))
    assert fix(again) is None


def _bare(value: object) -> str:
    return re.sub("[ \t\u00a0]", "", str(value)).replace("’", "'")

"""A tree written as YAML reads back as itself, and a référentiel written so looks as one laid out by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.exchange.yaml_text import WIDTH, as_yaml
from certeval.sources import yaml
from floors import floor

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
FILES = [SHIPPED, *sorted((ROOT / "tests" / "recettes").glob("*.yaml"))]

SIGNS = """a ' " - # { } [ ] , & * ! | > % @ ` \\ = ~ << --- ... no 1.10 012 8:30 code:"""
PIECES = st.one_of(
    st.sampled_from(SIGNS.split()),
    st.sampled_from(
        ["Le plan est écrit", ": ", " :", " #", " ", "  ", "\n", "\t", "- ", "? ", "code: BC1", "x" * 40]
    ),
    st.sampled_from(
        ["\u00a0", "\u202f", "\u00a0:\u00a0", "\u2028", "\x85", "\x00", "\ufeff", "\U0001f600", "\r"]
    ),
)
TEXTS = st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=12).map("".join))
KEYS = st.one_of(
    st.sampled_from(["code", "libelle", "no", "a b", "a: b", "#", "12", "", "é", "blocs", "cas", "nom"]),
    st.text(st.characters(exclude_characters="\u00a0\u202f\u2007", exclude_categories=["Cs"]), max_size=8),
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(KEYS, inner, max_size=12),
    max_leaves=30,
)


def read(text: str) -> object:
    document = yaml.parse(text.encode(), "essai.yaml")
    assert [str(d.code) for d in document.diagnostics] == []
    return document.root


@floor()
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_whatever_the_texts_a_tree_reads_back_as_itself(tree: dict[str, object]) -> None:
    assert read(as_yaml(tree)) == tree


@floor()
@given(TEXTS)
def test_a_text_reads_back_wherever_it_stands(text: str) -> None:
    tree = {
        "format": text,
        "blocs": [{"code": text, "x": {"a": text, "b": [text]}}, [text, [text]]],
        "cas": [text],
    }
    assert read(as_yaml(tree)) == tree


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_referentiel_reads_back_as_itself(file: Path) -> None:
    tree = yaml.load(file).root
    assert read(as_yaml(tree)) == tree


def test_the_shipped_referentiel_keeps_its_layout() -> None:
    """But for comments, the cells of its cases, and where a hand broke a line otherwise."""
    typed = SHIPPED.read_text(encoding="utf-8").split("\ncas:")[0].splitlines()
    lines = as_yaml(yaml.load(SHIPPED).root).split("\ncas:")[0].splitlines()
    ours, theirs = set(lines), {line for line in typed[1:] if not line.lstrip().startswith("#")}
    assert lines[0] == "# yaml-language-server: $schema=../referentiel.schema.json"
    assert len(theirs - ours) < len(theirs) / 10
    assert max(len(line) for line in lines if " " in line.strip(" -") and "http" not in line) <= WIDTH


def test_what_another_reader_would_take_for_something_else_is_quoted_where_words_are_wanted() -> None:
    tree = {
        "format": "1",
        "certification": {"code": "no", "version": "1.10.0", "intitule": "1.10"},
        "validation": {"competence": {"parmi": "criteres", "plus_de": "50 %"}},
    }
    assert as_yaml(tree, schema=None) == (
        'format: 1\n\ncertification:\n  code: "no"\n  version: 1.10.0\n  intitule: "1.10"\n\n'
        "validation:\n  competence: {parmi: criteres, plus_de: 50 %}\n"
    )

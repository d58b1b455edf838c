"""Where a difference stands: random edits of the shipped référentiel are each found at what was edited."""

import json
import random
from pathlib import Path

import pytest

from certeval.referentiel.load import Referentiel, compile_document, load
from certeval.referentiel.meaning import meaning
from certeval.sources.yaml import parse
from certeval.versions.compare import compare
from certeval.versions.difference import Sorte
from certeval.versions.places import Places

SHIPPED = load(Path(__file__).parents[1] / "referentiels" / "developpement-commercial" / "1.0.0.yaml")
TEXTS = ("libelle", "intitule", "constat", "decision", "sujet", "plus_de", "attendus")


def data() -> dict[str, object]:
    assert SHIPPED.model is not None
    found: dict[str, object] = json.loads(json.dumps(meaning(SHIPPED.model)))
    return found


def holders(value: object) -> list[object]:
    """Every list and table of plain data."""
    found, stack = [], [value]
    while stack:
        here = stack.pop()
        if isinstance(here, dict | list):
            found.append(here)
            stack.extend(here.values() if isinstance(here, dict) else here)
    return found


def edit(seed: int) -> object:
    """The shipped référentiel with one to four things removed, put elsewhere in their list, or reworded."""
    chance, made = random.Random(seed), data()  # noqa: S311 -- edits, no secrets
    for _ in range(chance.randint(1, 4)):
        here = chance.choice([each for each in holders(made) if each])
        if isinstance(here, list):
            item = here.pop(chance.randrange(len(here)))
            if chance.random() < 0.5:
                here.insert(chance.randint(0, len(here)), item)
        elif isinstance(here, dict) and (texts := [k for k in TEXTS if isinstance(here.get(k), str)]):
            key = chance.choice(texts)
            here[key] = "60 %" if key == "plus_de" else f"{here[key]} (revu)"
    return made


def referentiel(value: object) -> Referentiel | None:
    """Plain data read again, one value a line: JSON is YAML."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return compile_document(parse(text.encode(), "essai.yaml")).referentiel


def test_nothing_edited_is_nowhere() -> None:
    old, new = SHIPPED.referentiel, referentiel(data())
    assert old is not None
    assert new is not None
    assert compare(old, new).differences == ()


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_each_difference_stands_where_the_file_was_edited(start: int) -> None:
    old, seen = SHIPPED.referentiel, 0
    assert old is not None
    for seed in range(start, start + 20):
        new = referentiel(edit(seed))
        if new is None:
            continue
        comparison = compare(old, new)
        places = Places(comparison)
        for difference in comparison.differences:
            seen += 1
            path = places.of(difference)
            at = new.document.at(path)
            if difference.sorte is Sorte.MODIFIE and isinstance(difference.after, str):
                assert at == difference.after
            elif difference.sorte in {Sorte.AJOUTE, Sorte.RENOMME, Sorte.DEPLACE} and path[-1] == "code":
                assert at == difference.new[0]
            elif difference.sorte is Sorte.REORDONNE and path[-1] == "code":
                assert at in difference.after
            elif difference.sorte is Sorte.SUPPRIME:
                assert path == () or path[-1] not in {"code", "libelle"}
    assert seen > 5

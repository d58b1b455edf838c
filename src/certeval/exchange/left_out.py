"""Which keys of a référentiel another system's file does not have, so that nobody looks for them there."""

from collections.abc import Iterator
from typing import Final

from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.rules.declared import Declared

PARTS: Final = frozenset(
    {"certification", "blocs", "competences", "sous_competences", "criteres", "activites", "epreuves"}
    | {"parties", "faits"}
)
"""Keys that hold what has keys of its own."""
SAID: Final = frozenset({"format", "validation", "regles", "mesures", "paliers", "saisie", "jury", "cas"})
"""What is left out in one word each (the rules, what is entered, the jury, the cases), or is of the file itself."""
ENTERED: Final = frozenset({"echelle", "statuts", "jures", "tentatives"})
MOODLE: Final = frozenset(
    {"certification", "code", "version", "langue", "rncp", "intitule", "libelle"}
    | {"blocs", "competences", "sous_competences", "criteres", "condition", "reprend"}
)
"""What a framework of Moodle has."""
CASE: Final = MOODLE | frozenset(
    {"certificateurs", "en_vigueur", "enregistrement", "transversales"}
    | {"activites", "epreuves", "evalue", "parties", "faits"}
)
"""What a framework of CASE has."""
MOODLE_SAID: Final = frozenset({"activites", "epreuves"})


def keys(referentiel: Referentiel, *, held: frozenset[str], said: frozenset[str] = frozenset()) -> list[str]:
    """The keys that are declared, that a format does not hold, and that are not `said` in a word: each once."""
    return list(dict.fromkeys(_keys(referentiel.model, held=held, said=SAID | ENTERED | said)))


def _keys(model: Declared, *, held: frozenset[str], said: frozenset[str]) -> Iterator[str]:
    for name, value in model.says():
        if name in said:
            continue
        if name not in held or (name == "rncp" and isinstance(model, Bloc)):
            yield name
        elif name in PARTS:
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Declared):
                    yield from _keys(each, held=held, said=said)

"""Which keys of a référentiel another system's file does not have, so that nobody looks for them there."""

from collections.abc import Iterator
from typing import Final

from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.rules.file_model import FileModel

PARTS: Final = frozenset(
    {"certification", "blocs", "competences", "sous_competences", "criteres", "activites", "epreuves"}
    | {"parties", "faits"}
)
"""Keys that hold what has keys of its own."""
SUMMARY_KEYS = frozenset({"format", "validation", "regles", "mesures", "paliers", "saisie", "jury", "cas"})
"""What is left out in one word each (the rules, what is entered, the jury, the cases), or is of the file itself."""
ENTRY_KEYS: Final = frozenset({"echelle", "statuts", "jures", "tentatives"})
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
MOODLE_SUMMARY_KEYS: Final = frozenset({"activites", "epreuves"})


def keys(
    referentiel: Referentiel, *, format_keys: frozenset[str], summary_keys: frozenset[str] = frozenset()
) -> list[str]:
    """The keys that are declared, that a format does not hold, and that are not `summary_keys` in a word: each once."""

    def below(model: FileModel) -> Iterator[str]:
        for name, value in model.says():
            if name in SUMMARY_KEYS | ENTRY_KEYS | summary_keys:
                continue
            if name not in format_keys or (name == "rncp" and isinstance(model, Bloc)):
                yield name
            elif name in PARTS:
                for each in value if isinstance(value, tuple) else (value,):
                    yield from below(each) if isinstance(each, FileModel) else ()

    return list(dict.fromkeys(below(referentiel.model)))

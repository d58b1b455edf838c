"""Which candidate is meant by an identifier, or by a name where the sheets give names."""

from collections.abc import Mapping

from certeval.scores.headings import IDENTITY
from certeval.scores.observations import Candidate
from certeval.text.nearest import fold


def meant(candidates: Mapping[str, Candidate], typed: str) -> list[str]:
    """The identifiers that a text means: itself, else those that it folds to, else those of the persons so named.

    A person is named by `nom`, `prenom`, or both in either order, without regard to case, accents and spaces.
    """
    if typed in candidates:
        return [typed]
    wanted = fold(typed)
    by_code = [code for code in candidates if fold(code) == wanted]
    return by_code or [code for code, each in candidates.items() if wanted in _names(each)]


def identity(candidate: Candidate) -> dict[str, str]:
    """`nom` and `prenom` as the sheets give them; a key that they don't give is absent."""
    return {key: candidate.details[key] for key in IDENTITY if key in candidate.details}


def _names(candidate: Candidate) -> set[str]:
    nom, prenom = (fold(candidate.details.get(key, "")) for key in IDENTITY)
    return {nom, prenom, prenom + nom, nom + prenom} - {""}

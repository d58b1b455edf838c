"""Differences for other programs: `certeval/differences/1`, keys in French, words of no language."""

from collections.abc import Mapping

from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_text, of_referentiel
from certeval.text.numbers import exact
from certeval.versions import bumps
from certeval.versions.compare import Comparison
from certeval.versions.difference import Classe, Difference, Sorte
from certeval.versions.equivalences import proposed
from certeval.versions.meaning import empreinte_sens
from certeval.versions.wordings import changes

Document = Mapping[str, object]


def as_json(comparison: Comparison) -> str:
    """The whole comparison as one document."""
    return json_text(document(comparison))


def document(comparison: Comparison) -> Document:
    old, new = comparison.old, comparison.new
    made = bumps.made(old.version, new.version)
    return {
        "schema": "certeval/differences/1",
        "ancien": of_side(old),
        "nouveau": of_side(new),
        "classe": comparison.classe,
        "version": {
            "requise": comparison.needed.name.lower(),
            "minimale": comparison.least_version,
            "faite": None if made is None else made.name.lower(),
            "suffit": comparison.suffices,
        },
        "synthese": {
            **_counted(comparison),
            "inchanges": dict(comparison.unchanged),
        },
        "differences": [of_difference(each) for each in comparison.differences],
        "equivalences_proposees": [
            {"version": each.version, "bloc": each.bloc, "donne": each.donne} for each in proposed(comparison)
        ],
        "remplace_inconnus": [
            {"element": code, "code": other} for (_, code), other in comparison.matching.unknown
        ],
    }


def _counted(comparison: Comparison) -> dict[str, int]:
    """How many differences there are of each class."""
    return {str(classe): sum(d.classe is classe for d in comparison.differences) for classe in Classe}


def of_side(referentiel: Referentiel) -> Document:
    """Which version stands on one side."""
    return {
        "fichier": referentiel.file,
        **of_referentiel(referentiel),
        "empreinte_sens": empreinte_sens(referentiel.model),
    }


def of_difference(difference: Difference) -> Document:
    """One difference; `mots` are the runs of words that both sides have, or only one."""
    found: dict[str, object] = {
        "sorte": difference.sorte,
        "element": difference.kind,
        "ancien": list(difference.old),
        "nouveau": list(difference.new),
        "classe": difference.classe,
    }
    if difference.sorte is Sorte.MODIFIE:
        found["champ"] = list(difference.field)
    found |= {"avant": difference.before, "apres": difference.after}
    before, after = difference.before, difference.after
    if difference.sorte is Sorte.MODIFIE and isinstance(before, str) and isinstance(after, str):
        found["mots"] = [list(run) for run in changes(before, after)]
    found["propose"] = difference.proposed
    if difference.ressemblance is not None:
        found["ressemblance"] = exact(difference.ressemblance)
    return found

"""Differences for other programs: `certeval/differences/1`, keys in French, words of no language."""

from collections.abc import Mapping

from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_text, referentiel_json
from certeval.text.numbers import exact
from certeval.versions.compare import Comparison
from certeval.versions.difference import Classe, Difference, Sorte, bump_between
from certeval.versions.equivalences import equivalence_proposals
from certeval.versions.meaning import empreinte_sens
from certeval.versions.wordings import changes

Document = Mapping[str, object]


def as_json(comparison: Comparison) -> str:
    """The whole comparison as one document."""
    old, new = comparison.old, comparison.new
    bump = bump_between(old.version, new.version)
    document = {
        "schema": "certeval/differences/1",
        "ancien": side_json(old),
        "nouveau": side_json(new),
        "classe": comparison.classe,
        "version": {
            "requise": comparison.least_bump.name.lower(),
            "minimale": comparison.least_version,
            "faite": None if bump is None else bump.name.lower(),
            "suffit": comparison.suffices,
        },
        "synthese": {
            **{str(classe): sum(d.classe is classe for d in comparison.differences) for classe in Classe},
            "inchanges": dict(comparison.same_counts),
        },
        "differences": [difference_json(each) for each in comparison.differences],
        "equivalences_proposees": [
            {"version": each.version, "bloc": each.bloc, "donne": each.donne}
            for each in equivalence_proposals(comparison)
        ],
        "remplace_inconnus": [
            {"element": code, "code": other} for (_, code), other in comparison.matching.unknown
        ],
    }
    return json_text(document)


def side_json(referentiel: Referentiel) -> Document:
    """Which version stands on one side."""
    return {
        "fichier": referentiel.file,
        **referentiel_json(referentiel),
        "empreinte_sens": empreinte_sens(referentiel.model),
    }


def difference_json(difference: Difference) -> Document:
    """One difference; `mots` are the runs of words that both sides have, or only one."""
    fields: dict[str, object] = {
        "sorte": difference.sorte,
        "element": difference.kind,
        "ancien": list(difference.old),
        "nouveau": list(difference.new),
        "classe": difference.classe,
    }
    if difference.sorte is Sorte.MODIFIE:
        fields["champ"] = list(difference.field)
    fields |= {"avant": difference.before, "apres": difference.after}
    before, after = difference.before, difference.after
    if difference.sorte is Sorte.MODIFIE and isinstance(before, str) and isinstance(after, str):
        fields["mots"] = [list(run) for run in changes(before, after)]
    fields["propose"] = difference.is_proposal
    if difference.ressemblance is not None:
        fields["ressemblance"] = exact(difference.ressemblance)
    return fields

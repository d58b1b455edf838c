"""A référentiel's elements as JSON: what is declared, and how many each count requires."""

from datetime import date
from fractions import Fraction

from certeval.referentiel.ecarts import Ecart
from certeval.referentiel.load import Referentiel
from certeval.referentiel.texts import Delai, Duree
from certeval.render.json_text import json_document, referentiel_json
from certeval.render.referentiel.certification import ListedVersion, counts
from certeval.render.referentiel.facts import ecarts_about, ecarts_of_certification
from certeval.render.referentiel.rules import count
from certeval.rules.file_model import FileModel
from certeval.rules.program import CERTIFICATION
from certeval.text.numbers import exact

SCHEMA = "certeval/referentiel/1"
Plain = dict[str, object]


def element_json(referentiel: Referentiel, code: str) -> str:
    """One element under its kind, with the codes of what it is part of and its écarts."""
    element = referentiel.elements[code]
    fields = _with_counts(referentiel, _mapping(element.model))
    fields |= {ancestor.kind: ancestor.code for ancestor in list(referentiel.tree.ancestors(code))[1:]}
    return _document(referentiel, element.kind, fields, ecarts_about(referentiel, code))


VERBATIM_KEYS = (
    *("parcours", "competences", "saisie", "statuts", "validation", "regles", "mesures", "paliers"),
    *("faits", "equivalences", "correspondances"),
)
"""The keys of the file that stand as they are in what is said of the certification."""


def certification_json(referentiel: Referentiel) -> str:
    """The certification, its rules, its blocs with their counts, its épreuves, its own écarts."""
    file = referentiel.model
    fields = _mapping(file.certification)
    fields |= {"langue": file.certification.langue, **_requirement_fields(referentiel, CERTIFICATION)}
    fields["blocs"] = [
        {
            "code": bloc.code,
            "intitule": bloc.intitule,
            "effectif": counts(bloc),
            **_requirement_fields(referentiel, bloc.code),
        }
        for bloc in file.blocs
    ]
    for key in VERBATIM_KEYS:
        if value := getattr(file, key):
            fields[key] = plain(value)
    epreuves = [referentiel.elements[code] for code in referentiel.tree.below("epreuve", None)]
    fields["epreuves"] = [
        {"code": each.code, "intitule": each.wording} | ({"bloc": each.parent} if each.parent else {})
        for each in epreuves
    ]
    return _document(referentiel, CERTIFICATION, fields, ecarts_of_certification(referentiel))


def metiers_json(referentiel: Referentiel) -> str:
    """The métiers of the certification and of each bloc."""
    file = referentiel.model
    blocs = [{"code": bloc.code, "metiers": list(bloc.metiers)} for bloc in file.blocs]
    metiers = {"certification": list(file.certification.metiers), "blocs": blocs}
    return json_document(SCHEMA, referentiel=referentiel_json(referentiel), metiers=metiers)


def versions_json(referentiel: Referentiel | None, code: str, versions: list[ListedVersion]) -> str:
    """The versions of a certification; no identity where none of them is in force."""
    head = referentiel_json(referentiel) if referentiel else {"code": code}
    rows = [
        {"version": each.version, "chemin": each.path, "lisible": each.readable, "retenue": each.is_selected}
        | ({"en_vigueur": plain(each.period)} if each.period else {})
        | {"etat": each.etat, "verrou": each.verrou}
        for each in versions
    ]
    return json_document(SCHEMA, referentiel=head, versions=rows)


def _document(referentiel: Referentiel, kind: str, fields: Plain, about: list[Ecart]) -> str:
    ecarts = {"ecarts": list(map(plain, about))} if about else {}
    return json_document(SCHEMA, referentiel=referentiel_json(referentiel), **{kind: fields}, **ecarts)


def _with_counts(referentiel: Referentiel, fields: Plain) -> Plain:
    """An element's declaration with `requis` and `total`, and those of its compétences and of their parts."""
    fields |= _requirement_fields(referentiel, str(fields["code"]))
    for key in ("competences", "sous_competences"):
        inside = fields.get(key)
        if isinstance(inside, list):
            fields[key] = [_with_counts(referentiel, e) if isinstance(e, dict) else e for e in inside]
    return fields


def _requirement_fields(referentiel: Referentiel, code: str) -> Plain:
    requirement = count(referentiel, code)
    return {"requis": requirement[0], "total": requirement[1]} if requirement else {}


def _mapping(model: FileModel) -> Plain:
    """What a model declares: keys left to their default are absent, as in the file."""
    return {key: plain(value) for key, value in model.says()}


def plain(value: object) -> object:
    """A declared value as JSON has it; numbers that are not whole are exact text.

    pydantic's own dump can't tell the members of the rules' unions apart once read: it warns of each.
    """
    match value:
        case FileModel():
            return value.as_word or _mapping(value)
        case Duree() | Delai():
            return value.texte
        case Fraction():
            return int(value) if value.denominator == 1 else exact(value)
        case date():
            return value.isoformat()
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case tuple() | list():
            return [plain(each) for each in value]
        case _:
            return value

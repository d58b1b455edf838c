"""One CFPackage: a référentiel whole as CASE 1.1 has it, with the rubrics of what is assessed by levels."""

from collections.abc import Iterator
from datetime import date

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.exchange.case.items import (
    Association,
    Item,
    associations,
    items,
    names,
    one_line,
    type_of,
)
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render.words import decimal
from certeval.rules.scales import Niveaux

VERSION = "1.1"
MIDNIGHT = "T00:00:00Z"
"""After a day, its first instant in universal time: CASE and Open Badges know no days."""
C = "certification"
DUE = (
    (N_("the legal name of the certifier"), (C, "certificateurs"), "certificateurs: [{nom: École Exemple}]"),
    (N_("the first day of this version"), (C, "en_vigueur"), "en_vigueur: {du: 2026-09-01}"),
)
"""What CASE asks of a framework and no référentiel has to declare: what, where, how it is typed."""
Plain = dict[str, object]


def missing_mentions(referentiel: Referentiel) -> list[Diagnostic]:
    """What a framework must bear and this référentiel does not say: who made it, when it last changed."""
    have = (referentiel.model.certification.certifiers, day(referentiel))
    documents = (Word(N_("a framework of CASE")),)
    return [
        Diagnostic(
            kinds.NO_MENTION,
            referentiel.document.place(path),
            {"what": Word(what), "documents": documents, "value": value},
        )
        for (what, path, value), there in zip(DUE, have, strict=True)
        if not there
    ]


def day(referentiel: Referentiel) -> date | None:
    """The day of this version: the first on which it is in force, else that of the registration."""
    certification = referentiel.model.certification
    registration = certification.enregistrement
    decision = registration.decision.le if registration and registration.decision else None
    first = certification.en_vigueur.du if certification.en_vigueur else None
    return first or (registration and registration.du) or decision


def package(referentiel: Referentiel, adresse: str = "") -> Plain:
    """The framework of a référentiel that lacks nothing, at an address if any. Raises AssertionError else."""
    return _Package(referentiel, adresse).whole()


class _Package:
    def __init__(self, referentiel: Referentiel, adresse: str) -> None:
        last_change = day(referentiel)
        assert last_change is not None  # noqa: S101 -- `missing_mentions` said so
        self.referentiel = referentiel
        self.names = names(referentiel, adresse)
        self.last_change = f"{last_change}{MIDNIGHT}"
        self.document = self.names.identifier("CFDocument")
        self.items = items(referentiel)
        self.codes = {each.key: each.code for each in self.items}

    def whole(self) -> Plain:
        framework: Plain = {
            "CFDocument": self._document(),
            "CFItems": [self._item(each) for each in self.items],
            "CFAssociations": [
                self._association(each) for each in associations(self.referentiel, self.items)
            ],
            "CFDefinitions": {"CFItemTypes": list(self._types())},
        }
        rubrics = list(self._rubrics())
        return framework | ({"CFRubrics": rubrics} if rubrics else {})

    def _thing(self, resource: str, identifier: str) -> Plain:
        return {"identifier": identifier, "uri": self.names.uri(resource, identifier)}

    def _document(self) -> Plain:
        certification = self.referentiel.model.certification
        period = certification.en_vigueur or certification.enregistrement
        days = (("statusStartDate", period.du), ("statusEndDate", period.au)) if period else ()
        dates = {key: day.isoformat() for key, day in days if day}
        notes = ", ".join(filter(None, [certification.rncp, self.referentiel.digest]))
        return (
            self._thing("CFDocuments", self.document)
            | {
                "caseVersion": VERSION,
                "creator": self.names.certificateur,
                "title": one_line(self.referentiel.title),
                "lastChangeDateTime": self.last_change,
                "language": certification.langue,
                "version": self.referentiel.version,
            }
            | dates
            | {"notes": notes}
        )

    def _item(self, item: Item) -> Plain:
        return (
            self._thing("CFItems", self.names.item(item.key))
            | {
                "fullStatement": item.statement,
                "humanCodingScheme": item.code,
                "CFItemType": type_of(item.kind),
                "CFItemTypeURI": {"title": type_of(item.kind)} | self._type(item.kind),
                "language": self.referentiel.langue,
                "lastChangeDateTime": self.last_change,
            }
            | ({"notes": item.notes} if item.notes else {})
        )

    def _association(self, association: Association) -> Plain:
        kind, origin, destination, sequence = association
        identifier = self.names.identifier("CFAssociation", kind, origin, destination or "")
        return (
            self._thing("CFAssociations", identifier)
            | {"associationType": kind}
            | ({"sequenceNumber": sequence} if sequence is not None else {})
            | {
                "originNodeURI": self._node(origin),
                "destinationNodeURI": self._node(destination),
                "lastChangeDateTime": self.last_change,
            }
        )

    def _node(self, key: str | None) -> Plain:
        """What an association leads from or to: an item, or the document."""
        if key is None:
            title, there = self.referentiel.title, self._thing("CFDocuments", self.document)
        else:
            title, there = self.codes[key], self._thing("CFItems", self.names.item(key))
        return {"title": one_line(title)} | there | {"targetType": "CASE"}

    def _types(self) -> Iterator[Plain]:
        """What items are: the kinds that there are, in the order of their first item."""
        for rank, kind in enumerate(dict.fromkeys(each.kind for each in self.items), 1):
            yield self._type(kind) | {
                "title": type_of(kind),
                "description": type_of(kind),
                "hierarchyCode": str(rank),
                "typeCode": kind,
                "lastChangeDateTime": self.last_change,
            }

    def _type(self, kind: str) -> Plain:
        return self._thing("CFItemTypes", self.names.identifier("CFItemType", kind))

    def _rubrics(self) -> Iterator[Plain]:
        """A rubric for each bloc, and one for the certification, whose elements are assessed by levels."""
        by_bloc: dict[str, list[str]] = {}
        for code, entry in self.referentiel.entries.items():
            if isinstance(entry.scale, Niveaux):
                *_below, top = self.referentiel.tree.ancestors(code)
                by_bloc.setdefault(top.code if top.kind == "bloc" else "", []).append(code)
        for bloc, codes in by_bloc.items():
            rubric = self._thing("CFRubrics", self.names.identifier("CFRubric", bloc))
            title = self.referentiel.elements[bloc].wording if bloc else self.referentiel.title
            yield rubric | {
                "title": one_line(title),
                "lastChangeDateTime": self.last_change,
                "CFRubricCriteria": [
                    self._criterion(code, position)
                    | {"rubricId": rubric["identifier"], "lastChangeDateTime": self.last_change}
                    for position, code in enumerate(codes, 1)
                ],
            }

    def _criterion(self, code: str, position: int) -> Plain:
        element, scale = self.referentiel.elements[code], self.referentiel.entries[code].scale
        assert isinstance(scale, Niveaux)  # noqa: S101 -- it was looked for
        criterion = self._thing("CFRubricCriteria", self.names.identifier("CFRubricCriterion", code))
        about = {"rubricCriterionId": criterion["identifier"], "lastChangeDateTime": self.last_change}
        return criterion | {
            "category": type_of(element.kind),
            "description": one_line(element.wording or code),
            "CFItemURI": {"title": code} | self._thing("CFItems", self.names.item(code)),
            "position": position,
            "CFRubricCriterionLevels": [each | about for each in self._levels(code, scale)],
        }

    def _levels(self, code: str, scale: Niveaux) -> Iterator[Plain]:
        """The levels of an element, the worst first. Points that are no whole number stay in words: they are exact."""
        for position, level in enumerate(scale.niveaux, 1):
            points = scale.worth[position - 1] if scale.worth else None
            identifier = self.names.identifier("CFRubricCriterionLevel", code, level)
            record = self._thing("CFRubricCriterionLevels", identifier)
            record |= {"quality": one_line(level), "position": position}
            if points is not None and points.denominator == 1:
                record["score"] = int(points)
            elif points is not None:
                record["description"] = _("{points} points", points=decimal(points))
            yield record

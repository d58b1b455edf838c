"""The CFPackage of CASE 1.1 as a JSON Schema, written from its published information model (CASE 1.1, §5 and §6).

1EdTech's own OpenAPI file is in no registry: what each class requires and may hold is copied here by hand, and nothing
else is let through.
"""

from typing import Any

UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
LINE = {"type": "string", "pattern": r"^[^\t\n\r]*$"}
"""NormalizedString."""
TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
INTEGER, NUMBER = {"type": "integer"}, {"type": "number"}


def _extensible(*words: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({'|'.join(words)}|ext:[a-zA-Z0-9._-]+)$"}


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _class(required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional, "extensions": {"type": "object"}},
        "required": list(required),
        "additionalProperties": False,
    }


THING = {"identifier": UUID, "uri": URI, "lastChangeDateTime": TIME}
LINKED = {"licenseURI": _of("Link"), "subject": _list(LINE), "subjectURI": _list(_of("Link"))}
STATUS = {"language": LINE, "statusStartDate": DATE, "statusEndDate": DATE, "notes": TEXT}
LINKS = (
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
)
DEFINITIONS = {
    "Link": _class({"title": LINE, "identifier": UUID, "uri": URI}, {}),
    "Node": _class({"title": LINE, "identifier": LINE, "uri": URI}, {"targetType": _extensible("CASE")}),
    "Document": _class(
        {**THING, "creator": LINE, "title": LINE},
        {
            **LINKED,
            **STATUS,
            "caseVersion": {"enum": ["1.1"]},
            "frameworkType": LINE,
            "officialSourceURL": URI,
            "publisher": LINE,
            "description": TEXT,
            "version": LINE,
            "adoptionStatus": LINE,
        },
    ),
    "Item": _class(
        {**THING, "fullStatement": TEXT},
        {
            **LINKED,
            **STATUS,
            "alternativeLabel": LINE,
            "CFItemType": LINE,
            "humanCodingScheme": LINE,
            "listEnumeration": LINE,
            "abbreviatedStatement": LINE,
            "conceptKeywords": _list(LINE),
            "conceptKeywordsURI": _of("Link"),
            "educationLevel": _list(LINE),
            "CFItemTypeURI": _of("Link"),
        },
    ),
    "Association": _class(
        {
            **THING,
            "associationType": _extensible(*LINKS, "hasSkillLevel", "isTranslationOf"),
            "originNodeURI": _of("Node"),
            "destinationNodeURI": _of("Node"),
        },
        {"sequenceNumber": INTEGER, "CFAssociationGroupingURI": _of("Link"), "notes": TEXT},
    ),
    "ItemType": _class(
        {**THING, "title": LINE, "description": TEXT, "hierarchyCode": LINE}, {"typeCode": LINE}
    ),
    "Rubric": _class(
        THING, {"title": LINE, "description": TEXT, "CFRubricCriteria": _list(_of("Criterion"))}
    ),
    "Criterion": _class(
        THING,
        {
            "category": LINE,
            "description": LINE,
            "CFItemURI": _of("Link"),
            "weight": NUMBER,
            "position": INTEGER,
            "rubricId": UUID,
            "CFRubricCriterionLevels": _list(_of("Level")),
        },
    ),
    "Level": _class(
        THING,
        {
            "description": LINE,
            "quality": LINE,
            "score": NUMBER,
            "feedback": LINE,
            "position": INTEGER,
            "rubricCriterionId": UUID,
        },
    ),
}
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": DEFINITIONS,
    **_class(
        {"CFDocument": _of("Document")},
        {
            "CFItems": _list(_of("Item")),
            "CFAssociations": _list(_of("Association")),
            "CFDefinitions": _class({}, {"CFItemTypes": _list(_of("ItemType"))}),
            "CFRubrics": _list(_of("Rubric")),
        },
    ),
}

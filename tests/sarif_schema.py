"""What SARIF 2.1.0 requires of the parts that certeval writes, as a JSON Schema (no package of PyPI has it whole).

From the standard's text: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Each object is
closed: a misspelt property is refused, as the official schema refuses it.
"""

from typing import Any

TEXT = {"type": "string"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def record(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "uniqueItems": True, "items": item}


NUMBER = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": -1}
MESSAGE = record(("text",), text=TEXT, markdown=TEXT)
REGION = record((), startLine=NUMBER, startColumn=NUMBER, endLine=NUMBER, endColumn=NUMBER)
ARTIFACT = record((), uri=TEXT | {"format": "uri-reference"}, uriBaseId=TEXT, index=INDEX)
PHYSICAL = record((), artifactLocation=ARTIFACT, region=REGION)
LOCATION = record((), id=INDEX, physicalLocation=PHYSICAL, message=MESSAGE)
RULE = record(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    helpUri=TEXT,
    defaultConfiguration=record((), level=LEVEL),
)
RESULT = record(
    ("message",),
    ruleId=TEXT,
    ruleIndex=INDEX,
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION},
    relatedLocations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)
DRIVER = record(("name",), name=TEXT, version=TEXT, informationUri=TEXT, rules=many(RULE))
RUN = record(
    ("tool",),
    tool=record(("driver",), driver=DRIVER),
    language=TEXT | {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    newlineSequences=many(TEXT | {"minLength": 1}) | {"minItems": 1},
    results={"type": "array", "items": RESULT},
)
LOG = record(
    ("version", "runs"),
    **{"$schema": TEXT | {"format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
)

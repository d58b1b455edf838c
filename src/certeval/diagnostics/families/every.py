"""All kinds of findings, by family and by code."""

from certeval.diagnostics.families import (
    documents,
    referentiel,
    rules,
    sessions,
    sheets,
    versions,
    wording,
    yaml,
)
from certeval.diagnostics.model import Kind

FAMILIES = {
    "Y": yaml,
    "R": referentiel,
    "V": rules,
    "L": wording,
    "N": sheets,
    "S": sessions,
    "H": versions,
    "I": documents,
}

KINDS: dict[str, Kind] = {
    kind.code: kind
    for family in FAMILIES.values()
    for kind in vars(family).values()
    if isinstance(kind, Kind)
}
"""Every kind by its permanent code."""

__all__ = ["FAMILIES", "KINDS"]

"""What JSON documents have in common: which référentiel, which files, and how they are written."""

import json
from collections.abc import Iterable

from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Sheet


def referentiel_json(referentiel: Referentiel) -> dict[str, str]:
    """Which référentiel, which version, which bytes."""
    return {"code": referentiel.code, "version": referentiel.version, "empreinte": referentiel.digest}


def sheets_json(sheets: Iterable[Sheet]) -> list[dict[str, str]]:
    """Which sheets were read, which bytes."""
    return [{"fichier": sheet.file, "empreinte": sheet.digest} for sheet in sheets]


def json_line(value: object) -> str:
    """The same on one line, within a document or a line of one."""
    return json.dumps(value, ensure_ascii=False)


def json_text(value: object) -> str:
    """JSON as certeval writes it: the same bytes everywhere."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

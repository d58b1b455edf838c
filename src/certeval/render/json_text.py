"""What JSON documents have in common: which référentiel, which files, and how they are written."""

import json
from collections.abc import Iterable, Iterator, Mapping

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


def json_document(schema: str, **fields: object) -> str:
    """A document of one of certeval's own schemas, which it names first."""
    return json_text({"schema": schema, **fields})


BETWEEN = ",\n  "
"""What parts the candidates' lines in a document; the first has no comma."""


def before_candidates(head: Mapping[str, object]) -> str:
    """A document up to its candidates' lines."""
    return (
        "{\n" + "".join(f' "{key}": {json_line(value)},\n' for key, value in head.items()) + ' "candidats": ['
    )


def after_candidates(tail: Mapping[str, object], *, some: bool) -> str:
    """A document after its candidates' lines."""
    return (
        ("\n ]" if some else "]")
        + "".join(f',\n "{key}": {json_line(value)}' for key, value in tail.items())
        + "\n}\n"
    )


def document(head: Mapping[str, object], lines: Iterable[str], tail: Mapping[str, object]) -> Iterator[str]:
    """A whole document piece by piece, from its candidates' lines, each begun by what parts it from the one before."""
    yield before_candidates(head)
    some = False
    for line in filter(None, lines):
        yield line if some else line[1:]
        some = True
    yield after_candidates(tail, some=some)

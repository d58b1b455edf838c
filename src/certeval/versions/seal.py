"""The seal of a session: the digests of everything it was decided from and gave, on lines that `sha256sum -c` reads.

Its first line is a comment for `sha256sum` that holds the same as canonical JSON, with the versions: whoever signs
the file signs both.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

SCHEMA = "certeval/sceau/1"
COMMENT = "# "
ESCAPED: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
"""How `sha256sum` writes a name that would break a line; the line then begins with a backslash."""

_LINE = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64}) [ *](?P<file>.+)")
_ESCAPE = re.compile(r"\\(.)")


class Seal(NamedTuple):
    """What is sealed: the JSON of its first line, and the digest of each file by its name."""

    head: Mapping[str, object]
    files: Mapping[str, str]

    def named(self, key: str) -> str | None:
        """The file named under a key of the JSON: `resultats`, `referentiel`."""
        about = self.head.get(key)
        file = about.get("fichier") if isinstance(about, dict) else None
        return file if isinstance(file, str) else None


def digest(data: bytes) -> str:
    """`sha256:` and the digest of bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def sealed(
    certeval: str,
    referentiel: Mapping[str, str],
    sheets: Sequence[Mapping[str, str]],
    results: Mapping[str, str],
    correspondance: Mapping[str, str] | None = None,
) -> bytes:
    """A seal: `fichier` and `empreinte` of each, names as seen from the seal's folder."""
    head: dict[str, object] = {
        "schema": SCHEMA,
        "certeval": certeval,
        "referentiel": referentiel,
        "feuilles": sheets,
        "resultats": results,
    }
    every = [referentiel, *sheets, results]
    if correspondance is not None:
        head["correspondance"] = correspondance
        every.insert(-1, correspondance)
    said = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    files = {each["fichier"]: each["empreinte"] for each in every}
    lines = [f"{COMMENT}{said}", *(_line(file, empreinte) for file, empreinte in files.items())]
    return "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")


def _line(file: str, empreinte: str) -> str:
    name = "".join(ESCAPED.get(sign, sign) for sign in file)
    mark = "\\" if name != file else ""
    return f"{mark}{empreinte.removeprefix('sha256:')}  {name}"


def read(data: bytes) -> Seal | None:
    """A seal read back; None where this is none. The JSON and the lines must say the same."""
    try:
        lines = data.decode(errors="surrogateescape").split("\n")
        if not lines[0].startswith(COMMENT):
            return None
        head = json.loads(lines[0].removeprefix(COMMENT))
        every = [head["referentiel"], *head["feuilles"], head["resultats"]]
        every += [head["correspondance"]] if "correspondance" in head else []
        said = {each["fichier"]: each["empreinte"] for each in every}
        if head["schema"] != SCHEMA:
            return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    files = dict(found for line in lines[1:] if line and (found := _read(line)))
    return Seal(head, files) if files == said and lines[-1] == "" else None


def _read(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        return line, ""
    name = found["file"]
    if found["escaped"]:
        name = _ESCAPE.sub(lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], sign[1]), name)
    return name, f"sha256:{found['digest']}"

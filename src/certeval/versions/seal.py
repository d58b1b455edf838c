"""The seal of a session: the digests of everything it was decided from and gave, on lines that `sha256sum -c` reads.

Its first line is a comment for `sha256sum` that holds the same as canonical JSON, with the versions: whoever signs
the file signs both.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.text.digests import canonical
from certeval.versions.recheck import DIGEST

SCHEMA = "certeval/sceau/1"
COMMENT = "# "
ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
"""How `sha256sum` writes a name that would break a line; the line then begins with a backslash."""


class Seal(NamedTuple):
    """What is sealed: the JSON of its first line, and the digest of each file by its name."""

    head: Mapping[str, object]
    files: Mapping[str, str]

    def file_of(self, key: str) -> str | None:
        """The file named under a key of the JSON: `resultats`, `referentiel`."""
        about = self.head.get(key)
        file = about.get("fichier") if isinstance(about, dict) else None
        return file if isinstance(file, str) else None

    def agrees(self, referentiel: Referentiel | None) -> bool:
        """Whether what it says of the référentiel is so of the file that it names."""
        if referentiel is None:
            return False
        entry = self.head["referentiel"]
        code, version, sens = referentiel.code, referentiel.version, empreinte_sens(referentiel.model)
        actual = {"code": code, "version": version, "empreinte_sens": sens}
        return isinstance(entry, dict) and all(entry.get(key) == value for key, value in actual.items())


OTHERS = ("correspondance", "session", "candidats")
"""Files that may be read beside the sheets, in the order of the lines."""


def seal_bytes(
    certeval: str,
    referentiel: Mapping[str, str],
    sheets: Sequence[Mapping[str, str]],
    results: Mapping[str, str],
    others: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """A seal: `fichier` and `empreinte` of each, names as seen from the seal's folder. `others` are files that were
    read beside the sheets, by what they are: one of OTHERS.
    """
    head: dict[str, object] = {
        "schema": SCHEMA,
        "certeval": certeval,
        "referentiel": referentiel,
        "feuilles": sheets,
        "resultats": results,
    }
    head |= {key: each for key, each in (others or {}).items() if key in OTHERS}
    return _bytes_of(head, _files(head))


def _files(head: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each file that the JSON names, in the order of the lines."""
    every = [head["referentiel"], *head["feuilles"]]
    every += [head[key] for key in (*OTHERS, "resultats") if key in head]
    return {each["fichier"]: each["empreinte"] for each in every}


def _bytes_of(head: Mapping[str, Any], files: Mapping[str, str]) -> bytes:
    lines = [f"{COMMENT}{canonical(head)}", *(_line(file, empreinte) for file, empreinte in files.items())]
    return "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")


def _line(file: str, empreinte: str) -> str:
    name = "".join(ESCAPES.get(sign, sign) for sign in file)
    mark = "\\" if name != file else ""
    return f"{mark}{empreinte.removeprefix('sha256:')}  {name}"


def read(data: bytes) -> Seal | None:
    """A seal read back; None where this is none, to the byte: nothing in it is said twice, or otherwise."""
    try:
        end = data.find(b"\n")
        first = data[: end if end >= 0 else len(data)].decode(errors="surrogateescape")
        head = json.loads(first.removeprefix(COMMENT))
        files = _files(head)
        sound = all(DIGEST.fullmatch(each) for each in files.values()) and head["resultats"]
        if head["schema"] != SCHEMA or not sound or _bytes_of(head, files) != data:
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Seal(head, files)

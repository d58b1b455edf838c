"""What a mention of a document is: what it says, where that is written, the texts that show it."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.text.cell_text import says

Words = Mapping[str, object]
Source = Literal["referentiel", "session", "candidats", "certeval"]
"""The file in which a value is written; certeval's own are never missing."""


def _always(_dossier: Dossier) -> bool:
    return True


class Mention(NamedTuple):
    """A mention: its label in templates, what it is, the file and the key where it is written, how that is typed.

    `of` gives the texts that a document shows of it, out of what its template is given; none where it is missing.
    """

    name: str
    what: str
    source: Source
    path: Path
    example: str
    of: Callable[[Words], list[str]]
    due: Callable[[Dossier], bool] = _always


def texts_at(*keys: str) -> Callable[[Words], list[str]]:
    """The texts at keys; of a list, those of each of its items."""

    def of(words: Words) -> list[str]:
        values: list[object] = [words]
        for key in keys:
            values = [each.get(key) for each in values if isinstance(each, Mapping)]
            values = [one for each in values for one in (each if isinstance(each, list) else [each])]
        return [text for each in values if each is not None and says(text := str(each))]

    return of


def sitting_texts(key: str) -> Callable[[Words], list[str]]:
    """The text at a key of each sitting; none where one of them lacks it."""

    def of(words: Words) -> list[str]:
        items = words.get("seances")
        texts = [str(each[key]) for each in items] if isinstance(items, list) else []
        return texts if all(map(says, texts)) else []

    return of


def by_certeval(
    name: str, what: str, of: Callable[[Words], list[str]], due: Callable[[Dossier], bool] = _always
) -> Mention:
    """A mention that certeval makes of what it has: it is empty where there is nothing to say, and never missing."""
    return Mention(name, what, "certeval", (), "", of, due)


def in_session(name: str, what: str, path: Path, example: str, of: Callable[[Words], list[str]]) -> Mention:
    """What the session's file says."""
    return Mention(name, what, "session", path, example, of)


def in_referentiel(
    name: str, what: str, path: Path, example: str, due: Callable[[Dossier], bool] = _always
) -> Mention:
    """What the référentiel says, under the same keys as a template is given it."""
    return Mention(name, what, "referentiel", path, example, texts_at(*map(str, path)), due)

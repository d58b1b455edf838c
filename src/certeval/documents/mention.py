"""What a mention of a document is: what it says, where that is written, the texts that show it."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.text.cell_text import says

Words = Mapping[str, object]
TextsOf = Callable[[Words], list[str]]
"""What a document shows of a mention, out of what its template is given; nothing where it is missing."""
Source = Literal["referentiel", "session", "candidats", "certeval"]
"""The file in which a value is written; certeval's own are never missing."""


def _always(_dossier: Dossier) -> bool:
    return True


class Mention(NamedTuple):
    """A mention: label, what it is, where it is written and how, its texts, in which documents it is due."""

    name: str
    what: str
    source: Source
    path: Path
    example: str
    of: TextsOf
    due: Callable[[Dossier], bool] = _always


def texts_at(place: str, *, whole: bool = False) -> TextsOf:
    """The texts at a place (`fait.lieu`), of each item of a list; `whole`: none where one lacks it."""

    def of(words: Words) -> list[str]:
        values: list[object] = [words]
        for key in place.split("."):
            values = [each.get(key) for each in values if isinstance(each, Mapping)]
            values = [one for each in values for one in (each if isinstance(each, list) else [each])]
        texts = [text for each in values if each is not None and says(text := str(each))]
        return texts if not whole or len(texts) == len(values) else []

    return of


def by_certeval(name: str, what: str, at: str, due: Callable[[Dossier], bool] = _always) -> Mention:
    """A mention that certeval makes of what it has: it is empty where there is nothing to say, and never missing."""
    return Mention(name, what, "certeval", (), "", texts_at(at), due)


def in_session(name: str, what: str, path: Path, example: str, at: str, *, whole: bool = False) -> Mention:
    """What the session's file says."""
    return Mention(name, what, "session", path, example, texts_at(at, whole=whole))


def in_referentiel(
    name: str, what: str, path: Path, example: str, at: str = "", *, due: Callable[[Dossier], bool] = _always
) -> Mention:
    """What the référentiel says, under the same keys as a template is given it where `at` names no others."""
    return Mention(name, what, "referentiel", path, example, texts_at(at or ".".join(map(str, path))), due)

"""What a document says that another of the same title says too: a file's tree, a draft's, or a fiche."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from certeval.diagnostics import Path
from certeval.exchange import fiche as fiches
from certeval.exchange.fiche import Fiche
from certeval.text import days
from certeval.text.cell_text import collapse_spaces

INTITULE, NUMERO, NIVEAU, DU, AU, DECISION = "intitule", "rncp", "niveau", "du", "au", "decision"
FACTS = (INTITULE, NUMERO, NIVEAU, DU, AU, DECISION)


@dataclass(frozen=True)
class SideCompetence:
    """A compétence: its code, empty in a fiche, its wording, where it stands in its file."""

    code: str
    text: str
    path: Path = ()
    codes: frozenset[str] = frozenset()
    """Its code and the one of its source."""


@dataclass(frozen=True)
class SideBloc:
    """A bloc: its code, empty in a fiche, its number in the répertoire, its title, its compétences in order."""

    code: str
    number: str
    intitule: str
    competences: tuple[SideCompetence, ...]
    path: Path = ()
    codes: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.code or self.number or self.intitule


@dataclass(frozen=True)
class Side:
    """A document: its facts by name (texts; days as year-month-day), its blocs, what it says of other fiches."""

    file: str
    facts: Mapping[str, str]
    blocs: tuple[SideBloc, ...]
    is_fiche: bool = False
    replaces: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    correspondances: tuple[tuple[str, str], ...] = field(default=())
    """Numbers of blocs of other certifications, each with the code or number of the bloc that it counts for."""


def of_fiche(fiche: Fiche, file: str) -> Side:
    """What a fiche says."""
    texts = fiche.texts
    facts = {
        INTITULE: collapse_spaces(texts.get("INTITULE", "")),
        NUMERO: texts.get("NUMERO_FICHE", ""),
        NIVEAU: "".join(re.findall(r"[1-8]", texts.get("NIVEAU", ""))[:1]),
        DU: _day(texts.get("DATE_EFFET", "")),
        AU: _day(texts.get("DATE_FIN_ENREGISTREMENT", "")),
        DECISION: _day(texts.get("DATE_DECISION", "")),
    }
    blocs = tuple(
        SideBloc(
            "",
            number := each.get("CODE", ""),
            collapse_spaces(each.get("LIBELLE", "")),
            tuple(SideCompetence("", text) for text in fiches.competences(each.get("LISTE_COMPETENCES", ""))),
            codes=frozenset({number}) - {""},
        )
        for each in fiche.blocs
    )
    if not blocs and (wordings := fiches.competences(texts.get("CAPACITES_ATTESTEES", ""))):
        blocs = (SideBloc("", "", "", tuple(SideCompetence("", text) for text in wordings)),)
    return Side(
        file, facts, blocs, True, tuple(fiche.anciennes), tuple(fiche.nouvelles), tuple(fiche.correspondances)
    )


def tree_side(root: object, file: str) -> Side:
    """What the tree of a référentiel's file says, whatever else is wrong in it; a draft is one."""
    tree = _map(root)
    about = _map(tree.get("certification"))
    registration = _map(about.get("enregistrement"))
    facts = {
        INTITULE: _text(about, "intitule"),
        NUMERO: _text(about, "rncp"),
        NIVEAU: _text(about, "niveau_europeen") or _text(about, "niveau"),
        DU: _text(registration, "du"),
        AU: _text(registration, "au"),
        DECISION: _text(_map(registration.get("decision")), "le"),
    }
    links = tuple(
        (_text(each, "de"), target)
        for _path, each in _items(tree, "correspondances", ())
        for target in _texts(each.get("donne"))
    )
    return Side(file, facts, _blocs(tree), correspondances=links)


def _blocs(tree: Mapping[str, object]) -> tuple[SideBloc, ...]:
    """The blocs of a tree; compétences that stand in none are one, without a name."""
    blocs = tuple(
        SideBloc(
            _text(each, "code"),
            _text(each, "rncp"),
            _text(each, "intitule"),
            _competences(each, path),
            path,
            _codes(each, "code", "code_source", "rncp"),
        )
        for path, each in _items(tree, "blocs", ())
    )
    alone = _competences(tree, ())
    return (*blocs, SideBloc("", "", "", alone)) if alone else blocs


def _codes(element: Mapping[str, object], *keys: str) -> frozenset[str]:
    """What an element is called under these keys."""
    return frozenset({_text(element, key) for key in keys}) - {""}


def _competences(element: Mapping[str, object], path: Path) -> tuple[SideCompetence, ...]:
    return tuple(
        SideCompetence(
            _text(each, "code"), _text(each, "libelle"), where, _codes(each, "code", "code_source")
        )
        for where, each in _items(element, "competences", path)
    )


def _items(tree: Mapping[str, object], key: str, path: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    value = tree.get(key)
    for index, each in enumerate(value if isinstance(value, list) else []):
        if isinstance(each, Mapping):
            yield (*path, key, index), each


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(element: Mapping[str, object], key: str) -> str:
    value = element.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _day(text: str) -> str:
    date = days.day(text)
    return date.isoformat() if date else text

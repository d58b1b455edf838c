"""What an empty grid holds: its identity, its pages, the elements of each in order, what each cell accepts.

Out of a référentiel and what was asked; writers lay it out, and readers know a grid by its identity. No file
is read or written here.
"""

from collections.abc import Iterator, Sequence

from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.referentiel.tree import SCORE_KINDS, Element
from certeval.scores.domains import Domain, domain_of

FORMAT = "certeval/grille/1"
IDENTITY_SHEET = "certeval"
LISTS_SHEET = "certeval-listes"
LARGE, CANDIDAT = "large", "candidat"
KEYS = (
    *("format", "referentiel", "empreinte", "jury", "session", "date"),
    *("jure", "bloc", "epreuve", "disposition", "empreinte_sens"),
)
"""The keys of an identity, in the order they are written."""
SHEETS = ("feuille", "portee", "candidat")
"""The headings of the list of sheets, below the identity."""
WITHOUT = "sans"
"""The heading that follows where a sheet does not ask all: the codes of what it does not, one a cell."""
EVERYBODY = "certeval_candidats"
"""The name of the list, among the others, of the candidates whom every sheet of a wide grid is for; where each sheet
has its own, each list ends with the number of its sheet.
"""


def everybody_on(sheet: int) -> str:
    """The name of the list of those whom one sheet is for, by its number from 1."""
    return f"{EVERYBODY}_{sheet}"


@frozen
class Identity:
    """What a grid is for. `bloc` and `epreuve` are the codes asked for, parted by a space; any text may be empty, as
    the digest of the meaning is of grids made before it was kept.
    """

    referentiel: str
    empreinte: str
    jury: str = ""
    session: str = ""
    date: str = ""
    jure: str = ""
    bloc: str = ""
    epreuve: str = ""
    disposition: str = LARGE
    empreinte_sens: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Each key with its text, as the hidden sheet holds them."""
        return [(key, FORMAT if key == "format" else getattr(self, key)) for key in KEYS]


def is_unchanged(referentiel: Referentiel, empreinte: str, sens: str) -> bool:
    """Whether a référentiel is the one that a grid was made of, by its digest or that of its meaning: a period that is
    closed since changes nothing of what was entered.
    """
    return empreinte == referentiel.digest or (bool(sens) and sens == empreinte_sens(referentiel.model))


@frozen
class GridItem:
    """One element to enter: a column, or a row."""

    code: str
    wording: str
    domain: Domain
    whom: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Whom it is for that is not for everybody: on `parcours`, on `voie`, the words for which it exists."""


@frozen
class Group:
    """Elements shown together: the critères of a compétence or of a part of it, else those of one kind.

    `code` is empty where a kind gathers them, and `wording` is then empty too. `above` is what it stands under beside
    the page: the heading of its compétence, and the compétence of a part.
    """

    code: str
    wording: str
    kind: str
    items: tuple[GridItem, ...]
    above: tuple[str, ...] = ()


@frozen
class GridPage:
    """What is entered at one place: a bloc, an épreuve, or (no code) what belongs to the certification itself."""

    code: str
    kind: str
    wording: str
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[GridItem, ...]:
        return tuple(item for group in self.groups for item in group.items)


@frozen
class GridCandidate:
    """A candidate of the grid; all empty for a row to be filled in by hand.

    `without` are the codes of what is not to be entered of this one: held before, not sought, exempted.
    """

    candidat: str = ""
    nom: str = ""
    prenom: str = ""
    groupe: str = ""
    parcours: str = ""
    voie: str = ""
    without: frozenset[str] = frozenset()


@frozen
class Grid:
    """A whole grid, for one juror or for all. `title` is the certification's, else its code; `situation` what is asked
    of a candidate that decides which elements are for this one, with what is accepted.
    """

    identity: Identity
    title: str
    pages: tuple[GridPage, ...]
    candidates: tuple[GridCandidate, ...]
    situation: tuple[tuple[str, Domain], ...] = ()

    @property
    def identity_names(self) -> list[str]:
        """What stands beside each candidate: the identifier, the names, the group, what decides what is for them."""
        group = ["groupe"] if self.has_groups else []
        return ["candidat", "nom", "prenom", *group, *(axis for axis, _ in self.situation)]

    @property
    def items(self) -> tuple[GridItem, ...]:
        """Every element once, in the order of the pages."""
        return tuple({item.code: item for page in self.pages for item in page.items}.values())

    @property
    def has_groups(self) -> bool:
        return any(each.groupe for each in self.candidates)


def pages(
    referentiel: Referentiel, blocs: Sequence[str] = (), epreuves: Sequence[str] = ()
) -> list[GridPage]:
    """The pages of the blocs and épreuves named, else of the whole certification; none where nothing is entered."""
    selection = [_page(referentiel, code, _within(referentiel, code)) for code in (*blocs, *epreuves)]
    if blocs or epreuves:
        return [page for page in selection if page.groups]
    whole = [
        _page(referentiel, bloc, codes)
        for bloc in referentiel.tree.below("bloc", None)
        if (codes := _own_codes(referentiel, bloc)) not in ([], [bloc])
    ]
    on_pages = {item.code for page in whole for item in page.items}
    rest = [code for code in referentiel.elements if code in referentiel.entries and code not in on_pages]
    return [*whole, _page(referentiel, "", rest)] if rest else whole


def _own_codes(referentiel: Referentiel, bloc: str) -> list[str]:
    """What is entered within a bloc and declared there: what it takes up of another is entered once, with that one."""
    own = referentiel.tree.ancestors
    return [code for code in _within(referentiel, bloc) if any(each.code == bloc for each in own(code))]


def _within(referentiel: Referentiel, code: str) -> list[str]:
    """What is entered for an element and for what stands below it, in the order of the file."""
    below = {code, *(each for kind in SCORE_KINDS for each in referentiel.tree.below(kind, code))}
    return [each for each in referentiel.elements if each in below and each in referentiel.entries]


def _page(referentiel: Referentiel, code: str, page_codes: Sequence[str]) -> GridPage:
    element = referentiel.elements.get(code)
    kind, wording = (element.kind, element.wording) if element else ("certification", "")
    return GridPage(code, kind, wording, tuple(_groups(referentiel, page_codes)))


def _groups(referentiel: Referentiel, page_codes: Sequence[str]) -> Iterator[Group]:
    by_heading: dict[tuple[str, str], list[str]] = {}
    for code in page_codes:
        by_heading.setdefault(_heading(referentiel, referentiel.elements[code], page_codes), []).append(code)
    for (heading, kind), codes in by_heading.items():
        wording = referentiel.elements[heading].wording if heading else ""
        items = tuple(_item(referentiel, code) for code in codes)
        yield Group(heading, wording, kind, items, _above(referentiel, heading))


def _item(referentiel: Referentiel, code: str) -> GridItem:
    concern, entries = referentiel.program.concerns.get(code), referentiel.program.situation
    axes = concern.axes if concern else ()
    whom = tuple(
        (axis, tuple(entries[axis].scale.words()[rank] for rank in sorted(ranks))) for axis, ranks in axes
    )
    return GridItem(code, referentiel.elements[code].wording, domain_of(referentiel.entries[code]), whom)


def _heading(referentiel: Referentiel, element: Element, page_codes: Sequence[str]) -> tuple[str, str]:
    """The code and kind of what an element is grouped under: what it is a critère of, else its own kind, no code."""
    if element.kind == "critere" and element.parent:
        return element.parent, referentiel.elements[element.parent].kind
    holds = element.kind in {"competence", "sous_competence"}
    if holds and set(referentiel.tree.below("critere", element.code)) & set(page_codes):
        return element.code, element.kind
    return "", element.kind


def _above(referentiel: Referentiel, heading: str) -> tuple[str, ...]:
    """What a group stands under beside its page, from the top: a heading, the compétence of a part."""
    if not heading:
        return ()
    own, *around = referentiel.tree.ancestors(heading)
    of = next((each for each in around if each.kind == "competence"), None)
    groupe = getattr((of or own).model, "groupe", None)
    return tuple(filter(None, (groupe, of.code if of else None)))


def situation(referentiel: Referentiel) -> tuple[tuple[str, Domain], ...]:
    """What is asked of a candidate that decides which elements are for this one, with what is accepted."""
    return tuple((axis, domain_of(entry)) for axis, entry in referentiel.program.situation.items())

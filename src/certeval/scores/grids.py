"""What an empty grid holds: its identity, its pages, the elements of each in order, what each cell accepts.

Out of a référentiel and what was asked; writers lay it out, and readers know a grid by its identity. No file
is read or written here.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORE_KINDS, Element
from certeval.rules.bounds import Ends
from certeval.rules.entry import Entry
from certeval.rules.statuses import VIDE, Effect
from certeval.text.cell_text import spelling

FORMAT = "certeval/grille/1"
IDENTITY_SHEET = "certeval"
LISTS_SHEET = "certeval-listes"
LARGE, CANDIDAT = "large", "candidat"
KEYS = (
    *("format", "referentiel", "empreinte", "jury", "session", "date"),
    *("jure", "bloc", "epreuve", "disposition"),
)
"""The keys of an identity, in the order they are written."""
SHEETS = ("feuille", "portee", "candidat")
"""The headings of the list of sheets, below the identity."""
EVERYBODY = "certeval_candidats"
"""The name of the list, among the others, of the candidates whom every sheet of a wide grid is for."""


@frozen
class Identity:
    """What a grid is for. `bloc` and `epreuve` are the codes asked for, parted by a space; any text may be empty."""

    referentiel: str
    empreinte: str
    jury: str = ""
    session: str = ""
    date: str = ""
    jure: str = ""
    bloc: str = ""
    epreuve: str = ""
    disposition: str = LARGE

    def rows(self) -> list[tuple[str, str]]:
        """Each key with its text, as the hidden sheet holds them."""
        return [(key, FORMAT if key == "format" else getattr(self, key)) for key in KEYS]


@frozen
class Domain:
    """What a cell takes: words to choose from, or a number within bounds; and statuses with their effect.

    `yes` and `no` are every spelling that counts as one or the other, statuses included; empty for other scales.
    `reads` is each text but a number that is read, as `spelling` compares it, with the word it says: nothing for what
    is still to be entered. `under` is that of the scale's offer.
    """

    words: tuple[str, ...]
    spellings: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    bounds: Ends | None
    statuses: tuple[tuple[str, Effect | Fraction], ...]
    reads: tuple[tuple[str, str], ...] = ()
    under: int = 0

    @property
    def status_words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.statuses)


@frozen
class GridItem:
    """One element to enter: a column, or a row."""

    code: str
    wording: str
    domain: Domain


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
    """A candidate of the grid; all empty for a row to be filled in by hand."""

    candidat: str = ""
    nom: str = ""
    prenom: str = ""
    groupe: str = ""
    parcours: str = ""
    voie: str = ""


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
    codes_on_pages = {item.code for page in whole for item in page.items}
    rest = [
        code for code in referentiel.elements if code in referentiel.entries and code not in codes_on_pages
    ]
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
        items = (
            GridItem(code, referentiel.elements[code].wording, domain_of(referentiel.entries[code]))
            for code in codes
        )
        yield Group(heading, wording, kind, tuple(items), _above(referentiel, heading))


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


def domain_of(entry: Entry) -> Domain:
    """What the cells of one element take."""
    statuses = tuple(status for key, status in entry.statuses.items() if key != VIDE)
    words, offer = tuple(word for word, _ in statuses), entry.scale.offer()
    yes = tuple(word for word, effect in statuses if effect in {Effect.ACQUIS, Fraction(1)})
    no = tuple(word for word, effect in statuses if effect == Fraction(0))
    return Domain(
        offer.words,
        (*offer.spellings, *words),
        (*offer.yes, *yes) if offer.yes else (),
        (*offer.no, *no) if offer.no else (),
        offer.bounds,
        statuses,
        tuple(_reads(entry).items()),
        offer.under,
    )


def _reads(entry: Entry) -> dict[str, str]:
    """Each text but a number that a cell takes, spelled, with its word: a status before a value spelled the same."""
    words = entry.scale.words()
    ranks = ((spelling(text), entry.scale.read(text)) for text in entry.scale.offer().spellings)
    values = {key: words[int(rank)] for key, rank in ranks if rank is not None}
    return values | {
        status_text: "" if status_text == VIDE else word for status_text, (word, _) in entry.statuses.items()
    }

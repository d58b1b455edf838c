"""Parts that holders share (a day of birth, a commune, a day of jury), each read once for all whose cells are the same.

Nothing is decided here: parts are kept of rows that were read cell by cell and of which nothing was told, and what must
agree between parts is looked at again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from certeval.exchange.accrochage.identity import agrees
from certeval.exchange.accrochage.passage import EtatCivil, Lieu, Naissance, Noms, Obtention
from certeval.jury.candidats import PASSAGE
from certeval.jury.persons import is_plausible
from certeval.rules.situation import Voie

MOST_PARTS = 1 << 14
"""Parts of a kind that are kept: others are read cell by cell."""
NOMS = ("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3")
NAISSANCE = ("Annee Naissance", "Mois Naissance", "Jour Naissance", "Sexe")
LIEU = (
    *("Code Insee Commune Naissance", "Code Postal Commune Naissance", "Libelle Commune Naissance"),
    *("Code Pays Naissance", "Libelle Pays Naissance"),
)
ALONE = ("NIR", "Id Dossier")
"""What names one holder: a row that has one is read cell by cell."""

Cells = Sequence[str]
Key = Callable[[Cells], object]
When = tuple[date | None, Voie | None]
"""What a decision says that the table may not."""


def _key(columns: Mapping[str, int], headings: Sequence[str]) -> Key:
    """What tells the cells of some headings from others."""
    indices = [columns[heading] for heading in headings if heading in columns]
    return itemgetter(*indices) if indices else lambda _cells: ()


class SharedParts:
    """Parts of the rows of one table."""

    def __init__(self, columns: Mapping[str, int], read: Callable[[str, str], str | None]) -> None:
        """`read`: what a cell says under a heading; None where that can't be sent."""
        self._read = read
        slots = [(slot, columns[each]) for slot, each in enumerate(NOMS) if each in columns]
        self._names = [(slot, at, dict[str, str | None]()) for slot, at in slots]
        self._alone = [columns[each] for each in ALONE if each in columns]
        self._birth, self._place, self._passage = (_key(columns, each) for each in (NAISSANCE, LIEU, PASSAGE))
        self._births: dict[object, Naissance] = {}
        self._places: dict[object, Lieu] = {}
        self._obtentions: dict[object, Obtention] = {}
        self._ages: dict[tuple[str, str], bool] = {}

    def keep(self, cells: Cells, when: When, who: EtatCivil, obtention: Obtention) -> None:
        """Keep the parts of a row of which nothing was told."""
        if len(self._births) < MOST_PARTS:
            self._births[self._birth(cells)] = who.naissance
        if len(self._obtentions) < MOST_PARTS:
            self._obtentions[when, self._passage(cells)] = obtention
        if len(self._places) < MOST_PARTS and agrees(who.lieu):
            self._places[self._place(cells)] = who.lieu

    def etat_civil(self, cells: Cells) -> EtatCivil | None:
        """The holder of a row, all of whose parts but the names were met; None where it is to be read cell by cell."""
        for at in self._alone:
            if cells[at]:
                return None
        birth, place = self._births.get(self._birth(cells)), self._places.get(self._place(cells))
        if birth is None or place is None:
            return None
        names: list[str | None] = [None, None, None, None, None]
        for slot, at, by_text in self._names:
            if text := cells[at]:
                name = by_text.get(text)
                if not name:
                    name = self._read(NOMS[slot], text)
                    if len(by_text) < MOST_PARTS:
                        by_text[text] = name
                if name is None:
                    return None
                names[slot] = name
        birth_name, usage, first, second, third = names
        if birth_name is None or first is None:
            return None
        return EtatCivil(Noms(birth_name, usage, first, second, third), birth, place)

    def obtention(self, cells: Cells, when: When, who: EtatCivil) -> Obtention | None:
        """What is told of the certification of a row; None where it is to be read cell by cell."""
        obtention = self._obtentions.get((when, self._passage(cells)))
        if obtention is None:
            return None
        ages = (who.naissance.annee, obtention.date_debut_validite)
        is_possible = self._ages.get(ages)
        if is_possible is None:
            is_possible = self._ages[ages] = is_plausible(int(ages[0]), int(ages[1][:4]))
        return obtention if is_possible else None

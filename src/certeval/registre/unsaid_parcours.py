"""In which parcours a certification was obtained, where its entry does not say it, as older ones don't."""

from dataclasses import replace
from functools import cache

from certeval.referentiel.load import Referentiel, compile_document
from certeval.registre.acquis import BLOC, CERTIFICATION, Person
from certeval.registre.base import Base
from certeval.registre.journal import JournalEntry, record
from certeval.rules.outcome import Value
from certeval.rules.situation import PARCOURS
from certeval.scores.situations import elements_away
from certeval.sources import yaml


class UnsaidParcours:
    """Tells it by the registration of the session, else by the blocs that it decided where one parcours alone has them,
    under the référentiel that was applied, each read once.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._referentiel = cache(self._last_referentiel)
        self._blocs: dict[tuple[str, str], dict[str, set[frozenset[str]]]] = {}

    def complete(self, person: Person) -> Person:
        """A person whose certifications say their parcours where it is known."""
        for key, each in person.standing_entries.items():
            if each.entry.objet == CERTIFICATION and not each.text(PARCOURS):
                blocs = frozenset(
                    element
                    for (session, element), one in person.standing_entries.items()
                    if session == each.entry.session and one.entry.values.get("genre") == BLOC
                )
                person.standing_entries[key] = replace(each, parcours=self._of(each.entry, blocs))
        return person

    def _of(self, entry: JournalEntry, blocs: frozenset[str]) -> str:
        key = str(entry.values.get("certification", "")), str(entry.values.get("version", ""))
        referentiel = self._referentiel(*key)
        if referentiel is None or not referentiel.model.parcours:
            return ""
        sql = "SELECT contenu FROM inscription WHERE session = ? AND personne = ?"
        rows = self._base.rows(sql, entry.session, entry.personne)
        text = record(rows[0][0]).get(PARCOURS) if rows else None
        if text:
            return referentiel.situation_word(PARCOURS, str(text))
        if key not in self._blocs:
            self._blocs[key] = _blocs_by_parcours(referentiel)
        codes = [code for code, sets in self._blocs[key].items() if blocs in sets]
        return codes[0] if len(codes) == 1 else ""

    def _last_referentiel(self, certification: str, version: str) -> Referentiel | None:
        text = next(iter(version_texts(self._base, certification, version)), None)
        return compile_document(yaml.parse(text.encode(), certification)).referentiel if text else None


def version_texts(base: Base, certification: str, version: str) -> list[str]:
    """The texts that a version was applied by: of the session that was registered last, first."""
    sql = (
        "SELECT r.texte FROM referentiel r JOIN session s ON s.referentiel = r.empreinte"
        " JOIN journal j ON j.session = s.code WHERE r.certification = ? AND r.version = ? AND j.acte = 'cloture'"
        " GROUP BY r.empreinte, r.texte ORDER BY MAX(j.rang) DESC"
    )
    return [str(text) for (text,) in base.rows(sql, certification, version)]


def _blocs_by_parcours(referentiel: Referentiel) -> dict[str, set[frozenset[str]]]:
    """By parcours, the blocs that its candidates have: of each voie, where some are for a part of these."""
    program = referentiel.program
    blocs = frozenset(referentiel.tree.below("bloc", None))
    by_code: dict[str, set[frozenset[str]]] = {}
    for code in program.situation[PARCOURS].scale.words():
        ways: list[tuple[Value | None, ...]] = [()]
        for axis, entry in program.situation.items():
            words = (code,) if axis == PARCOURS else entry.scale.words()
            ways = [(*way, entry.read(word).value) for way in ways for word in words]
        by_code[code] = {blocs - elements_away(program, way) for way in ways}
    return by_code

"""How each element is entered: its scale, its statuses, its jurors and attempts, its own or those of its kind."""

from fractions import Fraction
from typing import cast

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Element, Tree
from certeval.rules.compound_measures import rank as rank_of
from certeval.rules.entry import IN_ACCORD, Entry
from certeval.rules.limits import gap_bounds, scale_bounds
from certeval.rules.names import NO_NAMES, Mistakes, Scope
from certeval.rules.outcome import NON_SAISIE, Value
from certeval.rules.saisie import (
    DEFAULT_STATUSES,
    KEPT,
    THIRD,
    Effect,
    Jures,
    Saisie,
    Statuts,
    Tentatives,
    Valeur,
)
from certeval.rules.scales import Acquis, Scale
from certeval.sources.document import Document
from certeval.text.cell_text import spelling
from certeval.text.numbers import exact


def entry_place(document: Document, element: Element, key: str) -> Path:
    """Where a key of what is entered for an element is declared: for itself, else for its kind."""
    own = (*element.path, key)
    return ("saisie", element.kind, key) if document.at(own) is None else own


class Entries:
    """Reads what is entered for elements; `mistakes` takes what is wrong with it."""

    def __init__(self, file: Fichier, tree: Tree, mistakes: Mistakes) -> None:
        self.file = file
        self.tree = tree
        self.mistakes = mistakes
        self._of_kind: dict[str, Entry | None] = {}

    def of(self, element: Element) -> Entry | None:
        """How an element's cells read: as its kind's do, unless it has keys of its own."""
        own = cast("DeclaredElement", element.model).saisie()
        if own is not None:
            return self._read(element, own)
        if element.kind not in self._of_kind:
            self._of_kind[element.kind] = self._read(element, None)
        like = self._of_kind[element.kind]
        return like and Entry(element.code, *like[1:])

    def _read(self, element: Element, own: Saisie | None) -> Entry | None:
        """Its own keys, else its kind's, key by key; None where nothing is entered."""
        kind = self.file.saisie_of(element.kind)
        default = Acquis() if element.kind in {"critere", "fait"} else None
        scale = (own and own.echelle) or (kind and kind.echelle) or default
        if scale is None:
            return None
        where = element.path if own else ("saisie", element.kind)
        jurors = (own and own.jures) or (kind and kind.jures) or IN_ACCORD
        attempts = self._attempts(element, scale, own, kind)
        at = (*(element.path if own and own.echelle else where), "echelle")
        for flaw in scale.flaws(at):
            self.mistakes.add(flaw)
        self._check_jurors(element.code, scale, jurors, (*where, "jures", "retenir"))
        scope = Scope(NO_NAMES, self.mistakes, element.code)
        third = jurors.troisieme_si_ecart
        conserver_si = attempts.conserver_si if attempts else None
        return Entry(
            element.code,
            scale,
            self._statuses(element.code, scale, own, kind, where),
            jurors,
            gap_bounds(scope, third, scale, (*where, "jures", THIRD)) if third else None,
            attempts,
            scale_bounds(scope, conserver_si, element.code, scale, (*where, "tentatives", KEPT))
            if conserver_si
            else None,
            Value(scale.least, scale.greatest, NON_SAISIE),
        )

    def _statuses(
        self, code: str, scale: Scale, own: Saisie | None, kind: Saisie | None, where: Path
    ) -> dict[str, tuple[str, Effect | Fraction]]:
        """Each status word with its effect: the language's, the file's, the kind's, the element's, in that order."""
        statuses: dict[str, tuple[str, Effect | Fraction]] = {
            spelling(word): (word, effect) for word, effect in DEFAULT_STATUSES.items()
        }
        own_statuts, of_kind = ((each and each.statuts) or {} for each in (own, kind))
        words = {spelling(word) for word in own_statuts}
        layers: list[tuple[Statuts, Path]] = [
            (self.file.statuts or {}, ("statuts",)),
            ({w: each for w, each in of_kind.items() if spelling(w) not in words}, (*where, "statuts")),
            (own_statuts, (*where, "statuts")),
        ]
        for statuts, path in layers:
            for word, effect in statuts.items():
                value = self._status_value(code, scale, effect, (*path, word))
                if value is not None:
                    statuses[spelling(word)] = (word, value)
        for word, _ in statuses.values():
            if scale.read(word) is not None:
                self.mistakes.report(kinds.STATUS_IS_VALUE, (*where, "echelle"), status=word, name=code)
        return statuses

    def _status_value(
        self, code: str, scale: Scale, effect: Effect | Valeur, path: Path
    ) -> Effect | Fraction | None:
        """A status's effect, or its value on this scale. The file's statuses serve the scales that have the value."""
        if isinstance(effect, Effect):
            return effect
        value = scale.read(effect.valeur)
        if value is None and path[0] != "statuts" and scale.least < scale.greatest:
            self.mistakes.report(kinds.STATUS_VALUE, (*path, "valeur"), value=effect.valeur, name=code)
        return value

    def _attempts(
        self, element: Element, scale: Scale, own: Saisie | None, kind: Saisie | None
    ) -> Tentatives | None:
        """The rule of attempts, its ceiling on levels as a rank: the level of that name, else the best that has no more
        points. One declared beside another scale says nothing of levels that have neither.
        """
        attempts = (own and own.tentatives) or (kind and kind.tentatives) or None
        if attempts is None or (ceiling := attempts.plafond) is None or not (levels := scale.words()):
            return attempts
        rank = scale.read(exact(ceiling))
        if rank is None and scale.worth and scale.worth[0] <= ceiling <= scale.worth[-1]:
            rank = rank_of(scale.worth, "au_plus", ceiling)
        is_own = own is not None and own.tentatives is not None
        if rank is None and (is_own or own is None or own.echelle is None):
            path = (*(element.path if is_own else ("saisie", element.kind)), "tentatives", "plafond")
            self.mistakes.report(
                kinds.CEILING_OF_LEVELS, path, limit=exact(ceiling), name=element.code, levels=levels
            )
        return attempts.model_copy(update={"plafond": rank})

    def _check_jurors(self, code: str, scale: Scale, jurors: Jures, path: Path) -> None:
        votes = {"unanimite", "majorite"}
        has_words = bool(scale.words())
        if (jurors.retenir in votes and not has_words) or (jurors.retenir == "moyenne" and has_words):
            self.mistakes.report(kinds.JURORS_SCALE, path, how=jurors.retenir, name=code)

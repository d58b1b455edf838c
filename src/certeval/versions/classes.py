"""What each difference does to decisions: one table says it for each key of each kind of part.

Never optimistic: where it is not certain that nothing changes, decisions may change.
"""

from collections.abc import Mapping
from enum import Enum, auto
from functools import cached_property

from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold
from certeval.versions.difference import GROUPS, Classe, Difference, Sorte
from certeval.versions.matching import Matching
from certeval.versions.outline import CODED, DEFINITION, NAMED, Key, Outline
from certeval.versions.reading import Cause, unread
from certeval.versions.rule_forms import names, neutral


class Effect(Enum):
    """What changing a key does."""

    NOTHING = auto()
    """No decision depends on it."""
    RULE = auto()
    """Decisions may change, unless both rules come to the same form."""
    ENTRY = auto()
    """Decisions may change, and old sheets may no longer read."""
    ASSESSED = auto()
    """What an épreuve assesses: nothing where no rule looks at it, or where it is the same set."""
    HEADING = auto()
    """No decision depends on it, but old sheets may no longer read."""
    DECIDES = auto()
    """Decisions may change, however it is said."""
    BREAKS = auto()
    """Old sheets no longer read."""
    PARTS = auto()
    """Holds parts that are compared by themselves, or is what they are matched by."""


N, R, E, P = Effect.NOTHING, Effect.RULE, Effect.ENTRY, Effect.PARTS
_ENTERED = {"echelle": E, "statuts": E, "jures": E, "tentatives": E}
_ELEMENT = {"code": P, "code_source": Effect.HEADING, "remplace": N, **_ENTERED, "validation": R}
_HELD = dict.fromkeys(("intitule", "description", "duree", "cadre", "sujet"), N)
_RULE = {DEFINITION: R}

EFFECTS: Mapping[str, Mapping[str, Effect]] = {
    "certification": {
        **dict.fromkeys(("format", "version", "intitule", "langue", "rncp", "niveau", "certificateurs"), N),
        **dict.fromkeys(("enregistrement", "en_vigueur", "base_legale", "definitions", "metiers"), N),
        **dict.fromkeys(("certification", "saisie", "validation", "mesures", "regles", "paliers"), P),
        **dict.fromkeys(("blocs", "epreuves", "faits", "ecarts", "cas"), P),
        "code": Effect.BREAKS,
        "statuts": E,
        "equivalences": Effect.DECIDES,
    },
    "bloc": {
        **_ELEMENT,
        **dict.fromkeys(("intitule", "metiers", "savoir_faire", "condition"), N),
        **dict.fromkeys(("activites", "competences", "epreuves"), P),
    },
    "activite": {"code": P, "code_source": N, "remplace": N, "libelle": N, "competences": N},
    "competence": {**_ELEMENT, "libelle": N, "criteres": P},
    "critere": {**_ELEMENT, "libelle": N},
    "epreuve": {**_ELEMENT, **_HELD, "evalue": Effect.ASSESSED, "attendus": N, "parties": P},
    "partie": {
        "code": P,
        "remplace": N,
        **_HELD,
        **dict.fromkeys(("forme", "sous_forme_de", "candidats", "groupe", "apres", "deroulement"), N),
        **dict.fromkeys(("acces", "support", "remise", "jury", "candidat"), N),
    },
    "fait": {**_ELEMENT, "libelle": N},
    "saisie": _ENTERED,
    "validation": _RULE,
    "regle": _RULE,
    "mesure": _RULE,
    "palier": _RULE,
    "ecart": dict.fromkeys(("diagnostic", "cible", "constat", "decision", "expire"), N),
    "cas": dict.fromkeys(("nom", "cellules", "attendu", "rattrapages"), N),
}
"""By kind of part, what changing each of its keys does. The certification's keys are the file's too."""

UNDECIDED = ("activite", "partie", "ecart", "cas")
"""Kinds of part that no decision is about."""
RULES = ("validation", DEFINITION)
"""Keys of parts that hold a rule or a measure."""


class Classes:
    """Says the class of each difference between two référentiels."""

    def __init__(
        self, old: Referentiel, new: Referentiel, outlines: tuple[Outline, Outline], matching: Matching
    ) -> None:
        self.old, self.new, self.outlines = old, new, outlines
        self.unread = unread(old, new, matching)
        self.renamed = {
            one[1]: other[1]
            for one, other in matching.new_of.items()
            if one[1] != other[1] and (one[0] in CODED or one[0] in NAMED.values())
        }

    def of(self, difference: Difference) -> Classe:
        """The class of one difference."""
        if self._breaks(difference):
            return Classe.CASSANT
        if difference.kind in UNDECIDED or difference.sorte is Sorte.REORDONNE:
            return Classe.EDITORIAL
        if difference.sorte is Sorte.MODIFIE:
            changes = self._changes(difference)
        else:
            changes = not (difference.kind == "epreuve" and self._idle(difference))
        return Classe.EVALUATIF if changes else Classe.EDITORIAL

    # -- old sheets

    def _breaks(self, difference: Difference) -> bool:
        """Whether old sheets no longer read because of it."""
        if difference.sorte is not Sorte.MODIFIE:
            gone = difference.sorte in {Sorte.SUPPRIME, Sorte.RENOMME, *GROUPS}
            causes = [self.unread.get(code, {}) for code in difference.old] if gone else []
            unheard = any(Cause.CODE in each or Cause.SOURCE in each for each in causes)
            return unheard or any(
                self._claims(key) for key in difference.new_keys if self._arrives(difference)
            )
        key = difference.field[0]
        effect = EFFECTS[difference.kind][key]
        if effect is Effect.HEADING:
            lost = Cause.SOURCE in self.unread.get(difference.old[0], {})
            return lost or self._claims(difference.new_keys[0])
        if effect is Effect.ENTRY:
            return any(key in self.unread.get(code, {}) for code in self._entered(difference))
        return effect is Effect.BREAKS

    @staticmethod
    def _arrives(difference: Difference) -> bool:
        return difference.sorte in {Sorte.AJOUTE, Sorte.RENOMME, *GROUPS}

    @cached_property
    def _lost(self) -> frozenset[str]:
        """The spellings of old sheets that no longer lead to what they meant."""
        return frozenset(
            spelling for causes in self.unread.values() for spelling in causes.values() if spelling
        )

    def _claims(self, key: Key) -> bool:
        """Whether a new element takes a spelling that meant another."""
        element = self.new.elements.get(key[1])
        if element is None or key[0] not in CODED:
            return False
        source = getattr(element.model, "code_source", None) or ""
        return bool(self._lost & {fold(element.code), fold(source)})

    def _entered(self, difference: Difference) -> tuple[str, ...]:
        """The old codes whose cells a declaration of what is entered is about."""
        if difference.kind in CODED:
            return difference.old
        kinds = self.old.elements
        if difference.kind == "saisie":
            return tuple(code for code in self.unread if kinds[code].kind == difference.old[0])
        return tuple(self.unread)

    # -- decisions

    def _changes(self, difference: Difference) -> bool:
        """Whether decisions may change because a key does."""
        effect = EFFECTS[difference.kind][difference.field[0]]
        if effect is Effect.RULE:
            return neutral(difference.before, self.renamed) != neutral(difference.after, {})
        if effect is Effect.ASSESSED:
            return not self._idle(difference) and self._assessed(difference)
        return effect not in {Effect.NOTHING, Effect.HEADING}

    def _assessed(self, difference: Difference) -> bool:
        """Whether an épreuve assesses something else, each code as the new version has it."""
        before = {self.renamed.get(code, code) for code in _evalue(self.old, difference.old[0])}
        return before != set(_evalue(self.new, difference.new[0]))

    def _idle(self, difference: Difference) -> bool:
        """Whether épreuves are only described: nothing is entered for them, no rule is theirs, none looks at them."""
        before = all(self._unheard(self.old, self._old_words, code) for code in difference.old)
        return before and all(self._unheard(self.new, self._new_words, code) for code in difference.new)

    @staticmethod
    def _unheard(referentiel: Referentiel, words: frozenset[str], code: str) -> bool:
        made = referentiel.program.steps
        decided = code in referentiel.entries or ("verdict", code) in made or ("valeur", code) in made
        return not decided and not words & {code, "epreuves"}

    @cached_property
    def _old_words(self) -> frozenset[str]:
        return _words(self.outlines[0])

    @cached_property
    def _new_words(self) -> frozenset[str]:
        return _words(self.outlines[1])


def _evalue(referentiel: Referentiel, code: str) -> tuple[str, ...]:
    """What an épreuve says it assesses, else the compétences of its bloc."""
    element = referentiel.elements[code]
    said = getattr(element.model, "evalue", None)
    if said is not None:
        return tuple(said)
    return referentiel.tree.below("competence", element.parent) if element.parent else ()


def _words(outline: Outline) -> frozenset[str]:
    """Every word of every rule and measure of a référentiel."""
    parts = outline.parts.values()
    return names([rule for part in parts for key in RULES if (rule := part.fields.get(key)) is not None])

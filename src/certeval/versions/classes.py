"""What each difference does to decisions, by what the model of each kind of part says of its keys; which elements old
sheets can no longer be read for.

Never optimistic: where it is not certain that nothing changes, decisions may change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from certeval.referentiel.blocs import Bloc, Fait
from certeval.referentiel.certification import Certification
from certeval.referentiel.elements import Competence, Critere, Epreuve, SousCompetence
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.rules.entry import IN_ACCORD, Entry
from certeval.rules.file_model import FileModel, OnChange, on_change
from certeval.rules.outcome import NON_SAISIE, Value
from certeval.rules.saisie import VIDE, Effect, Saisie
from certeval.rules.scales import Choix
from certeval.rules.situation import PARCOURS
from certeval.text.cell_text import spelling
from certeval.text.nearest import fold
from certeval.text.numbers import exact
from certeval.versions.difference import GROUPS, Classe, Difference, Sorte
from certeval.versions.matching import Matching
from certeval.versions.outline import CODE_KINDS, DEFINITION, KIND_BY_TABLE, Key, MeaningOutline
from certeval.versions.rule_forms import names, neutral
from certeval.versions.wordings import is_another

MODELS: Mapping[str, tuple[type[FileModel], ...]] = {
    "certification": (Certification, Fichier),
    "bloc": (Bloc,),
    "competence": (Competence,),
    "sous_competence": (SousCompetence,),
    "critere": (Critere,),
    "epreuve": (Epreuve,),
    "fait": (Fait,),
    "saisie": (Saisie,),
}
"""By kind of part, the models whose keys it has; of the other kinds each holds one rule, measure or ladder, or no
decision is about it.
"""

NO_DECISION_KINDS = ("activite", "partie", "ecart", "cas")
"""Kinds of part that no decision is about."""
RULES = ("validation", DEFINITION)
"""Keys of parts that hold a rule or a measure."""

WORDINGS = ("libelle", "intitule")
"""Keys of elements that say what they are."""


def on_change_of(kind: str, key: str) -> OnChange:
    """What changing a key of a kind of part does. Decisions may change where no model says."""
    models = (model for model in MODELS.get(kind, ()) if key in model.model_fields)
    effect = next((on_change(model, key) for model in models), OnChange.RULE if key == DEFINITION else None)
    return OnChange.DECIDES if effect is None else effect


class Classifier:
    """Says the class of each difference between two référentiels."""

    def __init__(
        self,
        old: Referentiel,
        new: Referentiel,
        outlines: tuple[MeaningOutline, MeaningOutline],
        matching: Matching,
    ) -> None:
        self.old, self.new, self.outlines = old, new, outlines
        self.unread_causes = unread_causes(old, new, matching)
        self.new_codes = {
            one[1]: other[1]
            for one, other in matching.new_of.items()
            if one[1] != other[1] and (one[0] in CODE_KINDS or one[0] in KIND_BY_TABLE.values())
        }

    def of(self, difference: Difference) -> Classe:
        """The class of one difference."""
        if self._breaks(difference):
            return Classe.CASSANT
        if difference.kind in NO_DECISION_KINDS or difference.sorte is Sorte.REORDONNE:
            return Classe.EDITORIAL
        if difference.sorte is Sorte.MODIFIE:
            changes = self._changes(difference)
        else:
            changes = not (difference.kind == "epreuve" and self._is_descriptive(difference))
        return Classe.EVALUATIF if changes else Classe.EDITORIAL

    def _breaks(self, difference: Difference) -> bool:
        """Whether old sheets no longer read because of it."""
        if difference.sorte is not Sorte.MODIFIE:
            leaves = difference.sorte in {Sorte.SUPPRIME, Sorte.RENOMME, *GROUPS}
            causes = [self.unread_causes.get(code, {}) for code in difference.old] if leaves else []
            unheard = any(Cause.CODE in each or Cause.SOURCE in each for each in causes)
            arrives = difference.sorte in {Sorte.AJOUTE, Sorte.RENOMME, *GROUPS}
            return unheard or (arrives and any(map(self._claims, difference.new_keys)))
        key = difference.field[0]
        effect = on_change_of(difference.kind, key)
        if key == PARCOURS and difference.kind == "certification":
            return not _parcours_texts(self.old).items() <= _parcours_texts(self.new).items()
        if effect is OnChange.HEADING:
            is_lost = Cause.SOURCE in self.unread_causes.get(difference.old[0], {})
            return is_lost or self._claims(difference.new_keys[0])
        if effect is OnChange.ENTRY:
            return any(key in self.unread_causes.get(code, {}) for code in self._entry_codes(difference))
        return effect is OnChange.BREAKS

    @cached_property
    def _lost_spellings(self) -> frozenset[str]:
        """The spellings of old sheets that no longer lead to what they meant."""
        return frozenset(text for causes in self.unread_causes.values() for text in causes.values() if text)

    def _claims(self, key: Key) -> bool:
        """Whether a new element takes a spelling that meant another."""
        element = self.new.elements.get(key[1])
        if element is None or key[0] not in CODE_KINDS:
            return False
        source = getattr(element.model, "code_source", None) or ""
        return bool(self._lost_spellings & {fold(element.code), fold(source)})

    def _entry_codes(self, difference: Difference) -> tuple[str, ...]:
        """The old codes whose cells a declaration of what is entered is about."""
        if difference.kind in CODE_KINDS:
            return difference.old
        kinds = self.old.elements
        if difference.kind == "saisie":
            return tuple(code for code in self.unread_causes if kinds[code].kind == difference.old[0])
        return tuple(self.unread_causes)

    def _declared_codes(self, difference: Difference) -> Collection[str]:
        """The codes, old and new, of the elements that a declaration of what is entered may be about."""
        if difference.kind in CODE_KINDS:
            return (*difference.old, *difference.new)
        elements = {**self.old.elements, **self.new.elements}
        codes = {**self.old.entries, **self.new.entries}
        return [c for c in codes if difference.kind != "saisie" or elements[c].kind == difference.old[0]]

    def _changes(self, difference: Difference) -> bool:
        """Whether decisions may change because a key does."""
        effect = on_change_of(difference.kind, difference.field[0])
        if difference.field[0] in WORDINGS and difference.old == difference.new:
            is_marked = difference.old[0] in self.old.entries
            return is_marked and is_another(str(difference.before), str(difference.after))
        if effect is OnChange.RULE:
            before = neutral(difference.before, self.new_codes, blocks=self._blocks)
            return before != neutral(difference.after, {}, blocks=self._blocks)
        if effect is OnChange.ENTRY:
            old, new = self.old.entries, self.new.entries
            return any(old.get(code) != new.get(code) for code in self._declared_codes(difference))
        if effect is OnChange.ASSESSED:  # whether it is something else, each code as the new version has it
            codes = {self.new_codes.get(code, code) for code in _evalue(self.old, difference.old[0])}
            return codes != {*_evalue(self.new, difference.new[0])} and not self._is_descriptive(difference)
        return effect not in {OnChange.NOTHING, OnChange.HEADING}

    @cached_property
    def _blocks(self) -> bool:
        """Whether a status of either version is a failure that nothing makes up for."""
        entries = (*self.old.entries.values(), *self.new.entries.values())
        return any(effect is Effect.BLOQUE for entry in entries for _, effect in entry.statuses.values())

    def _is_descriptive(self, difference: Difference) -> bool:
        """Whether épreuves are only described: nothing is entered for them, no rule is theirs, none looks at them."""
        old_words, new_words = self._words
        before = all(self._unheard(self.old, old_words, code) for code in difference.old)
        return before and all(self._unheard(self.new, new_words, code) for code in difference.new)

    @staticmethod
    def _unheard(referentiel: Referentiel, words: frozenset[str], code: str) -> bool:
        steps = referentiel.program.steps
        is_decided = code in referentiel.entries or ("verdict", code) in steps or ("valeur", code) in steps
        return not is_decided and not words & {code, "epreuves"}

    @cached_property
    def _words(self) -> tuple[frozenset[str], ...]:
        """Every word of every rule and measure of each version."""
        return tuple(
            names([rule for part in each.parts.values() for key in RULES if (rule := part.fields.get(key))])
            for each in self.outlines
        )


def _parcours_texts(referentiel: Referentiel) -> dict[str, str]:
    """What sheets may call each parcours, its code or its title, with the one that is meant."""
    entry = referentiel.program.situation.get(PARCOURS)
    by_text = entry.scale.by_text if entry is not None and isinstance(entry.scale, Choix) else {}
    return {text: spelling(code) for text, code in by_text.items()}


def _evalue(referentiel: Referentiel, code: str) -> tuple[str, ...]:
    """What an épreuve says it assesses, else the compétences of its bloc."""
    evalue = getattr(referentiel.elements[code].model, "evalue", None)
    return referentiel.tree.below("competence", code) if evalue is None else tuple(evalue)


class Cause(StrEnum):
    """What keeps the cells of an element from being read, called as the key that decides it."""

    CODE = "code"
    SOURCE = "code_source"
    ECHELLE = "echelle"
    STATUTS = "statuts"
    JURES = "jures"
    TENTATIVES = "tentatives"


def unread_causes(old: Referentiel, new: Referentiel, matching: Matching) -> dict[str, dict[Cause, str]]:
    """By old code, each cause with the folded spelling it is about ("" where it is about none)."""
    texts: dict[str, list[str]] = defaultdict(list)
    for text, code in old.tree.spellings.items():
        texts[code].append(text)
    by_code: dict[str, dict[Cause, str]] = {}
    for code, entry in old.entries.items():
        causes: dict[Cause, str] = {}
        become = [each for _, each in matching.successors((old.elements[code].kind, code))]
        for text in texts[code]:
            if new.tree.spellings.get(text) not in become:
                causes[Cause.CODE if text == fold(code) else Cause.SOURCE] = text
        for each in become:
            causes |= dict.fromkeys(_entry_causes(entry, new.entries.get(each)), "")
        if causes:
            by_code[code] = causes
    return by_code


def _entry_causes(old: Entry, new: Entry | None) -> Iterator[Cause]:
    """What the new version refuses of what could be entered. Marks read on marks only: other scales name each value."""
    if new is None:
        yield Cause.ECHELLE
        return
    scale, texts = old.scale, old.scale.spellings()
    is_read = all(new.read(text).refusal is None for text in texts)
    if not (is_read if texts else new.scale.holds(scale.least, scale.greatest, scale.step)):
        yield Cause.ECHELLE
    is_lost = any(new.read(word).refusal is not None for word, _ in old.statuses.values())
    if is_lost or _may_contradict(old, new):
        yield Cause.STATUTS
    if new.jurors.retenir == "accord" != old.jurors.retenir:
        yield Cause.JURES  # jurors who differed were combined, and would now contradict each other
    if old.attempts is not None and new.attempts is None:
        yield Cause.TENTATIVES  # several attempts counted as declared, and would now be refused


def _may_contradict(old: Entry, new: Entry) -> bool:
    """Whether jurors who had to agree, and did, may now differ: a status that said nothing, or the same as another or
    as a mark, says something else. Where nothing is declared of jurors, one is taken to have marked.
    """
    if old.jurors is IN_ACCORD or new.jurors.retenir != "accord":
        return False
    words = [word for word, _ in old.statuses.values() if word != VIDE]
    numbers = {old.scale.least, old.scale.greatest, *(old.read(word).value.low for word in words)}
    texts = [*words, *(old.scale.spellings() or map(exact, numbers))]
    # a group a value rather than pairs: thousands of levels make millions of those
    by_old = defaultdict[Value, set[Value]](set)
    for text in texts:
        if (value := new.read(text).value).may != NON_SAISIE:
            by_old[old.read(text).value].add(value)
    unknown = any(value.may == NON_SAISIE for value in by_old)
    groups = [set[Value]().union(*by_old.values())] if unknown else by_old.values()
    return any(len(values) > 1 for values in groups)

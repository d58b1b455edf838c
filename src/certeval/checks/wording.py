"""How compétences, critères and activités are worded, after France compétences' advice to certifiers.

Its FAQ: a compétence is an action verb in the infinitive, what it acts on, and to what end.
"""

import re
from collections.abc import Iterator

from certeval.checks import french
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import wording as kinds
from certeval.referentiel.tree import Element

PREPOSITION = re.compile(
    r"(?:à|au|aux|dans|en|lors|sur|selon|avec|par|face|depuis|après|avant|pour)\b", re.IGNORECASE
)
UNOBSERVABLE = re.compile(
    r"(?:savoir|conna[iî]tre|comprendre|ma[iî]triser|appréhender|percevoir|assimiler|découvrir|apprendre|pouvoir"
    r"|être (?:capable|apte|en mesure|sensibilis)\w*|avoir (?:connaissance|conscience|une))(?![\w-])",
    re.IGNORECASE,
)
SEVERAL = 2
MANY_CLAUSES = 3
FEW = 3


def competences_begin_with_a_verb(subject: Subject) -> Iterator[Finding]:
    """A compétence begins with an action verb in the infinitive, or with where it is carried out."""
    for element in subject.with_wording("competence"):
        word = french.first_word(element.wording)
        has_situation = PREPOSITION.match(element.wording) and any(
            french.is_infinitive(french.first_word(part)) for part in element.wording.split(",")[1:]
        )
        if not french.is_infinitive(word) and not has_situation:
            yield Finding(kinds.NOT_AN_INFINITIVE, _wording(element), {"word": word})


def competences_are_observable(subject: Subject) -> Iterator[Finding]:
    """A compétence is something done: savoir, connaître, comprendre can't be observed."""
    for element in subject.with_wording("competence"):
        if match := UNOBSERVABLE.match(element.wording):
            yield Finding(kinds.NOT_OBSERVABLE, _wording(element), {"word": match[0]})


def competences_say_to_what_end(subject: Subject) -> Iterator[Finding]:
    """A compétence says to what end: pour, afin de, en vue de. Where none does, it is said once."""
    every = subject.with_wording("competence")
    silent = [_wording(element) for element in every if not french.says_purpose(element.wording)]
    if len(silent) == len(every) >= FEW:
        yield Finding(kinds.NO_PURPOSE_ANYWHERE, silent[0], {"count": len(every)})
    else:
        yield from (Finding(kinds.NO_PURPOSE, at) for at in silent)


def criteres_are_results(subject: Subject) -> Iterator[Finding]:
    """A critère is a result that is observed, not a task."""
    for element in subject.with_wording("critere"):
        word = french.first_word(element.wording)
        if french.is_infinitive(word):
            yield Finding(kinds.CRITERE_IS_A_TASK, _wording(element), {"word": word})


def criteres_are_one_result(subject: Subject) -> Iterator[Finding]:
    """A critère is one result: not several sentences, nor three clauses or more."""
    for element in subject.with_wording("critere"):
        if french.is_short_of(element.wording, MANY_CLAUSES, SEVERAL):
            continue
        clauses, sentences = french.clauses(element.wording), french.sentences(element.wording)
        if clauses >= MANY_CLAUSES or sentences >= SEVERAL:
            yield Finding(kinds.CRITERE_JOINS, _wording(element), {"count": max(clauses, sentences)})


def activites_are_worded_alike(subject: Subject) -> Iterator[Finding]:
    """An activité is not worded as an infinitive where most are nouns."""
    every = subject.with_wording("activite")
    words = [(element, french.first_word(element.wording)) for element in every]
    verbs = [(element, word) for element, word in words if french.is_infinitive(word)]
    if len(every) >= FEW and len(verbs) * 2 < len(every):
        for element, word in verbs:
            yield Finding(kinds.ACTIVITE_INFINITIVE, _wording(element), {"word": word})


def _wording(element: Element) -> Path:
    """Where the wording of an element stands."""
    return (*element.path, "libelle")

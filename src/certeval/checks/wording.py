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

PLACEHOLDER = re.compile(
    r"(?:comp[ée]tence|crit[èe]re|niveau|module|ue|unit[ée]|activit[ée])\b", re.IGNORECASE
)
"""« Compétence 2.1 » stands for a wording that is elsewhere: there is nothing to judge."""
SITUATED = re.compile(
    r"(?:à|au|aux|dans|en|lors|sur|selon|avec|par|face|depuis|après|avant|pour)\b", re.IGNORECASE
)
NOT_OBSERVED = re.compile(
    r"(?:savoir|conna[iî]tre|comprendre|ma[iî]triser|appréhender|percevoir|assimiler|découvrir|apprendre|pouvoir"
    r"|être (?:capable|apte|en mesure|sensibilis)\w*|avoir (?:connaissance|conscience|une))(?![\w-])",
    re.IGNORECASE,
)
SEVERAL = 2
JOINED = 3
FEW = 3


def competences_begin_with_a_verb(subject: Subject) -> Iterator[Finding]:
    """A compétence begins with an action verb in the infinitive, or with where it is carried out."""
    for element, at in _worded(subject, "competence"):
        word = french.first_word(element.wording)
        situated = SITUATED.match(element.wording) and any(
            french.is_infinitive(french.first_word(part)) for part in element.wording.split(",")[1:]
        )
        if not french.is_infinitive(word) and not situated:
            yield Finding(kinds.NOT_AN_INFINITIVE, at, {"word": word})


def competences_can_be_observed(subject: Subject) -> Iterator[Finding]:
    """A compétence is something done: savoir, connaître, comprendre can't be observed."""
    for element, at in _worded(subject, "competence"):
        if found := NOT_OBSERVED.match(element.wording):
            yield Finding(kinds.NOT_OBSERVABLE, at, {"word": found[0]})


def competences_say_to_what_end(subject: Subject) -> Iterator[Finding]:
    """A compétence says to what end: pour, afin de, en vue de. Where none does, it is said once."""
    every = list(_worded(subject, "competence"))
    silent = [at for element, at in every if not french.says_purpose(element.wording)]
    if len(silent) == len(every) >= FEW:
        yield Finding(kinds.NO_PURPOSE_ANYWHERE, silent[0], {"count": len(every)})
    else:
        yield from (Finding(kinds.NO_PURPOSE, at) for at in silent)


def criteres_are_results(subject: Subject) -> Iterator[Finding]:
    """A critère is a result that is observed, not a task."""
    for element, at in _worded(subject, "critere"):
        word = french.first_word(element.wording)
        if french.is_infinitive(word):
            yield Finding(kinds.CRITERE_IS_A_TASK, at, {"word": word})


def criteres_are_one_result(subject: Subject) -> Iterator[Finding]:
    """A critère is one result: not several sentences, nor three clauses or more."""
    for element, at in _worded(subject, "critere"):
        clauses, sentences = french.clauses(element.wording), french.sentences(element.wording)
        if clauses >= JOINED or sentences >= SEVERAL:
            yield Finding(kinds.CRITERE_JOINS, at, {"count": max(clauses, sentences)})


def activites_are_worded_alike(subject: Subject) -> Iterator[Finding]:
    """An activité is not worded as an infinitive where most are nouns."""
    every = [(e, at, french.first_word(e.wording)) for e, at in _worded(subject, "activite")]
    verbs = [(at, word) for _, at, word in every if french.is_infinitive(word)]
    if len(every) >= FEW and len(verbs) * 2 < len(every):
        for at, word in verbs:
            yield Finding(kinds.ACTIVITE_INFINITIVE, at, {"word": word})


def _worded(subject: Subject, kind: str) -> Iterator[tuple[Element, Path]]:
    """The elements of a kind whose French wording is one, and where it stands."""
    for element in subject.of_kind(kind) if subject.in_french else ():
        if element.wording and not PLACEHOLDER.match(element.wording):
            yield element, (*element.path, "libelle")

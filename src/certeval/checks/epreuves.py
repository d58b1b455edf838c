"""What épreuves assess, and what is said of how they are held."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.texts import Duree
from certeval.referentiel.tree import ASSESSMENT_KINDS, Element

GROUP = 2
"""The candidates that a group has at the least."""


def epreuves_assess_each_critere(subject: Subject) -> Iterator[Finding]:
    """Where épreuves are declared, each critère is assessed by one of them."""
    epreuves = [element.code for element in subject.of_kind("epreuve")]
    named_codes = {code for _, epreuve in subject.models("epreuve", Epreuve) for code in epreuve.evalue or ()}
    if named_codes - subject.tree.elements.keys():
        return  # what they are is not known
    assessed_codes = {
        code for e in epreuves for kind in ASSESSMENT_KINDS for code in subject.tree.below(kind, e)
    }
    everywhere = any(epreuve.evalue for epreuve in subject.model.epreuves)
    blocs = [
        bloc for bloc in subject.of_kind("bloc") if everywhere or bool(getattr(bloc.model, "epreuves", ()))
    ]
    gaps = (code for bloc in blocs for code in _assessment_gaps(subject, bloc, assessed_codes))
    for code in dict.fromkeys(gaps):  # two blocs may count one
        yield Finding(kinds.NOT_ASSESSED, (*subject.tree.elements[code].path, "code"), {"code": code})


def _assessment_gaps(subject: Subject, bloc: Element, assessed_codes: set[str]) -> Iterator[str]:
    """The compétences of which nothing is assessed, and of the others the critères that are not."""
    for competence in subject.tree.below("competence", bloc.code):
        criteres = subject.tree.below("critere", competence)
        rest = [code for code in criteres if code not in assessed_codes]
        if competence not in assessed_codes and rest == list(criteres):
            yield competence
        else:
            yield from rest


def each_epreuve_assesses(subject: Subject) -> Iterator[Finding]:
    """An épreuve assesses something, or something is entered for it."""
    for element, epreuve in subject.models("epreuve", Epreuve):
        if epreuve.evalue or epreuve.validation is not None:
            continue
        if not subject.tree.below("competence", element.code) and not subject.is_entered(element):
            yield Finding(kinds.ASSESSES_NOTHING, (*element.path, "code"), {"code": element.code})


def durations_add_up(subject: Subject) -> Iterator[Finding]:
    """An épreuve lasts as long as its parts together, a part as long as its phases."""
    for element, epreuve in subject.models("epreuve", Epreuve):
        parts = sum(partie.duree.minutes if partie.duree else _phases(partie) for partie in epreuve.parties)
        yield from _excess(element.code, epreuve.duree, parts, element.path)
    for element, partie in subject.models("partie", Partie):
        yield from _excess(element.code, partie.duree, _phases(partie), element.path)


def _excess(code: str, whole: Duree | None, minutes: int, path: Path) -> Iterator[Finding]:
    if whole is not None and minutes > whole.minutes:
        arguments = {"code": code, "whole": whole.texte, "minutes": minutes}
        yield Finding(kinds.PARTS_TOO_LONG, (*path, "duree"), arguments)


def _phases(partie: Partie) -> int:
    return sum(phase.duree.minutes for phase in partie.deroulement if phase.duree)


def groups_are_groups(subject: Subject) -> Iterator[Finding]:
    """A group has two candidates or more, `de` no more than `a`, and only where work is not individual."""
    for element, partie in subject.models("partie", Partie):
        at = (*element.path, "groupe")
        if partie.groupe is None:
            continue
        least, most = partie.groupe.de, partie.groupe.a
        if partie.candidats == "individuel":
            yield Finding(kinds.GROUP_OF_INDIVIDUALS, at, {"code": element.code}, at_key=True)
        elif least is not None and most is not None and least > most:
            yield Finding(kinds.GROUP_REVERSED, (*at, "de"), {"least": least, "most": most})
        elif most is not None and most < GROUP:
            yield Finding(kinds.GROUP_OF_ONE, (*at, "a"), {"most": most})
        elif partie.candidats is None:
            yield Finding(kinds.GROUP_NOT_SAID, at, {"code": element.code}, at_key=True)


def parts_have_a_first(subject: Subject) -> Iterator[Finding]:
    """Parts that follow one another don't go in a circle."""
    for element, epreuve in subject.models("epreuve", Epreuve):
        parties = epreuve.parties
        after = {p.code: p.apres.partie for p in parties if p.apres and p.apres.partie != p.code}
        past: set[str] = set()
        for i, partie in enumerate(parties):
            chain, code = [partie.code], after.get(partie.code)
            while code is not None and code not in chain and code not in past:
                chain.append(code)
                code = after.get(code)
            past.update(chain)
            if code in chain:
                circle = [*chain[chain.index(code) :], code]
                path: Path = (*element.path, "parties", i, "apres", "partie")
                yield Finding(kinds.PARTS_IN_A_CIRCLE, path, {"chain": " → ".join(circle)})

"""References between elements lead somewhere."""

from collections.abc import Collection, Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.tree import ASSESSED
from certeval.rules.names import KIND_OF_WORD
from certeval.text.nearest import Suggestions, fold


def activites_name_competences(subject: Subject) -> Iterator[Finding]:
    """An activité names compétences that are declared."""
    known = {element.code for element in subject.of_kind("competence")}
    suggestions = Suggestions()
    for element in subject.of_kind("activite"):
        if isinstance(element.model, Activite):
            for i, code in enumerate(element.model.competences):
                if code not in known:
                    yield _unknown(
                        kinds.UNKNOWN_COMPETENCE, (*element.path, "competences", i), code, known, suggestions
                    )


def epreuves_assess_what_exists(subject: Subject) -> Iterator[Finding]:
    """An épreuve assesses compétences, their parts or critères that are declared."""
    known = {e.code for kind in ASSESSED for e in subject.of_kind(kind)}
    suggestions = Suggestions()
    for element in subject.of_kind("epreuve"):
        if isinstance(element.model, Epreuve):
            for i, code in enumerate(element.model.evalue or ()):
                if code not in known:
                    yield _unknown(
                        kinds.UNKNOWN_EVALUE, (*element.path, "evalue", i), code, known, suggestions
                    )


def transversales_are_seen_somewhere(subject: Subject) -> Iterator[Finding]:
    """A compétence transversale has a code of its own, and is seen through elements that are declared."""
    known = subject.tree.elements
    suggestions = Suggestions()
    first: dict[str, Path] = {fold(code): (*element.path, "code") for code, element in known.items()}
    for i, transversale in enumerate(subject.model.certification.transversales):
        path: Path = ("certification", "transversales", i)
        where = first.setdefault(fold(transversale.code), (*path, "code"))
        if where != (*path, "code"):
            related = ((N_("first given here"), where),)
            yield Finding(kinds.DUPLICATE_CODE, (*path, "code"), {"code": transversale.code}, related=related)
        for j, code in enumerate(transversale.a_travers):
            if code not in known:
                yield _unknown(kinds.UNKNOWN_A_TRAVERS, (*path, "a_travers", j), code, known, suggestions)


def parts_follow_parts(subject: Subject) -> Iterator[Finding]:
    """A part of an épreuve follows another part of the same épreuve."""
    for element in subject.of_kind("epreuve"):
        if not isinstance(element.model, Epreuve):
            continue
        parts = tuple(partie.code for partie in element.model.parties)
        for i, partie in enumerate(element.model.parties):
            if partie.apres and (partie.apres.partie not in parts or partie.apres.partie == partie.code):
                path = (*element.path, "parties", i, "apres", "partie")
                yield Finding(kinds.UNKNOWN_PART, path, {"code": partie.apres.partie, "parts": parts})


def ecarts_are_about_something(subject: Subject) -> Iterator[Finding]:
    """An écart, or a doubt, is about the certification, an element, or a selection of elements."""
    known = {subject.model.certification.code, *subject.tree.elements}
    suggestions = Suggestions()
    targets = [(("ecarts", i, "cible"), each.cible) for i, each in enumerate(subject.model.ecarts)]
    targets += [(("a_relire", i, "cible"), each.cible) for i, each in enumerate(subject.model.a_relire)]
    for path, target in targets:
        word, _, code = (part.strip() for part in target.partition(" de "))
        selection = word in KIND_OF_WORD and (not code or code in known)
        if target not in known and not selection:
            yield _unknown(kinds.UNKNOWN_TARGET, path, target, known, suggestions)


def _unknown(kind: Kind, path: Path, code: str, known: Collection[str], suggestions: Suggestions) -> Finding:
    meant = suggestions.nearest(code, known)
    return Finding(kind, path, {"code": code} | ({"suggestion": meant} if meant else {}))

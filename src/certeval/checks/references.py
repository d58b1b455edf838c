"""References between elements, and to those of an earlier version, lead somewhere; each parcours is depended on."""

from collections.abc import Collection, Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.existence import pour
from certeval.referentiel.tree import ASSESSMENT_KINDS, Element
from certeval.rules.names import KIND_OF_WORD
from certeval.text.nearest import Suggestions, fold, nearest, suggestion


def activites_name_competences(subject: Subject) -> Iterator[Finding]:
    """An activité names compétences that are declared."""
    valid_codes = {element.code for element in subject.of_kind("competence")}
    suggestions = Suggestions()
    for element, activite in subject.models("activite", Activite):
        for i, code in enumerate(activite.competences):
            if code not in valid_codes:
                at = (*element.path, "competences", i)
                yield _unknown(kinds.UNKNOWN_COMPETENCE, at, code, valid_codes, suggestions)


def epreuves_assess_what_exists(subject: Subject) -> Iterator[Finding]:
    """An épreuve assesses compétences, their parts or critères that are declared."""
    valid_codes = {e.code for kind in ASSESSMENT_KINDS for e in subject.of_kind(kind)}
    suggestions = Suggestions()
    for element, epreuve in subject.models("epreuve", Epreuve):
        for i, code in enumerate(epreuve.evalue or ()):
            if code not in valid_codes:
                yield _unknown(
                    kinds.UNKNOWN_EVALUE, (*element.path, "evalue", i), code, valid_codes, suggestions
                )


def transversales_are_seen_somewhere(subject: Subject) -> Iterator[Finding]:
    """A compétence transversale has a code of its own, and is seen through elements that are declared."""
    elements = subject.tree.elements
    suggestions = Suggestions()
    first: dict[str, Path] = {fold(code): (*element.path, "code") for code, element in elements.items()}
    for i, transversale in enumerate(subject.model.certification.transversales):
        path: Path = ("certification", "transversales", i)
        where = first.setdefault(fold(transversale.code), (*path, "code"))
        if where != (*path, "code"):
            links = ((N_("first given here"), where),)
            yield Finding(kinds.DUPLICATE_CODE, (*path, "code"), {"code": transversale.code}, related=links)
        for j, code in enumerate(transversale.a_travers):
            if code not in elements:
                yield _unknown(kinds.UNKNOWN_A_TRAVERS, (*path, "a_travers", j), code, elements, suggestions)


def parts_follow_parts(subject: Subject) -> Iterator[Finding]:
    """A part of an épreuve follows another part of the same épreuve."""
    for element, epreuve in subject.models("epreuve", Epreuve):
        parts = tuple(partie.code for partie in epreuve.parties)
        for i, partie in enumerate(epreuve.parties):
            if partie.apres and (partie.apres.partie not in parts or partie.apres.partie == partie.code):
                path = (*element.path, "parties", i, "apres", "partie")
                others = [code for code in parts if code != partie.code]
                near = suggestion(nearest(partie.apres.partie, others))
                yield Finding(kinds.UNKNOWN_PART, path, {"code": partie.apres.partie, "parts": parts, **near})


def ecarts_are_about_something(subject: Subject) -> Iterator[Finding]:
    """An écart, or a doubt, is about the certification, an element, or a selection of elements."""
    valid_codes = {subject.model.certification.code, *subject.tree.elements}
    suggestions = Suggestions()
    targets = [(("ecarts", i, "cible"), each.cible) for i, each in enumerate(subject.model.ecarts)]
    targets += [(("a_relire", i, "cible"), each.cible) for i, each in enumerate(subject.model.a_relire)]
    for path, target in targets:
        word, _, code = (part.strip() for part in target.partition(" de "))
        selection = word in KIND_OF_WORD and (not code or code in valid_codes)
        if target not in valid_codes and not selection:
            yield _unknown(kinds.UNKNOWN_TARGET, path, target, valid_codes, suggestions)


def _unknown(
    kind: Kind, path: Path, code: str, valid_codes: Collection[str], suggestions: Suggestions
) -> Finding:
    return Finding(kind, path, {"code": code} | suggestion(suggestions.nearest(code, valid_codes)))


def parcours_are_several(subject: Subject) -> Iterator[Finding]:
    """A certification that has parcours has several."""
    parcours = subject.model.parcours
    if len(parcours) == 1:
        yield Finding(kinds.PARCOURS_ALONE, ("parcours", 0, "code"), {"code": parcours[0].code})


def what_is_taken_up_is_there(subject: Subject) -> Iterator[Finding]:
    """A compétence that a bloc takes up is for all the candidates of this bloc."""
    concerns = subject.rules.program.concerns
    for element, bloc in subject.models("bloc", Bloc):
        mine = dict(concerns[bloc.code].axes) if bloc.code in concerns else {}
        for i, code in enumerate(bloc.reprend):
            axes = concerns[code].axes if code in concerns else ()
            if any(axis not in mine or not mine[axis] <= ranks for axis, ranks in axes):
                arguments = {"code": code, "bloc": bloc.code}
                yield Finding(kinds.TAKEN_UP_FOR_OTHERS, (*element.path, "reprend", i), arguments)


def parcours_differ(subject: Subject) -> Iterator[Finding]:
    """Something is for one of two parcours and not for the other: one at most is named nowhere."""
    audiences = [each for element in subject.tree.elements.values() if (each := pour(element))]
    named_codes = {code for each in audiences for code in each.parcours or ()}
    codes = [each.code for each in subject.model.parcours]
    nowhere = [(i, code) for i, code in enumerate(codes) if code not in named_codes]
    for i, code in nowhere[1:] if named_codes <= set(codes) else ():
        arguments = {"code": code, "other": nowhere[0][1]}
        yield Finding(kinds.PARCOURS_ALIKE, ("parcours", i, "code"), arguments)


ReplacedCode = tuple[str, Path]
"""A code after `remplace`, and where it is written."""


def predecessors_no_longer_stand(subject: Subject) -> Iterator[Finding]:
    """What is replaced no longer stands, unless it was split and says so."""
    successors = _successors(subject)
    standing = {fold(code): element for code, element in subject.tree.elements.items() if successors}
    for element in successors:
        for code, path in _replaced_codes(element):
            other = standing.get(fold(code))
            if other is None or other is element or _names(other, other):
                continue
            links = ((N_("it still stands here"), (*other.path, "code")),)
            arguments = {"code": element.code, "other": other.code}
            yield Finding(kinds.REPLACES_WHAT_STANDS, path, arguments, related=links)


def elements_replace_others(subject: Subject) -> Iterator[Finding]:
    """An element that replaces itself alone is not replaced: another takes its part, or it takes another's."""
    every = _successors(subject)
    for element in every:
        replaced_codes = list(_replaced_codes(element))
        alone = {fold(code) for code, _ in replaced_codes} == {fold(element.code)}
        if alone and not any(_names(other, element) for other in every if other is not element):
            yield Finding(kinds.REPLACES_ITSELF, replaced_codes[0][1], {"code": element.code})


def _successors(subject: Subject) -> list[Element]:
    """The elements that replace something."""
    return [element for element in subject.tree.elements.values() if element.model.remplace]


def _names(element: Element, other: Element) -> bool:
    """Whether an element says that it replaces another, or itself."""
    return any(fold(code) == fold(other.code) for code, _ in _replaced_codes(element))


def _replaced_codes(element: Element) -> Iterator[ReplacedCode]:
    remplace = element.model.remplace
    at: Path = (*element.path, "remplace")
    if isinstance(remplace, str):
        yield remplace, at
    else:
        yield from ((code, (*at, i)) for i, code in enumerate(remplace or ()))

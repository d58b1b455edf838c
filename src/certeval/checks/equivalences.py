"""What blocs of earlier versions, and of other certifications, give: what this one has, each once."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import versions as of_versions
from certeval.messages import N_
from certeval.referentiel.acquis import covers
from certeval.referentiel.equivalences import Equivalence
from certeval.referentiel.load import Compilation
from certeval.referentiel.tree import SCORE_KINDS, Tree
from certeval.text.nearest import Suggestions, fold, nearest, suggestion
from certeval.versions.difference import version_numbers
from certeval.versions.equivalences import least

SECTION, OTHERS = "equivalences", "correspondances"
"""What blocs of earlier versions give, and those of other certifications."""


def equivalences_give_what_exists(subject: Subject) -> Iterator[Finding]:
    """What is given is a bloc or a compétence of this version; what must still be passed, something it decides."""
    blocs = _bloc_and_competence_codes(subject)
    scored_codes = {e.code for e in subject.tree.elements.values() if e.kind in SCORE_KINDS}
    suggestions = Suggestions()
    for i, each in enumerate(subject.model.equivalences):
        for key, codes, valid_codes, kind in (
            ("donne", each.donne, blocs, kinds.EQUIVALENCE_GIVES),
            ("a_presenter", each.a_presenter or (), scored_codes, kinds.EQUIVALENCE_AWAITS),
        ):
            for j, code in enumerate(codes):
                if subject.tree.spellings.get(fold(code)) not in valid_codes:
                    arguments = {"code": code} | suggestion(suggestions.nearest(code, valid_codes))
                    yield Finding(kind, code_at(subject, (SECTION, i, key), j), arguments)


def equivalences_agree(subject: Subject) -> Iterator[Finding]:
    """Nothing is given and still to be passed; what blocs of a version give is said once."""
    every = list(enumerate(subject.model.equivalences))
    for i, each in every:
        donne = set(map(fold, each.donne))
        for j, code in enumerate(each.a_presenter or ()):
            if fold(code) in donne:
                path = code_at(subject, (SECTION, i, "a_presenter"), j)
                yield Finding(kinds.EQUIVALENCE_OPPOSED, path, {"code": code})
    for (i, one), (j, other) in combinations(every, 2):
        alike = set(map(fold, one.bloc)) == set(map(fold, other.bloc)) and covers(one.version, other.version)
        common = given_codes(one.donne, subject.tree) & given_codes(other.donne, subject.tree)
        if alike and common:
            codes = tuple(code for code in subject.tree.elements if code in common)
            arguments = {"bloc": ", ".join(other.bloc), "version": other.version, "code": codes[0]}
            links = ((N_("first said here"), (SECTION, i, "donne")),)
            yield Finding(kinds.EQUIVALENCE_TWICE, (SECTION, j, "donne"), arguments, related=links)


def equivalences_are_about_earlier_versions(subject: Subject) -> Iterator[Finding]:
    """The versions of an équivalence come before this one: at least the first that they may name."""
    own = subject.model.certification.version
    for i, each in enumerate(subject.model.equivalences):
        if least(each.version) >= version_numbers(own):
            arguments = {"version": each.version, "own": own}
            yield Finding(of_versions.EQUIVALENCE_LATER, (SECTION, i, "version"), arguments)


def equivalences_name_what_was_there(versions: list[tuple[str, Compilation]]) -> Iterator[Diagnostic]:
    """In a catalogue, the versions that an équivalence names are there, and have the bloc it names.

    `versions` are those of one certification, by name, in order; what one in which something was refused has is not
    known.
    """
    for place, (name, compilation) in enumerate(versions):
        for i, each in enumerate(compilation.model.equivalences if compilation.model else ()):
            yield from _bloc_gaps(name, compilation, i, each, versions[:place])


def _bloc_gaps(
    own_name: str,
    compilation: Compilation,
    i: int,
    equivalence: Equivalence,
    earlier: list[tuple[str, Compilation]],
) -> Iterator[Diagnostic]:
    document, own = compilation.document, own_name.partition("@")[2]
    matches = [(name, each) for name, each in earlier if covers(equivalence.version, name.partition("@")[2])]
    if not matches and least(equivalence.version) < version_numbers(own):
        place = document.place((SECTION, i, "version"))
        absent = {"version": equivalence.version, "own": own}
        yield Diagnostic(of_versions.EQUIVALENCE_NO_VERSION, place, absent)
    value = document.at((SECTION, i, "bloc"))
    for j, code in enumerate(equivalence.bloc):
        for name, each in matches:
            if each.model is None or each.repair is not None:
                continue
            codes = [bloc.code for bloc in each.model.blocs]
            if fold(code) not in map(fold, codes):
                path: Path = (SECTION, i, "bloc", *([j] if isinstance(value, list) else []))
                arguments: dict[str, object] = {"version": name, "code": code, "known": tuple(codes)}
                arguments |= suggestion(nearest(code, codes))
                yield Diagnostic(of_versions.EQUIVALENCE_NO_BLOC, document.place(path), arguments)
                break


def given_codes(donne: tuple[str, ...], tree: Tree) -> set[str]:
    """What `donne` names, a bloc with the compétences in it."""
    codes = {code for text in donne if (code := tree.spellings.get(fold(text)))}
    return codes.union(*(tree.below("competence", code) for code in codes))


def _bloc_and_competence_codes(subject: Subject) -> set[str]:
    """The blocs and the compétences of this version, by their codes."""
    return {e.code for e in subject.tree.elements.values() if e.kind in {"bloc", "competence"}}


def code_at(subject: Subject, path: Path, j: int) -> Path:
    """The place of one code of a key, where it may stand alone rather than in a list."""
    return (*path, *([j] if isinstance(subject.document.at(path), list) else []))


def correspondances_give_what_exists(subject: Subject) -> Iterator[Finding]:
    """A correspondance comes from a bloc of another certification, and gives a bloc or a compétence of this one."""
    own = subject.model.certification.rncp
    valid_codes = _bloc_and_competence_codes(subject)
    suggestions = Suggestions()
    for i, each in enumerate(subject.model.correspondances):
        if own and each.de.startswith(f"{own}BC"):
            yield Finding(kinds.CORRESPONDANCE_OF_ITS_OWN, (OTHERS, i, "de"), {"number": each.de})
        for j, code in enumerate(each.donne):
            if subject.tree.spellings.get(fold(code)) not in valid_codes:
                arguments = {"code": code} | suggestion(suggestions.nearest(code, valid_codes))
                yield Finding(kinds.EQUIVALENCE_GIVES, code_at(subject, (OTHERS, i, "donne"), j), arguments)


def correspondances_agree(subject: Subject) -> Iterator[Finding]:
    """What a bloc gives on one day is said once."""
    for (i, one), (j, other) in combinations(enumerate(subject.model.correspondances), 2):
        begins = max(one.du or date.min, other.du or date.min)
        if one.de != other.de or begins > min(one.au or date.max, other.au or date.max):
            continue
        common = given_codes(one.donne, subject.tree) & given_codes(other.donne, subject.tree)
        if common:
            code = next(code for code in subject.tree.elements if code in common)
            links = ((N_("first said here"), (OTHERS, i, "donne")),)
            arguments = {"number": other.de, "code": code}
            yield Finding(kinds.CORRESPONDANCE_TWICE, (OTHERS, j, "donne"), arguments, related=links)

"""What is named on a command line: elements of a référentiel, candidates of sheets, what results are cut to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from certeval.cli import exits
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.words import joined
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold, nearest

if TYPE_CHECKING:
    from certeval.rules.entry import Entry
    from certeval.scores.observations import Scores

LISTS = ("metiers", "versions")
OF_ELEMENTS = ("bloc", "competence", "sous_competence", "critere", "activite", "epreuve", "partie", "fait")
MOST_LISTED = 12


class Filters(NamedTuple):
    """The blocs and the candidates to show, by their codes; none where all are."""

    blocs: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    def shows(self, referentiel: Referentiel, code: str) -> bool:
        """Whether an element is shown: the certification always is, and what is of one of the blocs."""
        if not self.blocs or code == CERTIFICATION:
            return True
        return any(each.code in self.blocs for each in referentiel.tree.ancestors(code))

    def entries(self, referentiel: Referentiel) -> "dict[str, Entry]":
        """What is entered of the elements to show, by their codes."""
        return {code: each for code, each in referentiel.entries.items() if self.shows(referentiel, code)}

    def kept(self, scores: "Scores") -> "Scores":
        """What sheets say of the candidates to show."""
        if not self.candidates:
            return scores
        kept = {code: each for code, each in scores.candidates.items() if code in self.candidates}
        return replace(scores, candidates=kept)

    @property
    def plain(self) -> dict[str, list[str]]:
        """By the key that says so in results."""
        cuts = {"blocs": self.blocs, "candidats": self.candidates}
        return {key: list(codes) for key, codes in cuts.items() if codes}


def filters(
    referentiel: Referentiel, scores: "Scores", blocs: Sequence[str], candidates: Sequence[str]
) -> Filters:
    """`--bloc` and `--candidat`; status 2 where one names no bloc or no candidate, or several."""
    people = dict.fromkeys(candidate(scores, typed) for typed in candidates)
    return Filters(blocs_of(referentiel, blocs), tuple(people))


def blocs_of(referentiel: Referentiel, words: Sequence[str]) -> tuple[str, ...]:
    """The codes of the blocs meant by `2`, `BC2`, `bloc 2`, each once; status 2 where one is none."""
    found: dict[str, None] = {}
    for typed in words:
        bloc = referentiel.bloc(typed)
        if bloc is None:
            known = ", ".join(referentiel.tree.below("bloc", None))
            exits.refuse(N_("no bloc « {typed} »: there are {known}"), typed=typed, known=known)
        found[bloc] = None
    return tuple(found)


def candidate(scores: "Scores", typed: str) -> str:
    """The identifier of the candidate meant by it or by name; status 2 where there is none, or several.

    Names are not repeated in messages: identifiers are.
    """
    from certeval.scores import observations

    meant = observations.meant(scores.candidates, typed)
    if len(meant) > 1:
        several = joined(meant, every=True)
        exits.refuse(
            N_("several candidates answer to what was typed: {known}; give one of these"), known=several
        )
    return meant[0] if meant else refuse_candidate(typed, scores.candidates)


def refuse_candidate(typed: str, known: Collection[str]) -> NoReturn:
    """End with status 2: no candidate of the sheets is called so."""
    exits.refuse(
        N_("no candidate « {candidate} » in these sheets"), meant=nearest(typed, known), candidate=typed
    )


def kind_and_rest(words: list[str]) -> tuple[str, str]:
    """The kind named first, whatever its case, accents and plural, and what follows; an empty one where none is."""
    first, *rest = " ".join(words).split() or [""]
    folded = fold(first).replace("-", "_")
    for kind in (*OF_ELEMENTS, *LISTS):
        if folded.rstrip("s") == kind.rstrip("s"):
            return kind, " ".join(rest)
        glued = re.fullmatch(rf"{kind}([0-9][0-9.]*)", folded)
        if glued and not rest:
            return kind, glued[1]
    return "", " ".join([first, *rest])


def element(referentiel: Referentiel, kind: str, typed: str) -> str:
    """The code of the element meant, of a kind where one is named; status 2 where there is none, with what there is."""
    from certeval.render.referentiel.rules import KINDS

    kind = kind or ("bloc" if typed.isascii() and typed.isdigit() else "")
    known = [each.code for each in referentiel.elements.values() if kind in {"", each.kind}]
    if not typed:
        _refuse_unsaid(KINDS[kind], known)
    code = referentiel.resolve(typed)
    if code is not None and kind in {"", referentiel.elements[code].kind}:
        return code
    numbered = _numbered(kind, known, typed) if kind else []
    if len(numbered) == 1:
        return numbered[0]
    if numbered:
        message = N_("{kind} « {typed} »: several answer, {known}")
        exits.refuse(message, kind=KINDS[kind], typed=typed, known=", ".join(numbered))
    if code is not None:
        found = KINDS[referentiel.elements[code].kind]
        message = N_("{kind} « {typed} »: this code is of another kind, {found}; see certeval show {code}")
        exits.refuse(message, code=code, found=found, kind=KINDS[kind], typed=typed)
    if not kind:
        _refuse_unknown(referentiel, typed)
    _refuse_of_kind(KINDS[kind], known, typed, suggests=kind != "bloc")


def _numbered(kind: str, codes: list[str], typed: str) -> list[str]:
    """The codes of a kind that end with this number: `2` is BC2, `1.1` is C1.1.

    Blocs whose codes bear no number are numbered by their order.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", typed, re.ASCII):
        return []
    wanted = _number(typed)
    if kind == "bloc" and not any(map(_number, codes)):
        return codes[wanted[0] - 1 : wanted[0]] if len(wanted) == 1 and wanted[0] else []
    return [code for code in codes if _number(code) == wanted]


def _number(code: str) -> tuple[int, ...]:
    """The number a code ends with, by its parts."""
    ending = re.search(r"[0-9]+(\.[0-9]+)*$", code, re.ASCII)
    return tuple(map(int, ending[0].split("."))) if ending else ()


def _refuse_unsaid(kind: str, known: list[str]) -> NoReturn:
    if not known:
        exits.refuse(N_("{kind}: none is declared"), kind=kind)
    if len(known) > MOST_LISTED:
        exits.refuse(N_("{kind}: which one? such as: certeval show {code}"), kind=kind, code=known[0])
    exits.refuse(N_("{kind}: which one? there are {known}"), kind=kind, known=", ".join(known))


def _refuse_unknown(referentiel: Referentiel, typed: str) -> NoReturn:
    """No code is this one, whatever its kind: the one most likely meant, or the kind before what was typed after it."""
    meant = referentiel.nearest(typed)
    first, *rest = typed.split()
    if not meant and (word := nearest(first, [*OF_ELEMENTS, *LISTS])):
        meant = " ".join([word, *rest])
    if meant:
        exits.refuse(
            N_("nothing is called « {typed} »; did you mean {suggestion}?"), typed=typed, suggestion=meant
        )
    _refuse_lost(typed)


def _refuse_of_kind(kind: str, known: list[str], typed: str, *, suggests: bool) -> NoReturn:
    """No code of the kind is this one: the one most likely meant, else the few that there are."""
    few = len(known) <= MOST_LISTED
    if (suggests or not few) and (meant := nearest(typed, known)):
        message = N_("{kind} « {typed} »: there is none; did you mean {suggestion}?")
        exits.refuse(message, kind=kind, typed=typed, suggestion=meant)
    if not known:
        exits.refuse(N_("{kind}: none is declared"), kind=kind)
    if few:
        message = N_("{kind} « {typed} »: there is none; there are {known}")
        exits.refuse(message, kind=kind, typed=typed, known=", ".join(known))
    _refuse_lost(typed)


def _refuse_lost(typed: str) -> NoReturn:
    exits.refuse(
        N_("nothing is called « {typed} »; certeval show lists the blocs, show bloc N what is in one"),
        typed=typed,
    )

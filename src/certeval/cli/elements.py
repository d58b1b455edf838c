"""What is named on a command line: elements of a référentiel, candidates of sheets, what results are cut to."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from certeval.cli import exits, files
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.words import enumeration
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold, nearest

if TYPE_CHECKING:
    from certeval.rules.entry import Entry
    from certeval.scores.observations import Candidate, Scores

NOBODY: "Mapping[str, Candidate]" = MappingProxyType({})
LISTS = ("metiers", "versions")
OF_ELEMENTS = ("bloc", "competence", "sous_competence", "critere", "activite", "epreuve", "partie", "fait")
MOST_CODES = 12


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

    def restrict(self, scores: "Scores") -> "Scores":
        """What sheets say of the candidates to show."""
        if not self.candidates:
            return scores
        candidates = {code: each for code, each in scores.candidates.items() if code in self.candidates}
        return replace(scores, candidates=candidates)

    @property
    def plain(self) -> dict[str, list[str]]:
        """By the key that says so in results."""
        cuts = {"blocs": self.blocs, "candidats": self.candidates}
        return {key: list(codes) for key, codes in cuts.items() if codes}


def filters(
    referentiel: Referentiel, scores: "Scores", blocs: Sequence[str], candidates: Sequence[str]
) -> Filters:
    """`--bloc` and `--candidat`; status 2 where one names no bloc or no candidate, or several."""
    people = dict.fromkeys(candidate(scores, text) for text in candidates)
    return Filters(blocs_of(referentiel, blocs), tuple(people))


def blocs_of(referentiel: Referentiel, words: Sequence[str]) -> tuple[str, ...]:
    """The codes of the blocs meant by `2`, `BC2`, `bloc 2`, each once; status 2 where one is none."""
    codes: dict[str, None] = {}
    for text in words:
        bloc = referentiel.bloc(text)
        if bloc is None:
            choices = ", ".join(referentiel.tree.below("bloc", None))
            if not choices:
                exits.refuse("no bloc « {typed} »: {code} has no blocs", typed=text, code=referentiel.code)
            exits.refuse("no bloc « {typed} »: there are {known}", typed=text, known=choices)
        codes[bloc] = None
    return tuple(codes)


def candidate(scores: "Scores", text: str, omissions: "Mapping[str, Candidate]" = NOBODY) -> str:
    """The identifier of the candidate meant by it or by name; status 2 where there is none, or several, or where this
    one is left out.

    Names are not repeated in messages: identifiers are.
    """
    from certeval.scores import observations

    codes = observations.codes_for({**scores.candidates, **omissions}, text)
    if len(codes) > 1:
        several = enumeration(codes, every=True)
        exits.refuse("several candidates answer to what was typed: {known}; give one of these", known=several)
    if codes and codes[0] in omissions:
        exits.refuse(
            "candidate « {candidate} » is left out: their cells or rows hold errors, told where all are decided",
            candidate=codes[0],
        )
    return codes[0] if codes else refuse_candidate(text, scores.candidates)


def refuse_candidate(text: str, codes: Collection[str]) -> NoReturn:
    """End with status 2: no candidate of the sheets is called so."""
    exits.refuse("no candidate « {candidate} » in these sheets", nearest=nearest(text, codes), candidate=text)


def kind_and_rest(words: list[str]) -> tuple[str, str]:
    """The kind named first, whatever its case, accents and plural, and what follows; an empty one where none is."""
    first, *rest = " ".join(words).split() or [""]
    word = fold(first).replace("-", "_")
    for kind in (*OF_ELEMENTS, *LISTS):
        if word.rstrip("s") == kind.rstrip("s"):
            return kind, " ".join(rest)
        match = re.fullmatch(rf"{kind}([0-9][0-9.]*)", word)
        if match and not rest:
            return kind, match[1]
    return "", " ".join([first, *rest])


def element(referentiel: Referentiel, kind: str, text: str) -> str:
    """The code of the element meant, of a kind where one is named; status 2 where there is none, with what there is."""
    from certeval.render.referentiel.rules import KINDS

    kind = kind or ("bloc" if text.isascii() and text.isdigit() else "")
    codes = [each.code for each in referentiel.elements.values() if kind in {"", each.kind}]
    if not text:
        _refuse_of_kind(KINDS[kind], codes, text, suggests=False)
    code = referentiel.resolve(text)
    if code is not None and kind in {"", referentiel.elements[code].kind}:
        return code
    matches = _by_number(kind, codes, text) if kind else []
    if len(matches) == 1:
        return matches[0]
    if matches:
        message = N_("{kind} « {typed} »: several answer, {known}")
        exits.refuse(message, kind=KINDS[kind], typed=text, known=", ".join(matches))
    if code is not None:
        own_kind = KINDS[referentiel.elements[code].kind]
        message = N_("{kind} « {typed} »: this code is of another kind, {found}; see certeval show {code}")
        exits.refuse(message, code=code, found=own_kind, kind=KINDS[kind], typed=text)
    if not kind:
        _refuse_unknown(referentiel, text)
    _refuse_of_kind(KINDS[kind], codes, text, suggests=kind != "bloc")


def _by_number(kind: str, codes: list[str], text: str) -> list[str]:
    """The codes of a kind that end with this number: `2` is BC2, `1.1` is C1.1.

    Blocs whose codes bear no number are numbered by their order.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", text, re.ASCII):
        return []
    number = _number(text)
    if kind == "bloc" and not any(map(_number, codes)):
        return codes[number[0] - 1 : number[0]] if len(number) == 1 and number[0] else []
    return [code for code in codes if _number(code) == number]


def _number(code: str) -> tuple[int, ...]:
    """The number a code ends with, by its parts."""
    ending = re.search(r"[0-9]+(\.[0-9]+)*$", code, re.ASCII)
    return tuple(map(int, ending[0].split("."))) if ending else ()


def _refuse_unknown(referentiel: Referentiel, text: str) -> NoReturn:
    """No code is this one, whatever its kind: the one most likely meant, or the kind before what was typed after it."""
    suggestion = referentiel.nearest(text)
    first, *rest = text.split()
    if files.is_there(first):
        exits.refuse("{file} is a file: `certeval show --referentiel {file}` shows what it holds", file=first)
    if not suggestion and (word := nearest(first, [*OF_ELEMENTS, *LISTS])) not in {None, first}:
        suggestion = " ".join([word, *rest])
    if suggestion:
        exits.refuse(
            "nothing is called « {typed} »; did you mean {suggestion}?", typed=text, suggestion=suggestion
        )
    _refuse_with_hint(text)


def _refuse_of_kind(kind: str, codes: list[str], text: str, *, suggests: bool) -> NoReturn:
    """No code of the kind is this one, or none is given: the one most likely meant, else the few that there are."""
    if not codes:
        exits.refuse("{kind}: none is declared", kind=kind)
    few = len(codes) <= MOST_CODES
    if not text and few:
        exits.refuse("{kind}: which one? there are {known}", kind=kind, known=", ".join(codes))
    if not text:
        exits.refuse("{kind}: which one? such as: certeval show {code}", kind=kind, code=codes[0])
    if (suggests or not few) and (suggestion := nearest(text, codes)):
        message = N_("{kind} « {typed} »: there is none; did you mean {suggestion}?")
        exits.refuse(message, kind=kind, typed=text, suggestion=suggestion)
    if few:
        message = N_("{kind} « {typed} »: there is none; there are {known}")
        exits.refuse(message, kind=kind, typed=text, known=", ".join(codes))
    _refuse_with_hint(text)


def _refuse_with_hint(text: str) -> NoReturn:
    exits.refuse(
        "nothing is called « {typed} »; certeval show lists the blocs, show bloc N what is in one", typed=text
    )

"""The words after `show`: `bloc 2`, `BC2`, `competence C1.1`, `metiers` to what they mean, or a refusal."""

import re
from typing import NoReturn

from certeval.cli import exits
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.rules import KINDS
from certeval.render.words import visible
from certeval.text.nearest import fold, nearest

LISTS = ("metiers", "versions")
OF_ELEMENTS = ("bloc", "competence", "sous_competence", "critere", "activite", "epreuve", "partie", "fait")
MOST_LISTED = 12


def kind_and_rest(words: list[str]) -> tuple[str, str]:
    """The kind named first, whatever its case, accents and plural, and what follows; none where none is."""
    said = " ".join(words).split()
    if not said:
        return "", ""
    first = fold(said[0]).replace("-", "_")
    for kind in (*OF_ELEMENTS, *LISTS):
        if first.rstrip("s") == kind.rstrip("s"):
            return kind, " ".join(said[1:])
        glued = re.fullmatch(rf"{kind}([0-9][0-9.]*)", first)
        if glued and len(said) == 1:
            return kind, glued[1]
    return "", " ".join(said)


def element(referentiel: Referentiel, kind: str, typed: str) -> str:
    """The code of the element meant; status 2 where there is none, with what there is."""
    if not typed:
        _refuse_unsaid(kind, _codes(referentiel, kind))
    kind = kind or ("bloc" if typed.isascii() and typed.isdigit() else "")
    code = referentiel.resolve(typed)
    if code is not None and kind in {"", referentiel.elements[code].kind}:
        return code
    numbered = _numbered(referentiel, kind, typed) if kind else []
    if len(numbered) == 1:
        return numbered[0]
    if numbered:
        message = N_("{kind} « {typed} »: several answer, {known}")
        exits.refuse(message, kind=KINDS[kind], typed=typed, known=", ".join(numbered))
    if code is not None:
        found = KINDS[referentiel.elements[code].kind]
        message = N_("{kind} « {typed} »: this code is of another kind, {found}; see certeval show {code}")
        exits.refuse(message, code=code, found=found, kind=KINDS[kind], typed=typed)
    return _refuse_unknown(referentiel, kind, typed)


def _codes(referentiel: Referentiel, kind: str) -> list[str]:
    return [e.code for e in referentiel.elements.values() if kind in {"", e.kind}]


def _numbered(referentiel: Referentiel, kind: str, typed: str) -> list[str]:
    """The elements of a kind whose code ends with this number: `2` is BC2, `1.1` is C1.1.

    Blocs whose codes bear no number are numbered by their order.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", typed, re.ASCII):
        return []
    codes = _codes(referentiel, kind)
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
        exits.refuse(N_("{kind}: none is declared"), kind=KINDS[kind])
    if len(known) > MOST_LISTED:
        exits.refuse(N_("{kind}: which one? such as: certeval show {code}"), kind=KINDS[kind], code=known[0])
    exits.refuse(N_("{kind}: which one? there are {known}"), kind=KINDS[kind], known=", ".join(known))


def _refuse_unknown(referentiel: Referentiel, kind: str, typed: str) -> NoReturn:
    """Say what there is: the blocs, the code most likely meant, else the few codes of the kind."""
    known = _codes(referentiel, kind)
    few = len(known) <= MOST_LISTED
    shown = {"typed": visible(typed), "kind": KINDS.get(kind, "")}
    suggestion = None if kind == "bloc" and few else _suggestion(referentiel, kind, typed)
    if not kind and suggestion:
        message = N_("nothing is called « {typed} »; did you mean {suggestion}?")
    elif suggestion:
        message = N_("{kind} « {typed} »: there is none; did you mean {suggestion}?")
    elif kind and not known:
        message = N_("{kind}: none is declared")
    elif kind and few:
        message = N_("{kind} « {typed} »: there is none; there are {known}")
    else:
        message = N_(
            "nothing is called « {typed} »; certeval show lists the blocs, show bloc N what is in one"
        )
    exits.refuse(message, **shown, suggestion=suggestion, known=", ".join(known))


def _suggestion(referentiel: Referentiel, kind: str, typed: str) -> str | None:
    """The code most likely meant, or the kind of thing before what was typed after it."""
    if kind:
        return nearest(typed, _codes(referentiel, kind))
    if found := referentiel.nearest(typed):
        return found
    first, *rest = typed.split()
    word = nearest(first, [*OF_ELEMENTS, *LISTS])
    return " ".join([word, *map(visible, rest)]) if word else None

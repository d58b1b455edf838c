"""What a draw is about: a part of an épreuve, how large its groups are, who is expected to it, what came out; who is
together for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from certeval.diagnostics.families import sessions as kinds
from certeval.jury.holdings import exempted_entries
from certeval.jury.session import Session
from certeval.jury.sitting import Sitting
from certeval.jury.tirage.file import GroupeTire, Tirage
from certeval.jury.tirage.lots import GroupSize, Lot, draw, seed
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold, folded_get

KIND = "partie"
UNHEARD = frozenset({"ecrit", "questionnaire", "dossier", "controle_continu"})
"""The forms of the parts that no panel hears."""


def part(text: str, referentiel: Referentiel) -> Partie | None:
    """The part of an épreuve that a code means; None where it means none."""
    code = referentiel.resolve(text)
    element = referentiel.elements.get(code) if code else None
    return element.model if element and isinstance(element.model, Partie) else None


def parts(referentiel: Referentiel, *, heard: bool = False) -> list[str]:
    """The codes of the parts, in the order of the file; those that a panel may hear where they are to be `heard`."""
    models = (each.model for each in referentiel.elements.values() if isinstance(each.model, Partie))
    return [each.code for each in models if not (heard and each.forme in UNHEARD)]


def bounds(partie: Partie, tirage: Tirage | None = None) -> GroupSize | None:
    """How large the groups of a part are: as the référentiel says, else as the draw itself does.

    Each draws alone where nobody works in a group; None where groups are asked for and nothing says how large, or only
    numbers that no group has.
    """
    if partie.groupe is None and partie.candidats != "groupe":
        return GroupSize(1, 1)
    for each in (partie.groupe, tirage.taille if tirage else None):
        if each is not None and each.a and (fewest := max(each.de or 1, 1)) <= each.a:
            return GroupSize(fewest, each.a)
    return None


def draw_again(tirage: Tirage, partie: Partie) -> list[Lot]:
    """What the draw gives, computed from what its minutes say; none where these are not complete."""
    size = bounds(partie, tirage)
    if size is None or tirage.secret is None or tirage.public is None:
        return []
    return draw(
        seed(tirage.secret, tirage.public, tirage.presents), partie.code, tirage.presents, size, tirage.cas
    )


def as_groups(lots: Iterable[Lot]) -> tuple[GroupeTire, ...]:
    """Groups as the file of the session keeps them: G1, G2, and so on."""
    return tuple(
        GroupeTire(groupe=f"G{rang}", candidats=candidats, **({"cas": cas} if cas else {}))
        for rang, candidats, cas in lots
    )


def last_draw(session: Session, partie: str) -> Tirage | None:
    """The draw of a part that counts: the last that took place."""
    return next((each for each in reversed(_draws_of(session, partie)) if each.is_drawn), None)


def next_draw(session: Session, partie: str) -> Tirage | None:
    """The last draw of a part, where it was committed to and has not taken place."""
    last = next(reversed(_draws_of(session, partie)), None)
    return last if last and not last.is_drawn else None


def places(session: Session, partie: str) -> Mapping[str, GroupeTire]:
    """By candidate's folded code, the group that counts for a part; nobody before it is drawn."""
    counts = last_draw(session, partie)
    return {fold(code): each for each in (counts.groupes if counts else ()) for code in each.candidats}


def _draws_of(session: Session, partie: str) -> tuple[Tirage, ...]:
    return folded_get(session.model.tirage, partie) or ()


def examinees(session: Session, sitting: Sitting, code: str, candidates: Iterable[str]) -> Iterator[str]:
    """Who is to sit an épreuve, or a part of one, of the given candidates."""
    return (each for each in candidates if not exclusion(session, sitting, code, each))


def exclusion(session: Session, sitting: Sitting, code: str, candidate: str) -> str:
    """Why a candidate is not to be assessed on a bloc, an épreuve or a part of one, of which nothing that is entered is
    due; empty for who is. Of a bloc that is not due, what an épreuve that is due assesses too is left to this one.
    """
    if not sitting.concerns(candidate, code):
        return kinds.FOR_OTHERS
    inscription = session.inscription(candidate)
    due_elements = sitting.due_elements(candidate, inscription)
    exemptions = exempted_entries(inscription, sitting.referentiel)
    reasons = {each: _reason(sitting, candidate, each, due_elements) for each in sitting.entries_of(code)}
    reasons |= {each: kinds.EXEMPTED for each, reason in reasons.items() if not reason and each in exemptions}
    rest = {each for each, reason in reasons.items() if not reason}
    if code not in due_elements:
        epreuves = set(sitting.referentiel.tree.below("epreuve", None)) & due_elements
        own = (each for each in epreuves if sitting.concerns(candidate, each))
        if rest <= {entry for each in own for entry in sitting.entries_of(each)}:
            return _reason(sitting, candidate, code, due_elements)
    alike = set(reasons.values())
    return "" if rest else alike.pop() if len(alike) == 1 else kinds.NOTHING_DUE


def _reason(sitting: Sitting, candidate: str, code: str, due_elements: frozenset[str]) -> str:
    """Why an element is not due to a candidate, exemptions apart; empty where it is."""
    if not sitting.concerns(candidate, code):
        return kinds.FOR_OTHERS
    if code in due_elements:
        return ""
    return kinds.ACQUIRED if sitting.is_acquired(candidate, code) else kinds.OUT_OF_AIMS


def absentees(session: Session, partie: Partie, candidates: Iterable[str]) -> list[str]:
    """Of the given candidates, those who were not present when the part that this one follows was drawn."""
    draw = last_draw(session, partie.apres.partie) if partie.apres else None
    if draw is None or not draw.presents:
        return []
    presents = set(map(fold, draw.presents))
    return [code for code in candidates if fold(code) not in presents]


class WorkingGroup(NamedTuple):
    """Some candidates in their order, by what gathers them (« G1 », « P1 2026-06-09 »); their jurors, their group."""

    name: str
    candidats: tuple[str, ...]
    membres: tuple[str, ...] = ()
    groupe: str = ""


def working_groups(session: Session, partie: Partie) -> list[WorkingGroup]:
    """By panel and day where the part has a timetable, else by group where it is drawn; nobody where it has neither."""
    counts = last_draw(session, partie.code)
    groups = [
        WorkingGroup(e.groupe, e.candidats, groupe=e.groupe) for e in (counts.groupes if counts else ())
    ]
    return list(_panel_groups(session, partie)) or groups


def _panel_groups(session: Session, partie: Partie) -> Iterator[WorkingGroup]:
    own = folded_get(session.model.oraux, partie.code)
    passages = sorted(own.passages, key=lambda each: (each.le, each.de)) if own else []
    panels = {(each.le, fold(each.jury)): each.jury for each in reversed(passages)}
    several = len({le for le, _key in panels}) > 1
    for (le, key), jury in sorted(panels.items(), key=lambda each: (each[0][0], each[1])):
        plages = [each for each in own.plages if (each.le, fold(each.jury)) == (le, key)] if own else []
        yield WorkingGroup(
            f"{jury} {le.isoformat()}" if several else jury,
            tuple(each.candidat for each in passages if (each.le, fold(each.jury)) == (le, key)),
            tuple(dict.fromkeys(member for each in plages for member in each.membres)),
        )

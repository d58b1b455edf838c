"""What a grid says beside its cells: titles, what may be entered, what each status does."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from certeval.messages import N_, _
from certeval.render.words import decimal, joined
from certeval.rules.scales import Effect
from certeval.scores.grids import Accepted, Grid, GridPage, Group

IDENTITY = {
    "candidat": N_("Identifier"),
    "nom": N_("Surname"),
    "prenom": N_("First name"),
    "groupe": N_("Group"),
    "parcours": N_("Parcours"),
    "voie": N_("Voie"),
}
"""What stands beside each candidate."""
GATHERED = {
    "bloc": N_("Blocs"),
    "competence": N_("Compétences"),
    "sous_competence": N_("Sous-compétences"),
    "critere": N_("Critères"),
    "epreuve": N_("Épreuves"),
    "fait": N_("Faits"),
}
SCOPES = {
    "bloc": N_("Bloc {code}"),
    "competence": N_("Compétence {code}"),
    "epreuve": N_("Épreuve {code}"),
    "certification": N_("Certification"),
}
EFFECTS = {
    Effect.INCONNU: N_("{statuses}: not known yet"),
    Effect.ACQUIS: N_("{statuses}: counts as acquired"),
    Effect.EXCLU: N_("{statuses}: left out of the count"),
    Effect.BLOQUE: N_("{statuses}: fails, whatever the rest"),
}
INDICATIVE = N_("The counters are indicative: the rule of the référentiel decides.")
MOST_CODES = 12


def letter(position: int) -> str:
    """A, B… Z, AA…: what tells groups apart where colours are not printed."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def group_title(group: Group, position: int) -> str:
    """The group's letter and what it stands under, then its code and wording, or its kind."""
    named = f"{group.code} — {group.wording}" if group.code else _(GATHERED[group.kind])
    return " · ".join((letter(position), *group.above, named))


def page_title(page: GridPage) -> str:
    """« Bloc BC1 — Vendre »."""
    scope = _(SCOPES[page.kind]).format(code=page.code)
    return f"{scope} — {page.wording}" if page.wording else scope


def about(grid: Grid) -> str:
    """What the grid is for, in one line: référentiel, session, jury, juror."""
    identity = grid.identity
    told = [
        (N_("référentiel {text}"), identity.referentiel),
        (N_("session {text}"), ", ".join(filter(None, (identity.session, identity.date)))),
        (N_("jury {text}"), identity.jury),
        (N_("juror {text}"), identity.jure),
    ]
    return " · ".join(_(words).format(text=text) for words, text in told if text)


def legend(page: GridPage) -> Iterator[str]:
    """What cells take, then what statuses do, each once for all that have the same; then what an empty one means."""
    takers = _gathered((f"{values(item.accepted)}.", item.code) for item in page.items)
    if len(takers) == 1:
        yield _("To enter: {entered}").format(entered=next(iter(takers)))
    else:
        yield from _by_codes(takers)
    having = _gathered((statuses(item.accepted), item.code) for item in page.items)
    yield from filter(None, having if len(having) == 1 else _by_codes(having))
    yield _("An empty cell is never « no »: it is still to be entered.")


def _gathered(told: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The codes of which each text is told."""
    found: dict[str, list[str]] = {}
    for text, code in told:
        found.setdefault(text, []).append(code)
    return found


def _by_codes(told: Mapping[str, list[str]]) -> Iterator[str]:
    for text, codes in told.items():
        shown = codes if len(codes) <= MOST_CODES else [*codes[:MOST_CODES], "…"]
        if text:
            yield _("{codes}: {entered}").format(codes=", ".join(shown), entered=text)


def to_enter(accepted: Accepted) -> str:
    """What a cell takes, such as « oui or non. NE, ABS: not known yet; DISP: counts as acquired. »."""
    return " ".join(filter(None, (f"{values(accepted)}.", statuses(accepted))))


def values(accepted: Accepted) -> str:
    """What a cell takes beside statuses: « oui or non », « a number from 0 to 20 »."""
    if accepted.bounds is None:
        return joined(list(accepted.words))
    least, greatest, step = accepted.bounds
    by = N_("a number from {least} to {greatest} by steps of {step}")
    words = _(by if step else N_("a number from {least} to {greatest}"))
    return words.format(least=decimal(least), greatest=decimal(greatest), step=decimal(step or Fraction(0)))


def statuses(accepted: Accepted) -> str:
    """Each effect with the statuses that have it."""
    having: dict[Effect | Fraction, list[str]] = {}
    for word, effect in accepted.statuses:
        having.setdefault(effect, []).append(word)
    told = [having_effect(", ".join(words), effect) for effect, words in having.items()]
    return f"{_('; ').join(told)}." if told else ""


def having_effect(statuses: str, effect: Effect | Fraction) -> str:
    """Statuses with what they do: « DISP, EQ: counts as acquired »."""
    if isinstance(effect, Fraction):
        return _("{statuses}: counts as {value}").format(statuses=statuses, value=decimal(effect))
    return _(EFFECTS[effect]).format(statuses=statuses)


def notes(page: GridPage) -> Iterator[str]:
    """How to read the colours, and what the counts are worth."""
    if len(page.groups) > 1:
        yield _("Each group has its colour and its letter.")
    yield _(INDICATIVE)


def signature(grid: Grid) -> str:
    """What stands in the frame where jurors sign."""
    if grid.identity.jure:
        return _("Juror {jure}: date and signature").format(jure=grid.identity.jure)
    return _("Jurors: names, date and signatures")

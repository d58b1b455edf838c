"""What a grid says beside its cells: titles, what may be entered, what each status does."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from certeval.messages import N_, _
from certeval.render.words import KIND_TITLES, decimal, enumeration, first_words
from certeval.rules.saisie import VIDE, Effect
from certeval.scores.domains import Domain
from certeval.scores.grids import Grid, GridPage, Group

IDENTITY = {
    "candidat": N_("Identifier"),
    "nom": N_("Surname"),
    "prenom": N_("First name"),
    "groupe": N_("Group"),
    "parcours": N_("Parcours"),
    "voie": N_("Voie"),
}
"""What stands beside each candidate."""
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
    heading = f"{group.code} — {group.wording}" if group.code else _(KIND_TITLES[group.kind])
    return " · ".join((letter(position), *group.above, heading))


def page_title(page: GridPage) -> str:
    """« Bloc BC1 — Vendre »."""
    scope = _(SCOPES[page.kind], code=page.code)
    return f"{scope} — {page.wording}" if page.wording else scope


def purpose(grid: Grid) -> str:
    """What the grid is for, in one line: référentiel, session, jury, juror."""
    identity = grid.identity
    facts = [
        (N_("référentiel {text}"), identity.referentiel),
        (N_("session {text}"), ", ".join(filter(None, (identity.session, identity.date)))),
        (N_("jury {text}"), identity.jury),
        (N_("juror {text}"), identity.jure),
    ]
    return " · ".join(_(words, text=text) for words, text in facts if text)


def legend(page: GridPage) -> Iterator[str]:
    """What cells take, then what statuses do, each once for all that have the same; then what an empty one means."""
    takers = _codes_by_text((f"{values(item.domain)}.", item.code) for item in page.items)
    if len(takers) == 1:
        yield _("To enter: {entered}", entered=next(iter(takers)))
    else:
        yield from _by_codes(takers)
    bearers = _codes_by_text((statuses(item.domain), item.code) for item in page.items)
    yield from filter(None, bearers if len(bearers) == 1 else _by_codes(bearers))
    if any(not item.domain.is_optional for item in page.items):
        yield _("An empty cell is never « no »: it is still to be entered.")


def _codes_by_text(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The codes of which each text is told."""
    by_text: dict[str, list[str]] = {}
    for text, code in pairs:
        by_text.setdefault(text, []).append(code)
    return by_text


def _by_codes(by_text: Mapping[str, list[str]]) -> Iterator[str]:
    for text, codes in by_text.items():
        if text:
            yield _("{codes}: {entered}", codes=first_words(codes, MOST_CODES), entered=text)


def to_enter(domain: Domain) -> str:
    """What a cell takes, such as « oui or non. NE, ABS: not known yet; DISP: counts as acquired. »."""
    return " ".join(filter(None, (f"{values(domain)}.", statuses(domain))))


def values(domain: Domain) -> str:
    """What a cell takes beside statuses: « oui or non », « a number from 0 to 20 »."""
    if domain.bounds is None:
        return enumeration(list(domain.words))
    least, greatest, step = domain.bounds
    by = N_("a number from {least} to {greatest} by steps of {step}")
    words = _(by if step else N_("a number from {least} to {greatest}"))
    return words.format(least=decimal(least), greatest=decimal(greatest), step=decimal(step or Fraction(0)))


def statuses(domain: Domain) -> str:
    """Each effect with the statuses that have it; an empty cell among them, where it is not still to be entered."""
    by_effect: dict[Effect | Fraction, list[str]] = {}
    empty = [(VIDE, domain.empty)] if domain.is_optional else []
    for word, effect in (*domain.statuses, *empty):
        by_effect.setdefault(effect, []).append(word)
    sentences = [having_effect(", ".join(words), effect) for effect, words in by_effect.items()]
    return f"{_('; ').join(sentences)}." if sentences else ""


def having_effect(statuses: str, effect: Effect | Fraction) -> str:
    """Statuses with what they do: « DISP, EQ: counts as acquired »."""
    if isinstance(effect, Fraction):
        return _("{statuses}: counts as {value}", statuses=statuses, value=decimal(effect))
    return _(EFFECTS[effect], statuses=statuses)


def notes(page: GridPage, *, closed: bool = False) -> Iterator[str]:
    """How to read the colours, `closed` where some cells are not to be filled in, and what the counts are worth."""
    if closed:
        yield _("A dark grey cell is not to be filled in: that element is not assessed of that candidate.")
    if len(page.groups) > 1:
        yield _("Each group has its colour and its letter.")
    yield _(INDICATIVE)


def signature(grid: Grid) -> str:
    """What stands in the frame where jurors sign."""
    if grid.identity.jure:
        return _("Juror {jure}: date and signature", jure=grid.identity.jure)
    return _("Jurors: names, date and signatures")

"""What it takes, in plain sentences, and what was decided where the source is irregular."""

from collections.abc import Iterator

from certeval.documents.official.lines import capital, of_lines
from certeval.documents.official.publication import (
    Cell,
    Entry,
    Facts,
    Listing,
    Section,
    Table,
    anchored,
    entries,
)
from certeval.messages import _
from certeval.referentiel.elements import Element
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.certification import rules
from certeval.render.referentiel.page import Line
from certeval.render.referentiel.rules import KINDS, conventions


def sections(referentiel: Referentiel) -> Iterator[Section]:
    """The rules as declared, how each kind of element is entered, the écarts."""
    listed = tuple(_labelled(referentiel, each) for each in of_lines(rules(referentiel)))
    if listed:
        yield Section(_("Rules of validation"), 1, anchored("regles"), (Facts(listed),))
    if entered := of_lines(_entered(referentiel)):
        yield Section(
            _("What is entered and what it counts for"), 2, anchored("statuts"), (Listing(entered),)
        )
    if referentiel.model.ecarts:
        yield Section(_("Écarts"), 1, anchored("ecarts"), (_ecarts(referentiel),))


def _labelled(referentiel: Referentiel, rule: Entry) -> Entry:
    """A rule after what it is the rule of; of a ladder, its steps."""
    if not rule.code:
        return Entry("", label=capital(rule.text), below=rule.below)
    label = rule.code if rule.code in referentiel.elements else capital(rule.code)
    return Entry(rule.text, label=label, below=rule.below)


def _entered(referentiel: Referentiel) -> Iterator[Line]:
    """What jurors, attempts and statuses do: once for a kind, then for each element that says otherwise."""
    told: set[str] = set()
    for code, entry in referentiel.entries.items():
        element = referentiel.elements[code]
        own = isinstance(element.model, Element) and element.model.saisie() is not None
        if own or element.kind not in told:
            if lines := list(conventions(referentiel, code, entry)):
                yield Line(element.wording, code, 1) if own else Line(capital(KINDS[element.kind]), depth=1)
                yield from (Line(text, depth=2) for text in lines)
            told |= set() if own else {element.kind}


def _ecarts(referentiel: Referentiel) -> Table:
    """Each écart: its target, what is irregular, what was decided."""
    heads = (_("Target"), _("Finding"), _("Decision"))
    return Table(
        _("Écarts"),
        (tuple(Cell(entries([head])) for head in heads),),
        tuple(
            (
                Cell((Entry(each.cible, below=entries(filter(None, [each.diagnostic]), "note")),)),
                Cell(entries([each.constat])),
                Cell(
                    (
                        Entry(each.decision),
                        *entries(
                            [_("until {day}").format(day=each.expire.isoformat())] if each.expire else [],
                            "note",
                        ),
                    )
                ),
            )
            for each in referentiel.model.ecarts
        ),
        (16, 42, 42),
    )

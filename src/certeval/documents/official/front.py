"""What is certified, on what ground, and what counts beside the blocs: the sections around them."""

from collections.abc import Iterable, Iterator

from certeval.documents.official.epreuves import alone
from certeval.documents.official.publication import (
    Listing,
    OfficialCell,
    OfficialEntry,
    OfficialFacts,
    OfficialSection,
    OfficialTable,
    Paragraphs,
    Part,
    anchored,
    capital,
    entries,
    headed,
    of_facts,
    of_lines,
)
from certeval.messages import _
from certeval.referentiel.certification import Certification
from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.enregistrement import BaseLegale
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.render.referentiel import certification as described
from certeval.render.referentiel import enregistrement as registered
from certeval.render.referentiel.elements import numbers
from certeval.render.referentiel.facts import worded
from certeval.render.referentiel.page import PageLine
from certeval.render.referentiel.rules import KINDS, conventions


def before(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The certification, before its blocs."""
    certification = referentiel.model.certification
    facts = (
        OfficialEntry(f"{referentiel.code} {referentiel.version}", label=capital(_("référentiel"))),
        *of_facts(registered.identity(certification)),
        OfficialEntry(referentiel.digest, label=capital(_("digest"))),
    )
    yield _section(_("Certification"), "certification", [OfficialFacts(facts)], level=1)
    legal = [entry for basis in certification.base_legale for entry in _legal(basis)]
    yield from _given(_("Legal basis"), "base-legale", Paragraphs, legal)
    yield from _given(_("Définitions"), "definitions", OfficialFacts, _definitions(certification))
    yield from _given(_("Métiers visés"), "metiers", Listing, entries(certification.metiers))
    parcours = [
        OfficialEntry(each.intitule or "", each.code, anchor=anchored(f"parcours-{each.code}"))
        for each in referentiel.model.parcours
    ]
    yield from _given(_("Parcours"), "parcours", Listing, parcours)
    yield from _given(_("Blocs"), "blocs", Listing, _blocs(referentiel.model))


def transversales(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The compétences that others put to work."""
    found = _transversales(referentiel.model.certification)
    return _given(_("Compétences transversales"), "transversales", Listing, found)


def after(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """What is declared beside the blocs and épreuves, under one title."""
    found = list(_provisions(referentiel))
    if found:
        yield _section(_("Other provisions"), "dispositions", [], level=1)
        yield from found


def _provisions(referentiel: Referentiel) -> Iterator[OfficialSection]:
    file, certification = referentiel.model, referentiel.model.certification
    yield from _given(_("Faits"), "faits", Listing, map(alone, file.faits))
    yield from _given(_("What is entered"), "saisie", OfficialFacts, _entered(referentiel))
    yield from _given(_("Jury"), "jury", OfficialFacts, of_facts(registered.jury_facts(certification)))
    yield from _given(_("Appeal"), "recours", Paragraphs, entries(filter(None, [certification.recours])))
    if file.equivalences:
        yield _section(_("Équivalences"), "equivalences", [_equivalences(file)])
    found = of_lines(registered.correspondances(file))
    yield from _given(_("Correspondances"), "correspondances", Listing, found)
    kept = [OfficialEntry(line.text, label=line.code) for line in registered.keeping(certification)]
    yield from _given(_("Keeping"), "conservation", OfficialFacts, kept)


def _section(title: str, name: str, parts: list[Part], *, level: int = 2) -> OfficialSection:
    return OfficialSection(title, level, anchored(name), tuple(parts))


def _given(
    title: str,
    name: str,
    part: type[OfficialFacts] | type[Listing] | type[Paragraphs],
    found: Iterable[OfficialEntry],
) -> Iterator[OfficialSection]:
    """A section of entries; none where there are none."""
    if listed := tuple(found):
        yield _section(title, name, [part(listed)])


def _legal(basis: BaseLegale) -> Iterator[OfficialEntry]:
    quoted = [basis.texte] if basis.texte else []
    yield OfficialEntry(
        basis.reference, style="head", below=(*entries(quoted, "quote"), *entries(basis.liens, "link"))
    )


def _definitions(certification: Certification) -> Iterator[OfficialEntry]:
    found = certification.definitions
    if found:
        for label, text in (
            ("Référentiel d’activités", found.activites),
            ("Référentiel de compétences", found.competences),
            ("Référentiel d’évaluation", found.evaluation),
        ):
            if text:
                yield OfficialEntry(text, label=label)


def _blocs(file: Fichier) -> Iterator[OfficialEntry]:
    for bloc in file.blocs:
        declared = numbers({kind: n for kind, n in described.counts(bloc).items() if n})
        below = entries(filter(None, [declared]), "note")
        yield OfficialEntry(worded(bloc.intitule, bloc), bloc.code, below=below, target=bloc.code)


def _transversales(certification: Certification) -> Iterator[OfficialEntry]:
    for each in certification.transversales:
        through = [_("through {codes}").format(codes=", ".join(each.a_travers))] if each.a_travers else []
        at = anchored(f"transversale-{each.code}")
        yield OfficialEntry(each.libelle, each.code, below=entries(through, "note"), anchor=at)


def _entered(referentiel: Referentiel) -> Iterator[OfficialEntry]:
    return (OfficialEntry(line.text, label=capital(line.code)) for line in described.entered(referentiel))


def _equivalences(file: Fichier) -> OfficialTable:
    heads = (_("Earlier versions"), _("Validated bloc"), _("What it gives"), _("Still to be passed"))
    rows = [
        (each.version, ", ".join(each.bloc), ", ".join(each.donne), ", ".join(each.a_presenter or ()))
        for each in file.equivalences
    ]
    cells = (tuple(OfficialCell(entries([text] if text else [])) for text in row) for row in rows)
    return headed(_("Équivalences"), heads, cells, (1, 1, 1, 1))


def rules(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The rules as declared, how each kind of element is entered, the écarts."""
    listed = tuple(_labelled(referentiel, each) for each in of_lines(described.rules(referentiel)))
    if listed:
        yield OfficialSection(_("Rules of validation"), 1, anchored("regles"), (OfficialFacts(listed),))
    if entered := of_lines(_conventions(referentiel)):
        yield OfficialSection(
            _("What is entered and what it counts for"), 2, anchored("statuts"), (Listing(entered),)
        )
    if referentiel.model.ecarts:
        yield OfficialSection(_("Écarts"), 1, anchored("ecarts"), (_ecarts(referentiel),))


def _labelled(referentiel: Referentiel, rule: OfficialEntry) -> OfficialEntry:
    """A rule after what it is the rule of; of a ladder, its steps."""
    if not rule.code:
        return OfficialEntry("", label=capital(rule.text), below=rule.below)
    label = rule.code if rule.code in referentiel.elements else capital(rule.code)
    return OfficialEntry(rule.text, label=label, below=rule.below)


def _conventions(referentiel: Referentiel) -> Iterator[PageLine]:
    """What jurors, attempts and statuses do: once for a kind, then for each element that says otherwise."""
    told: set[str] = set()
    for code, entry in referentiel.entries.items():
        element = referentiel.elements[code]
        own = isinstance(element.model, DeclaredElement) and element.model.saisie() is not None
        if own or element.kind not in told:
            if lines := list(conventions(referentiel, code, entry)):
                yield (
                    PageLine(element.wording, code, 1)
                    if own
                    else PageLine(capital(KINDS[element.kind]), depth=1)
                )
                yield from (PageLine(text, depth=2) for text in lines)
            told |= set() if own else {element.kind}


def _ecarts(referentiel: Referentiel) -> OfficialTable:
    """Each écart: its target, what is irregular, what was decided."""
    heads = (_("Target"), _("Finding"), _("Decision"))
    rows = []
    for each in referentiel.model.ecarts:
        target = OfficialEntry(each.cible, below=entries(filter(None, [each.diagnostic]), "note"))
        until = [_("until {day}").format(day=each.expire.isoformat())] if each.expire else []
        decision = (OfficialEntry(each.decision), *entries(until, "note"))
        rows.append((OfficialCell((target,)), OfficialCell(entries([each.constat])), OfficialCell(decision)))
    return headed(_("Écarts"), heads, rows, (16, 42, 42))

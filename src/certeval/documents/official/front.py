"""What is certified, on what ground, and what counts beside the blocs: the sections around them."""

from collections.abc import Iterable, Iterator

from certeval.documents.official.columns import NAMES
from certeval.documents.official.epreuves import lone_element
from certeval.documents.official.publication import (
    EntriesKind,
    OfficialCell,
    OfficialEntries,
    OfficialEntry,
    OfficialSection,
    OfficialTable,
    Part,
    anchor_of,
    capital,
    entries,
    fact_entries,
    line_entries,
    table_of,
)
from certeval.messages import _
from certeval.referentiel.certification import Certification
from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.render.referentiel import certification as certification_rendering
from certeval.render.referentiel import enregistrement
from certeval.render.referentiel.elements import numbers
from certeval.render.referentiel.facts import full_wording
from certeval.render.referentiel.page import PageLine
from certeval.render.referentiel.rules import KINDS, conventions


def front_sections(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The certification, before its blocs."""
    certification = referentiel.model.certification
    facts = (
        OfficialEntry(f"{referentiel.code} {referentiel.version}", label=capital(_("référentiel"))),
        *fact_entries(enregistrement.identity(certification)),
        OfficialEntry(referentiel.digest, label=capital(_("digest"))),
    )
    yield _section(_("Certification"), "certification", [OfficialEntries("facts", facts)], level=1)
    legal = [
        OfficialEntry(
            basis.reference,
            style="head",
            below=(*entries(filter(None, [basis.texte]), "quote"), *entries(basis.liens, "link")),
        )
        for basis in certification.base_legale
    ]
    yield from _entry_section(_("Legal basis"), "base-legale", "paragraphs", legal)
    yield from _entry_section(_("Définitions"), "definitions", "facts", _definitions(certification))
    yield from _entry_section(_("Métiers visés"), "metiers", "listing", entries(certification.metiers))
    parcours = [
        OfficialEntry(each.intitule or "", each.code, anchor=anchor_of(f"parcours-{each.code}"))
        for each in referentiel.model.parcours
    ]
    yield from _entry_section(_("Parcours"), "parcours", "listing", parcours)
    yield from _entry_section(_("Blocs"), "blocs", "listing", _blocs(referentiel.model))


def transversales(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The compétences that others put to work."""
    items = []
    for each in referentiel.model.certification.transversales:
        through = [_("through {codes}", codes=", ".join(each.a_travers))] if each.a_travers else []
        at = anchor_of(f"transversale-{each.code}")
        items.append(OfficialEntry(each.libelle, each.code, below=entries(through, "note"), anchor=at))
    return _entry_section(_("Compétences transversales"), "transversales", "listing", items)


def back_sections(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """What is declared beside the blocs and épreuves, under one title."""
    sections = list(_provisions(referentiel))
    if sections:
        yield _section(_("Other provisions"), "dispositions", [], level=1)
        yield from sections


def _provisions(referentiel: Referentiel) -> Iterator[OfficialSection]:
    file, certification = referentiel.model, referentiel.model.certification
    yield from _entry_section(_("Faits"), "faits", "listing", map(lone_element, file.faits))
    saisie = [
        OfficialEntry(line.text, label=capital(line.code))
        for line in certification_rendering.saisie_lines(referentiel)
    ]
    yield from _entry_section(_("What is entered"), "saisie", "facts", saisie)
    jury = fact_entries(enregistrement.jury_facts(certification))
    yield from _entry_section(_("Jury"), "jury", "facts", jury)
    recours = entries(filter(None, [certification.recours]))
    yield from _entry_section(_("Appeal"), "recours", "paragraphs", recours)
    if file.equivalences:
        heads = (_("Earlier versions"), _("Validated bloc"), _("What it gives"), _("Still to be passed"))
        texts = (
            (each.version, ", ".join(each.bloc), ", ".join(each.donne), ", ".join(each.a_presenter or ()))
            for each in file.equivalences
        )
        cells = (tuple(OfficialCell(entries([text] if text else [])) for text in row) for row in texts)
        table = table_of(_("Équivalences"), heads, cells, (1, 1, 1, 1))
        yield _section(_("Équivalences"), "equivalences", [table])
    correspondances = line_entries(enregistrement.correspondances(file))
    yield from _entry_section(_("Correspondances"), "correspondances", "listing", correspondances)
    conservation = [
        OfficialEntry(line.text, label=line.code) for line in enregistrement.conservation(certification)
    ]
    yield from _entry_section(_("Keeping"), "conservation", "facts", conservation)


def _section(title: str, name: str, parts: list[Part], *, level: int = 2) -> OfficialSection:
    return OfficialSection(title, level, anchor_of(name), tuple(parts))


def _entry_section(
    title: str, name: str, kind: EntriesKind, items: Iterable[OfficialEntry], *, level: int = 2
) -> Iterator[OfficialSection]:
    """A section of entries; none where there are none."""
    if content := tuple(items):
        yield _section(title, name, [OfficialEntries(kind, content)], level=level)


def _definitions(certification: Certification) -> Iterator[OfficialEntry]:
    if texts := certification.definitions:
        for label, text in zip(NAMES, (texts.activites, texts.competences, texts.evaluation), strict=True):
            if text:
                yield OfficialEntry(text, label=label)


def _blocs(file: Fichier) -> Iterator[OfficialEntry]:
    for bloc in file.blocs:
        counts = numbers({kind: n for kind, n in certification_rendering.counts(bloc).items() if n})
        below = entries(filter(None, [counts]), "note")
        yield OfficialEntry(full_wording(bloc.intitule, bloc), bloc.code, below=below, target=bloc.code)


def rules(referentiel: Referentiel) -> Iterator[OfficialSection]:
    """The rules as declared, how each kind of element is entered, the écarts."""
    items = []
    for rule in line_entries(certification_rendering.rules(referentiel)):
        label = rule.code if rule.code in referentiel.elements else capital(rule.code or rule.text)
        items.append(OfficialEntry(rule.text if rule.code else "", label=label, below=rule.below))
    yield from _entry_section(_("Rules of validation"), "regles", "facts", items, level=1)
    effects = line_entries(_conventions(referentiel))
    yield from _entry_section(_("What is entered and what it counts for"), "statuts", "listing", effects)
    if referentiel.model.ecarts:
        yield _section(_("Écarts"), "ecarts", [_ecarts(referentiel)], level=1)


def _conventions(referentiel: Referentiel) -> Iterator[PageLine]:
    """What jurors, attempts and statuses do: once for a kind, then for each element that says otherwise."""
    kinds: set[str] = set()
    for code, entry in referentiel.entries.items():
        element = referentiel.elements[code]
        own = isinstance(element.model, DeclaredElement) and element.model.saisie() is not None
        if own or element.kind not in kinds:
            if lines := list(conventions(referentiel, code, entry)):
                title = (element.wording, code) if own else (capital(KINDS[element.kind]), "")
                yield PageLine(*title, 1)
                yield from (PageLine(text, depth=2) for text in lines)
            kinds |= set() if own else {element.kind}


def _ecarts(referentiel: Referentiel) -> OfficialTable:
    """Each écart: its target, what is irregular, what was decided."""
    heads = (_("Target"), _("Finding"), _("Decision"))
    rows = []
    for each in referentiel.model.ecarts:
        target = OfficialEntry(each.cible, below=entries(filter(None, [each.diagnostic]), "note"))
        until = [_("until {day}", day=each.expire.isoformat())] if each.expire else []
        decision = (OfficialEntry(each.decision), *entries(until, "note"))
        rows.append((OfficialCell((target,)), OfficialCell(entries([each.constat])), OfficialCell(decision)))
    return table_of(_("Écarts"), heads, rows, (16, 42, 42))

"""A difference in words: what it is about, what happened, and the runs of text that differ."""

from collections.abc import Iterator

from certeval.messages import N_, _, ngettext
from certeval.referentiel.meaning import Plain
from certeval.render.words import SHAPES, visible
from certeval.rules.grammar import BOUNDS
from certeval.versions.compare import Comparison
from certeval.versions.difference import Bump, Classe, Difference, Sorte
from certeval.versions.equivalences import equivalence_proposals
from certeval.versions.outline import BY_KIND, CODE_KINDS, DEFINITION, Fields
from certeval.versions.wordings import WordingChange, changes

TITLES = {
    Classe.CASSANT: N_("Breaking: old sheets no longer read, or read as something else"),
    Classe.EVALUATIF: N_("Evaluative: decisions may change"),
    Classe.EDITORIAL: N_("Editorial: no effect on any decision"),
}
"""The gravest class first."""
KINDS = {
    **{kind: SHAPES[kind] for kind in CODE_KINDS},
    "certification": N_("certification"),
    "regle": N_("rule"),
    "mesure": N_("measure"),
    "palier": N_("ladder"),
    "ecart": N_("écart"),
    "cas": N_("case"),
}
LISTS = {
    **{
        kind: SHAPES[f"{kind}s"]
        for kind in ("bloc", "activite", "competence", "sous_competence", "critere", "epreuve")
    },
    "partie": N_("parties"),
    "fait": N_("faits"),
    "ecart": N_("écarts"),
    "cas": N_("cases"),
}
EVENTS = {
    Sorte.AJOUTE: N_("added"),
    Sorte.SCINDE: N_("split"),
    Sorte.FUSIONNE: N_("merged"),
    Sorte.RECOMPOSE: N_("regrouped"),
    Sorte.RENOMME: N_("renamed"),
    Sorte.DEPLACE: N_("moved from {before} to {after}"),
    Sorte.REORDONNE: N_("put in another order"),
    Sorte.SUPPRIME: N_("removed"),
}
BUMPS = {
    Bump.CORRECTIVE: N_("This takes a corrective version"),
    Bump.MINEURE: N_("This takes a minor version"),
    Bump.MAJEURE: N_("This takes a major version"),
}
WORDINGS = ("libelle", "intitule", "constat")


def subject(difference: Difference) -> str:
    """What a difference is about: `critère CR1`, `critère CR1 → CR2`, the key as the file has it, the list that was put
    in another order (`critères of C1`).
    """
    if difference.kind in BY_KIND and difference.sorte is not Sorte.REORDONNE:
        return f"{difference.kind}.{difference.old[0]}"
    if difference.sorte is Sorte.REORDONNE:
        kind, owner = _(LISTS[difference.kind]), visible(", ".join(difference.new))
        return _("{kind} of {owner}", kind=kind, owner=owner) if owner else kind
    old, new = (visible(", ".join(codes)) for codes in (difference.old, difference.new))
    codes = f"{old} → {new}" if old and new and old != new else new or old
    return f"{_(KINDS[difference.kind])} {codes}".rstrip()


def event(difference: Difference) -> str:
    """What happened to it; of a key that says something else, the path of the key."""
    if difference.sorte is Sorte.MODIFIE:
        return visible(".".join(key for key in difference.field if key != DEFINITION))
    places = (difference.before, difference.after)
    before, after = (visible(str(place or "")) or _("the certification") for place in places)
    if difference.sorte is Sorte.DEPLACE and before == after:  # it was split, or its code serves again
        return _("moved from {before} (before) to {after} (after)", before=before, after=after)
    return _(EVENTS[difference.sorte], before=before, after=after)


def likeness(difference: Difference) -> str:
    """What a proposed match rests on; nothing where it is certain."""
    alike = difference.ressemblance
    if alike is None:
        return ""
    if alike == 1:
        return _("(proposed: same wording)")
    return _("(proposed: wordings {share} % alike)", share=int(alike * 100))


def runs(difference: Difference) -> tuple[WordingChange, ...]:
    """The text of a difference: what both versions say, what only one does."""
    match difference.sorte:
        case Sorte.AJOUTE:
            return (WordingChange("+", _wording(difference.after)),)
        case Sorte.SUPPRIME:
            return (WordingChange("-", _wording(difference.before)),)
        case Sorte.MODIFIE | Sorte.REORDONNE:
            before, after = flow(difference.before), flow(difference.after)
            if before and after:
                return changes(before, after)
            return (WordingChange("-", before) if before else WordingChange("+", after),)
        case Sorte.SCINDE | Sorte.FUSIONNE | Sorte.RECOMPOSE:
            return (
                *(WordingChange("-", text) for text in _side_texts(difference.before)),
                *(WordingChange("+", text) for text in _side_texts(difference.after)),
            )
        case _:
            return ()


def _side_texts(side: Plain) -> Iterator[str]:
    for code, fields in side.items() if isinstance(side, dict) else ():
        yield f"{code}: {_wording(fields)}"


def _wording(fields: Plain) -> str:
    """What tells a part: its wording, else all that it says."""
    part_fields: Fields = fields if isinstance(fields, dict) else {}
    wording = next((part_fields[key] for key in WORDINGS if key in part_fields), None)
    return flow(wording or part_fields.get(DEFINITION, part_fields))


def flow(value: Plain) -> str:
    """Plain data on one line, as an author writes it: `{parmi: criteres, plus_de: 50 %}`."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key in BOUNDS)
        return "{" + ", ".join(f"{key}: {flow(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return "" if value is None else value


def by_class(comparison: Comparison) -> Iterator[tuple[Classe, list[Difference]]]:
    """The differences of each class, the gravest first, each class in the order of the file."""
    order = {code: i for tree in (comparison.old, comparison.new) for i, code in enumerate(tree.elements)}
    renames = {d.new for d in comparison.differences if d.sorte is Sorte.RENOMME and not d.is_proposal}
    for classe in TITLES:
        differences = [
            d for d in comparison.differences if d.classe is classe and not _is_repetition(d, renames)
        ]
        if differences:
            yield classe, sorted(differences, key=lambda d: order.get((d.new or d.old)[0], -1))


def _is_repetition(difference: Difference, renames: set[tuple[str, ...]]) -> bool:
    """Whether the title, or the line of what was renamed, says it."""
    if difference.kind == "certification":
        return difference.field == ("version",)
    return difference.field == ("remplace",) and difference.new in renames


def version_title(comparison: Comparison) -> str:
    """Both versions: `essai 1.0.0 → 1.1.0`."""
    old, new = comparison.old, comparison.new
    code = new.code if old.code == new.code else f"{old.code} → {new.code}"
    return f"{visible(code)} {old.version} → {new.version}"


def summary(comparison: Comparison) -> str:
    """How many parts do not differ, how many differences are listed."""
    same = sum(comparison.same_counts.values())
    differences = sum(len(each) for _classe, each in by_class(comparison))
    one = ngettext("{n} difference", "{n} differences", differences, n=differences)
    return one + ngettext(", {n} part unchanged", ", {n} parts unchanged", same, n=same)


def verdict(comparison: Comparison) -> str:
    """The version that the differences take, and whether the new one is it."""
    bump = comparison.least_bump
    if bump is Bump.AUCUNE:
        return _("Nothing takes a new version.")
    new, least = comparison.new.version, comparison.least_version
    enough = _("{new} will do.") if comparison.suffices else _("{new} is not enough.")
    at_least = _("{bump}, {least} at least: ", bump=_(BUMPS[bump]), least=least)
    return at_least + enough.format(new=new)


def proposals(comparison: Comparison) -> list[str]:
    """The lines of `equivalences` that the later version may declare; nothing where there is nothing to propose."""
    lines = [
        f"- {{version: {each.version}, bloc: {each.bloc}, donne: {each.donne}}}"
        for each in equivalence_proposals(comparison)
    ]
    return ["equivalences:", *lines] if lines else []


def proposal_heading() -> str:
    """What stands before these lines."""
    return _(
        "Nothing that decides differs in these blocs. So that they stay validated, the new version may declare:"
    )


def notes(comparison: Comparison) -> Iterator[str]:
    """What `remplace` says that leads nowhere."""
    message = _("{code} says that it replaces {other}, which the other version does not have")
    for (_kind, code), other in comparison.matching.unknown:
        yield message.format(code=visible(code), other=visible(other))

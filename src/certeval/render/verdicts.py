"""Decisions to tables: what a jury and an exam office look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from certeval.engine.verdicts import (
    EN_ATTENTE,
    NON_VALIDE,
    VALIDE,
    VERDICTS,
    Plain,
    Synthesis,
    elements_of,
    part_of,
)
from certeval.messages import N_, _, ngettext, plural
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import Tree
from certeval.render.marks import competences, mark_codes, values
from certeval.render.tables import AdaptiveTable, Renderable, Renderables, TableColumn, rich_text, table
from certeval.render.words import visible
from certeval.rules.rounding import share
from certeval.rules.situation import SITUATION
from certeval.scores.headings import IDENTITY

if TYPE_CHECKING:
    from rich.text import Text

WORDS: dict[str, str] = {VALIDE: N_("validated"), NON_VALIDE: N_("not validated"), EN_ATTENTE: N_("pending")}
SIGNS: dict[str, str] = {VALIDE: "✓", NON_VALIDE: "✗", EN_ATTENTE: "?"}
STYLES: dict[str, str] = {VALIDE: "green", NON_VALIDE: "red", EN_ATTENTE: "yellow"}
ORIGINS: dict[str, str] = {
    "jury": N_("jury"),
    "acquis_anterieur": N_("acquired earlier"),
    "equivalence": N_("equivalence"),
}
"""Where a verdict comes from that is not computed."""
PARTIAL = N_("partial validation")
MOST_ROWS = 200
NOTHING: Plain = {"verdict": None}
"""What an element comes to that is not for the candidate."""


def renderables(
    referentiel: Referentiel,
    synthesis: Synthesis,
    candidates: Sequence[Plain],
    *,
    detail: bool,
    only: Sequence[str] = (),
    more: int = 0,
    waits: Mapping[str, str] | None = None,
) -> Renderables:
    """The table of candidates, then the summary. `only` names the blocs shown; `more` candidates are not listed;
    `waits` says of candidates, by identifier, what a pending certification waits for.
    """
    blocs = [code for code in referentiel.tree.below("bloc", None) if not only or code in only]
    first = candidates[:MOST_ROWS]
    content: Renderables = [title(referentiel)]
    content.append(_decisions(referentiel, first, blocs, waits or {}, detail=detail))
    if detail:
        content += map(rich_text, _legend(referentiel, first, blocs))
    count = len(candidates) - len(first) + more
    content += [*left_out(count), "", _summary(synthesis, blocs)]
    return content


def left_out(count: int) -> list[str]:
    """How many candidates are not listed; nothing where all are."""
    sentence = plural(
        "{n} more candidate: --format csv or --json gives all",
        "{n} more candidates: --format csv or --json gives all",
    )
    return [sentence(count)] if count else []


def _legend(referentiel: Referentiel, candidates: Sequence[Plain], blocs: Sequence[str]) -> Iterator[str]:
    """What the signs and the columns of the table stand for."""
    yield _("✓ validated  ✗ not validated  ? pending; acquired / assessed or due")
    if any(each.get("origine") in ORIGINS for one in candidates for each in _by_code(one).values()):
        yield _("* decided by the jury, or acquired earlier: not computed")
    for heading, codes in _headings(referentiel, blocs):
        yield _("{what}: {codes}", what=heading, codes=", ".join(codes))


def _headings(referentiel: Referentiel, blocs: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The headings under which compétences stand, each with their codes, in the order of the file."""
    codes: dict[str, list[str]] = {}
    in_blocs = [code for bloc in blocs for code in referentiel.tree.below("competence", bloc)]
    for code in dict.fromkeys((*in_blocs, *referentiel.tree.lone_competences)):
        if heading := getattr(referentiel.elements[code].model, "groupe", None):
            codes.setdefault(visible(heading), []).append(visible(code))
    yield from codes.items()


def title(referentiel: Referentiel) -> Renderable:
    """What stands above the tables of every command: the certification, and its version."""
    return rich_text(f"{visible(referentiel.title)} {referentiel.version}", style="bold")


def _decisions(
    referentiel: Referentiel,
    candidates: Sequence[Plain],
    blocs: list[str],
    waits: Mapping[str, str],
    *,
    detail: bool,
) -> AdaptiveTable:
    """A row a candidate: who, a column a bloc (in detail, its compétences with their counts before it), the marks, the
    certification and, where someone is pending, what for.
    """
    who, tree = _who(candidates), referentiel.tree
    marks = mark_codes([_within(each, blocs) for each in candidates])
    inside = {bloc: _with_parts(tree, tree.below("competence", bloc)) if detail else () for bloc in blocs}
    elements = [(bloc, code) for bloc in blocs for code in (*inside[bloc], bloc)]
    lone = tree.lone_competences
    elements += [("", code) for code in (_with_parts(tree, lone) if detail else lone)]
    columns: list[TableColumn | str] = [TableColumn(key, always=key == "candidat") for key in who]
    columns += [TableColumn(code, whole=detail, group=bloc if detail else "") for bloc, code in elements]
    columns += [*marks, TableColumn(_("certification"), always=True), *([_("waits for")] if waits else [])]
    rows: list[list[object]] = []
    for candidate in candidates:
        by_code = _by_code(candidate)
        mark_texts = values(referentiel, candidate)
        row: list[object] = [candidate.get(key) or "" for key in who]
        each = (by_code.get(code, NOTHING) for _bloc, code in elements)
        row += [_sign(one) if detail else _word(one) for one in each]
        row += [*(mark_texts.get(code, "") for code in marks), _certification(candidate)]
        rows.append([*row, waits.get(str(candidate["candidat"]), "")] if waits else row)
    return table(columns, rows)


def _within(candidate: Plain, blocs: Sequence[str]) -> Plain:
    """What a result says of some blocs, and of what stands in none."""
    return candidate | {"blocs": [each for each in elements_of(candidate, "blocs") if each["code"] in blocs]}


def _with_parts(tree: Tree, competences: Iterable[str]) -> list[str]:
    return [each for code in competences for each in (code, *tree.below("sous_competence", code))]


def _by_code(candidate: Plain) -> dict[object, Plain]:
    blocs = elements_of(candidate, "blocs")
    inside = [each for bloc in blocs for each in (bloc, *competences(bloc))]
    return {each["code"]: each for each in (*inside, *competences(candidate))}


def _who(candidates: Sequence[Plain]) -> list[str]:
    """The keys that say who a candidate is: a name, a parcours only where a sheet gives one."""
    keys = (*IDENTITY, *SITUATION)
    return ["candidat", *(key for key in keys if any(each.get(key) for each in candidates))]


def _word(plain_verdict: Plain) -> "Text":
    if plain_verdict.get("defaillant"):
        return rich_text(_("not validated (défaillant)"), style=STYLES[NON_VALIDE])
    return verdict_text(plain_verdict)


def verdict_text(plain_verdict: Plain) -> "Text":
    """The word of a verdict in its colour, with where it comes from where it is not computed."""
    verdict = str(plain_verdict["verdict"] or "")
    word = _(WORDS.get(verdict, "")) or "–"
    if origin := ORIGINS.get(str(plain_verdict.get("origine"))):
        word = f"{word} ({_(origin)})"
    return rich_text(word, style=STYLES.get(verdict, ""))


def _sign(plain_verdict: Plain) -> "Text":
    """`4/6 ✓`: how many are acquired of how many, and the verdict's sign."""
    verdict = str(plain_verdict["verdict"] or "")
    count = f"{plain_verdict['acquis']}/{plain_verdict['total']} " if "acquis" in plain_verdict else ""
    star = "*" if str(plain_verdict.get("origine")) in ORIGINS else ""
    return rich_text(f"{count}{SIGNS.get(verdict, '–')}{star}", style=STYLES.get(verdict, ""))


def _certification(candidate: Plain) -> "Text":
    """Its verdict; where it is not validated and some blocs are, that they are kept for life."""
    certification = part_of(candidate, "certification")
    word = _word(certification)
    blocs = elements_of(candidate, "blocs")
    if certification["verdict"] == VALIDE or all(bloc["verdict"] != VALIDE for bloc in blocs):
        return word
    from rich.text import Text

    return Text.assemble(word, f" ({_(PARTIAL)})")


def _summary(synthesis: Synthesis, blocs: list[str]) -> AdaptiveTable:
    """How many, and what share of those whom it is for, for each bloc and the certification."""
    total = synthesis.candidates
    heading = ngettext("{n} candidate", "{n} candidates", total, n=total)
    rows = [
        [code, *(_rate(of[verdict], sum(of.values())) for verdict in VERDICTS)]
        for code, of in ((code, synthesis.blocs[code]) for code in blocs)
    ]
    final = (_rate(synthesis.certification[verdict], total) for verdict in VERDICTS)
    rows.append([_("certification"), *final])
    if blocs:
        rows.append([_(PARTIAL), _rate(synthesis.partial, total), "", ""])
    return table([TableColumn(heading, always=True), *(_(WORDS[verdict]) for verdict in WORDS)], rows)


def _rate(count: int, total: int) -> str:
    """`3 (21 %)`; without a share where there is nobody."""
    if not total:
        return str(count)
    return f"{count} ({share(count, total)} %)"

"""Decisions to tables: what a jury and an exam office look at."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from certeval.engine.results import EN_ATTENTE, NON_VALIDE, VALIDE, VERDICTS, Plain, Synthesis
from certeval.messages import N_, _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.numbers import shown
from certeval.render.words import visible
from certeval.rules.rounding import share
from certeval.scores.headings import IDENTITY

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from certeval.render.tables import Column, Fitted

WORDS: dict[str, str] = {VALIDE: N_("validated"), NON_VALIDE: N_("not validated"), EN_ATTENTE: N_("pending")}
SIGNS: dict[str, str] = {VALIDE: "✓", NON_VALIDE: "✗", EN_ATTENTE: "?"}
STYLES: dict[str, str] = {VALIDE: "green", NON_VALIDE: "red", EN_ATTENTE: "yellow"}
PARTIAL = N_("partial validation")
MOST_ROWS = 200


def renderables(
    referentiel: Referentiel,
    synthesis: Synthesis,
    listed: Sequence[Plain],
    *,
    detail: bool,
    only: Sequence[str] = (),
    more: int = 0,
) -> "list[RenderableType]":
    """The table of candidates, then the summary. `only` names the blocs shown; `more` candidates are not listed."""
    from rich.text import Text

    blocs = [code for code in referentiel.tree.below("bloc", None) if not only or code in only]
    first = listed[:MOST_ROWS]
    found: list[RenderableType] = [_title(referentiel)]
    found.append(_detailed(referentiel, first, blocs) if detail else _plain(referentiel, first, blocs))
    if detail:
        found.append(Text(_("✓ validated  ✗ not validated  ? pending; acquired / assessed or due")))
    left = len(listed) - len(first) + more
    if left:
        said = ngettext(
            "{n} more candidate: --format csv or --json gives all",
            "{n} more candidates: --format csv or --json gives all",
            left,
        )
        found.append(Text(said.format(n=left)))
    found += [Text(""), _summary(synthesis, blocs)]
    return found


def _title(referentiel: Referentiel) -> "RenderableType":
    from rich.text import Text

    title = referentiel.model.certification.intitule or referentiel.code
    return Text(f"{visible(title)} {referentiel.version}", style="bold")


def _plain(referentiel: Referentiel, candidates: Sequence[Plain], blocs: list[str]) -> "Fitted":
    """A row a candidate: who, a column a bloc, the marks, then the certification."""
    from certeval.render.tables import Column, table

    who, marks = _who(candidates), marked(candidates)
    columns = [*_named(who), *map(Column, blocs), *map(Column, marks), _certification()]
    rows: list[list[object]] = []
    for candidate in candidates:
        by_code = {bloc["code"]: bloc for bloc in _blocs(candidate)}
        held = values(referentiel, candidate)
        cells = [*(_word(by_code[code]) for code in blocs), *(held.get(code, "") for code in marks)]
        rows.append([*(candidate.get(key, "") for key in who), *cells, _certified(candidate)])
    return table(columns, rows)


def _detailed(referentiel: Referentiel, candidates: Sequence[Plain], blocs: list[str]) -> "Fitted":
    """A row a candidate: who, a column a compétence beside its bloc, each with its count, the marks, then the
    certification.
    """
    from certeval.render.tables import Column, table

    who, marks = _who(candidates), marked(candidates)
    shown = [(bloc, code) for bloc in blocs for code in (*referentiel.tree.below("competence", bloc), bloc)]
    columns = [Column(code, whole=True, group=bloc) for bloc, code in shown]
    rows: list[list[object]] = []
    for candidate in candidates:
        by_code = {bloc["code"]: bloc for bloc in _blocs(candidate)}
        for bloc in list(by_code.values()):
            by_code |= {competence["code"]: competence for competence in _listed(bloc, "competences")}
        held = values(referentiel, candidate)
        cells = [*(_sign(by_code[code]) for _bloc, code in shown), *(held.get(code, "") for code in marks)]
        rows.append([*(candidate.get(key, "") for key in who), *cells, _certified(candidate)])
    return table([*_named(who), *columns, *map(Column, marks), _certification()], rows)


def _who(candidates: Sequence[Plain]) -> list[str]:
    """The keys that say who a candidate is: a name only where a sheet gives one."""
    return ["candidat", *(key for key in IDENTITY if any(each.get(key) for each in candidates))]


def _named(who: Sequence[str]) -> "list[Column]":
    from certeval.render.tables import Column

    return [Column(key, always=key == "candidat") for key in who]


def marked(candidates: Sequence[Plain]) -> list[str]:
    """The codes and names of what bears a mark or a level for some candidate, in the order of the results."""
    return list(dict.fromkeys(code for candidate in candidates for code, _value in _marks(candidate)))


def values(referentiel: Referentiel, candidate: Plain) -> dict[str, str]:
    """The marks, means and levels of one candidate, each in words."""
    return {code: _mark(referentiel, code, value) for code, value in _marks(candidate)}


def _marks(candidate: Plain) -> Iterator[tuple[str, object]]:
    elements: list[Plain] = []
    for bloc in _blocs(candidate):
        elements += [bloc, *_listed(bloc, "competences"), *_listed(bloc, "epreuves")]
    for element in [*elements, *_listed(candidate, "epreuves")]:
        if "valeur" in element:
            yield str(element["code"]), element["valeur"]
    measures = candidate.get("mesures")
    yield from measures.items() if isinstance(measures, dict) else ()


def _mark(referentiel: Referentiel, code: str, value: object) -> str:
    """`12.5`, `≈10.33`, `Acquis`; the two ends of what is not known whole, `?` of what is not known at all."""
    entry = referentiel.entries.get(code)
    words = entry.scale.words() if entry is not None else ()
    if isinstance(value, list):
        ends = [_mark(referentiel, code, end) for end in value]
        whole = words or (entry and (shown(entry.scale.least), shown(entry.scale.greatest)))
        return SIGNS[EN_ATTENTE] if whole and ends == [whole[0], whole[-1]] else "–".join(ends)
    if words:
        return visible(str(value))
    return "" if value is None else shown(Fraction(str(value)))


def _certification() -> "Column":
    """What came out stands in every panel, beside who."""
    from certeval.render.tables import Column

    return Column(_("certification"), always=True)


def _blocs(candidate: Plain) -> list[Plain]:
    return _listed(candidate, "blocs")


def _listed(decided: Plain, key: str) -> list[Plain]:
    found = decided.get(key)
    return found if isinstance(found, list) else []


def _word(decided: Plain) -> "Text":
    from rich.text import Text

    verdict = str(decided["verdict"] or "")
    if decided.get("defaillant"):
        return Text(_("not validated (défaillant)"), style=STYLES[NON_VALIDE])
    return Text(_(WORDS.get(verdict, "")) or "–", style=STYLES.get(verdict, ""))


def _sign(decided: Plain) -> "Text":
    """`4/6 ✓`: how many are acquired of how many, and the verdict's sign."""
    from rich.text import Text

    verdict = str(decided["verdict"] or "")
    count = f"{decided['acquis']}/{decided['total']} " if "acquis" in decided else ""
    return Text(f"{count}{SIGNS.get(verdict, '–')}", style=STYLES.get(verdict, ""))


def partial(candidate: Plain) -> bool:
    """Whether some blocs are validated and the certification is not: they are kept for life."""
    certification = candidate["certification"]
    lost = isinstance(certification, dict) and certification["verdict"] != VALIDE
    return lost and any(bloc["verdict"] == VALIDE for bloc in _blocs(candidate))


def _certified(candidate: Plain) -> "Text":
    from rich.text import Text

    certification = candidate["certification"]
    word = _word(certification if isinstance(certification, dict) else {"verdict": None})
    if not partial(candidate):
        return word
    return Text.assemble(word, f" ({_(PARTIAL)})")


def _summary(synthesis: Synthesis, blocs: list[str]) -> "Fitted":
    """How many, and what share, for each bloc and the certification."""
    from certeval.render.tables import Column, table

    total = synthesis.candidates
    heading = ngettext("{n} candidate", "{n} candidates", total).format(n=total)
    rows = [[code, *(_rate(synthesis.blocs[code][verdict], total) for verdict in VERDICTS)] for code in blocs]
    final = (_rate(synthesis.certification[verdict], total) for verdict in VERDICTS)
    rows.append([_("certification"), *final])
    if blocs:
        rows.append([_(PARTIAL), _rate(synthesis.partial, total), "", ""])
    return table([Column(heading, always=True), *(_(WORDS[verdict]) for verdict in WORDS)], rows)


def _rate(count: int, total: int) -> str:
    """`3 (21 %)`; without a share where there is nobody."""
    if not total:
        return str(count)
    return f"{count} ({share(count, total)} %)"

"""What another version would have changed: a table, JSON, CSV, Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from certeval.messages import N_, _, plural
from certeval.render import csv_text
from certeval.render.differences import words
from certeval.render.differences.forms import difference_json, in_short, side_json
from certeval.render.json_text import BETWEEN, document, json_line, sheets_json
from certeval.render.markdown import plain
from certeval.render.tables import Renderable, Renderables, rich_text, table_with_labels
from certeval.render.verdicts import STYLES, WORDS
from certeval.render.words import visible
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Sheet
from certeval.versions.impact import Direction, Impact, VerdictChange

HEADINGS = ("candidat", "element", "ancien", "nouveau", "avant", "apres", "causes", "jamais_notes")
MOST_ROWS = 200
CHANGES = (N_("candidat"), N_("what is decided"), N_("before"), N_("after"), N_("because of"))
DIRECTIONS = (N_("what is decided"), N_("before"), N_("after"), N_("candidates"), N_("never scored"))


@dataclass(frozen=True)
class ImpactReport:
    """An impact, the sheets it was seen on, and the rules that were tried rather than a version ("" where none)."""

    impact: Impact
    sheets: tuple[Sheet, ...]
    rules: str = ""
    filtres: Mapping[str, list[str]] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each difference that is a cause, from 1, by its identity."""
        return {id(difference): i for i, difference in enumerate(self.impact.causes, 1)}

    def causes(self, change: VerdictChange) -> list[list[int]]:
        """The sets of causes of a change, by their numbers."""
        return [[self.numbers[id(each)] for each in together] for together in change.causes]

    def plain(self, change: VerdictChange) -> dict[str, object]:
        """A change as plain values."""
        return _plain(change, causes=self.causes(change), jamais_notes=list(change.without_score))


def _new_side(report: ImpactReport) -> Mapping[str, object]:
    """The version that is tried: rules that are none have no digest."""
    new = side_json(report.impact.comparison.new)
    if not report.rules:
        return new
    plain = {key: value for key, value in new.items() if not key.startswith("empreinte")}
    return {**plain, "validation": report.rules}


def as_json(report: ImpactReport) -> str:
    """One document, a line a candidate; `causes` are sets of numbers of differences, each of which alone makes the
    change.
    """
    impact = report.impact
    head = {
        "schema": "certeval/impact/1",
        "ancien": side_json(impact.comparison.old),
        "nouveau": _new_side(report),
        "feuilles": sheets_json(report.sheets),
        **({"filtres": report.filtres} if report.filtres else {}),
        "synthese": {
            "candidats": impact.candidates,
            "changent": len(impact.changes),
            "sens": [
                _plain(each, candidats=each.candidates, jamais_notes=each.without_score)
                for each in impact.directions()
            ],
            "cellules_non_lues": dict(impact.unread_cells),
            "situation_inconnue": list(impact.comparison.new_axes),
            "causes_cherchees": impact.is_complete,
        },
        "differences": [{"numero": i, **difference_json(each)} for i, each in enumerate(impact.causes, 1)],
    }
    unique = {id(changes): changes for changes in impact.changes.values()}
    texts = {at: json_line({"changements": list(map(report.plain, of))})[1:] for at, of in unique.items()}
    lines = (
        f"{BETWEEN}{json_line({'candidat': code})[:-1]}, {texts[id(changes)]}"
        for code, changes in impact.changes.items()
    )
    return "".join(document(head, lines, {}))


def _plain(one: VerdictChange | Direction, **more: object) -> dict[str, object]:
    return {
        "element": one.point.kind,
        "ancien": one.point.name,
        "nouveau": one.code,
        "avant": one.before,
        "apres": one.after,
        **more,
    }


def as_csv(report: ImpactReport, *, file: bool) -> str:
    """A row a change; a cause by what it is about, several that only act together joined by `+`."""
    lines = [csv_text.line(HEADINGS)]
    texts = {id(each): in_short(each) for each in report.impact.causes}
    blocks: dict[int, list[str]] = {}
    for code, changes in report.impact.changes.items():
        if id(changes) not in blocks:
            blocks[id(changes)] = [csv_text.line(_row(each, texts)) for each in changes]
        who = f"{csv_text.field(code)};"
        lines.append(who + who.join(blocks[id(changes)]))
    return csv_text.assemble(lines, file=file)


def _row(change: VerdictChange, texts: Mapping[int, str]) -> list[str]:
    """A change without its candidate, by what is said of each cause."""
    causes = [" + ".join([texts[id(cause)] for cause in together]) for together in change.causes]
    verdicts = (change.point.kind, change.point.name, change.code, change.before, change.after)
    return [*verdicts, " | ".join(causes), " ".join(change.without_score)]


def title(report: ImpactReport) -> str:
    """Both versions, or the version and what is tried."""
    if not report.rules:
        return words.version_title(report.impact.comparison)
    old = report.impact.comparison.old
    return _("{code} {version}, with other rules", code=visible(old.code), version=old.version)


def summary(report: ImpactReport) -> str:
    """How many candidates change, of how many."""
    text = plural("{n} candidate of {total} changes", "{n} candidates of {total} change")
    return text(len(report.impact.changes), total=report.impact.candidates)


def notes(report: ImpactReport) -> Iterator[str]:
    """What bears on the count without being a change: cells not read, elements followed by their wording."""
    for code, n in report.impact.unread_cells.items():
        text = plural(
            "{code}: {n} cell that the new version does not read is left out",
            "{code}: {n} cells that the new version does not read are left out",
        )
        yield text(n, code=visible(code))
    comparison = report.impact.comparison
    unread = _(
        "{axis}: the sheets are read by the old version, which has none: what depends on it is not known"
    )
    yield from (unread.format(axis=axis) for axis in comparison.new_axes)
    for kind, code in comparison.matching.likenesses:
        new = comparison.matching.new_of[kind, code][1]
        if code in comparison.old.entries and new != code:
            followed = _("{code} is followed as {new} by its wording: `remplace` would confirm it")
            yield followed.format(code=visible(code), new=visible(new))
    if not report.impact.is_complete:
        yield _("The search for causes was given up: the versions differ too much. Compare nearer versions.")


def _subject_in_both(each: VerdictChange | Direction) -> str:
    kind, name = each.point
    old = _(words.KINDS[kind]) if kind == CERTIFICATION else f"{_(words.KINDS[kind])} {visible(name)}"
    return old if name == each.code else f"{old} → {visible(each.code)}"


def _word(verdict: str) -> str:
    return _(WORDS[verdict]) if verdict in WORDS else visible(verdict)


def _cause_text(change: VerdictChange, report: ImpactReport) -> str:
    """`1`, `1 or 2 + 3`, and what was never scored."""
    sets = [" + ".join(map(str, numbers)) for numbers in report.causes(change)]
    parts = [_(" or ").join(sets)] if sets else []
    if change.without_score:
        parts.append(_("{codes} never scored", codes=visible(", ".join(change.without_score))))
    return " – ".join(parts)


def _changes(report: ImpactReport) -> list[tuple[str, ...]]:
    return [
        (
            visible(code),
            _subject_in_both(each),
            _word(each.before),
            _word(each.after),
            _cause_text(each, report),
        )
        for code, changes in report.impact.changes.items()
        for each in changes
    ]


def _directions(report: ImpactReport) -> list[tuple[str, ...]]:
    return [
        (_subject_in_both(e), _word(e.before), _word(e.after), str(e.candidates), str(e.without_score or ""))
        for e in report.impact.directions()
    ]


def _count_left_out(rows: Sequence[object]) -> str:
    text = plural(
        "{n} more change: --format csv or --json gives all",
        "{n} more changes: --format csv or --json gives all",
    )
    return text(len(rows) - MOST_ROWS)


def renderables(report: ImpactReport) -> Renderables:
    """The directions, then each change with the number of its causes, then these."""
    content: Renderables = [rich_text(title(report), style="bold"), summary(report), ""]
    rows = _changes(report)
    if rows:
        content += [_table(DIRECTIONS, _directions(report)), "", _table(CHANGES, rows[:MOST_ROWS])]
        content += [_count_left_out(rows)] if len(rows) > MOST_ROWS else []
        causes = [f"{i}  {in_short(each)}" for i, each in enumerate(report.impact.causes, 1)]
        content += ["", *causes, ""]
    return [*content, *map(rich_text, notes(report))]


def _table(headings: Iterable[str], rows: Iterable[Sequence[str]]) -> Renderable:
    """Verdicts in their colour."""
    styles = {_(word): STYLES[verdict] for verdict, word in WORDS.items()}
    texts = [[rich_text(cell, style=styles.get(cell, "")) for cell in row] for row in rows]
    return table_with_labels(map(_, headings), texts)


def markdown(report: ImpactReport) -> str:
    """The same for a pull request."""
    lines = [f"### {plain(title(report))}", "", plain(summary(report))]
    rows = _changes(report)
    if rows:
        lines += ["", *_rows(DIRECTIONS, _directions(report)), "", *_rows(CHANGES, rows[:MOST_ROWS]), ""]
        lines += [plain(_count_left_out(rows)), ""] if len(rows) > MOST_ROWS else []
        lines += [f"{i}. {plain(in_short(each))}" for i, each in enumerate(report.impact.causes, 1)]
    bullets = [f"- {plain(note)}" for note in notes(report)]
    return "\n".join([*lines, *(["", *bullets] if bullets else [])]) + "\n"


def _rows(headings: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    heads = [plain(_(heading)) for heading in headings]
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(map(plain, row))} |"

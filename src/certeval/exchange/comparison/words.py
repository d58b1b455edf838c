"""A comparison in words: for a terminal, in Markdown, and as JSON for programs (`certeval/comparaison/1`)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from certeval.exchange.comparison import sides
from certeval.exchange.comparison.compare import BlocPair, FicheComparison
from certeval.exchange.comparison.sides import Side, SideBloc, SideCompetence
from certeval.messages import N_, _, ngettext
from certeval.render.differences.forms import IN_MARKDOWN, MARKS, RUNS
from certeval.render.json_text import json_document
from certeval.render.markdown import plain
from certeval.render.tables import Renderables, rich_text
from certeval.render.words import visible
from certeval.versions.wordings import WordingChange

NAMES = {
    sides.INTITULE: N_("title"),
    sides.NUMERO: N_("number"),
    sides.NIVEAU: N_("level"),
    sides.DU: N_("registered from"),
    sides.AU: N_("registered until"),
    sides.DECISION: N_("decided on"),
}


class ComparisonLine(NamedTuple):
    """A line of a comparison: its depth, what it says, the words that differ after it."""

    depth: int
    text: str
    runs: tuple[WordingChange, ...] = ()


def lines(comparison: FicheComparison) -> Iterator[ComparisonLine]:
    """What a comparison says, from the certification to its compétences."""
    first, second = comparison.first.file, comparison.second.file
    for fact in comparison.facts:
        name = _(NAMES[fact.name])
        if fact.differs:
            runs = (WordingChange("-", fact.first), WordingChange("+", fact.second))
            yield ComparisonLine(0, _("{name}:", name=name), runs)
        else:
            file, text = (first, fact.first) if fact.first else (second, fact.second)
            sentence = _("{name}: {text}, which {file} alone says")
            yield ComparisonLine(0, sentence.format(name=name, text=text, file=file))
    for pair in comparison.blocs:
        yield from _bloc_lines(pair, first, second)
    for file, alone in ((first, comparison.first_alone), (second, comparison.second_alone)):
        for bloc in alone:
            sentence = _("{file} alone has the bloc {bloc}: {text}")
            yield ComparisonLine(0, sentence.format(file=file, bloc=bloc.name, text=bloc.intitule))
    yield from _links(comparison)
    if comparison.second.is_fiche or comparison.first.is_fiche:
        sentence = _(
            "A fiche says neither critères nor conditions, and its compétences are one text, parted at its signs."
        )
        yield ComparisonLine(0, sentence)


def _bloc_lines(pair: BlocPair, first: str, second: str) -> Iterator[ComparisonLine]:
    names = dict.fromkeys(each for each in (pair.first.name, pair.second.name) if each)
    name = " = ".join(names) or _("compétences")
    yield ComparisonLine(0, f"{_('{name}:', name=name)} {summary(pair)}")
    if pair.title:
        yield ComparisonLine(1, _("{name}:", name=_(NAMES[sides.INTITULE])), pair.title)
    for each in pair.competences:
        if each.runs:
            sentence = _("{code} worded otherwise:", code=each.first.code or each.second.code)
            yield ComparisonLine(1, sentence, each.runs)
    for file, alone in ((first, pair.first_alone), (second, pair.second_alone)):
        for competence in alone:
            text = f"{competence.code} {competence.text}".strip()
            yield ComparisonLine(1, _("in {file} alone: {text}", file=file, text=text))


def summary(pair: BlocPair) -> str:
    """`3 compétences equal, 1 worded otherwise`."""
    differences = sum(bool(each.runs) for each in pair.competences)
    equal = len(pair.competences) - differences
    parts = [ngettext("{n} compétence equal", "{n} compétences equal", equal, n=equal)]
    if differences:
        parts.append(ngettext("{n} worded otherwise", "{n} worded otherwise", differences, n=differences))
    if alone := len(pair.first_alone) + len(pair.second_alone):
        parts.append(ngettext("{n} in one alone", "{n} in one alone", alone, n=alone))
    return ", ".join(parts)


def _links(comparison: FicheComparison) -> Iterator[ComparisonLine]:
    for side in (comparison.first, comparison.second):
        for number in side.replaces:
            yield ComparisonLine(0, _("{file} replaces {number}", file=side.file, number=number))
        for number in side.successors:
            yield ComparisonLine(0, _("{file} is replaced by {number}", file=side.file, number=number))
    if comparison.extra_correspondances:
        sentence = _("correspondances of {file} that {other} does not declare:")
        yield ComparisonLine(0, sentence.format(file=comparison.second.file, other=comparison.first.file))
        yield from (ComparisonLine(1, f"{de} → {target}") for de, target in comparison.extra_correspondances)


def verdict(comparison: FicheComparison) -> str:
    """Whether both say the same."""
    return _("The two documents differ.") if comparison.differs else _("The two documents say the same.")


def renderables(comparison: FicheComparison) -> Renderables:
    """A line a thing, words that differ marked and coloured as in `diff`."""
    title = visible(f"{comparison.first.file} / {comparison.second.file}")
    texts: Renderables = [rich_text(title, "bold"), ""]
    for line in lines(comparison):
        text = rich_text("  " * line.depth + visible(line.text) + (" " if line.runs else ""))
        for run in line.runs:
            text.append(MARKS[run.sign].format(text=visible(run.text)), style=RUNS[run.sign])
        texts.append(text)
    return [*texts, "", verdict(comparison)]


def markdown(comparison: FicheComparison) -> str:
    """The same as a list, in which people's own text formats and links nothing."""
    items = [f"### {plain(f'{comparison.first.file} / {comparison.second.file}')}", ""]
    for line in lines(comparison):
        runs = "".join(IN_MARKDOWN[run.sign].format(text=plain(run.text)) for run in line.runs)
        items.append("  " * line.depth + "- " + " ".join(filter(None, (plain(line.text), runs))))
    return "\n".join([*items, "", plain(verdict(comparison))]) + "\n"


def as_json(comparison: FicheComparison) -> str:
    """The whole comparison, keys in French."""
    return json_document(
        "certeval/comparaison/1",
        premier=_side(comparison.first),
        second=_side(comparison.second),
        differe=comparison.differs,
        certification=[
            {"cle": each.name, "premier": each.first or None, "second": each.second or None}
            for each in comparison.facts
        ],
        blocs=[_pair(each) for each in comparison.blocs],
        blocs_du_premier_seul=[_bloc(each) for each in comparison.first_alone],
        blocs_du_second_seul=[_bloc(each) for each in comparison.second_alone],
        correspondances_non_declarees=[
            {"de": other, "donne": target} for other, target in comparison.extra_correspondances
        ],
    )


def _side(side: Side) -> dict[str, object]:
    return {
        "fichier": side.file,
        "fiche": side.is_fiche,
        "remplace": list(side.replaces),
        "remplacee_par": list(side.successors),
    }


def _bloc(bloc: SideBloc) -> dict[str, object]:
    return {"code": bloc.code or None, "rncp": bloc.number or None, "intitule": bloc.intitule or None}


def _pair(pair: BlocPair) -> dict[str, object]:
    return {
        "premier": _bloc(pair.first),
        "second": _bloc(pair.second),
        "intitule": _runs(pair.title),
        "competences_egales": [
            each.first.code or each.first.text for each in pair.competences if not each.runs
        ],
        "competences_autrement": [
            {
                "code": each.first.code or each.second.code or None,
                "premier": each.first.text,
                "second": each.second.text,
                "mots": _runs(each.runs),
            }
            for each in pair.competences
            if each.runs
        ],
        "competences_du_premier_seul": _competences(pair.first_alone),
        "competences_du_second_seul": _competences(pair.second_alone),
    }


def _runs(runs: Sequence[WordingChange]) -> list[dict[str, str]]:
    return [{"signe": run.sign, "texte": run.text} for run in runs]


def _competences(competences: Sequence[SideCompetence]) -> list[dict[str, object]]:
    return [{"code": each.code or None, "libelle": each.text} for each in competences]

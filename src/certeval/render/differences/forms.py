"""Differences at a terminal, by colours and by marks that are read without them; in Markdown, for a pull request.

For other programs, JSON (`certeval/differences/1`): keys in French, words of no language.
"""

from collections.abc import Mapping

from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.render.differences import words
from certeval.render.json_text import json_document, referentiel_json
from certeval.render.markdown import plain
from certeval.render.tables import Renderables, indented, rich_text
from certeval.render.words import crop, visible
from certeval.text.numbers import exact
from certeval.versions.compare import Comparison
from certeval.versions.difference import Classe, Difference, Sorte, bump_between
from certeval.versions.equivalences import equivalence_proposals
from certeval.versions.wordings import changes

STYLES = {Classe.CASSANT: "bold red", Classe.EVALUATIF: "bold yellow", Classe.EDITORIAL: "bold green"}
MARKS = {"=": "{text}", "-": "[-{text}-]", "+": "{{+{text}+}}"}
RUNS = {"=": "", "-": "red", "+": "green"}


def renderables(comparison: Comparison) -> Renderables:
    """The whole comparison, a line a difference and its text below."""
    texts: Renderables = [rich_text(words.version_title(comparison), style="bold")]
    for classe, differences in words.by_class(comparison):
        texts += ["", rich_text(_(words.TITLES[classe]), style=STYLES[classe])]
        for difference in differences:
            texts += _lines(difference)
    texts += ["", *words.notes(comparison), words.summary(comparison), words.verdict(comparison)]
    if lines := words.proposals(comparison):
        texts += ["", words.proposal_heading(), *(f"  {line}" for line in lines)]
    return texts


def _lines(difference: Difference) -> Renderables:
    parts = (words.subject(difference), words.event(difference), words.likeness(difference))
    head = rich_text("  ".join(part for part in parts if part))
    line = rich_text()
    for run in words.runs(difference):
        line.append(MARKS[run.sign].format(text=visible(run.text)), style=RUNS[run.sign])
    return [indented(head, 2), indented(line, 4)] if line.plain.strip() else [indented(head, 2)]


AROUND = 24
"""Characters kept on each side of what differs."""
LONGEST = 150
"""Characters of the words that differ."""


def in_short(difference: Difference) -> str:
    """`critère CR1 libelle: Le plan est [-écrit-]{+rédigé+}`."""
    head = (words.subject(difference), words.event(difference), words.likeness(difference))
    heading = " ".join(part for part in head if part)
    runs = "".join(_run(run.sign, visible(run.text)) for run in words.runs(difference))
    text = crop(runs.strip(), LONGEST)
    return f"{heading}: {text}" if text else heading


def _run(sign: str, text: str) -> str:
    """A run of text marked; of what both versions have, what stands nearest to what differs."""
    if sign == "=" and len(text) > 2 * AROUND:
        return f"{text[:AROUND]}…{text[-AROUND:]}"
    return MARKS[sign].format(text=text) if text else ""


IN_MARKDOWN = {"=": "{text}", "-": "<del>{text}</del>", "+": "<ins>{text}</ins>"}


def markdown(comparison: Comparison) -> str:
    """A title, what version it takes, a list a class: people’s own text can neither format, link nor call anyone."""
    lines = [f"### {plain(words.version_title(comparison))}", "", plain(words.verdict(comparison))]
    for classe, differences in words.by_class(comparison):
        lines += ["", f"#### {plain(_(words.TITLES[classe]))}", ""]
        lines += [_item(difference) for difference in differences]
    notes = [f"- {plain(note)}" for note in words.notes(comparison)]
    lines += ["", *notes, ""] if notes else [""]
    lines.append(plain(words.summary(comparison)))
    if proposals := words.proposals(comparison):
        lines += ["", plain(words.proposal_heading()), "", "```yaml", *proposals, "```"]
    return "\n".join(lines) + "\n"


def _item(difference: Difference) -> str:
    parts = (words.event(difference), words.likeness(difference))
    head = " ".join([f"**{plain(words.subject(difference))}**", *(plain(part) for part in parts if part)])
    text = "".join(
        IN_MARKDOWN[run.sign].format(text=plain(run.text)) for run in words.runs(difference) if run.text
    )
    return f"- {head}<br>{text}" if text.strip() else f"- {head}"


Document = Mapping[str, object]


def as_json(comparison: Comparison) -> str:
    """The whole comparison as one document."""
    old, new = comparison.old, comparison.new
    bump = bump_between(old.version, new.version)
    unknown = comparison.matching.unknown
    return json_document(
        "certeval/differences/1",
        ancien=side_json(old),
        nouveau=side_json(new),
        classe=comparison.classe,
        version={
            "requise": comparison.least_bump.name.lower(),
            "minimale": comparison.least_version,
            "faite": None if bump is None else bump.name.lower(),
            "suffit": comparison.suffices,
        },
        synthese={
            **{str(classe): sum(d.classe is classe for d in comparison.differences) for classe in Classe},
            "inchanges": dict(comparison.same_counts),
        },
        differences=[difference_json(each) for each in comparison.differences],
        equivalences_proposees=[
            {"version": each.version, "bloc": each.bloc, "donne": each.donne}
            for each in equivalence_proposals(comparison)
        ],
        remplace_inconnus=[{"element": code, "code": other} for (_, code), other in unknown],
    )


def side_json(referentiel: Referentiel) -> Document:
    """Which version stands on one side."""
    return {
        "fichier": referentiel.file,
        **referentiel_json(referentiel),
        "empreinte_sens": empreinte_sens(referentiel.model),
    }


def difference_json(difference: Difference) -> Document:
    """One difference; `mots` are the runs of words that both sides have, or only one."""
    fields: dict[str, object] = {
        "sorte": difference.sorte,
        "element": difference.kind,
        "ancien": list(difference.old),
        "nouveau": list(difference.new),
        "classe": difference.classe,
    }
    if difference.sorte is Sorte.MODIFIE:
        fields["champ"] = list(difference.field)
    fields |= {"avant": difference.before, "apres": difference.after}
    before, after = difference.before, difference.after
    if difference.sorte is Sorte.MODIFIE and isinstance(before, str) and isinstance(after, str):
        fields["mots"] = [list(run) for run in changes(before, after)]
    fields["propose"] = difference.is_proposal
    if difference.ressemblance is not None:
        fields["ressemblance"] = exact(difference.ressemblance)
    return fields

"""How compétences are assessed: the cell of a bloc, the table of all épreuves, the matrix that checks them."""

import re
from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, LayoutTable, TextLine
from certeval.exchange.segmenting import columns, headings, items
from certeval.exchange.segmenting.columns import Columns
from certeval.exchange.segmenting.outline import DocumentOutline, OutlineBloc, OutlineNode

MOST_SENTENCES = 40
"""Sentences outside tables that are read: a règlement has ten."""
LONGEST = 160
"""Characters of the title of an épreuve."""
_DURATION = re.compile(
    r"\(?\b(?:(?P<h>\d{1,3})\s*(?:h(?:eures?)?)\s*(?:(?P<hm>\d{1,2})\s*(?:mn|min(?:utes?)?|m)?)?"
    r"|(?P<m>\d{1,3})\s*(?:mn|min(?:utes?)?)|(?P<d>\d{1,3})\s*jours?)\b\)?\.?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:[ÉE]preuve|[EÉ]valuation|E)\s*(?:n[°o]\s*)?(?P<n>\d{1,2})\s*[:.\-–—]\s*(?=\S)")
_TOTAL = re.compile(r"durees? totale|total")
_DECIDES = re.compile(
    r"\b(?:valid[ée]|acquis|obten|d[ée]livr|admis)\w*.*\b(?:si|sous|lorsqu|quand|d[èe]s|pour|doi)|\b[ée]liminatoires?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\s*(?P<what>intitul[ée](?:\s+(?:du|de\s+la|de\s+l['’]))?\s*(?:titre|dipl[ôo]me|certification|certificat)[^:]{0,40}"
    r"|niveau)\s*:\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)


def whole(outline: DocumentOutline, line: TextLine) -> None:
    """What a line outside tables says of the certification itself: its title, its level, what it takes."""
    if len(outline.sentences) < MOST_SENTENCES and _DECIDES.search(line.text):
        outline.sentences.append(line)
    if match := _WHOLE.match(line.text):
        key = "niveau" if match["what"].casefold().startswith("niveau") else "intitule"
        said = match["text"].strip()
        said = (re.match(r"[1-8]\b", said) or [""])[0] if key == "niveau" else said
        if said:
            outline.certification.setdefault(key, said)


def cell(bloc: OutlineBloc, cell: LayoutCell) -> None:
    """The épreuves of a bloc, and its condition, from the cell that says how it is assessed."""
    lines = _condition(bloc, [line for line in cell.lines if line.text.strip()])
    if bloc.epreuves and not _begins(lines):
        add_to(bloc.epreuves[-1], lines)
        whole = str(bloc.epreuves[-1].details.get("description", ""))
        for start in (0, *(found.end() for found in _SENTENCE.finditer(whole))):
            if not bloc.condition and (match := headings.CONDITION.match(whole, start)):
                bloc.condition = whole[match.end() :]
                bloc.epreuves[-1].details["description"] = whole[:start].strip()
        return
    listed(bloc, lines)


def listed(bloc: OutlineBloc, lines: Sequence[TextLine]) -> None:
    """The épreuves that some lines describe."""
    for group in _apart([line for line in lines if line.text.strip()]):
        if (found := _epreuve(group)) is not None:
            bloc.epreuves.append(found)


_SENTENCE = re.compile(r"[.!?:;]\s+")


def _begins(lines: Sequence[TextLine]) -> bool:
    return bool(lines) and bool(headings.COUNT.match(lines[0].text) or _NUMBERED.match(lines[0].text))


def add_to(epreuve: OutlineNode, lines: Sequence[TextLine]) -> None:
    """Lines that go on the description of an épreuve."""
    text = " ".join(
        [str(epreuve.details.get("description", "")), *(items.clean(line.text) for line in lines)]
    )
    if text.strip():
        epreuve.details["description"] = text.strip()


def _condition(bloc: OutlineBloc, lines: list[TextLine]) -> list[TextLine]:
    """Take the condition of the bloc: from the words that announce it to the end of the cell."""
    for i in range(len(lines)):
        whole = " ".join(clean for each in lines[i:] if (clean := items.clean(each.text)))
        if match := headings.CONDITION.match(whole):  # a narrow column may break its words
            bloc.condition = f"{bloc.condition} {whole[match.end() :]}".strip()
            return lines[:i]
    if bloc.condition and not bloc.condition.endswith((".", "!", ";")) and lines:
        bloc.condition += " " + " ".join(items.clean(line.text) for line in lines)
        return []
    return lines


def _apart(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines of each épreuve of a cell, where numbers part them."""
    groups: list[list[TextLine]] = [[]]
    numbered = sum(bool(_NUMBERED.match(line.text)) for line in lines) > 1
    for line in lines:
        if numbered and _NUMBERED.match(line.text) and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return groups


def _epreuve(lines: Sequence[TextLine]) -> OutlineNode | None:
    """An épreuve: its title is the first line, without how many there are and how long it lasts."""
    texts = [(items.clean(line.text), line) for line in lines]
    if texts and (match := headings.COUNT.match(texts[0][0])):
        rest = texts[0][0][match.end() :].strip()
        texts = [(rest, texts[0][1]), *texts[1:]] if rest else texts[1:]
    if texts and (match := _NUMBERED.match(texts[0][0])):
        texts = [(texts[0][0][match.end() :], texts[0][1]), *texts[1:]]
    if not texts:
        return None
    title, first = texts[0]
    rest_at = 1
    while not texts[rest_at - 1][1].ends and rest_at < len(texts) and texts[rest_at][0][:1].islower():
        title, rest_at = f"{title} {texts[rest_at][0]}", rest_at + 1
    found = OutlineNode("epreuve", None, title, first.spot)
    if (lasts := _DURATION.search(title)) and (short := title[: lasts.start()].strip(" -–—:,(")):
        found.text, found.details["duree"] = _closed(short), duration(title)
    if len(found.text) > LONGEST:
        found.details["description"] = found.text
        found.text = re.split(r"(?<=[.:;])\s", found.text)[0].rstrip(".:; ")
    add_to(found, [line._replace(text=text) for text, line in texts[rest_at:]])
    return found


def _closed(title: str) -> str:
    """A title whose bracket the duration closed: `Mise en situation (jeu de rôle, 30 min)`."""
    return f"{title})" if title.rfind("(") > title.rfind(")") else title


def duration(text: str) -> str:
    """The length of time that ends a text, as référentiels write it: `8 h`, `30 min`; empty where none does."""
    match = _DURATION.search(text)
    if match is None:
        return ""
    if match["d"]:
        return f"{int(match['d'])} j"
    hours, minutes = int(match["h"] or 0), int(match["hm"] or match["m"] or 0)
    if hours and minutes:
        return f"{hours} h {minutes:02d}"
    return f"{hours} h" if hours else f"{minutes} min"


def table(outline: DocumentOutline, table: LayoutTable, told: Columns) -> None:
    """The table whose rows are épreuves: name, compétences assessed, duration, how it is held."""
    for number, row in columns.rows(table, told):
        cells = columns.distinct(row)
        by_kind = {
            told.kinds[cell.left]: cell
            for cell in reversed(cells)
            if cell.left < len(told.kinds) and cell.top == number
        }
        across = len(cells) == 1 and cells[0].columns > 1
        name, assessed = by_kind.get("modalite"), by_kind.get("competence")
        if name is None or across or any(_TOTAL.match(headings.bare(cell.text)) for cell in cells):
            continue
        title = items.cut(name.lines, "epreuve").items
        text = " ".join(each.text for each in title)
        found = OutlineNode("epreuve", None, text, name.spot)
        if said := duration(by_kind["duree"].text) if "duree" in by_kind else "":
            found.details["duree"] = said
        if "detail" in by_kind:
            add_to(found, by_kind["detail"].lines)
        listed = items.cut(assessed.lines, "competence").items if assessed else []
        found.details["evalue"] = [each.text for each in listed]
        if text and (said or not _is_none(assessed)):
            _put(outline, found)


def _is_none(cell: LayoutCell | None) -> bool:
    return cell is None or headings.bare(cell.text) in {"sans objet", "neant", "aucune", "so"}


def _put(outline: DocumentOutline, epreuve: OutlineNode) -> None:
    """Add an épreuve; one of a name that is there is a second description, which is said and not taken."""
    same = next((e for e in outline.epreuves if headings.bare(e.text) == headings.bare(epreuve.text)), None)
    if same is None:
        outline.epreuves.append(epreuve)
    elif not any(d.kind == kinds.TWO_LISTS and d.node is same for d in outline.doubts):
        outline.doubt(kinds.TWO_LISTS, same, epreuve.spot)


def settle(outline: DocumentOutline) -> None:
    """The compétences that each épreuve assesses: those of its row, and those that the matrix checks for it.

    The heading of a matrix is the name of an épreuve, its words perhaps in another order.
    """
    competences = {headings.bare(each.text): each for each in outline.competences()}
    for epreuve in outline.epreuves:
        listed = epreuve.details.pop("evalue", [])
        texts = [headings.bare(text) for text in listed] if isinstance(listed, list) else []
        named = {id(competences[text]) for text in texts if text in competences}
        words = sorted(headings.bare(epreuve.text).split())
        checked = {
            id(each) for name, each in outline.assessed if sorted(headings.bare(name).split()) == words
        }
        epreuve.nodes = [each for each in outline.competences() if id(each) in named | checked]
        if named and checked and named != checked:
            outline.doubt(kinds.TWO_LISTS, epreuve, epreuve.spot)

"""How compétences are assessed: the épreuves and the condition that the cell of a bloc says."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from certeval.exchange.layout import LayoutCell, TextLine
from certeval.exchange.segmentation import codes, headings, items, line_starts, rule_sentences
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.outline import OutlineBloc, OutlineNode

LONGEST = 160
"""Characters of the title of an épreuve."""
_DURATION = re.compile(
    r"\(?\b(?:(?P<h>\d{1,3})\s*(?:h(?:eures?)?)\s*(?:(?P<hm>\d{1,2})\s*(?:mn|min(?:utes?)?|m)?)?"
    r"|(?P<m>\d{1,3})\s*(?:mn|min(?:utes?)?)|(?P<d>\d{1,3})\s*jours?)\b\)?\.?\s*$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,3}\s*(?:h(?:eures?)?\d{0,2}|mn|min(?:utes?)?|jours?)\b", re.IGNORECASE)
_PART = re.compile(r"\s*[A-Z]+\d+[-._/][a-zà-ÿ]")
"""The code of a part of an épreuve, which goes on that one: `E1-oral`."""
_NUMBER = re.compile(
    rf"(?!{_PART.pattern})"
    r"\s*(?:[ÉE]preuve|[EÉ]valuation|Modalit[ée]|E)\s*(?:n[°o]\s*)?(?P<n>\d{1,2})(?:\.\d{1,2}(?:\s*[:.\-–—]\s*|\s+)(?=\D)|\s*[:.\-–—]\s*(?=\D))"
)
_AGAIN = frozenset({"idem", "id", "ibid", "meme epreuve", "voir ci dessus", "cf ci dessus"})


def is_again(cell: LayoutCell) -> bool:
    """Whether a cell says that an épreuve is the one above."""
    return headings.bare(cell.text) in _AGAIN


def is_elsewhere(cell: LayoutCell) -> bool:
    """Whether a cell only says that the épreuves are those of another bloc: « Voir bloc 1 »."""
    return bool(_ELSEWHERE.fullmatch(headings.bare(cell.text)))


_ELSEWHERE = re.compile(
    r"(?:voir|cf|idem|identiques? a|memes? (?:epreuves?|modalites?) que)(?: (?:le|au|du|celles? du))? (?:bloc|bc) ?\d+"
)
_MODALITES = re.compile(
    r"\s*modalit[ée]s?\s+d['’][ée]valuation(?:\s+(?:du|de\s+ce)\s+bloc(?:\s+(?:n[°o]\s*)?\d{1,2})?)?\s*(?::\s*|$)",
    re.IGNORECASE,
)


def announces(line: TextLine) -> bool:
    """Whether a line says that what a bloc is assessed by stands below it."""
    return _MODALITES.fullmatch(line.text) is not None


def labelled(line: TextLine) -> TextLine | None:
    """What a line says that a bloc is assessed by, after the words that announce it; None of any other line."""
    match = _MODALITES.match(line.text)
    rest = line.text[match.end() :] if match else ""
    return line._replace(text=rest) if rest.strip() else None


def says_of(line: TextLine) -> bool:
    """Whether a line below the title of an épreuve says how long that lasts, or what it assesses."""
    return headings.kind(line.text) == "duree" or _ASSESSES.match(line.text) is not None


def is_condition(text: str) -> bool:
    """Whether a text begins by the condition of a bloc."""
    return bool(headings.CONDITION.match(text)) or rule_sentences.is_of_bloc(text)


def across(bloc: OutlineBloc, cell: LayoutCell) -> Sequence[TextLine] | None:
    """The lines that are left of a row across, once the condition of its bloc, or what it is assessed by, is taken;
    None where it says neither.
    """
    if is_condition(cell.text):
        return condition(bloc, cell.lines)
    lines = [line for line in cell.lines if line.text.strip()]
    first = labelled(lines[0]) if lines else None
    if first is not None:
        from_lines(bloc, [first, *lines[1:]])
    return None if first is None else ()


def cell(
    bloc: OutlineBloc, cell: LayoutCell, *, apart: bool = False, goes_on: bool = False
) -> list[OutlineNode]:
    """The épreuves that a cell says how a bloc is assessed by, and its condition.

    A cell of which the text begins anew goes on the épreuve before, unless a compétence begins beside it (`apart`); it
    may go on the condition where its row may be the end of one of the page before (`goes_on`).
    """
    lines = condition(bloc, [line for line in cell.lines if line.text.strip()], goes_on=goes_on)
    begins = bool(lines) and bool(headings.COUNT.match(lines[0].text) or is_numbered(lines[0]))
    if bloc.epreuves and not begins and not (apart and _is_own(bloc.epreuves[-1], lines)):
        add_to(bloc.epreuves[-1], lines)
        whole = str(bloc.epreuves[-1].details.get("description", ""))
        for start in (0, *(sentence.end() for sentence in _SENTENCE.finditer(whole))):
            if match := headings.CONDITION.match(whole, start):
                bloc.add_condition(whole[match.end() :])
                bloc.epreuves[-1].details["description"] = whole[:start].strip()
        return bloc.epreuves[-1:]
    return from_lines(bloc, lines)


def _is_own(before: OutlineNode, lines: Sequence[TextLine]) -> bool:
    """Whether lines beside another compétence are an épreuve: more than a time, after one that is whole."""
    if not lines:
        return False
    description = str(before.details.get("description", before.text))
    text = items.clean(lines[0].text)
    begins = text[:1].isupper() or text[:1].isdigit() or lines[0].bullet
    is_whole = line_starts.is_whole(description) and not description.endswith((",", ":"))
    return is_whole and begins and headings.kind(text) != "duree"


def from_lines(bloc: OutlineBloc, lines: Sequence[TextLine]) -> list[OutlineNode]:
    """The épreuves that some lines describe, each the one of the bloc that is described in the same words."""
    nodes: list[OutlineNode] = []
    lines = condition(bloc, [line for line in lines if line.text.strip()])
    for group in _epreuve_lines(lines):
        if (new := _epreuve(group)) is not None:
            same = (each for each in bloc.epreuves if _is_same(each, new))
            if (there := next(same, None)) is None:
                bloc.epreuves.append(there := new)
            nodes.append(there)
    return nodes


def _is_same(there: OutlineNode, new: OutlineNode) -> bool:
    """Whether an épreuve is told again: in the same words, or by its code and its title alone."""
    one, other = there.document_code, new.document_code
    is_named = one is not None and other is not None and one.normal == other.normal and not new.details
    return there.text == new.text and (there.details == new.details or is_named)


_SENTENCE = re.compile(r"[.!?:;]\s+")


def code(text: str, *, parted: bool = True) -> Code | None:
    """The code that begins the title of an épreuve (« E1 Oral »), no word; not `parted`: without a sign."""
    read = codes.code(text, "epreuve", parted=parted)
    is_own = read is not None and read.letters in codes.LETTERS["epreuve"] and bool(read.rest)
    return read if is_own and not _PART.match(text) else None


def undescribed(nodes: Sequence[OutlineNode]) -> list[OutlineNode]:
    """The last épreuve, where nothing is said of it but its title."""
    return [each for each in nodes[-1:] if not each.details.get("description")]


def may_title(cell: LayoutCell) -> bool:
    """Whether a cell is one short line that may title an épreuve as well as say more of the one before."""
    text = cell.text.strip()
    short = len(cell.lines) == 1 and len(text) <= headings.MOST_BEFORE and not text.endswith((".", ";", ","))
    return short and text[:1].isupper() and headings.kind(text) != "duree"


def is_list(lines: Sequence[TextLine]) -> bool:
    """Whether each of several lines has a bullet: they may be as many épreuves, or say more of one."""
    texts = [line for line in lines if line.text.strip()]
    return len(texts) > 1 and all(line.bullet or line_starts.BULLET.match(line.text) for line in texts)


def is_numbered(line: TextLine) -> bool:
    """Whether a line begins with the number or the code of an épreuve."""
    return bool(_NUMBER.match(line.text) or code(line.text))


def add_to(epreuve: OutlineNode, lines: Sequence[TextLine]) -> None:
    """Lines that go on the description of an épreuve."""
    text = " ".join([str(epreuve.details.get("description", "")), *(items.clean(one.text) for one in lines)])
    if text.strip():
        epreuve.details["description"] = text.strip()


def condition(bloc: OutlineBloc, lines: Sequence[TextLine], *, goes_on: bool = False) -> Sequence[TextLine]:
    """Take the conditions of a bloc, each from its announcement on, or its sentence alone; the other lines."""
    lines = [part for line in lines for part in _parted_lines(line)]
    for i in range(len(lines)):
        whole = " ".join(clean for each in lines[i:] if (clean := items.clean(each.text)))
        if match := headings.CONDITION.match(whole):  # a narrow column may break its words
            below = range(i + 1, len(lines))
            last = next((j for j in below if headings.CONDITION.match(lines[j].text)), len(lines))
            whole = " ".join(clean for each in lines[i:last] if (clean := items.clean(each.text)))
            bloc.add_condition(whole[match.end() :])
            return [*lines[:i], *condition(bloc, lines[last:])]
        if rule_sentences.is_of_bloc(whole):
            last = next((j for j in range(i, len(lines)) if lines[j].ends), len(lines) - 1) + 1
            text = " ".join(items.clean(each.text) for each in lines[i:last])
            bloc.add_condition(text)
            return [*lines[:i], *condition(bloc, lines[last:])]
    if goes_on and bloc.condition and not bloc.condition.endswith((".", "!", ";")) and lines:
        bloc.condition += " " + " ".join(items.clean(line.text) for line in lines)
        return []
    return lines


def _parted_lines(line: TextLine) -> Iterator[TextLine]:
    """A line, cut before each sentence of it that announces a condition, or the compétences that are assessed."""
    ends = (each.end() for each in _SENTENCE.finditer(line.text))
    begins = (e for e in ends if headings.CONDITION.match(line.text, e) or _ASSESSES.match(line.text, e))
    cuts = [0, *begins, len(line.text)]
    for start, end in pairwise(cuts):
        is_last = end == len(line.text)
        yield line._replace(
            text=line.text[start:end], ends=line.ends or not is_last, bullet=line.bullet and not start
        )


def _epreuve_lines(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines of each épreuve of a cell, where numbers part them."""
    groups: list[list[TextLine]] = [[]]
    has_numbers = sum(map(is_numbered, lines)) > 1
    for line in lines:
        if has_numbers and is_numbered(line) and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return groups


def _epreuve(lines: Sequence[TextLine]) -> OutlineNode | None:
    """An épreuve: its title is the first line, without how many there are and how long it lasts."""
    own_lines = [line._replace(text=items.clean(line.text)) for line in lines]
    for sign in (line_starts.BULLET, headings.COUNT):
        if own_lines and (match := sign.match(own_lines[0].text)):
            rest = own_lines[0].text[match.end() :].strip()
            own_lines[:1] = [own_lines[0]._replace(text=rest)] if rest else []
    if not own_lines:
        return None
    first, at = own_lines[0], 1
    own, number = code(first.text), _NUMBER.match(first.text)
    title = own.rest if own else first.text[number.end() if number else 0 :]
    while not own_lines[at - 1].ends and at < len(own_lines) and _goes_on(title, own_lines[at].text):
        title, at = f"{title} {own_lines[at].text}", at + 1
    epreuve = OutlineNode("epreuve", own, title, first.spot)
    duree, lasts = duration(title), _DURATION.search(title)
    if duree and lasts and (short := _LEADS.sub("", title[: lasts.start()].strip(_SIGNS))):
        closing = ")" if short.rfind("(") > short.rfind(")") else ""  # « Oral (jeu de rôle, 30 min) »
        epreuve.text, epreuve.details["duree"] = f"{short}{closing}", duree
    if len(epreuve.text) > LONGEST:
        epreuve.details["description"] = epreuve.text
        epreuve.text = re.split(r"(?<=[.:;])\s", epreuve.text)[0].rstrip(".:; ")
    may_last = at < len(own_lines) and "duree" not in epreuve.details
    lasts_on = _ALONE.fullmatch(own_lines[at].text) if may_last else None
    if lasts_on and (duree := duration(lasts_on["lasts"])):
        epreuve.details["duree"], at = duree, at + 1
    add_to(epreuve, own_lines[at:])
    if match := next(filter(None, (_ASSESSES.match(line.text) for line in own_lines[at:])), None):
        epreuve.details["evalue"] = match["text"]
    return epreuve


_ASSESSES = re.compile(
    r"\W*comp[ée]tences?\s+(?:[ée]valu|vis|concern|mobilis|attest)[ée]es?\s*:\s*(?P<text>.*\d.*)",
    re.IGNORECASE,
)
"""`Compétences évaluées : C1.1 et C1.2`"""


def _goes_on(title: str, text: str) -> bool:
    return text[:1].islower() or not line_starts.is_whole(title)


_ALONE = re.compile(r"(?:dur[ée]e\s*:?\s*)?(?P<lasts>\(?\d.{0,20})", re.IGNORECASE)
"""A line under a title that says how long it lasts, and nothing else."""


_SIGNS = " -–—:,("
_LEADS = re.compile(
    r"[\s(,:–—-]+(?:d['’]une\s+dur[ée]e\s+de|dur[ée]e|pendant|de|en|sur)[\s(,:–—-]*$", re.IGNORECASE
)
"""The words between a title and how long it lasts: « Étude de cas de 3 h »."""


def duration(text: str) -> str:
    """The duration that ends a text, `8 h` or `30 min`; empty where none does, or several do."""
    match = _DURATION.search(text)
    if match is None or _TIME.search(text[: match.start()]):
        return ""
    if match["d"]:
        return f"{int(match['d'])} j"
    hours, minutes = int(match["h"] or 0), int(match["hm"] or match["m"] or 0)
    if hours and minutes:
        return f"{hours} h {minutes:02d}"
    return f"{hours} h" if hours else f"{minutes} min"

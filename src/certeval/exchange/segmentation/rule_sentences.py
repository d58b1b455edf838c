"""The sentences of a document that say what it takes, told by their words: outside tables, and in cells."""

import re
from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import headings, items
from certeval.exchange.segmentation.outline import DocumentOutline

MOST = 40
"""Sentences that are read: a règlement has ten."""
DECIDES = re.compile(
    r"\b(?:valid[ée]|acquis|obten|d[ée]livr|admis)\w*.*\b(?:si|sous|lorsqu|quand|d[èe]s|pour|doi)|\b[ée]liminatoires?\b",
    re.IGNORECASE,
)
_VERDICT = r"\b(?:valid|acquis|obten|d[ée]livr|admis|r[ée]ussi)\w*"
_IF = r"\b(?:si|s['’](?=il)|sous r[ée]serve|lorsqu|quand|d[èe]s|[àa] partir|[àa] condition)"
_OF_BLOC = re.compile(
    rf"\s*(?:(?:le|ce|chaque|la|cette|les|une?|toute)\s+)?(?:blocs?|BC\s?\d+|comp[ée]tences?)\b.{{0,80}}{_VERDICT}.{{0,60}}{_IF}",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\b(?:blocs?|comp[ée]tences?|certification|[ée]preuves?|modules?|unit[ée]s?|titre|dipl[ôo]me|candidate?)\b.{{0,80}}"
    rf"{_VERDICT}.{{0,60}}{_IF}|[ée]liminatoires?\b"
    rf"|\b(?:blocs?|comp[ée]tences?|crit[èe]res?|[ée]preuves?)\b[^.;]{{0,60}}\b(?:doi(?:t|vent)\s+[êe]tre\s+{_VERDICT}"
    r"|(?:est|sont)\s+(?:requis|exig[ée]|n[ée]cessaire|obligatoire))"
    r"|\bseuils?\s+(?:de\s+|d['’])(?:validation|r[ée]ussite|admission|obtention)|\bnotes?\s+(?:minimales?|planchers?)\b"
    r"|\b(?:au moins|minimum|minimale?s?|sup[ée]rieure?s?|inf[ée]rieure?s?|plus de)\b[^.;]{0,40}"
    r"(?:\d\s*/\s*\d|\d\s*%|\bcrit[èe]res\b|\bmoyenne\b)"
    r"|(?:\d\s*/\s*\d+|\d\s*%)[^.;]{0,30}\b(?:minimum|au moins|requis\w*|exig\w*)\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:blocs?|comp[ée]tences?|crit[èe]res?|[ée]preuves?|notes?|moyenne|points?|certification|titre|seuils?)\b"
_WEIGHS = re.compile(
    r"\bcoef(?:f(?:icient)?s?)?\b|\bcompte(?:nt)?\s+pour\b|\bpond[ée]r(?:[ée]|ation)|[≥≤]\s*\d"
    r"|\bcompensables?\b|\b(?:se|sans|aucune)\s+compens\w+|\bcompens(?:e|ent|ation)\b[^.;]{0,40}\b(?:entre|possible|admise|autoris[ée]e)\b"
    r"|\bvalidation\b[^.;]{0,60}\b(?:n[ée]cessaire|requise?|obligatoire|exig[ée]e?|conf[èe]re)\b"
    rf"|\bdoi(?:t|vent)\b[^.;]{{0,40}}\b(?:obtenir|valider|atteindre)\b[^.;]{{0,40}}(?:\d|\b{_COUNTED})"
    rf"|\b(?:d[ée]livr|attribu|obten|accord|obtien)\w*[^.;]{{0,60}}\b(?:ayant|qui\s+(?:a|ont))\b[^.;]{{0,40}}\b(?:{_COUNTED}|valid|obten|r[ée]ussi)"
    r"|\b(?:d[ée]livr|attribu|obten|accord|obtien)\w*[^.;]{0,60}\bpar\s+(?:la\s+)?(?:validation(?!\s+d[eu]s?\s+acquis)|capitalisation)\b"
    r"|\b(?:absence|fraude|plagiat)\b[^.;]{0,60}\b(?:entra[îi]ne|[ée]limin|[ée]chec|ajourn)",
    re.IGNORECASE,
)
"""What says how much counts, or what it takes: « coefficient 2 », « ayant validé les blocs 1 et 2 »."""
_BREAK = "\n"
_SENTENCE = re.compile(rf"{_BREAK}|(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ])")


_OF_WHOLE = re.compile(r"\b(?:certification|certificat|titre|dipl[ôo]me|blocs)\b", re.IGNORECASE)


def is_of_whole(text: str) -> bool:
    """Whether what a text asks for is of the certification, whatever bloc it stands under."""
    return bool(_OF_WHOLE.search(text))


def is_of_bloc(text: str) -> bool:
    """Whether a text begins by when a bloc or its compétences are validated: it is the condition of a bloc."""
    return bool(_OF_BLOC.match(text))


def may_be_condition(text: str) -> bool:
    """Whether a text may be the condition of the bloc named before it: it is announced, or asks for something."""
    return bool(headings.CONDITION.match(text)) or asks(text)


def may_say(text: str) -> bool:
    """Whether a line outside tables may say what it takes."""
    return bool(DECIDES.search(text) or asks(text))


def asks(text: str) -> bool:
    """Whether a text says what it takes, or how much something counts, by its words."""
    return bool(_ASKS.search(text)) or weighs(text)


def weighs(text: str) -> bool:
    """Whether a text says how much something counts, or what it takes without a condition."""
    return bool(_WEIGHS.search(text))


def read(outline: DocumentOutline, line: TextLine) -> None:
    """Keep a sentence, once."""
    there = {headings.bare(each.text) for each in outline.sentences}
    if len(there) < MOST and headings.bare(line.text) not in there:
        outline.sentences.append(line)


def read_cell(outline: DocumentOutline, lines: Sequence[TextLine], condition: str) -> None:
    """Keep the sentences of a cell that say what it takes, but for those that are in the condition of its bloc."""
    text = "".join(f"{items.clean(line.text)}{_BREAK if line.ends else ' '}" for line in lines)
    for sentence in _SENTENCE.split(text):
        if headings.CONDITION.match(sentence):
            break  # it goes to the end of the cell
        if asks(sentence) and headings.bare(sentence) not in headings.bare(condition):
            read(outline, TextLine(sentence, lines[0].spot))


def doubt(outline: DocumentOutline) -> None:
    """Say of each element whose text seems to say what it takes: nothing is decided before that is reviewed."""
    for element in (*outline.blocs, *outline.competences(), *outline.criteres()):
        pattern = _OPTIONAL if element.kind == "bloc" else _ELIMINATES
        text = f"{element.document_code.text} {element.text}" if element.document_code else element.text
        if pattern.search(text) or (element.kind != "bloc" and is_of_bloc(element.text)):
            outline.doubt(kinds.SENTENCE, element, element.spot, blocking=True, text=text)


_ELIMINATES = re.compile(r"\b[ée]liminatoires?\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"\b(?:optionnel|facultati)\w*|\bau choix\b|\ben option\b", re.IGNORECASE)

"""What lines outside tables say of the certification itself, its title, its level, what it takes, and of its blocs."""

import re

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import epreuves, headings, line_starts, rule_sentences
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc

_WHOLE = re.compile(
    r"\s*(?P<what>intitul[ée](?:\s+(?:du|de\s+la|de\s+l['’]))?\s*(?:titre|dipl[ôo]me|certification|certificat)[^:]{0,40}"
    r"|niveau)\s*:\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:(?:conditions?|regles?) d(?:e validation| obtention)|validation(?= d[ue] ))"
    r"(?: d[ue] (?:ce )?bloc(?: \d{1,2})?)?"
)
"""What stands above the condition of a bloc, or before it and a colon."""
LONGEST = 1_000
"""Characters of a paragraph: what goes on after so many is another."""


def unquoted(text: str) -> str:
    """A text without the quotation marks that stand around the whole of it, as our own documents put them."""
    match = _QUOTE.fullmatch(text.strip())
    return match["text"] if match else text.strip()


_QUOTE = re.compile(r"«\s*(?P<text>[^«»]*[^«»\s])\s*»")


class CertificationLines:
    """The lines of a document, those that go on the one before being one with it."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._open: TextLine | None = None
        self._bloc: OutlineBloc | None = None
        self._assessed: list[tuple[OutlineBloc, list[TextLine]]] = []
        self._below = ""

    def add(self, line: TextLine, bloc: OutlineBloc | None) -> None:
        """A line that titles nothing, below the title of this bloc."""
        self._bloc = bloc
        whole = line
        begins = not line.text.strip() or line.bullet or line_starts.BULLET.match(line.text)
        if self._open is not None and begins:
            self.end()
        elif self._open is not None:
            whole = self._open._replace(text=f"{self._open.text} {line.text.strip()}", ends=line.ends)
        self._open = whole
        if whole.ends or len(whole.text) > LONGEST:
            self.end()

    def expects(self, line: TextLine) -> bool:
        """Whether a line announces what a bloc takes or is assessed by, or was announced."""
        announced = _CONDITION.fullmatch(headings.bare(line.text)) or epreuves.announces(line)
        return bool(announced or self._below)

    def end(self) -> None:
        """The line ends there: a table or a title follows."""
        line, self._open = self._open, None
        if line is None or not line.text.strip():
            return
        below, self._below = self._below, ""
        head, _, rest = line.text.partition(":")
        is_announced = bool(_CONDITION.fullmatch(headings.bare(head)))
        bloc = self._bloc
        is_below = below == "condition" or (below in {"bullets", "whole"} and line.bullet)
        text = unquoted(rest if is_announced else line.text)
        is_whole = below == "whole" or rule_sentences.is_of_whole(text)
        if is_below and line.bullet:
            self._below = "whole" if is_whole else "bullets"
        if is_announced and not rest.strip():
            self._below = "condition"
        elif bloc is not None and (is_below or is_announced) and not is_whole:
            bloc.add_condition(text, "" if line.bullet else ".")
        elif is_below or headings.CONDITION.match(line.text) or rule_sentences.may_say(line.text):
            rule_sentences.read(self._outline, line)
        self._read_modalite(line, below)
        if match := _WHOLE.match(line.text):
            key = "niveau" if match["what"].casefold().startswith("niveau") else "intitule"
            text = match["text"].strip()
            text = (re.match(r"[1-8]\b", text) or [""])[0] if key == "niveau" else text
            if text:
                self._outline.certification.setdefault(key, text)

    def _read_modalite(self, line: TextLine, below: str) -> None:
        """Keep what a line says that its bloc is assessed by: it announces that, or stands below what does."""
        if epreuves.announces(line):
            self._below = "modalite"
        elif below == "modalites" and self._assessed and epreuves.says_of(line):
            self._assessed[-1][1].append(line)
            self._below = below
            return
        begins = line.bullet or line_starts.BULLET.match(line.text) or epreuves.is_numbered(line)
        # on a page, what is plain may be its foot
        is_listed = bool(begins) if below == "modalites" or line.spot.page else True
        is_listed = is_listed and below in {"modalite", "modalites"}
        assessed = line if is_listed and not self._below else epreuves.labelled(line)
        if assessed is not None and self._bloc is not None:
            self._assessed.append((self._bloc, [assessed]))
            self._below = "modalites" if is_listed else self._below

    def end_lines(self) -> None:
        """A table follows: what was announced stands in it."""
        self.end()
        self._below = ""

    def settle(self) -> None:
        """Take what lines say that a bloc is assessed by, where its tables say nothing of it; say what is left out."""
        alone = {id(bloc) for bloc, _ in self._assessed if not bloc.epreuves}
        for bloc, lines in self._assessed:
            line = lines[0]
            if id(bloc) in alone:
                epreuves.from_lines(bloc, lines)
            elif headings.bare(line.text) not in {headings.bare(each.text) for each in bloc.epreuves}:
                self._outline.doubt(kinds.LEFT_OUT, None, line.spot, text=line.text.strip())
